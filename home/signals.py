"""Site settings are kept per generation: saving them lets it rise, and makes the emblem's size ahead of readers."""

from django.db.models.signals import post_save

from cms.pages.renditions import EMBLEM
from cms.reading import generation


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    from home.models import SiteSettings

    post_save.connect(_settings_saved, sender=SiteSettings, dispatch_uid="home.settings_saved")


def _settings_saved(instance, **kwargs):
    if instance.emblem:
        instance.emblem.get_renditions(*EMBLEM)
    generation.rise()
