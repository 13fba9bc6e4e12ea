"""Articles that hold pupils' data, and what is asked about them. The children are invented."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.editorial import clearance, drafts
from cms.editorial.models import WarningAnswer
from cms.media.models import CustomDocument
from cms.media.words import keeping
from tests import factories

Kind = WarningAnswer.Kind

PUPIL = "Em Lò Văn Bình, sinh ngày 12/3/2015, học sinh lớp 5A, được tuyên dương."
OTHER_PUPIL = "Em Giàng Thị Mỷ, sinh ngày 1/9/2014, học sinh lớp 5A, được tuyên dương."
BASIS = "Quyết định số 12/QĐ-SGDĐT ngày 02/3/2026"
ROWS = "Họ và tên\tNgày sinh\tĐiểm\nLò Văn Bình\t12/03/2015\t9,5\nGiàng Thị Mỷ\t01/09/2015\t8\n"


def article(words: str = PUPIL, title: str = "Tuyên dương học sinh vượt khó", **fields):
    """Return an unsaved article about a pupil."""
    body = [("paragraph", "<p>Sáng nay nhà trường họp mặt.</p>"), ("paragraph", f"<p>{words}</p>")]
    return factories.news(title, summary="Nhà trường tuyên dương học sinh.", body=body, **fields)


def with_a_file(document, **fields):
    """Return an unsaved article that offers `document`."""
    return factories.news(summary="Tóm tắt.", body=[("documents", {"title": "Tệp", "documents": [document]})], **fields)


def demand(page) -> clearance.Demand | None:
    """Return what the draft of `page` asks for now."""
    return clearance.demand_of(factories.fresh(page).get_latest_revision_as_object())


def give(page, user, kind: str = Kind.BASIS, text: str = BASIS):
    """Answer, as `user`, what the draft of `page` asks."""
    ((warning, _answer),) = demand(page).found
    return clearance.answer(page, user, warning, kind, text)


def approve(page, user) -> None:
    """Approve as `user`, with the tick of what stands there now."""
    asked = demand(page)
    drafts.approve(factories.fresh(page), user, cleared=asked.tick if asked else "")


def public(section, drafter, approver, page=None):
    """Return an article about a pupil that was published on a basis and a tick."""
    return factories.published(section, drafter, approver, page or article())


def list_of_pupils(*, is_read: bool = True, age: timedelta = timedelta(minutes=10)) -> CustomDocument:
    """Return a text file with pupils' names and scores, its words read by the worker or not yet.

    Of the `age` that is given nobody waits for the worker any more, unless a test says otherwise.
    """
    document = CustomDocument.objects.create(title="Kết quả", file=ContentFile(ROWS.encode(), name="ket-qua.txt"))
    CustomDocument.objects.filter(pk=document.pk).update(created_at=timezone.now() - age)
    if is_read:
        keeping.keep(document)
    return factories.fresh(document)


def is_public(page) -> bool:
    """Whether `page` is public by now."""
    return factories.fresh(page).live
