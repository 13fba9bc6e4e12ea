"""Where the admin's screens stand in the sample site: a page, picture or account of every kind that a screen needs.

The site's own process finds them, and writes what other journeys might have used up: `manage.py shell -c "from
tests.browser import admin_places; admin_places.print_all()"`.
"""

import json

from django.contrib.auth import get_user_model
from wagtail.models import Page, Workflow

from cms.editorial.drafts import approve, create_draft, submit
from cms.editorial.models import PublicationRecord
from cms.media.models import CustomDocument, CustomImage
from events.models import EventIndexPage
from home.models import ContactPage, HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage, NewsIndexPage, NewsPage, TopicIndexPage

DRAFTER, HEAD, APPROVER = "soan1.gdtx", "truong.gdtx", "duyet1"
PARAGRAPH = "<p>Ba mươi giáo viên của các trung tâm học tập cộng đồng dự lớp tập huấn trong hai ngày.</p>"
TABLE = {
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_caption": "Số lớp",
    "data": [["Xã", "Số lớp"], ["Khe Trúc", "3"], ["Suối Mây", "2"]],
}


def print_all() -> None:
    """Print the numbers of everything, and the titles of English pages, as JSON."""
    titles = Page.objects.filter(locale__language_code="en").values_list("title", flat=True)
    print(json.dumps({"numbers": numbers(), "english": [*titles]}))


def numbers() -> dict[str, int]:
    """Return for each name the primary key that stands in the address of its screens."""
    drafter, head = (get_user_model().objects.get(username=name) for name in (DRAFTER, HEAD))
    department = drafter.groups.get().department
    own = NewsPage.objects.filter(live=True, department=department, locale__language_code="vi").order_by("pk")[0]
    corrected = NewsPage.objects.filter(live=True, corrections__isnull=False).order_by("pk")[0]
    workflow = Workflow.objects.order_by("pk")[0]
    sections = (NewsIndexPage, EventIndexPage, AnnouncementIndexPage, TopicIndexPage, HomePage, ContactPage, InfoPage)
    return {
        **_pages_on_their_way(drafter, head),
        "own": own.pk,
        "corrected": corrected.pk,
        "record": PublicationRecord.objects.filter(page_pk=corrected.pk).order_by("pk")[0].pk,
        "image": CustomImage.objects.filter(collection=department.collection).order_by("pk")[0].pk,
        "document": CustomDocument.objects.filter(collection=department.collection).order_by("pk")[0].pk,
        "department": department.pk,
        "drafter": drafter.pk,
        "workflow": workflow.pk,
    } | {model._meta.model_name: _vietnamese(model) for model in sections}


def _pages_on_their_way(drafter, head) -> dict[str, int]:
    """Write a draft with two versions, an article that waits for the head, and one that waits for an approver."""
    section = NewsIndexPage.objects.get(slug="tin-hoat-dong")
    draft, sent, passed = (
        create_draft(section, NewsPage(title=title, body=[("paragraph", PARAGRAPH), ("table", TABLE)]), drafter)
        for title in ("Tập huấn giáo viên xóa mù chữ", "Mở lớp tối ở Khe Trúc", "Trao sách cho học viên lớn tuổi")
    )
    draft.body = [("table", TABLE | {"data": [*TABLE["data"], ["Nậm Cang", "1"]]})]
    draft.save_revision(user=drafter)
    for page in (sent, passed):
        submit(page, drafter)
    approve(passed.specific_class.objects.get(pk=passed.pk), head)
    return {"draft": draft.pk, "sent": sent.pk, "passed": passed.pk}


def _vietnamese(model: type[Page]) -> int:
    return model.objects.filter(live=True, locale__language_code="vi").order_by("pk")[0].pk
