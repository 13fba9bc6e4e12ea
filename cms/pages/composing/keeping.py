"""Word files put aside while a person looks at their letters: who never answered is not waited for."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import UploadedFile

from cms.editorial import compose

from .menu import FORM

KEPT_FOR = timedelta(days=1)


def sweep() -> int:
    """Delete what was put aside more than a day ago; return how many files."""
    types = ContentType.objects.get_for_models(*(item.model for item in compose.offered(FORM)))
    swept = 0
    for kept in UploadedFile.objects.filter(for_content_type__in=types.values()):
        storage, name = kept.file.storage, kept.file.name
        if storage.exists(name) and storage.get_modified_time(name) > timezone.now() - KEPT_FOR:
            continue
        storage.delete(name)
        kept.delete()
        swept += 1
    return swept
