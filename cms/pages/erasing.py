"""Personal data leaves what is kept beside a page: catalogue, old addresses, the memory of its translation."""

import re
from collections.abc import Callable

from django.db.models import Q
from wagtail.models import ReferenceIndex
from wagtail_localize.models import SegmentOverride, String, StringTranslation, TranslationSource

from cms.editorial.erasure.content import MARK, stands_in_slug
from cms.editorial.wording import scrub
from cms.pages import catalogue, links, share_images
from cms.pages.models import BasePage, CatalogueEntry, OldAddress
from cms.reading import generation
from cms.text.slugs import slugify

# What the catalogue says of a page in words.
TEXTS = ("label", "poster", "department_name", "cover_alt")

# What the packages above keep of a page in words of their own: fn(page) -> how many rows were written anew.
_indexes: list[Callable[[BasePage], int]] = []


def register(index: Callable[[BasePage], int]) -> None:
    """Have `index(page)` write anew what it keeps of a page from which words were erased."""
    if index not in _indexes:
        _indexes.append(index)


def erase(passages: list[str], page) -> int:
    """Bring what is kept beside `page`, just erased from, up to date; return how many rows were changed.

    An address that said the passages leads nowhere from now on: keeping it would keep them.
    """
    if not isinstance(page, BasePage):
        return 0
    changed = _erase_from_entry(passages, page) + _forget_addresses(passages, page)
    changed += _erase_from_translation_memory(passages, page)
    ReferenceIndex.create_or_update_for_object(page)
    changed += sum(index(page) for index in _indexes)
    # The old words are drawn on its picture, and on those of the pages below it.
    share_images.forget(CatalogueEntry.objects.filter(Q(page_id=page.pk) | Q(section_id=page.pk)))
    if page.live:
        catalogue.page_published(page)
    links.outdate(page)
    generation.rise()
    return changed


def _erase_from_entry(passages: list[str], page: BasePage) -> int:
    entry = page.entry
    total = 0
    for name in TEXTS:
        text, count = scrub(getattr(entry, name), passages, MARK)
        setattr(entry, name, text[: entry._meta.get_field(name).max_length])
        total += count
    entry.save(update_fields=TEXTS)
    return bool(total)


def _forget_addresses(passages: list[str], page: BasePage) -> int:
    rows = [row for row in OldAddress.objects.filter(target=page.public_id) if _says(passages, row.address)]
    OldAddress.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _says(passages: list[str], address: str) -> bool:
    return any(stands_in_slug(passages, slugify(part, len(part) or 1)) for part in re.split(r"[/?=&.]", address))


def _erase_from_translation_memory(passages: list[str], page: BasePage) -> int:
    changed = 0
    for source in TranslationSource.objects.filter(object_id=page.translation_key):
        (content, label), count = scrub([source.content_json, source.object_repr], passages, MARK)
        if count:
            changed += 1
            TranslationSource.objects.filter(pk=source.pk).update(content_json=content, object_repr=label)
        for override in SegmentOverride.objects.filter(context__object_id=page.translation_key):
            data, count = scrub(override.data_json, passages, MARK)
            if count:
                changed += SegmentOverride.objects.filter(pk=override.pk).update(data_json=data)
        for string in String.objects.filter(segments__source=source).distinct():
            changed += _erase_from_string(passages, string)
    return changed


def _erase_from_string(passages: list[str], string: String) -> int:
    changed = 0
    for translation in StringTranslation.objects.filter(translation_of=string):
        data, count = scrub(translation.data, passages, MARK)
        if count:
            changed += StringTranslation.objects.filter(pk=translation.pk).update(data=data)
    data, count = scrub(string.data, passages, MARK)
    if not count:
        return changed
    same = String.objects.filter(locale=string.locale, data_hash=String._get_data_hash(data)).first()
    if same:
        # A text is kept once: what says the same already takes its place.
        string.segments.update(string=same)
        string.delete()
    else:
        string.data = data
        string.save()
    return changed + 1
