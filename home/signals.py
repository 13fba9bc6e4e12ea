"""Site settings are kept per generation: saving them lets it rise, makes emblem and label public, and their sizes."""

from django.db.models.signals import post_delete, post_save

from cms.editorial import administration
from cms.editorial.models import Department
from cms.media import publicity
from cms.media.models import CustomImage
from cms.pages import share_images
from cms.pages.renditions import filters
from cms.reading import generation


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    from home.models import SiteSettings

    administration.watch(SiteSettings)
    post_save.connect(_settings_changed, sender=SiteSettings, dispatch_uid="home.settings_saved")
    post_delete.connect(_settings_changed, sender=SiteSettings, dispatch_uid="home.settings_deleted")
    # The contact page lists the departments.
    post_save.connect(_department_changed, sender=Department, dispatch_uid="home.department_saved")


def _settings_changed(sender, **kwargs):
    shown = {"emblem": "emblem", "label_image": "label"}
    rows = list(sender.objects.values(*shown))
    used = {use: {row[name] for row in rows} - {None} for name, use in shown.items()}
    publicity.site_shows(set().union(*used.values()))
    for use, images in used.items():
        for image in CustomImage.objects.filter(pk__in=images):
            image.get_renditions(*filters(image, use))
    # The agency's name is drawn on them.
    share_images.draw_anew()
    generation.rise()


def _department_changed(**kwargs):
    generation.rise()
