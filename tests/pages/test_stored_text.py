"""Every stored text is NFC, whichever way it came in."""

import json
from unicodedata import normalize

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision

from cms.editorial import drafts
from cms.media.models import CustomDocument, CustomImage
from cms.pages.models import OldAddress
from home.models import SiteSettings
from newsroom.models import NewsPage
from tests.composed import COMPOSED, DECOMPOSED, not_composed
from tests.factories import (
    DepartmentFactory,
    UserFactory,
    draft,
    edit,
    fresh,
    news,
    picture,
    picture_file,
    published,
)
from tests.support import create_news, post_edit, write_past_the_gate


def body_of_every_text(image) -> list:
    """Return blocks with decomposed text in every kind of place: rich text, chars, lists, tables."""
    return [
        ("paragraph", f"<p>{DECOMPOSED}</p>"),
        ("heading", {"text": DECOMPOSED, "level": "h2"}),
        ("image", {"image": image, "alt_text": DECOMPOSED, "caption": DECOMPOSED, "credit": DECOMPOSED}),
        ("gallery", {"title": DECOMPOSED, "images": [{"caption": DECOMPOSED}, {"caption": DECOMPOSED}]}),
        ("quote", {"text": DECOMPOSED, "attribution": DECOMPOSED}),
        ("table", {"data": [[DECOMPOSED, "1"]], "table_caption": DECOMPOSED}),
        ("notice", {"level": "info", "title": DECOMPOSED, "text": f"<p>{DECOMPOSED}</p>"}),
    ]


def test_the_scan_finds_text_that_is_not_composed(section):
    write_past_the_gate("UPDATE newsroom_newsindexpage SET intro = %s WHERE page_ptr_id = %s", DECOMPOSED, section.pk)
    assert not_composed() == [f"newsroom.NewsIndexPage.intro: {DECOMPOSED[:80]}"]


def test_page_made_by_code_is_stored_composed(section, drafter):
    page = news(DECOMPOSED, summary=DECOMPOSED, author_name=DECOMPOSED, body=body_of_every_text(picture()))
    stored = fresh(drafts.create_draft(section, page, drafter))
    assert stored.title == stored.summary == stored.author_name == COMPOSED
    assert stored.body[0].value.source == f"<p>{COMPOSED}</p>"
    assert stored.body[5].value["data"] == [[COMPOSED, "1"]]
    assert not_composed() == []


def test_revision_is_stored_composed(section, drafter):
    page = draft(section, drafter)
    edit(page, drafter, title=DECOMPOSED, body=body_of_every_text(picture()))
    content = json.dumps(Revision.objects.latest("pk").content, ensure_ascii=False)
    assert COMPOSED in content
    assert DECOMPOSED not in content
    assert not_composed() == []


def test_what_is_typed_into_the_form_is_stored_composed(client, section, drafter):
    client.force_login(drafter)
    create_news(client, section, title=DECOMPOSED, paragraph=f"<p>{DECOMPOSED}</p>", summary=DECOMPOSED)
    page = NewsPage.objects.get(title=COMPOSED)
    post_edit(client, page, paragraph=f"<p>{DECOMPOSED}!</p>", summary=DECOMPOSED)
    assert page.get_latest_revision().as_object().summary == COMPOSED
    assert not_composed() == []


def test_publication_writes_composed_text_everywhere(client, section, drafter, approver):
    page = published(section, drafter, approver, news(DECOMPOSED, short_title=DECOMPOSED[:20]))
    assert client.get(page.url).status_code == 200
    assert not_composed() == []


def test_alternative_text_and_captions_are_stored_composed(home):
    image = picture(title=DECOMPOSED, description=DECOMPOSED, credit=DECOMPOSED)
    image.refresh_from_db()
    assert (image.title, image.description, image.credit) == (COMPOSED, COMPOSED, COMPOSED)
    assert not_composed() == []


def test_name_of_a_document_made_by_code_is_stored_composed(home):
    file = ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"{DECOMPOSED}.pdf")
    made = fresh(CustomDocument.objects.create(title=DECOMPOSED, file=file))
    assert made.title == COMPOSED
    assert "Đổi_mới_ở" in made.file.name
    assert made.file.read() == b"%PDF-1.4\n%%EOF\n"
    assert not_composed() == []


def test_name_of_an_image_made_by_code_is_stored_composed(home):
    made = fresh(picture(file=picture_file(f"{DECOMPOSED}.png")))
    assert made.file.storage.exists(made.file.name)
    assert not_composed() == []


def test_name_of_an_uploaded_document_is_stored_composed(client, home, administrator):
    client.force_login(administrator)
    upload = SimpleUploadedFile(f"{DECOMPOSED}.pdf", b"%PDF-1.4\n%%EOF\n")
    response = client.post(reverse("wagtaildocs:add_multiple"), {"title": DECOMPOSED, "files[]": upload})
    assert response.json()["success"]
    stored = CustomDocument.objects.get()
    assert stored.title == COMPOSED
    assert "Đổi_mới_ở" in stored.file.name
    assert not_composed() == []


def test_name_of_an_uploaded_image_is_stored_composed(client, home, administrator):
    client.force_login(administrator)
    upload = SimpleUploadedFile(f"{DECOMPOSED}.png", picture_file().read())
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": DECOMPOSED, "files[]": upload})
    assert response.json()["success"]
    assert CustomImage.objects.get().title == COMPOSED
    assert not_composed() == []


def test_names_of_departments_and_people_are_stored_composed(home):
    department = DepartmentFactory(name=DECOMPOSED, short_name=normalize("NFD", "GDĐT"))
    UserFactory(last_name=normalize("NFD", "Lường Thị"), first_name=normalize("NFD", "Ấm"), position=DECOMPOSED)
    assert department.group.name == department.collection.name == COMPOSED
    assert not_composed() == []


def test_settings_and_old_addresses_are_stored_composed(home):
    SiteSettings.objects.create(site=home.get_site(), agency_name=DECOMPOSED, address=DECOMPOSED)
    OldAddress.objects.remember(f"/{DECOMPOSED}.html", home.public_id)
    assert OldAddress.objects.get().address == f"/{COMPOSED}.html"
    assert not_composed() == []
