"""Files that are not public: who works with them reads them, and nobody else learns that they are there."""

import pytest
from django.core.files.storage import default_storage
from django.urls import NoReverseMatch, reverse

from cms.editorial import drafts
from tests.factories import UserFactory, draft, fresh, news, published
from tests.media.places import attached, paper, place, small_image
from tests.pages.builders import committed, take_down

pytestmark = pytest.mark.django_db

READERS = ["drafter", "colleague", "approver", "administrator", "superuser"]
STRANGERS = ["nobody", "stranger", "citizen", "former"]


@pytest.fixture
def citizen(home):
    """Somebody with an account and no role."""
    return UserFactory()


@pytest.fixture
def former(drafter):
    """A drafter who has left."""
    drafter.is_active = False
    drafter.save()
    return drafter


@pytest.fixture
def files(section, drafter, department):
    """A document and a rendition of a draft."""
    file, image = paper(department), small_image(department)
    with committed():
        draft(section, drafter, attached(file, page=news(cover=image)))
    return fresh(file), fresh(image).get_rendition("width-24")


def sign_in(client, request, role: str) -> None:
    if role != "nobody":
        client.force_login(request.getfixturevalue(role))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("role", READERS)
def test_who_works_with_the_files_of_the_department_reads_them(client, request, files, role):
    sign_in(client, request, role)
    for file in files:
        response = client.get(file.url)
        assert response.status_code == 200
        with file.file.open() as stored:
            assert body(response) == stored.read()


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_else_can_tell_such_a_file_from_one_that_is_not_there(client, request, files, role):
    sign_in(client, request, role)
    document, rendition = files
    missing = {
        document.url: reverse("wagtaildocs_serve", args=[document.pk + 1, document.filename]),
        rendition.url: reverse("private_rendition", args=[rendition.pk + 1000]),
    }
    for address, other in missing.items():
        forbidden, unknown = client.get(address), client.get(other)
        assert forbidden.status_code == unknown.status_code == 404
        assert forbidden.content == unknown.content
        assert forbidden.headers.items() >= {"X-Content-Type-Options": "nosniff"}.items()


def test_approval_opens_an_address_and_withdrawal_closes_every_one(client, section, drafter, approver, department):
    file = paper(department)
    with committed():
        page = published(section, drafter, by=approver, page=attached(file))
    file = fresh(file)
    assert place(file.url.removeprefix("/media/")) == "public"
    take_down(page)
    assert place(file.file.name) == "private"
    for address in (file.url, fresh(file).url):
        assert client.get(address).status_code == 404


def test_old_private_address_leads_to_the_public_one(client, files, drafter, approver):
    document, rendition = files
    addresses = document.url, rendition.url
    page = rendition.image.get_usage()[0][0]
    with committed():
        drafts.submit(fresh(page), drafter)
        drafts.approve(fresh(page), approver)
    targets = fresh(document).url, fresh(rendition.image).get_rendition("width-24").url
    for address, target in zip(addresses, targets, strict=True):
        response = client.get(address)
        assert (response.status_code, response.url) == (302, target)
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))


def test_no_cache_keeps_a_private_file_and_no_browser_guesses_its_kind(client, files, drafter):
    client.force_login(drafter)
    for file, kind in zip(files, ("application/pdf", "image/png"), strict=True):
        response = client.get(file.url)
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Type"] == kind
        assert client.head(file.url).status_code == 200
        assert client.post(file.url).status_code == 405


def test_private_document_is_saved_or_shown_as_its_kind_asks(client, department, drafter):
    client.force_login(drafter)
    assert client.get(paper(department).url).headers["Content-Disposition"].startswith("inline")


def test_file_that_is_lost_is_not_found(client, files, drafter):
    client.force_login(drafter)
    for file in files:
        default_storage.delete(file.file.name)
        assert client.get(file.url).status_code == 404


def test_document_is_not_found_under_another_name(client, files, drafter):
    client.force_login(drafter)
    assert client.get(reverse("wagtaildocs_serve", args=[files[0].pk, "khac.pdf"])).status_code == 404


def test_sizes_made_in_one_go_have_addresses_of_their_own(department):
    made = small_image(department).get_renditions("width-20", "width-21", "width-22")
    assert len({rendition.url for rendition in made.values()}) == 3
    assert all(reverse("private_rendition", args=[item.pk]) == item.url for item in made.values())


def test_sizes_on_demand_are_not_installed():
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["x", 1, "width-20"])


def test_private_files_have_no_address_below_the_public_one(client, files):
    for file in files:
        assert client.get(f"/media/{file.file.name}").status_code == 404


ADMIN_VIEWS = {
    "wagtailimages:edit": [],
    "wagtailimages:preview": ["width-20"],
    "wagtailimages:url_generator": [],
    "wagtailimages:image_usage": [],
    "wagtailimages:delete": [],
    "wagtailimages_chooser:chosen": [],
    "wagtailimages_chooser:select_format": [],
}


def test_admin_shows_a_stranger_no_picture(client, files, stranger):
    client.force_login(stranger)
    for view, arguments in ADMIN_VIEWS.items():
        response = client.get(reverse(view, args=[files[1].image.pk, *arguments]))
        assert response.status_code in {302, 404}, view
    for view in ("wagtailimages:index", "wagtailimages_chooser:choose_results"):
        assert files[1].image.title not in client.get(reverse(view)).content.decode()


def test_admin_shows_a_stranger_no_document(client, files, stranger):
    client.force_login(stranger)
    for view in ("wagtaildocs:edit", "wagtaildocs:delete", "wagtaildocs:document_usage", "wagtaildocs_chooser:chosen"):
        assert client.get(reverse(view, args=[files[0].pk])).status_code == 302, view
    for view in ("wagtaildocs:index", "wagtaildocs_chooser:choose_results"):
        assert files[0].filename not in client.get(reverse(view)).content.decode()


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_lists_of_the_admins_programming_interface_hold_own_files_alone(client, request, files, kind):
    def listed(role: str) -> int:
        sign_in(client, request, role)
        return client.get(f"/admin/api/main/{kind}/").json()["meta"]["total_count"]

    assert [listed(role) for role in ("drafter", "approver", "stranger")] == [1, 1, 0]
    file = files[0] if kind == "documents" else files[1].image
    assert client.get(f"/admin/api/main/{kind}/{file.pk}/").status_code == 404


def test_a_department_that_shares_a_draft_reads_its_files_until_it_shares_it_no_longer(
    client, section, drafter, stranger, department, other_department
):
    file, image = paper(department), small_image(department)
    page = attached(file, page=news(cover=image))
    page.co_departments = [other_department]
    with committed():
        page = draft(section, drafter, page)
    rendition = fresh(image).get_rendition("width-24")
    client.force_login(stranger)
    assert [client.get(address).status_code for address in (fresh(file).url, rendition.url)] == [200, 200]
    page.co_departments = []
    page.save()
    assert [client.get(address).status_code for address in (fresh(file).url, rendition.url)] == [404, 404]
