"""Files never change in place, and what readers see of a public one does not change at all. Nobody is exempt."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.models import Collection

from cms.media.guarded import FrozenFile
from cms.media.models import CustomDocument, CustomImage
from tests.factories import fresh, news, picture_file, published
from tests.media.places import attached, paper, small_image
from tests.pages.builders import committed, take_down

pytestmark = pytest.mark.django_db

ROLES = ["drafter", "administrator", "superuser"]
OTHER_PDF = b"%PDF-1.4\nkhac\n%%EOF\n"


@pytest.fixture
def image(department, drafter):
    return small_image(department, description="Lễ khai giảng", uploaded_by_user=drafter)


@pytest.fixture
def document(department, drafter):
    return paper(department, uploaded_by_user=drafter)


@pytest.fixture
def page(section, drafter, approver, image, document):
    """A public page that shows both."""
    with committed():
        shown = news(cover=image, body=[("documents", {"documents": [document]})])
        return published(section, drafter, by=approver, page=shown)


@pytest.fixture
def desk(client, request):
    """`desk("superuser")` is the client of somebody in this role."""

    def sign_in(role: str):
        client.force_login(request.getfixturevalue(role))
        return client

    return sign_in


def edit_address(file) -> str:
    return reverse("wagtailimages:edit" if isinstance(file, CustomImage) else "wagtaildocs:edit", args=[file.pk])


def form_of(instance, **changes) -> dict:
    """Return what the browser sends of the form of a file, with these changes."""
    names = [name for name in instance.public_fields if name != "file_hash"]
    data = {name: "" if getattr(instance, name) is None else getattr(instance, name) for name in names}
    return data | {"collection": instance.collection_id, "tags": ""} | changes


# Replacing


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["image", "document"])
def test_file_is_not_replaced_in_the_admin(desk, request, role, kind):
    file = request.getfixturevalue(kind)
    new = SimpleUploadedFile("khac.png", picture_file(colour="red").read())
    if kind == "document":
        new = SimpleUploadedFile("khac.pdf", OTHER_PDF)
    response = desk(role).post(edit_address(file), form_of(file, file=new))
    assert response.status_code == 302
    assert (fresh(file).file.name, fresh(file).file_hash) == (file.file.name, file.file_hash)
    assert fresh(file).file.storage.exists(file.file.name)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_form_of_a_stored_file_has_no_place_for_another_and_says_what_to_do(desk, request, kind):
    file = request.getfixturevalue(kind)
    form = desk("drafter").get(edit_address(file)).context["form"]
    assert "file" not in form.fields
    assert form.fields["title"].help_text


def test_file_is_not_replaced_by_code(image, document):
    for file, new in ((image, picture_file(colour="red")), (document, ContentFile(OTHER_PDF, name="khac.pdf"))):
        before = file.file.name
        file.file = new
        with pytest.raises(FrozenFile):
            file.save()
        assert fresh(file).file.name == before


def test_name_of_another_stored_file_is_refused_too(document, department):
    document.file.name = paper(department, content=OTHER_PDF).file.name
    with pytest.raises(FrozenFile):
        document.save()


def test_second_step_of_an_upload_describes_the_file_and_leaves_it(desk, image):
    prefix = f"image-{image.pk}"
    data = {f"{prefix}-{name}": value for name, value in form_of(image, title="Tên mới").items()}
    response = desk("drafter").post(reverse("wagtailimages:edit_multiple", args=[image.pk]), data)
    assert response.json()["success"]
    assert fresh(image).title == "Tên mới"
    assert fresh(image).file.name == image.file.name


# What readers see beside the bytes

CHANGES = [
    ("image", {"title": "Khác"}),
    ("image", {"description": "Khác"}),
    ("image", {"credit": "Khác"}),
    ("image", {"focal_point_x": 5, "focal_point_y": 5, "focal_point_width": 4, "focal_point_height": 4}),
    ("document", {"title": "Khác"}),
]


@pytest.mark.parametrize(("kind", "changes"), CHANGES)
def test_what_readers_see_of_a_private_file_may_change(desk, request, kind, changes):
    file = request.getfixturevalue(kind)
    assert desk("drafter").post(edit_address(file), form_of(file, **changes)).status_code == 302
    assert {name: getattr(fresh(file), name) for name in changes} == changes


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("kind", "changes"), CHANGES)
def test_what_readers_see_of_a_public_file_does_not_change_in_the_admin(desk, request, page, role, kind, changes):
    file = request.getfixturevalue(kind)
    response = desk(role).post(edit_address(file), form_of(file, **changes))
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    for name in changes:
        assert getattr(fresh(file), name) == getattr(file, name)


@pytest.mark.parametrize(("kind", "changes"), CHANGES)
def test_what_readers_see_of_a_public_file_is_not_changed_by_code(request, page, kind, changes):
    file = request.getfixturevalue(kind)
    for name, value in changes.items():
        setattr(file, name, value)
    with pytest.raises(PermissionDenied):
        file.save()
    with pytest.raises(PermissionDenied):
        file.save(update_fields=list(changes))


def test_second_step_of_an_upload_does_not_change_a_public_file(desk, page, image):
    prefix = f"image-{image.pk}"
    data = {f"{prefix}-{name}": value for name, value in form_of(image, title="Tên mới").items()}
    response = desk("drafter").post(reverse("wagtailimages:edit_multiple", args=[image.pk]), data)
    assert not response.json()["success"]
    assert fresh(image).title == image.title


@pytest.mark.parametrize("kind", ["image", "document"])
def test_collection_and_tags_of_a_public_file_may_change(desk, request, page, kind):
    file = request.getfixturevalue(kind)
    root = Collection.get_first_root_node()
    response = desk("administrator").post(edit_address(file), form_of(file, collection=root.pk, tags="lễ"))
    assert response.status_code == 302
    assert fresh(file).collection == root
    assert [tag.name for tag in fresh(file).tags.all()] == ["lễ"]


def test_file_may_change_again_once_no_public_page_shows_it(desk, page, document):
    take_down(page)
    assert desk("drafter").post(edit_address(document), form_of(document, title="Khác")).status_code == 302
    assert fresh(document).title == "Khác"


def test_saving_what_was_read_before_the_publication_does_not_undo_it(section, drafter, approver, document):
    stale = fresh(document)
    with committed():
        published(section, drafter, by=approver, page=attached(document))
    stale.save()
    assert fresh(document).is_public
    stale.save(update_fields=["is_public"])
    assert fresh(document).is_public


# Deleting


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["image", "document"])
def test_public_file_is_not_deleted_in_the_admin(desk, request, page, role, kind):
    file = request.getfixturevalue(kind)
    client = desk(role)
    app, argument = ("wagtailimages", "image") if kind == "image" else ("wagtaildocs", "document")
    bulk = reverse("wagtail_bulk_action", args=["media", f"custom{argument}", "delete"])
    for address in (
        reverse(f"{app}:delete", args=[file.pk]),
        reverse(f"{app}:delete_multiple", args=[file.pk]),
        f"{bulk}?id={file.pk}",
    ):
        client.post(address)
        assert type(file).objects.filter(pk=file.pk).exists(), address
    assert fresh(file).file.storage.exists(file.file.name)


def test_public_file_is_not_deleted_by_code(page, image, document):
    for file in (image, document):
        with pytest.raises(FrozenFile), transaction.atomic():
            file.delete()
        with pytest.raises(FrozenFile), transaction.atomic():
            type(file).objects.filter(pk=file.pk).delete()
    assert CustomImage.objects.count() == CustomDocument.objects.count() == 1


def test_private_file_may_be_deleted_and_is_gone(desk, image):
    names = [image.file.name, image.get_rendition("width-24").file.name]
    storage = image.file.storage
    with committed():
        desk("drafter").post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not CustomImage.objects.exists()
    assert not any(storage.exists(name) for name in names)
