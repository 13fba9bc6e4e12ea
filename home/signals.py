"""Site settings are kept per generation: saving them lets it rise, makes the emblem public, and its size in advance."""

from django.db.models.signals import post_delete, post_save

from cms.editorial import administration
from cms.media import publicity
from cms.media.models import CustomImage
from cms.pages.renditions import EMBLEM
from cms.reading import generation


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    from home.models import SiteSettings

    administration.watch(SiteSettings)
    post_save.connect(_settings_changed, sender=SiteSettings, dispatch_uid="home.settings_saved")
    post_delete.connect(_settings_changed, sender=SiteSettings, dispatch_uid="home.settings_deleted")


def _settings_changed(sender, **kwargs):
    emblems = set(sender.objects.exclude(emblem=None).values_list("emblem", flat=True))
    publicity.site_shows(emblems)
    for emblem in CustomImage.objects.filter(pk__in=emblems):
        emblem.get_renditions(*EMBLEM)
    generation.rise()
