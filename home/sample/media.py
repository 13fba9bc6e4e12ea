"""Puts the drawn pictures and made documents into the collections of their departments."""

from functools import partial

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from wagtail.models import Collection

from cms.editorial.models import Department
from cms.media.models import CustomDocument, CustomImage, DocumentWords
from cms.media.words import keeping
from home.sample import banners, documents, pictures
from home.sample.content import Content


def add_picture(content: Content, key: str) -> None:
    """Draw the picture and put it into its department's collection, unless it is there."""
    row = content.pictures[key]
    make = partial(pictures.draw, row["scene"], row["seed"])
    _add(content, CustomImage, row, f"{key}.jpg", make, description=row["alt"], credit=content.site["credit"])


def add_document(content: Content, key: str) -> None:
    """Make the document and put it into its department's collection, unless it is there."""
    row = content.documents[key]
    if row["kind"] == "docx":
        make = partial(documents.make_docx, row["title"], row["lines"])
    else:
        make = partial(documents.make_pdf, row["title"], list(content.documents).index(key))
    _add(content, CustomDocument, row, f"{key}.{row['kind']}", make)
    document = find(CustomDocument, content.documents, key)
    if not DocumentWords.objects.filter(document=document).exists():
        # Nobody approves a page whose files are being read.
        keeping.keep(document)


def emblem(content: Content) -> CustomImage:
    """Return the agency's emblem, drawn if it is missing. It belongs to no department."""
    row, collection = content.site["emblem"], Collection.get_first_root_node()
    image = CustomImage.objects.filter(collection=collection, title=row["title"]).first()
    if image is None:
        image = CustomImage(title=row["title"], description=row["alt"], collection=collection)
        _save(image, "bieu-trung.png", pictures.draw_emblem())
    return image


def banner(content: Content, key: str) -> CustomImage:
    """Return the banner of a neighbouring agency, drawn if it is missing. It belongs to no department."""
    row, collection = content.front["banners"][key], Collection.get_first_root_node()
    image = CustomImage.objects.filter(collection=collection, title=row["name"]).first()
    if image is None:
        image = CustomImage(title=row["name"], description=row["name"], collection=collection)
        _save(image, f"{key}.jpg", banners.draw(row["name"], *row["colours"]))
    return image


def find(model, rows: dict[str, dict], key: str):
    """Return the image or document of the content's `key`. Raises DoesNotExist where it was taken away."""
    row = rows[key]
    return model.objects.get(collection__department__short_name=row["department"], title=row["title"])


def _add(content: Content, model, row: dict, name: str, make, **fields) -> None:
    department = Department.objects.get(short_name=row["department"])
    if model.objects.filter(collection=department.collection, title=row["title"]).exists():
        return
    owner = next(
        account["username"] for account in content.accounts.values() if account.get("department") == row["department"]
    )
    item = model(
        title=row["title"],
        collection=department.collection,
        uploaded_by_user=get_user_model().objects.get(username=owner),
        **fields,
    )
    _save(item, name, make())


def _save(item, name: str, data: bytes) -> None:
    item.file = ContentFile(data, name=name)
    # What Wagtail's upload form does: size and hash of the file.
    if isinstance(item, CustomImage):
        item._set_image_file_metadata()
    else:
        item._set_document_file_metadata()
    item.full_clean()
    item.save()
