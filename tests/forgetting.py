"""What a process remembers from one test to the next, and its forgetting."""

from django.core.cache import caches
from django.utils import timezone, translation

from cms.reading import generation


def forget_everything() -> None:
    """Empty the caches; go back to the default language and time zone."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    generation.forget()
    translation.deactivate()
    timezone.deactivate()
