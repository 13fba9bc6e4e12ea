"""Texts to search and the queries that must find them, as data (*.toml), and how they come into a database quickly.

The rows are written past the gate, as the generator of measurements writes them: what is asked here is what a reader
finds, not how it became public.
"""

import html
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from cms.editorial.models import Department
from cms.media.models import CustomDocument, DocumentWords, PublicUse
from cms.media.words.keeping import READER
from cms.pages.models import BasePage, CatalogueEntry, PageAttachment
from cms.text.slugs import slugify
from events.models import EventIndexPage, EventPage
from home.models import ContactPage, HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage, AnnouncementPage, NewsIndexPage, NewsPage, TopicIndexPage, TopicPage
from tests.factories import DepartmentFactory

FOLDER = Path(__file__).parent
NAMES = {
    "GDTX": "Phòng Giáo dục thường xuyên – Giáo dục chuyên nghiệp",
    "GDTrH": "Phòng Giáo dục Trung học",
    "MNTH": "Phòng Giáo dục Mầm non – Tiểu học",
    "KHTC": "Phòng Kế hoạch – Tài chính",
    "VP": "Văn phòng Sở",
}
# Type of page, and the type of the page below which it stands.
KINDS = {
    "section": (NewsIndexPage, HomePage),
    "info": (InfoPage, HomePage),
    "contact": (ContactPage, HomePage),
    "news": (NewsPage, NewsIndexPage),
    "announcement": (AnnouncementPage, AnnouncementIndexPage),
    "event": (EventPage, EventIndexPage),
    "topic": (TopicPage, TopicIndexPage),
}


def texts() -> list[dict]:
    """Return the texts, sections before what stands in them."""
    found = [text for name in ("news_teaching", "news_exams", "others") for text in _read(name)["texts"]]
    return sorted(found, key=lambda text: list(KINDS).index(text.get("kind", "news")))


def queries() -> list[dict]:
    """Return the table of queries; what a line may say is told at its beginning."""
    return _read("queries")["queries"]


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def insert() -> dict[str, BasePage]:
    """Write every text as a public page, without search index; return the pages by key. The site must be founded."""
    departments = {short: DepartmentFactory(name=name, short_name=short) for short, name in NAMES.items()}
    with _past_the_gate():
        pages = {text["key"]: _insert(text, departments) for text in texts()}
        CatalogueEntry.objects.bulk_create([_entry(page) for page in pages.values()])
        for text in texts():
            for file in text.get("files", []):
                _attach(pages[text["key"]], **file)
    return pages


def _insert(text: dict, departments: dict[str, Department]) -> BasePage:
    model, place = KINDS[text.get("kind", "news")]
    parent = place.objects.filter(locale__language_code=text.get("language", "vi")).order_by("path").first()
    page = model(**_fields(model, text), department=departments.get(text.get("department")))
    page.path = model._get_path(parent.path, parent.depth + 1, parent.numchild + 1)
    page.depth, page.locale_id, page.live = parent.depth + 1, parent.locale_id, True
    page.content_type, page.draft_title = ContentType.objects.get_for_model(model), page.title
    page.slug = f"{slugify(page.title)}-{text['key']}"
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.shown_at = page.first_published_at = page.last_published_at = _moment(text["date"])
    names = [field.attname for field in Page._meta.concrete_fields if field.name != "id"]
    [base] = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in names})])
    page.page_ptr_id = page.pk = page.id = base.pk
    own = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in own)})"
            f" VALUES ({', '.join(['%s'] * len(own))})",
            [field.get_db_prep_save(field.pre_save(page, True), connection) for field in own],
        )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + 1)
    return page


def _fields(model: type[BasePage], text: dict) -> dict:
    form, body, moment = text.get("form", "NFC"), text["text"].strip(), _moment(text["date"])
    fields = {"title": text["title"]}
    if issubclass(model, (NewsIndexPage, TopicPage)):
        return fields | {"intro": body}
    paragraphs = [("paragraph", f"<p>{html.escape(part, quote=False)}</p>") for part in body.split("\n\n")]
    fields |= {"body": paragraphs}
    if issubclass(model, AnnouncementPage):
        return fields | {"shown_from": moment, "shown_until": moment + timedelta(days=7)}
    if issubclass(model, EventPage):
        fields |= {"starts_at": moment, "ends_at": moment + timedelta(hours=3), "place": text["place"]}
    fields |= {"summary": text.get("summary", "")}
    return {
        name: unicodedata.normalize(form, value) if isinstance(value, str) else value for name, value in fields.items()
    }


def _moment(day) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 8))


def _entry(page: BasePage) -> CatalogueEntry:
    return CatalogueEntry(
        page_id=page.pk,
        kind=page._meta.model_name,
        locale_id=page.locale_id,
        section_id=page.get_parent().pk,
        department_id=page.department_id,
        label=page.title,
        listed_at=page.shown_at,
        is_public=True,
    )


def _attach(page: BasePage, title: str, kind: str, text: str, is_pupils_data: bool = False) -> None:
    document = CustomDocument(title=title, file=f"documents/{page.pk}.{kind}", file_hash=f"{page.pk}", is_public=True)
    CustomDocument.objects.bulk_create([document])
    PublicUse.objects.create(page_id=page.pk, document=document)
    PageAttachment.objects.bulk_create([PageAttachment(parent_id=page.pk, document=document, sort_order=0)])
    findings = [{"kind": "birth-date", "line": 1, "count": 2, "index": 0, "part": "sheet", "number": 1}]
    DocumentWords.objects.create(
        document=document,
        state=DocumentWords.State.READ,
        parts=[{"kind": "text", "number": 1, "text": text, "name": "", "inside": ""}],
        findings=findings if is_pupils_data else [],
        reader=READER,
    )


@contextmanager
def _past_the_gate() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
