"""Decomposed letters, as some keyboards and every Mac send them, by every way into the portal: stored composed."""

import json
import unicodedata
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.media.models import CustomDocument, CustomImage
from cms.pages.composed_input import ComposedInputMiddleware
from cms.text.nfc import nfc
from events.models import EventPage
from home.models import ContactPage, InfoPage
from newsroom.models import AnnouncementPage, NewsIndexPage, NewsPage, TopicIndexPage, TopicPage
from tests import factories
from tests.composed import COMPOSED, DECOMPOSED, columns_with, filled, not_composed
from tests.factories import document, draft, fresh, member_of, news, picture, picture_file, published, submitted
from tests.pages.builders import public
from tests.support import add_address, create_news, edit_address, post_edit, shown, workflow_action


def blocks_of_every_text(image) -> list:
    return [
        ("paragraph", rich_text(f"<p>{DECOMPOSED} <b>{DECOMPOSED}</b></p><ul><li>{DECOMPOSED}</li></ul>")),
        ("heading", {"text": DECOMPOSED, "level": "h2"}),
        ("image", {"image": image.pk, "alt_text": DECOMPOSED, "caption": DECOMPOSED, "credit": DECOMPOSED}),
        ("quote", {"text": DECOMPOSED, "attribution": DECOMPOSED}),
        ("notice", {"level": "info", "title": DECOMPOSED, "text": rich_text(f"<p>{DECOMPOSED}</p>")}),
        ("table", json.dumps({"data": [[DECOMPOSED, "1"]], "table_caption": DECOMPOSED})),
    ]


def send(client, address: str, **extra):
    """Fill every field of free text of a screen and send it; return the response, which must be no refusal."""
    response = client.get(address)
    assert response.status_code == 200, address
    data, names = filled(response.content.decode())
    assert names, address
    response = client.post(address, data | extra)
    form = response.context.get("form") if response.context else None
    assert response.status_code == 302, (address, form.errors if form else response.content.decode()[:500])
    return response


def body(image) -> dict:
    return nested_form_data({"body": streamfield(blocks_of_every_text(image))})


def public_article(section, drafter):
    return published(section, drafter, factories.approver())


@pytest.fixture
def image(department):
    return picture(collection=department.collection)


def test_form_of_an_article(client, section, drafter, image):
    client.force_login(drafter)
    send(client, add_address(section, NewsPage), **body(image))
    page = NewsPage.objects.get(title=COMPOSED)
    assert page.summary == page.author_name == COMPOSED
    assert page.slug == "doi-moi-o-dien-bien"
    send(client, edit_address(page), **body(image))
    stored = json.dumps(fresh(page).get_latest_revision().content, ensure_ascii=False)
    assert stored.count(COMPOSED) > 10
    assert not_composed() == []


@pytest.mark.parametrize("kind", ["announcement", "event", "information", "contact", "section", "topic"])
def test_forms_of_other_pages(client, home, section, announcements, department, superuser, image, kind):
    client.force_login(superuser)
    times = {"starts_at": "2030-01-02 08:00", "ends_at": "2030-01-02 10:00", "shown_until": "2030-02-02 08:00"}
    place, model = {
        "announcement": lambda: (announcements, AnnouncementPage),
        "event": lambda: (home.get_children().get(slug="su-kien"), EventPage),
        "information": lambda: (home, InfoPage),
        "contact": lambda: (home, ContactPage),
        "section": lambda: (home, NewsIndexPage),
        "topic": lambda: (public(home, TopicIndexPage(title="Dòng sự kiện")), TopicPage),
    }[kind]()
    send(client, add_address(place, model), department=department.pk, **times, **body(image))
    page = model.objects.get(title=COMPOSED)
    send(client, edit_address(page), **times, **body(image))
    assert not_composed() == []


def test_autosave(client, section, drafter):
    client.force_login(drafter)
    page = draft(section, drafter)
    data = filled(client.get(edit_address(page)).content.decode())[0]
    data |= nested_form_data({"body": streamfield([("heading", {"text": DECOMPOSED, "level": "h2"})])})
    response = client.post(edit_address(page), data, headers={"Accept": "application/json"})
    assert response.json()["success"]
    latest = fresh(page).get_latest_revision_as_object()
    assert (latest.title, latest.body[0].value["text"]) == (COMPOSED, COMPOSED)
    assert not_composed() == []


