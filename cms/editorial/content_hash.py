"""The hash of what readers would see of a page.

It covers every public field, go-live and expiry, and of every image and document used the file's hash and the words
shown with it (`public_fields` of the model). It leaves out the tree, locks, comments and other bookkeeping, the
department and the keys of blocks and child objects: none of these changes what is read.
"""

import hashlib
import json
import re
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import COMMENTS_RELATION_NAME, ReferenceIndex

BOOKKEEPING = frozenset(
    {
        "alias_of",
        "co_departments",
        "content_type",
        "department",
        "depth",
        "draft_title",
        "expired",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locale",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "page_ptr",
        "path",
        "pk",
        "review_by",
        "translation_key",
        "url_path",
        COMMENTS_RELATION_NAME,
    }
)

PARAGRAPH_KEY = re.compile(r' data-block-key="[^"]*"')


def content_hash(page) -> str:
    """Return the SHA-256 (64 hex digits) of the content of the specific `page`, as it stands in memory."""
    data = {name: value for name, value in page.serializable_data().items() if name not in BOOKKEEPING}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            data[field.name] = stream_content(getattr(page, field.name))
    for field in page._meta.many_to_many:
        if field.name in data:
            # Chosen, not ordered: the form and the database give them each in an order of their own.
            data[field.name] = sorted(data[field.name])
    for relation, children in data.items():
        if isinstance(children, list) and children and all(isinstance(child, dict) for child in children):
            data[relation] = [_without_parent(child) for child in children]
    data = {name: value for name, value in data.items() if not _is_empty(value)}
    content = json.dumps([data, _file_hashes(page)], sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def stream_content(stream) -> list:
    """Return the blocks as they are stored once every one of them has been read from storage, without their keys.

    Stored blocks, and those given in Python, may leave out what is empty; a block that was read writes it. All are
    the same content.
    """
    read = stream.stream_block.to_python(stream.get_prep_value())
    return _without_keys([child.get_prep_value() for child in read])


def _without_keys(value):
    """Drop the keys that StreamField gives to blocks and list items, and the editor to paragraphs of rich text."""
    if isinstance(value, str):
        return PARAGRAPH_KEY.sub("", value)
    if isinstance(value, list):
        return [_without_keys(item) for item in value]
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        kept = {key: item for key, item in value.items() if not (is_block and key == "id") and not _is_empty(item)}
        return {key: _without_keys(item) for key, item in kept.items()}
    return value


def _is_empty(value) -> bool:
    """Whether readers see nothing of a value. Left out, so that a new optional field changes no hash."""
    return value is None or value is False or value in ("", [], {})


def _without_parent(child: dict) -> dict:
    """Drop what names the child's own row and its page (by convention its ParentalKey is called `parent`)."""
    bookkeeping = {"pk", "id", "parent", "translation_key", "locale"}
    return {name: value for name, value in child.items() if name not in bookkeeping}


def used_files(page) -> dict[int, set[int]]:
    """Return {content type id: ids} of the images and documents that the content of `page` uses.

    Uses the extraction behind Wagtail's reference index, which has no public name but follows every field,
    block, rich text and child object, and works on content that is not saved yet.
    """
    kinds = {ContentType.objects.get_for_model(model).pk for model in (get_image_model(), get_document_model())}
    used = defaultdict(set)
    for content_type_id, object_id, *_path in ReferenceIndex._extract_references_from_object(page):
        if content_type_id in kinds:
            used[content_type_id].add(object_id)
    return used


def _file_hashes(page) -> list:
    """Return [model, id, what readers see of the file] of every image and document the page uses, sorted."""
    used = used_files(page)
    hashes = []
    for model in (get_image_model(), get_document_model()):
        ids = used.get(ContentType.objects.get_for_model(model).pk)
        if ids:
            rows = model._default_manager.filter(pk__in=ids).values_list("pk", *model.public_fields)
            hashes += [[model._meta.model_name, *row] for row in rows.order_by("pk")]
    return hashes
