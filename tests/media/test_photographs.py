"""Many pictures at once: what the dialog of the editor may send, and who may."""

import io
import json
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cms.media.models import CustomImage
from newsroom.models import NewsPage
from tests.factories import picture
from tests.support import add_address

XHR = {"x-requested-with": "XMLHttpRequest"}


def jpeg(name: str = "IMG_2034.JPG", kind: str = "JPEG") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(buffer, kind)
    return SimpleUploadedFile(name, buffer.getvalue())


def send(client, collection, file=None, **data):
    fields = {"collection": getattr(collection, "pk", collection), **data}
    return client.post(reverse("photographs_upload"), fields | ({"file": file} if file else {}), headers=XHR)


def describe(client, *rows: tuple):
    names = ("picture", "caption", "alt", "credit")
    data = {name: [row[number] for row in rows] for number, name in enumerate(names)}
    return client.post(reverse("photographs_describe"), data, headers=XHR)


@pytest.fixture
def desk(client, drafter):
    client.force_login(drafter)
    return client


def test_sent_picture_answers_with_what_the_chooser_shows(desk, department, drafter):
    response = send(desk, department.collection, jpeg(unicodedata.normalize("NFD", "Lễ khai giảng.jpg")))
    assert response.status_code == 201
    image = CustomImage.objects.get()
    assert (image.collection, image.uploaded_by_user) == (department.collection, drafter)
    answer = response.json()
    assert answer["picture"]["id"] == image.pk
    assert answer["picture"]["title"] == "Lễ khai giảng"
    assert answer["picture"]["preview"]["url"] and answer["picture"]["edit_url"]
    assert desk.get(answer["picture"]["preview"]["url"]).status_code == 200
    assert not image.is_public


def test_refused_file_is_told_and_the_others_are_kept(desk, department):
    statuses = [
        send(desk, department.collection, file).status_code
        for file in (jpeg(), SimpleUploadedFile("a.jpg", b"x"), jpeg())
    ]
    assert statuses == [201, 400, 201]
    assert CustomImage.objects.count() == 2
    error = send(desk, department.collection, SimpleUploadedFile("a.jpg", b"x")).json()["error"]
    assert error and "<" not in error


@pytest.mark.parametrize("collection", ["", "0", "-1", "x", "9" * 30, "1' OR 1", "²"])
def test_rubbish_for_a_collection_is_told(desk, department, collection):
    response = send(desk, collection, jpeg())
    assert response.status_code == 400
    assert response.json()["error"]
    assert not CustomImage.objects.exists()


def test_request_without_a_picture_is_told(desk, department):
    assert send(desk, department.collection).status_code == 400
    words = {"collection": department.collection_id, "file": "words"}
    assert desk.post(reverse("photographs_upload"), words, headers=XHR).status_code == 400


def test_nobody_adds_to_another_departments_collection(desk, department, other_department):
    assert send(desk, other_department.collection, jpeg()).status_code == 400
    assert not CustomImage.objects.exists()


def test_strangers_are_led_to_the_sign_in(client, department):
    for name in ("photographs", "photographs_upload", "photographs_describe"):
        response = client.post(reverse(name)) if name != "photographs" else client.get(reverse(name))
        assert response.status_code == 302
        assert "login" in response.url


def test_who_only_chooses_pictures_adds_none(client, approver, department):
    client.force_login(approver)
    assert client.get(reverse("photographs"), headers=XHR).status_code == 403
    assert send(client, department.collection, jpeg()).status_code == 403
    assert not CustomImage.objects.exists()


def test_head_of_the_dialog_answers_as_get_does(desk):
    assert desk.head(reverse("photographs")).status_code == 200


def test_get_sends_and_describes_nothing(desk):
    assert desk.get(reverse("photographs_upload")).status_code == 405
    assert desk.get(reverse("photographs_describe")).status_code == 405
    assert desk.post(reverse("photographs")).status_code == 405


def test_requests_of_other_sites_are_refused(drafter, department):
    client = Client(enforce_csrf_checks=True)
    client.force_login(drafter)
    assert send(client, department.collection, jpeg()).status_code == 403
    assert describe(client, (1, "a", "b", "c")).status_code == 403


def test_dialog_offers_the_collections_of_the_user_alone(client, drafter, administrator, department, other_department):
    client.force_login(drafter)
    own = client.get(reverse("photographs")).content.decode()
    assert "<select" not in own
    assert f'value="{department.collection_id}"' in own
    drafter.groups.add(other_department.group)
    both = client.get(reverse("photographs")).content.decode()
    assert "<select" in both
    assert f'value="{other_department.collection_id}"' in both


def test_editor_has_the_scripts_after_wagtails_own(desk, section, department):
    page = desk.get(add_address(section, NewsPage)).content.decode()
    assert page.index("telepath/blocks.js") < page.index("admin/photographs.js") < page.index("photograph_places.js")


def test_words_beside_a_picture_help_to_find_it_again(desk, department):
    pk = send(desk, department.collection, jpeg()).json()["picture"]["id"]
    composed = "Học sinh chào cờ"
    assert describe(desk, (pk, unicodedata.normalize("NFD", composed), "Sân trường", "Lò Thị Đào")).status_code == 200
    image = CustomImage.objects.get()
    assert (image.title, image.description, image.credit) == (composed, "Sân trường", "Lò Thị Đào")
    describe(desk, (pk, "", "", ""))
    image.refresh_from_db()
    assert (image.title, image.description, image.credit) == (composed, "Sân trường", "Lò Thị Đào")


def test_words_of_other_peoples_and_of_public_pictures_stay(desk, drafter, stranger, department, other_department):
    theirs = picture(collection=department.collection, uploaded_by_user=stranger)
    public = picture(collection=department.collection, uploaded_by_user=drafter)
    CustomImage.objects.filter(pk=public.pk).update(is_public=True)
    gone = picture(collection=other_department.collection, uploaded_by_user=drafter)
    response = describe(desk, *((image.pk, "Khác", "Khác", "Khác") for image in (theirs, public, gone)))
    assert response.status_code == 200
    assert set(CustomImage.objects.values_list("title", "description")) == {("Sân trường", "")}


def test_rubbish_for_words_changes_nothing(desk, drafter, department):
    image = picture(collection=department.collection, uploaded_by_user=drafter)
    rows = (("x", "", "", ""), ("-1", "a", "b", "c"), ("9" * 40, "a", "b", "c"), (image.pk, "a\0b", "", ""))
    for row in rows:
        assert describe(desk, row).status_code == 200
    assert desk.post(reverse("photographs_describe"), {"picture": [image.pk, image.pk]}, headers=XHR).status_code == 200
    assert (
        desk.post(reverse("photographs_describe"), json.dumps([1]), content_type="application/json").status_code == 200
    )
    image.refresh_from_db()
    assert image.title == "Sân trường"
    long = ("Đ" * 999, "a" * 999, "n" * 999)
    assert describe(desk, (image.pk, *long)).status_code == 200
    image.refresh_from_db()
    assert (len(image.title), len(image.credit)) == (255, 150)
