"""Where imported articles go: section, department and account, as a person names them on the command line."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.editorial.models import Department
from cms.text.nfc import nfc
from newsroom.models import AnnouncementIndexPage, NewsIndexPage, NewsPage


class Misdirected(Exception):
    """A section, department or account that is missing, ambiguous or not to be used; says why."""


@dataclass(frozen=True)
class Destination:
    """`announcements` is None where ticker lines are only reported."""

    section: NewsIndexPage
    department: Department
    user: object
    announcements: AnnouncementIndexPage | None


def find_destination(section: str, department: str, username: str, with_announcements: bool) -> Destination:
    """Find what the arguments name and check that this account may post there. Raises Misdirected."""
    found = Destination(
        section=find_section(section),
        department=_department(department),
        user=_account(username),
        announcements=None,
    )
    _check_rights(found)
    if not with_announcements:
        return found
    index = _announcements(found.department, found.user)
    return Destination(found.section, found.department, found.user, index)


def find_section(path: str) -> NewsIndexPage:
    """Return the news section that a slug path, tin-hoat-dong/trung-hoc, names. Raises Misdirected.

    A path fits every section of the site whose own path ends with it; one that begins with a slash is the
    whole path from the front page (or Wagtail's `url_path`).
    """
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    wanted = f"/{path.strip('/ ')}/"
    if path.startswith("/"):
        found = NewsIndexPage.objects.filter(url_path__in=[home.url_path.rstrip("/") + wanted, wanted])
    else:
        found = NewsIndexPage.objects.descendant_of(home).filter(url_path__endswith=wanted)
    sections = list(found.order_by("path"))
    if not sections:
        known = NewsIndexPage.objects.descendant_of(home).order_by("path")
        reason = _("No news section has the path “%(path)s”. There are: %(known)s.")
        raise Misdirected(reason % {"path": path, "known": _paths(known, home) or "–"})
    if len(sections) > 1:
        reason = _("“%(path)s” fits several sections: %(known)s. Name one by its whole path.")
        raise Misdirected(reason % {"path": path, "known": _paths(sections, home)})
    return sections[0]


def _paths(sections, home: Page) -> str:
    return ", ".join(f"/{section.url_path.removeprefix(home.url_path)}" for section in sections)


def _department(short_name: str) -> Department:
    department = Department.objects.filter(short_name__iexact=nfc(short_name.strip())).first()
    if department is None:
        known = ", ".join(Department.objects.values_list("short_name", flat=True)) or "–"
        reason = _("No department has the short name “%(name)s”. There are: %(known)s.")
        raise Misdirected(reason % {"name": short_name, "known": known})
    if not Department.objects.active(timezone.localdate()).filter(pk=department.pk).exists():
        raise Misdirected(_("The department “%(name)s” is closed.") % {"name": department.short_name})
    return department


def _account(username: str):
    users = get_user_model().objects
    user = users.filter(username__iexact=nfc(username.strip()), is_active=True).first()
    if user is None:
        raise Misdirected(_("There is no active account “%(username)s”.") % {"username": username})
    return user


def _check_rights(destination: Destination) -> None:
    names = {
        "user": destination.user.username,
        "department": destination.department.short_name,
        "section": destination.section.title,
    }
    if not destination.section.permissions_for_user(destination.user).can_add_subpage():
        raise Misdirected(_("%(user)s may not add articles in “%(section)s”.") % names)
    try:
        NewsPage(department=destination.department).choose_department(destination.user)
    except (PermissionDenied, ValidationError) as error:
        raise Misdirected(_("%(user)s does not belong to the department %(department)s.") % names) from error
    if not _may_post(destination.department, destination.section):
        raise Misdirected(_("The department %(department)s does not post in “%(section)s”.") % names)


def _may_post(department: Department, page: Page) -> bool:
    """Whether `page` is one of the department's sections, lies in one, or translates one."""
    keys = page.get_ancestors(inclusive=True).values("translation_key")
    return department.sections.filter(translation_key__in=keys).exists()


def _announcements(department: Department, user) -> AnnouncementIndexPage:
    """Return the first announcement page of the tree that department and account may post to."""
    home = Site.objects.get(is_default_site=True).root_page
    for index in AnnouncementIndexPage.objects.descendant_of(home).order_by("path"):
        if _may_post(department, index) and index.permissions_for_user(user).can_add_subpage():
            return index
    reason = _("%(user)s has no page of announcements to post to for the department %(department)s.")
    raise Misdirected(reason % {"user": user.username, "department": department.short_name})
