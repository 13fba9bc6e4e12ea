"""Builds the pages of the sample site on the editors' path: draft, submission, a second person's decision."""

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Page

from cms.editorial.drafts import approve, create_draft, save_draft, send_back, submit
from cms.editorial.models import Department, DepartmentHeadTask
from cms.media.models import CustomDocument, CustomImage
from cms.pages.models import PageAttachment
from cms.reading.models import ViewCount
from events.models import EventPage
from home.models import ContactPage, InfoPage
from home.sample.content import Content, PageItem
from home.sample.markup import Lookup, Picture, parse_body
from home.sample.media import find
from home.sample.sections import front_page, section
from home.sample.times import Calendar
from newsroom.models import AnnouncementPage, NewsPage, RelatedItem, TopicPage

PAGE_TYPES = {
    "news": NewsPage,
    "announcements": AnnouncementPage,
    "events": EventPage,
    "info": InfoPage,
    "contact": ContactPage,
    "topics": TopicPage,
}
TIMES = {"starts_at", "ends_at", "shown_from", "shown_until", "go_live_at"}


def past_the_head(page: Page) -> None:
    """Let the head of the department approve, where one is asked first."""
    task = page.current_workflow_task
    if isinstance(task, DepartmentHeadTask):
        approve(page, task.heads_for(page, page.current_workflow_state.requested_by_id).first())


class PageBuilder:
    """Makes pages of the content as the calendar of this build has it."""

    def __init__(self, content: Content, calendar: Calendar):
        self.content = content
        self.calendar = calendar
        self.lookup = Lookup(
            picture=self._picture,
            document=lambda key: find(CustomDocument, content.documents, key).pk,
            page=lambda key: self.existing(content.by_key[key]).pk,
        )

    def existing(self, item: PageItem) -> Page | None:
        """Return the page of `item`, wherever it stands now; None before it is made."""
        pages = Page.objects.filter(translation_key=item.translation_key)
        return pages.filter(locale__language_code=item.language).first()

    def find(self, key: str) -> Page:
        """Return the page of the content with this key, as its own type and as it is stored now."""
        return self.existing(self.content.by_key[key]).specific

    @transaction.atomic
    def build(self, item: PageItem) -> None:
        """Make the page of `item` and bring it into its state, unless it is there."""
        if self.existing(item):
            return
        author = self._person(item.author)
        page = create_draft(self._parent(item), self._new_page(item), author)
        if item.state not in {"draft", "thrown_away"}:
            submit(page, author)
        if item.state != "at_head":
            past_the_head(page)
        if item.state == "returned":
            send_back(page, self._person(item.approver), item.reason)
        elif item.state in {"live", "scheduled", "withdrawn"}:
            approve(page, self._person(item.approver))
        for short_name in item.opens_to:
            Department.objects.get(short_name=short_name).sections.add(page)
        if item.first:
            page.move(front_page(item.language), pos="first-child", user=author)
        if item.views:
            ViewCount.objects.create(public_id=page.public_id, total=item.views)

    @transaction.atomic
    def revise(self, row: dict) -> None:
        """Send a newer version of a live page to approval, unless the page has one already."""
        page = self.existing(self.content.by_key[row["of"]])
        if page is None or page.has_unpublished_changes:
            return
        author = self._person(row["author"])
        draft = page.specific.get_latest_revision_as_object()
        draft.summary = row["summary"]
        draft.body.extend(self._stream(type(draft), row["add"]))
        save_draft(draft, author)
        submit(draft, author)
        past_the_head(draft)

    def _parent(self, item: PageItem) -> Page:
        if item.kind not in {"info", "contact"}:
            return section(item.place, item.language)
        if item.place:
            return self.existing(self.content.by_key[item.place]).specific
        return front_page(item.language)

    def _new_page(self, item: PageItem) -> Page:
        model = PAGE_TYPES[item.kind]
        page = model(translation_key=item.translation_key)
        if item.body:
            page.body = self._stream(model, item.body)
        for name, value in item.fields.items():
            setattr(page, model._meta.get_field(name).name, self._value(name, value))
        if item.kind == "announcements" and page.shown_at is None and item.state == "live":
            page.shown_at = min(page.shown_from, self.calendar.now)
        if item.department:
            page.department = Department.objects.get(short_name=item.department)
        if item.cover:
            page.cover = find(CustomImage, self.content.pictures, item.cover)
            page.cover_alt = page.cover_alt or page.cover.description
        if item.linked_page:
            page.linked_page = self.existing(self.content.by_key[item.linked_page])
        self._attach(page, item)
        return page

    def _attach(self, page: Page, item: PageItem) -> None:
        if item.topics:
            page.topics = [self.find(key) for key in item.topics]
        if item.attachments:
            page.attachments = [
                PageAttachment(document_id=self.lookup.document(key), sort_order=place)
                for place, key in enumerate(item.attachments)
            ]
        related = [self.existing(self.content.by_key[key]) for key in item.related]
        if related:
            page.related_items = [
                RelatedItem(page=other, sort_order=place) for place, other in enumerate(related) if other
            ]

    def _value(self, name: str, value):
        if name == "shown_at":
            return self.calendar.moment_past(value)
        if name in TIMES:
            return self.calendar.moment(value)
        return self.calendar.words(value) if isinstance(value, str) else value

    def _stream(self, model: type[Page], body: str):
        blocks = parse_body(self.calendar.words(body), self.lookup)
        return model._meta.get_field("body").to_python(blocks)

    def _picture(self, key: str) -> Picture:
        image = find(CustomImage, self.content.pictures, key)
        return Picture(image.pk, image.description)

    @staticmethod
    def _person(username: str):
        return get_user_model().objects.get(username=username)
