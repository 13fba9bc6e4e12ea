"""Which files are public: those that a public page shows, or the site itself. No others, at any address.

The state changes in the transaction that publishes or withdraws; the files move when it has committed. Whoever knows
what is public calls this module: `cms.pages.catalogue` for pages, `home` for the site's settings.
"""

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.media.models import CustomDocument, CustomImage, CustomRendition, PublicUse, is_whole

# Ids of page (None: the whole site), image and document; one of the last two is None.
Use = tuple[int | None, int | None, int | None]

# How many files one question to the database names when all of them are looked through.
BATCH = 500


def page_shows(page_id: int, images: Iterable[int], documents: Iterable[int]) -> None:
    """Let these files, by id, be what the public page shows, and nothing it showed before."""
    uses = {(page_id, image, None) for image in images} | {(page_id, None, document) for document in documents}
    _change(PublicUse.objects.filter(page=page_id), uses)


def pages_shown(uses: Iterable[Use]) -> None:
    """Add what pages show that have become public."""
    _change(PublicUse.objects.none(), set(uses))


def pages_hidden(pages: QuerySet | Iterable[int]) -> None:
    """Note that these pages (ids, or a query of ids) are no longer public."""
    _change(PublicUse.objects.filter(page__in=pages), set())


def site_shows(images: Iterable[int]) -> None:
    """Let these images, by id, be what every public page shows around its content."""
    _change(PublicUse.objects.filter(page=None), {(None, image, None) for image in images})


def settle() -> None:
    """Bring flags and files in step with the uses: after a kill between commit and move, or a restored backup."""
    images, documents = _out_of_step(CustomImage, "image"), _out_of_step(CustomDocument, "document")
    with transaction.atomic():
        _update_flags(_locked(CustomImage, images), _locked(CustomDocument, documents))
    # In this order: what has become public since the first answer is in the second.
    shown = set(default_storage.shown())
    wanted = {name for name, is_public in _places(Q(image__is_public=True), Q(is_public=True)).items() if is_public}
    for name in shown - wanted:
        default_storage.hide(name)
    names = sorted(shown ^ wanted)
    for start in range(0, len(names), BATCH):
        these = Q(file__in=names[start : start + BATCH])
        _move(these, these)


def put_in_place(images: Iterable[int] = (), documents: Iterable[int] = ()) -> None:
    """Move the renditions of these images, and these documents, to where their flags say."""
    _move(Q(image__in=images), Q(pk__in=documents))


@transaction.atomic
def _change(stored: QuerySet, wanted: set[Use]) -> None:
    """Replace the `stored` uses by the `wanted` ones, and let flags and files follow."""
    rows = stored.values_list("pk", "page_id", "image_id", "document_id")
    found = {(page, image, document): pk for pk, page, image, document in rows}
    gone, new = found.keys() - wanted, wanted - found.keys()
    if not gone and not new:
        return
    # Locked before anything is asked of their uses: of two pages that let go of a file, the second sees the first.
    images = _locked(CustomImage, {image for _page, image, _document in gone | new if image})
    documents = _locked(CustomDocument, {document for _page, _image, document in gone | new if document})
    # Upstream: delete() reads row by row for receivers that listen to every model, and none of them wants these.
    PublicUse.objects.filter(pk__in=[found[use] for use in gone])._raw_delete(stored.db)
    PublicUse.objects.bulk_create(
        [
            PublicUse(page_id=page, image_id=image, document_id=document)
            for page, image, document in new
            # A page may name a file that was deleted.
            if image in images or document in documents
        ],
        ignore_conflicts=True,
    )
    _update_flags(images, documents)


def _locked(model, ids: Iterable[int]) -> set[int]:
    """Return those of `ids` that exist, locked until the transaction ends."""
    rows = model.objects.select_for_update().filter(pk__in=ids)
    return set(rows.order_by("pk").values_list("pk", flat=True)) if ids else set()


def _update_flags(images: set[int], documents: set[int]) -> None:
    for model, field, ids in ((CustomImage, "image", images), (CustomDocument, "document", documents)):
        if ids:
            model.objects.filter(pk__in=ids).update(is_public=_is_used(field))
    if images or documents:
        transaction.on_commit(partial(put_in_place, images, documents), robust=True)


def _is_used(field: str) -> Exists:
    return Exists(PublicUse.objects.filter(**{field: OuterRef("pk")}))


def _out_of_step(model, field: str) -> list[int]:
    return list(model.objects.exclude(is_public=_is_used(field)).values_list("pk", flat=True))


def _move(renditions: Q, documents: Q) -> None:
    """Move files to where their flags say, until the flags are still the same afterwards: another may move too."""
    done = None
    while done != (places := _places(renditions, documents)):
        for name, is_public in places.items():
            (default_storage.show if is_public else default_storage.hide)(name)
        done = places


def _places(renditions: Q, documents: Q) -> dict[str, bool]:
    """Return the names of these files, and whether everybody may read them."""
    rows = CustomRendition.objects.filter(renditions).values_list("file", "image__is_public", "filter_spec")
    places = {name: is_public and not is_whole(spec) for name, is_public, spec in rows}
    return places | dict(CustomDocument.objects.filter(documents).values_list("file", "is_public"))
