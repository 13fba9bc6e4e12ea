"""Makes people, departments and pages for tests. Pages go the editor's path unless a test says otherwise."""

import io
import itertools

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page

from cms.editorial import clearance, drafts
from cms.editorial.models import Department
from cms.editorial.roles import ADMINISTRATORS, APPROVERS
from cms.media.models import CustomDocument, CustomImage, DocumentWords
from cms.media.words import keeping
from newsroom.models import NewsPage

PASSWORD = "mot-mat-khau-de-thu"
GIVEN_NAMES = itertools.cycle(["An", "Bình", "Chi", "Dũng", "Đào", "Ân", "Ánh", "Ăn", "Yến"])


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"nguoi{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@sgddt.example")
    last_name = "Lò Thị"
    first_name = factory.LazyFunction(lambda: next(GIVEN_NAMES))
    position = "Chuyên viên"
    password = factory.django.Password(PASSWORD)

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Phòng Thử nghiệm {number}")
    short_name = factory.Sequence(lambda number: f"TN{number}")


def member_of(*departments: Department, **fields):
    """Return a new drafter in these departments."""
    user = UserFactory(**fields)
    user.groups.add(*(department.group for department in departments))
    return fresh(user)


def approver(**fields):
    """Return a new member of the approvers."""
    return _in_group(APPROVERS, fields)


def administrator(**fields):
    """Return a new administrator."""
    return _in_group(ADMINISTRATORS, fields)


def _in_group(name: str, fields: dict):
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=name))
    return fresh(user)


def fresh(instance):
    """Return `instance` as a new request would read it, without anything cached on it."""
    if isinstance(instance, Page):
        return Page.objects.get(pk=instance.pk).specific
    return type(instance)._default_manager.get(pk=instance.pk)


def news(title: str = "Tin thử nghiệm", **fields) -> NewsPage:
    """Return an unsaved article with one paragraph."""
    fields.setdefault("body", [("paragraph", f"<p>Nội dung của {title}.</p>")])
    return NewsPage(title=title, **fields)


def draft(section, user, page=None) -> NewsPage:
    """Return a draft by `user` in `section`."""
    return drafts.create_draft(section, page or news(), user)


def submitted(section, user, page=None) -> NewsPage:
    """Return a page by `user` that waits for approval."""
    made = draft(section, user, page)
    drafts.submit(made, user)
    return fresh(made)


def published(section, user, by, page=None) -> NewsPage:
    """Return a page by `user` that `by` approved: on a basis and with the tick, where it holds pupils' data."""
    made = submitted(section, user, page)
    approve(made, by)
    return fresh(made)


def approve(page, by) -> None:
    """Approve `page` as `by`; where it holds pupils' data, its owner gives a basis first, and `by` ticks it."""
    drafts.approve(fresh(page), by, cleared=tick_of(page, page.owner))


def tick_of(page, user) -> str:
    """Give, as `user`, the basis that the draft of `page` still asks for; return what is to be ticked, if anything."""
    content = fresh(page).get_latest_revision_as_object()
    demand = clearance.demand_of(content)
    for warning, answer in demand.found if demand else ():
        if answer is None:
            clearance.answer(page, user, warning, "basis", "Quyết định số 12/QĐ-SGDĐT ngày 02/3/2026")
    return clearance.demand_of(content).tick if demand else ""


def edit(page, user, **fields):
    """Save `fields` of the draft of `page` as `user`; return the page as a new request would read it."""
    latest = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    drafts.save_draft(latest, user)
    return fresh(page)


def picture_file(name: str = "anh.png", colour: str = "navy", size: tuple[int, int] = (640, 400)) -> ContentFile:
    """Return a small real PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name=name)


def picture(title: str = "Sân trường", **fields) -> CustomImage:
    """Return a stored image."""
    return CustomImage.objects.create(title=title, file=fields.pop("file", None) or picture_file(), **fields)


def document(title: str = "Kế hoạch", content: bytes = b"%PDF-1.4\n%%EOF\n", **fields) -> CustomDocument:
    """Return a stored PDF, which the worker has looked through as it were."""
    made = CustomDocument.objects.create(title=title, file=ContentFile(content, name="ke-hoach.pdf"), **fields)
    return looked_through(made)


def looked_through(document: CustomDocument) -> CustomDocument:
    """Have it that the worker found nothing in `document`: no process is started for that."""
    DocumentWords.objects.create(document=document, state=DocumentWords.State.READ, reader=keeping.READER)
    return document