@pytest.mark.parametrize("make", [draft, public_article])
def test_bold_letters_and_links_stay_where_they_are(client, section, drafter, make):
    client.force_login(drafter)
    page = make(section, drafter)
    before, marked = DECOMPOSED + " ", DECOMPOSED
    place = {"offset": len(before), "length": len(marked)}
    line = {"key": "aaaaa", "type": "unstyled", "text": f"{before}{marked} {DECOMPOSED}", "depth": 0}
    line |= {"inlineStyleRanges": [place | {"style": "BOLD"}], "entityRanges": [place | {"key": 0}]}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://vidu.example/"}}
    text = json.dumps({"blocks": [line], "entityMap": {"0": link}}, ensure_ascii=False)
    data = filled(client.get(edit_address(page)).content.decode())[0]
    data |= nested_form_data({"body": streamfield([("paragraph", text)])})
    assert client.post(edit_address(page), data, headers={"Accept": "application/json"}).json()["success"]
    stored = BeautifulSoup(fresh(page).get_latest_revision_as_object().body[0].value.source, "html.parser")
    assert stored.get_text() == f"{COMPOSED} {COMPOSED} {COMPOSED}"
    assert stored.find("a").get_text() == stored.find("b").get_text() == COMPOSED
    assert not_composed() == []


def test_comment_beside_a_field(client, section, drafter):
    client.force_login(drafter)
    page = draft(section, drafter)
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": DECOMPOSED,
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    response, _page = post_edit(client, page, **comment)
    assert response.status_code == 302
    assert "wagtailcore.Comment.text" in columns_with(COMPOSED)
    assert not_composed() == []


def test_reasons_and_notes_of_the_approval(client, section, drafter, approver):
    page = submitted(section, drafter)
    client.force_login(approver)
    workflow_action(client, page, "reject", comment=DECOMPOSED)
    assert "wagtailcore.TaskState.comment" in columns_with(COMPOSED)
    page = submitted(section, drafter, news("Tin thứ hai"))
    client.post(reverse("review_return", args=[page.pk]), shown(page) | {"comment": DECOMPOSED, "reason": DECOMPOSED})
    page = submitted(section, drafter, news("Tin thứ ba"))
    client.post(reverse("force_publication", args=[page.pk]), shown(page) | {"reason": DECOMPOSED})
    assert "editorial.PublicationRecord.reason" in columns_with(COMPOSED)
    assert not_composed() == []


def test_reason_of_taking_down(client, section, drafter, approver):
    page = published(section, drafter, approver)
    client.force_login(approver)
    said = {"kind": "mistake", "notice": "gone", "reason": DECOMPOSED}
    response = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), said)
    assert response.status_code == 302
    assert "editorial.PublicationRecord.reason" in columns_with(COMPOSED)
    assert not_composed() == []


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("departments:add", {"editorial.Department.name", "auth.Group.name", "wagtailcore.Collection.name"}),
        ("wagtailadmin_collections:add", {"wagtailcore.Collection.name"}),
    ],
)
def test_forms_of_the_administration(client, home, superuser, name, columns):
    client.force_login(superuser)
    more = {"parent": Collection.get_first_root_node().pk} if "collections" in name else {}
    send(client, reverse(name), **more)
    assert columns <= columns_with(COMPOSED)
    assert not_composed() == []


def test_account_of_a_person(client, home, administrator):
    client.force_login(administrator)
    password = {"password1": "mot-mat-khau-de-thu-2", "password2": "mot-mat-khau-de-thu-2"}
    name = normalize("NFD", "lệ.thủy")
    send(client, reverse("wagtailusers_users:add"), username=name, email="le.thuy@sgddt.example", **password)
    assert {"accounts.User.last_name", "accounts.User.first_name", "accounts.User.position"} <= columns_with(COMPOSED)
    assert "accounts.User.username" in columns_with("lệ.thủy")
    assert not_composed() == []


def test_settings(client, home, administrator):
    client.force_login(administrator)
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", home.get_site().pk])
    data, names = filled(client.get(address).content.decode())
    assert len(names) > 3
    client.post(address, data)
    assert "home.SiteSettings.agency_name" in columns_with(COMPOSED)
    assert not_composed() == []


