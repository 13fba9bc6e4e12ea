"""Uploads are checked by content, not by name."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.media.models import CustomDocument, CustomImage
from cms.media.validators import CONTENT_OF_KIND
from tests.factories import document, fresh, picture, picture_file

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + b"\0" * 200
SCRIPT = b"<html><script>alert(1)</script></html>"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def archive(*names: str, mimetype: str = "") -> bytes:
    """Return a ZIP file with empty members; `mimetype` first and bare, as OpenDocument has it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


def photograph(kind: str) -> bytes:
    """Return a picture of noise, which no format makes small."""
    buffer = io.BytesIO()
    Image.effect_noise((160, 120), 80).convert("P" if kind == "gif" else "RGB").save(buffer, kind)
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
XLSX = archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
PPTX = archive("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml")
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")
ODS = archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")

ACCEPTED = {
    "ke-hoach.pdf": PDF,
    "KE-HOACH.PDF": PDF,
    "ke-hoach.docx": DOCX,
    "bang.xlsx": XLSX,
    "trinh-chieu.pptx": PPTX,
    "van-ban.odt": ODT,
    "bang.ods": ODS,
    "ke-hoach.doc": OLD_OFFICE,
    "bang.xls": OLD_OFFICE,
    "trinh-chieu.ppt": OLD_OFFICE,
    "ho-so.zip": archive("a.pdf"),
    "bang.csv": "Trường,Chỉ tiêu\n".encode(),
    "ghi-chu.txt": "Ghi chú\n".encode(),
}
REFUSED = {
    "ke-hoach.pdf": PROGRAM,
    "bao-cao.pdf": SCRIPT,
    "anh.pdf": picture_file().read(),
    "van-ban.docx": PDF,
    "bang.xlsx": OLD_OFFICE,
    "cu.doc": DOCX,
    "ho-so.zip": PDF,
    "bang.csv": PROGRAM,
    "ghi-chu.txt": PDF,
    "trong.pdf": b"",
}
NOT_LISTED = {"trang.html": SCRIPT, "anh.svg": SVG, "may.exe": PROGRAM, "ma.js": b"alert(1)", "khong-duoi": PDF}


def upload(client, view: str, name: str, content: bytes) -> dict:
    """Send a file as the admin's upload screen does; return its answer."""
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(reverse(view), {"title": name, "files[]": file}).json()


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def test_every_listed_kind_has_a_rule_and_an_example(settings):
    assert set(CONTENT_OF_KIND) == set(settings.WAGTAILDOCS_EXTENSIONS)
    assert {name.rpartition(".")[2].lower() for name in ACCEPTED} == set(CONTENT_OF_KIND)


def test_document_of_a_listed_kind_is_stored_whole(desk):
    for name, content in ACCEPTED.items():
        assert upload(desk, "wagtaildocs:add_multiple", name, content)["success"], name
        stored = CustomDocument.objects.get(title=name)
        assert stored.file.read() == content, name
        assert stored.file_size == len(content), name


def test_document_whose_content_is_not_what_its_name_says_is_refused(desk):
    for name, content in REFUSED.items():
        answer = upload(desk, "wagtaildocs:add_multiple", name, content)
        assert not answer["success"], name
        assert answer["error_message"], name
    assert not CustomDocument.objects.exists()


def test_kind_that_is_not_listed_is_refused(desk):
    for name, content in NOT_LISTED.items():
        assert not upload(desk, "wagtaildocs:add_multiple", name, content)["success"], name
    assert not CustomDocument.objects.exists()


def test_form_for_one_document_refuses_too(desk):
    file = SimpleUploadedFile("ke-hoach.pdf", PROGRAM)
    response = desk.post(reverse("wagtaildocs:add"), {"title": "Kế hoạch", "file": file})
    assert response.status_code == 200
    assert not CustomDocument.objects.exists()


def test_document_cannot_be_replaced_by_what_its_name_does_not_say(desk):
    stored = document()
    file = SimpleUploadedFile("ke-hoach.pdf", PROGRAM)
    desk.post(reverse("wagtaildocs:edit", args=[stored.pk]), {"title": "Kế hoạch", "file": file})
    stored.refresh_from_db()
    assert stored.file.read().startswith(b"%PDF")


def test_code_that_validates_a_document_is_refused_too(home):
    made = CustomDocument(title="Kế hoạch", file=ContentFile(PROGRAM, name="ke-hoach.pdf"))
    with pytest.raises(ValidationError):
        made.full_clean()


def test_file_that_is_no_picture_is_refused(desk):
    for content in (b"", b"not a picture", PDF, SVG, PROGRAM):
        for extension in ("png", "jpg", "jpeg", "webp", "gif"):
            assert not upload(desk, "wagtailimages:add_multiple", f"anh.{extension}", content)["success"]
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "gif"])
def test_picture_that_was_cut_off_is_refused_wherever_it_was_cut(desk, kind):
    whole = photograph(kind)
    for part in (0.02, 0.1, 0.5, 0.9):
        answer = upload(desk, "wagtailimages:add_multiple", f"anh.{kind}", whole[: int(len(whole) * part)])
        assert not answer["success"]
        assert answer["error_message"]
    assert not CustomImage.objects.exists()
    assert upload(desk, "wagtailimages:add_multiple", f"anh.{kind}", whole)["success"]
    assert CustomImage.objects.get().file.size


def test_picture_cannot_be_replaced_by_a_broken_one(desk):
    stored = picture()
    file = SimpleUploadedFile("anh.png", photograph("png")[:900])
    desk.post(reverse("wagtailimages:edit", args=[stored.pk]), {"title": "Sân trường", "file": file})
    assert fresh(stored).file.read() == picture_file().read()


def test_image_of_another_kind_is_refused_whatever_its_name(desk):
    tiff = photograph("tiff")
    for name, content in (("anh.svg", SVG), ("anh.jpg", SVG), ("anh.tiff", tiff), ("anh.jpg", tiff), ("anh.png", PDF)):
        assert not upload(desk, "wagtailimages:add_multiple", name, content)["success"], name
    assert not CustomImage.objects.exists()


def test_image_is_stored_under_the_suffix_of_its_content(desk):
    assert upload(desk, "wagtailimages:add_multiple", "anh.jpg", picture_file().read())["success"]
    assert CustomImage.objects.get().file.name.endswith(".png")


def test_picture_is_stored_with_its_size(desk):
    assert upload(desk, "wagtailimages:add_multiple", "anh.png", picture_file().read())["success"]
    stored = CustomImage.objects.get()
    assert (stored.width, stored.height) == (640, 400)
    assert stored.file_hash


def test_files_stored_by_code_know_their_size_and_hash(home):
    """Reading them later writes nothing, and the content hash of a page can tell one file from another."""
    first, second = document(), document(content=b"%PDF-1.4\nkhac\n%%EOF\n")
    image = picture()
    for stored in (first, second, image):
        stored.refresh_from_db()
    assert first.file_size == len(b"%PDF-1.4\n%%EOF\n")
    assert len({first.file_hash, second.file_hash, image.file_hash, ""}) == 4
    assert image.file_size == image.file.size


def test_name_of_a_stored_file_carries_its_hash(home):
    stored, image = document(), picture()
    assert stored.file.name.startswith(f"documents/{stored.file_hash[:12]}/")
    assert image.get_rendition("width-100").file.name.startswith(f"images/{image.file_hash[:12]}/")
