"""Whether an address of the portal itself leads readers anywhere: asked of the tree, without a request."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import Site

from cms.editorial.models import Withdrawal
from cms.media.models import CustomDocument, CustomRendition
from cms.pages.models import CatalogueEntry, Link, OldAddress
from cms.pages.sites import front_page_of
from cms.text.nfc import nfc

State = Link.State


def states_of(addresses: Iterable[str]) -> dict[str, Link.State]:
    """Return WORKS, MISSING or INTERNAL for each "page:12", "document:7" or path of the portal.

    Two queries for the first two, however many; a few for each path, which are rare.
    """
    addresses = set(addresses)
    pages = CatalogueEntry.objects.select_related("page").in_bulk(_numbers("page", addresses))
    documents = CustomDocument.objects.filter(pk__in=_numbers("document", addresses)).values_list("pk", flat=True)
    # The page that links to a document makes it public.
    states = {f"document:{number}": State.WORKS for number in documents}
    states |= {f"page:{number}": _of_entry(entry) for number, entry in pages.items()}
    return {address: states.get(address) or _state_of(address) for address in addresses}


def _numbers(kind: str, addresses: Iterable[str]) -> list[int]:
    return [int(address.partition(":")[2]) for address in addresses if address.startswith(f"{kind}:")]


def _state_of(address: str) -> Link.State:
    """Return the state of a path; what has a number and was not found by it is not there."""
    if not address.startswith("/"):
        # Or what names no host: nobody can open it.
        return State.MISSING
    path = nfc(unquote(urlsplit(address).path))
    return State.MISSING if "\0" in path else _of_path(path)


def _of_path(path: str) -> Link.State:
    if path.startswith(settings.STATIC_URL):
        return State.WORKS
    if path.startswith(settings.MEDIA_URL):
        return _of_file(path.removeprefix(settings.MEDIA_URL))
    path = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return _of_old(path)
        if path.startswith("/admin/"):
            return State.INTERNAL
        look = VIEWS.get(match.view_name)
        return look(*match.args, **match.kwargs) if look else State.WORKS


def _of_file(name: str) -> Link.State:
    root = Path(settings.PUBLIC_MEDIA_ROOT).resolve()
    try:
        path = (root / name).resolve()
        return _known(path.is_relative_to(root) and path.is_file())
    except OSError:
        # A name longer than any file has.
        return State.MISSING


def _of_page(path: str) -> Link.State:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    entry = CatalogueEntry.objects.at(front_page_of(site), path).select_related("page").first()
    return _of_entry(entry) if entry else _of_old(f"/{path}")


def _of_entry(entry: CatalogueEntry | None) -> Link.State:
    """Return whether readers find the page; one that was merged into another leads there."""
    if entry is None or entry.is_public:
        return _known(entry is not None)
    withdrawal = Withdrawal.objects.filter(record__page_pk=entry.page_id).order_by("-record_id").first()
    merged = withdrawal and withdrawal.target and not entry.page.live
    return _known(bool(merged) and CatalogueEntry.objects.public().filter(public_id=withdrawal.target).exists())


def _of_old(path: str) -> Link.State:
    found = OldAddress.objects.find(path)
    if not found:
        return State.MISSING
    row, rest = found
    entry = CatalogueEntry.objects.filter(public_id=row.target).select_related("page").first()
    if entry is None or not rest:
        return _of_entry(entry)
    return _known(CatalogueEntry.objects.public().at(entry.page, rest).exists())


def _known(there: bool) -> Link.State:
    return State.WORKS if there else State.MISSING


# Views whose address says what it is about; the others are there for everybody.
VIEWS = {
    "wagtail_serve": _of_page,
    "permalink": lambda public_id: _of_entry(
        CatalogueEntry.objects.filter(public_id=public_id).select_related("page").first()
    ),
    "wagtaildocs_serve": lambda pk, name: _known(CustomDocument.objects.filter(pk=pk, is_public=True).exists()),
    "private_rendition": lambda pk: _known(CustomRendition.objects.filter(pk=pk, image__is_public=True).exists()),
}
