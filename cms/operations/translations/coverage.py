"""What the catalogues have, as Django merges them for the admin's pages and for its scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.admin.views.i18n import js_catalog

from cms.operations.translations.extraction import Message
from cms.operations.translations.sources import DOMAINS, Source

LANGUAGE = "vi"


@dataclass(frozen=True)
class Coverage:
    """How much of one app's words of one domain is there in Vietnamese."""

    app: str
    domain: str
    total: int
    missing: tuple[Message, ...]

    @property
    def translated(self) -> int:
        return self.total - len(self.missing)

    @property
    def percent(self) -> int:
        """Rounded down: 100 means that nothing is missing."""
        return 100 * self.translated // self.total


def coverage(sources: Iterable[Source]) -> Iterator[Coverage]:
    """Yield a line for each app and domain that shows words."""
    catalogues = {domain: merged(domain) for domain in DOMAINS}
    for source in sources:
        for domain in DOMAINS:
            if messages := source.messages[domain]:
                missing = sorted(message for message in messages if not text_of(catalogues[domain], message))
                yield Coverage(source.name, domain, len(messages), tuple(missing))


def merged(domain: str) -> DjangoTranslation:
    """Return the catalogue of a domain as screens see it: packages' own, then ours.

    Scripts of every app share the one that the admin's base template loads: it has Wagtail's, and ours for all others.
    """
    if domain == "django":
        return DjangoTranslation(LANGUAGE)
    packages = js_catalog.view_initkwargs["packages"]
    folders = [f"{app.path}/locale" for app in apps.get_app_configs() if app.name in packages]
    return DjangoTranslation(LANGUAGE, domain=domain, localedirs=folders)


def text_of(translation: DjangoTranslation, message: Message) -> str:
    """Return what is shown for a message, or "" where it is in English."""
    key = f"{message.context}\x04{message.text}" if message.context else message.text
    return translation._catalog.get((key, 0) if message.plural else key) or ""
