"""The world of the matrix: everybody who may come by, and a page of each kind in each state.

Everything is made along the editors' path. It is made once; each cell of the matrix is undone after it was looked at.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, TaskState
from wagtail_localize.models import Translation, TranslationSource

from cms.editorial import contributions, drafts, emergency
from cms.editorial.founding import found
from cms.editorial.four_eyes import Shown
from cms.editorial.gate import decide
from cms.editorial.models import Contribution, PublicationRecord
from cms.editorial.roles import apply_roles
from cms.editorial.taking_down import bin as drafts_bin
from events.models import EventIndexPage, EventPage
from home.founding import found_site
from home.models import HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage, AnnouncementPage, NewsIndexPage, NewsPage
from tests import factories
from tests.support import loaded, news_form, shown

# Who acts: the columns of every table.
ROLES = (
    "nobody",
    "outsider",
    "author",
    "colleague",
    "stranger",
    "approver",
    "approver+",
    "admin",
    "super",
    "super+",
)
# Who wrote every page, and wrote its unpublished changes too; `author` submitted them.
CONTRIBUTORS = ("author", "approver+", "super+")

STATES = ("draft", "waiting", "returned", "scheduled", "public", "changed", "reviewed", "withdrawn", "binned")
# Of the kinds beside news, which have the same code below them.
FEWER_STATES = ("draft", "waiting", "changed")
KINDS = {
    "news": STATES,
    "announcement": FEWER_STATES,
    "event": FEWER_STATES,
    "info": FEWER_STATES,
    "section": FEWER_STATES,
    "home": FEWER_STATES,
    # An article in English, made of one in Vietnamese by wagtail-localize and kept in step by it.
    "translation": ("draft", "public"),
    # A public article that only those who are signed in may read.
    "restricted": ("public",),
    # Published in an emergency by the approver with a hand in it.
    "forced": ("public",),
}
NEW = "new"
# What the editor gives to a paragraph.
KEY = "x9k2a"
# A form keeps minutes.
BEGIN = timezone.now().replace(second=0, microsecond=0)
GO_LIVE = BEGIN + timedelta(days=10)


@dataclass
class World:
    """What the cells act on. Users and pages are kept by number: each cell reads them anew."""

    home: Page
    section: Page
    other_section: Page
    department: str = ""
    people: dict[str, int] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    pages: dict[tuple[str, str], int] = field(default_factory=dict)
    forms: dict[tuple[str, str], dict] = field(default_factory=dict)
    screens: dict[tuple[str, str], dict] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)
    task_states: dict[int, int] = field(default_factory=dict)

    def account(self, role: str):
        """Return the account as a new request would read it, None for nobody."""
        return factories.UserFactory._meta.model.objects.get(pk=self.people[role]) if role in self.people else None


def build() -> World:
    """Make the world."""
    founders = factories.UserFactory(), factories.UserFactory()
    home = found_site(*founders)
    info = found(home, InfoPage(title="Giới thiệu", slug="gioi-thieu"), *founders)
    other = found(home, NewsIndexPage(title="Tin khác", slug="tin-khac"), *founders)
    section = NewsIndexPage.objects.get(slug="tin-hoat-dong")
    english = section.copy_for_translation(Locale.objects.get(language_code="en"))
    decide(english.latest_revision, approver=founders[0], submitter=founders[1], route=PublicationRecord.Route.FOUNDING)
    department, elsewhere = factories.DepartmentFactory(), factories.DepartmentFactory()
    for each in (department, elsewhere):
        each.sections.set(home.get_children())
    world = World(home=home, section=section, other_section=other, department=department.short_name)
    accounts = _accounts(department, elsewhere)
    for role, account in accounts.items():
        account.user_permissions.add(Permission.objects.get(codename="submit_translation"))
        world.people[role] = account.pk
    places = {
        "news": section,
        "announcement": AnnouncementIndexPage.objects.get(),
        "event": EventIndexPage.objects.get(),
        "info": info,
        "section": section,
        "home": Page.get_first_root_node(),
    }
    path = _Path(accounts, factories.approver())
    for kind, parent in places.items():
        for state in KINDS[kind]:
            world.pages[kind, state] = path.to(state, _new(kind, state, department), parent).pk
    _add_translations(world, path, department)
    _add_others(world, path, department)
    apply_roles()
    _remember(world)
    return world


def _accounts(department, elsewhere) -> dict:
    """Return the accounts by role. Those with a plus are contributors as well."""
    writing_approver = factories.approver()
    writing_approver.groups.add(department.group)
    return {
        "outsider": factories.UserFactory(),
        "author": factories.member_of(department),
        "colleague": factories.member_of(department),
        "stranger": factories.member_of(elsewhere),
        "approver": factories.approver(),
        "approver+": factories.fresh(writing_approver),
        "admin": factories.administrator(),
        "super": factories.UserFactory(superuser=True),
        "super+": factories.UserFactory(superuser=True),
    }


def _new(kind: str, state: str, department) -> Page:
    """Return an unsaved page of this kind."""
    title = f"{kind} {state}"
    body = [("paragraph", f'<p data-block-key="{KEY}">Nội dung của {title}.</p>')]
    common = {"title": title, "slug": f"{kind}-{state}", "department": department}
    if state == "scheduled":
        common["go_live_at"] = GO_LIVE
    match kind:
        case "news":
            return NewsPage(**common, body=body)
        case "announcement":
            times = {"shown_from": BEGIN, "shown_until": BEGIN + timedelta(days=5)}
            return AnnouncementPage(**common, **times, body=body)
        case "event":
            times = {"starts_at": BEGIN + timedelta(days=2), "ends_at": BEGIN + timedelta(days=3)}
            return EventPage(**common, **times, body=body)
        case "info":
            return InfoPage(**common, body=body)
        case "section":
            return NewsIndexPage(**common)
    return HomePage(**common, locale=Locale.objects.get(language_code="vi"))


class _Path:
    """The way of a page into its state. Every contributor has a hand in it, and in its unpublished changes."""

    def __init__(self, accounts: dict, reviewer):
        self.accounts, self.author, self.reviewer = accounts, accounts["author"], reviewer

    def to(self, state: str, page: Page, parent: Page) -> Page:
        """Bring the unsaved `page` below `parent` and into `state`; return it as it is then."""
        # Not through drafts.create_draft: a third front page may not be made there.
        page.owner, page.live, page.has_unpublished_changes = self.author, False, True
        page.locale = page.locale if page.locale_id else parent.locale
        factories.fresh(parent).add_child(instance=page)
        page.save_revision(user=self.author)
        page.title = f"{page.title}, viết lại"
        page.save_revision(user=self.author)
        if page.depth == 2:
            apply_roles()
        return self.on(state, page)

    def on(self, state: str, page: Page) -> Page:
        """Bring the draft `page` of the author into `state`."""
        self.share(page)
        if state != "draft":
            self.submit(page)
        if state == "returned":
            drafts.send_back(factories.fresh(page), self.reviewer, "Thiếu ngày tổ chức")
        if state in {"scheduled", "public", "changed", "reviewed", "withdrawn"}:
            drafts.approve(factories.fresh(page), self.reviewer)
        if state in {"changed", "reviewed"}:
            factories.edit(page, self.author, title=f"{page.title}, lại lần nữa")
            self.share(page)
        if state == "reviewed":
            self.submit(page)
        if state == "withdrawn":
            factories.fresh(page).unpublish(user=self.reviewer)
        if state == "binned":
            drafts_bin.throw_away(factories.fresh(page), self.author)
        return factories.fresh(page)

    def share(self, page: Page) -> None:
        """Let the other contributors have had a hand in it. A row says so as well as a save of theirs, and quicker."""
        for name in CONTRIBUTORS[1:]:
            noted = contributions.last_noted_hash(page)
            Contribution.objects.create(page_id=page.pk, user=self.accounts[name], content_hash=noted)

    def submit(self, page: Page) -> None:
        drafts.submit(factories.fresh(page), self.author)


def _add_translations(world: World, path: _Path, department) -> None:
    """Make public articles in Vietnamese and, in each state, an English translation that is kept in step."""
    english = Locale.objects.get(language_code="en")
    for state in KINDS["translation"]:
        original = path.to("public", _new("news", f"source-{state}", department), world.section)
        page = original.copy_for_translation(english)
        page.title = f"{original.title} in English"
        page.save_revision(user=path.author)
        path.on(state, page)
        source, _made = TranslationSource.get_or_create_from_instance(factories.fresh(original))
        Translation.objects.create(source=source, target_locale=english, enabled=True)
        world.pages["translation", state] = page.pk
        world.sources[page.pk] = source.pk


def _add_others(world: World, path: _Path, department) -> None:
    """Make what is public and restricted, and what is public in an emergency."""
    hidden = path.to("public", _new("news", "restricted", department), world.section)
    hidden.view_restrictions.create(restriction_type=PageViewRestriction.LOGIN)
    world.pages["restricted", "public"] = hidden.pk
    forced = path.to("draft", _new("news", "forced", department), world.section)
    emergency.force(forced, path.accounts["approver+"], "Bão số 9: mai học sinh nghỉ học", Shown.of(forced))
    world.pages["forced", "public"] = forced.pk


def fresh_draft(page: Page) -> Page:
    """Return the latest revision of `page` as a page."""
    return factories.fresh(page).get_latest_revision_as_object()


def _remember(world: World) -> None:
    """Sign everybody in, and note what each page's screens hold."""
    for role in ROLES:
        world.clients[role] = Client()
        if role in world.people:
            world.clients[role].force_login(world.account(role))
    for key, pk in world.pages.items():
        page = Page.objects.get(pk=pk)
        world.screens[key] = shown(page)
        world.forms[key] = form_of(fresh_draft(page)) | shown(page) | loaded(page)
        state = TaskState.objects.filter(workflow_state__object_id=str(pk)).order_by("-pk").first()
        world.task_states[pk] = state.pk if state else 0


def form_of(page: Page) -> dict:
    """Return the form's data of any kind of page, holding what `page` holds."""
    stream = getattr(page, "body", None)
    text = stream[0].value.source if stream else "<p></p>"
    block = {"body-0-id": stream[0].id or ""} if stream else {}
    local = [(name, getattr(page, name, None)) for name in ("starts_at", "ends_at", "shown_from", "shown_until")]
    times = {name: _in_form(value) for name, value in local if value}
    if page.go_live_at:
        times["go_live_at"] = _in_form(page.go_live_at)
    data = news_form(title=page.title, paragraph=text)
    composition = {"composition-count": "0"}
    fields = {"slug": page.slug, "severity": "normal", "urgent_reason": "", "intro": ""}
    return data | block | composition | times | fields


def _in_form(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
