"""Where files lie, and pages that show them in every way there is."""

from pathlib import Path

from django.conf import settings

from cms.media.models import CustomDocument, CustomImage
from cms.pages.models import PageAttachment
from newsroom.models import NewsPage
from tests.factories import document, fresh, news, picture, picture_file

VIDEO = {"address": "https://www.youtube.com/watch?v=dQw4w9WgXc_", "title": "Phóng sự"}


def place(name: str) -> str:
    """Return in which of the two roots the file of this name lies: "public", "private", or "" for neither."""
    roots = {"public": settings.PUBLIC_MEDIA_ROOT, "private": settings.MEDIA_ROOT}
    found = [word for word, root in roots.items() if (Path(root) / name).is_file()]
    assert len(found) < 2, f"{name} lies in both"
    return "".join(found)


def state(file: CustomImage | CustomDocument) -> str:
    """Return where the document or the renditions of the image lie, once it is certain that the flag says the same."""
    file = fresh(file)
    names = [rendition.file.name for rendition in file.renditions.all()] if isinstance(file, CustomImage) else []
    places = {place(name) for name in names or [file.file.name]}
    assert places == {"public" if file.is_public else "private"}
    return places.pop()


def small_image(department, title: str = "Ảnh nhỏ", **fields) -> CustomImage:
    """Return an image of the department's, with one rendition."""
    image = picture(title, file=picture_file(size=(48, 30)), collection=department.collection, **fields)
    image.get_rendition("width-24")
    return image


def paper(department, title: str = "Kế hoạch", **fields) -> CustomDocument:
    return document(title, collection=department.collection, **fields)


def attached(*documents: CustomDocument, page: NewsPage | None = None) -> NewsPage:
    """Return an unsaved article with these attachments."""
    page = page or news()
    page.attachments = [PageAttachment(document=item) for item in documents]
    return page


# What an article looks like that shows the file, by the place in which it shows it.
SHOWING_IMAGE = {
    "cover": lambda image: {"cover": image},
    "image": lambda image: {"body": [("image", {"image": image})]},
    "gallery": lambda image: {"body": [("gallery", {"images": [{"image": image}, {"image": image}]})]},
    "video": lambda image: {"body": [("video", VIDEO | {"poster": image})]},
}
SHOWING_DOCUMENT = {
    "documents": lambda item: {"body": [("documents", {"documents": [item]})]},
    "link": lambda item: {"body": [("paragraph", f'<p><a linktype="document" id="{item.pk}">Văn bản</a></p>')]},
    "attachment": lambda item: {"attachments": [PageAttachment(document=item)]},
}


def showing(way: str, file) -> NewsPage:
    """Return an unsaved article that shows the file in one of the ways above."""
    fields = (SHOWING_IMAGE | SHOWING_DOCUMENT)[way](file)
    return attached(file) if way == "attachment" else news(**fields)