def test_words_tags_and_file_names_of_images_and_documents(client, home, administrator):
    client.force_login(administrator)
    words = {"title": DECOMPOSED, "description": DECOMPOSED, "credit": DECOMPOSED, "tags": f'"{DECOMPOSED}"'}
    collection = {"collection": Collection.get_first_root_node().pk}
    for name in ("wagtailimages:add", "wagtailimages_chooser:create"):
        upload = SimpleUploadedFile(f"{DECOMPOSED}.png", picture_file().read(), "image/png")
        chosen = {f"image-chooser-upload-{key}": value for key, value in (words | collection).items()}
        files = {"file": upload, "image-chooser-upload-file": upload} if "chooser" in name else {"file": upload}
        upload.seek(0)
        client.post(reverse(name), words | collection | chosen | files)
    upload = SimpleUploadedFile(f"{DECOMPOSED}.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    client.post(reverse("wagtaildocs:add"), words | collection | {"file": upload})
    assert list(CustomImage.objects.values_list("title", flat=True)) == [COMPOSED] * CustomImage.objects.count()
    assert CustomImage.objects.exists()
    assert CustomDocument.objects.get().title == COMPOSED
    # Both bear the same tag, which was there the second time.
    assert set(CustomDocument.objects.get().tags.names()) == {COMPOSED}
    assert not_composed() == []


def test_words_of_what_was_uploaded_before(client, home, administrator):
    client.force_login(administrator)
    image, file = picture(), document()
    image.tags.add(COMPOSED)
    for name, made in (("wagtailimages:edit", image), ("wagtaildocs:edit", file)):
        send(client, reverse(name, args=[made.pk]), tags=f'"{DECOMPOSED}"')
        assert fresh(made).title == COMPOSED
        assert set(fresh(made).tags.names()) == {COMPOSED}
    assert not_composed() == []


@pytest.mark.parametrize(
    "name", ["wagtailimages:index", "wagtaildocs:index", "wagtailadmin_pages:search", "wagtailusers_users:index"]
)
def test_searches_of_the_admin_find_what_is_stored(client, section, administrator, drafter, name):
    picture(title=COMPOSED)
    document(title=COMPOSED)
    draft(section, drafter, news(COMPOSED))
    member_of(last_name=COMPOSED)
    client.force_login(administrator)
    for query in (COMPOSED, DECOMPOSED):
        shown = BeautifulSoup(client.get(reverse(name), {"q": query}).content, "html.parser")
        assert COMPOSED in shown.find("main").get_text(" ")


def test_public_search_finds_what_is_stored(client, section, department):
    public(section, news(COMPOSED, department=department))
    assert COMPOSED in client.get(reverse("search"), {"q": DECOMPOSED}).content.decode()


def test_person_signs_in_with_a_decomposed_name_and_password(client, home):
    password = "mật khẩu để thử"
    user = member_of(username="thuỷ", password=password)
    data = {"username": normalize("NFD", "thuỷ"), "password": normalize("NFD", password)}
    client.post(reverse("wagtailadmin_login"), data)
    assert client.session["_auth_user_id"] == str(user.pk)


def request_with(**data):
    return RequestFactory().post(f"/?q={DECOMPOSED}", data)


def test_repeated_values_and_names_of_fields_are_composed_and_nothing_else_changes():
    request = request_with(
        **{DECOMPOSED: [DECOMPOSED, "b"], "x": ["1", "2"], "file": SimpleUploadedFile("tệp.txt", b"")}
    )
    middleware = ComposedInputMiddleware(lambda request: request)
    assert QueryDict(f"q={COMPOSED}") == middleware(request).GET
    middleware.process_view(request, test_settings, (), {})
    assert dict(request.POST.lists()) == {COMPOSED: [COMPOSED, "b"], "x": ["1", "2"]}
    assert request.FILES["file"].name == "tệp.txt"
    with pytest.raises(AttributeError, match="immutable"):
        request.POST["x"] = "3"


STROKE = "\N{COMBINING LONG SOLIDUS OVERLAY}"


def test_a_stroke_behind_a_tag_does_not_open_it(section, drafter):
    said = f"{STROKE} onmouseover=alert(1) x"
    page = news(body=[("paragraph", f'<p><a href="https://vidu.example/">{said}</a></p>')])
    stored = draft(section, drafter, page).body[0].value.source
    link = BeautifulSoup(stored, "html.parser").find("a")
    assert link.attrs == {"href": "https://vidu.example/"}
    assert link.get_text() == said
    assert not_composed() == []


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        (f"2 <{STROKE} 1, 1 ={STROKE} 2", "2 ≮ 1, 1 ≠ 2"),
        (f"<p>1 ={STROKE} 2</p>", "<p>1 ≠ 2</p>"),
        (f"<p>{STROKE}a</p>", "<p>&#824;a</p>"),
        (f"<p>\u0323{STROKE}a</p>", "<p>\u0323&#824;a</p>"),
        ("<p>≯</p>", "<p>≯</p>"),
    ],
)
def test_composing_keeps_the_angle_brackets_of_tags(text, composed):
    assert nfc(text) == composed
    assert unicodedata.is_normalized("NFC", nfc(text))


def test_names_of_articles_typed_without_javascript(client, section, drafter):
    client.force_login(drafter)
    create_news(client, section, title=DECOMPOSED, slug="")
    assert NewsPage.objects.get().slug == "doi-moi-o-dien-bien"
