"""Site settings are kept per generation: saving them lets it rise."""

from django.db.models.signals import post_save

from cms.reading import generation


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    from home.models import SiteSettings

    post_save.connect(_settings_saved, sender=SiteSettings, dispatch_uid="home.settings_saved")


def _settings_saved(**kwargs):
    generation.rise()
