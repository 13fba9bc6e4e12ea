"""Builds the sample site step by step. Every step is one transaction and does nothing where its work is done:
a build that was killed is completed by the next one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from cms.editorial.roles import apply_roles
from home.founding import found_site
from home.models import SiteSettings
from home.sample import desk, front, marks, media, people, sections
from home.sample.content import Content, load
from home.sample.pages import PageBuilder
from home.sample.times import Calendar


class NotOurs(Exception):
    """The database holds a real portal: the sample site is not built into it."""


@dataclass(frozen=True)
class Step:
    """One step: what a person reads while it runs, and what it does."""

    label: str
    run: Callable[[], None]


def is_finished() -> bool:
    """Whether the sample site was built completely, whatever editors did to it since."""
    return marks.has_mark(marks.FINISHED)


def refuse_real_portal() -> None:
    """Raise NotOurs where pages or users stand that no build of the sample site made."""
    if marks.has_mark(marks.BEGUN):
        return
    if Page.objects.filter(depth__gt=1).exists() or get_user_model().objects.exists():
        raise NotOurs


def steps(content: Content | None = None, *, password: str) -> list[Step]:
    """Return the steps in their order. `password` becomes that of every sample account."""
    content = content or load()
    builder = PageBuilder(content, Calendar(timezone.now()))
    return [
        Step("departments, accounts, front pages", partial(_found, content, password)),
        *(Step(row["slug"], partial(sections.make_section, content, row)) for row in content.site["sections"]),
        Step("rights of the departments", partial(sections.grant_sections, content)),
        *(Step(f"{key}.jpg", partial(media.add_picture, content, key)) for key in content.pictures),
        *(Step(key, partial(media.add_document, content, key)) for key in content.documents),
        *(Step(item.key, partial(builder.build, item)) for item in content.pages),
        *(Step(row["of"], partial(builder.revise, row)) for row in content.newer),
        *(Step(name, act) for name, act in desk.acts(content, builder.find)),
        *(Step(f"front page {code}", partial(front.compose, content, builder.find, code)) for code in front.LANGUAGES),
        Step("settings", partial(_finish, content)),
    ]


@transaction.atomic
def _found(content: Content, password: str) -> None:
    people.make_departments(content)
    people.make_accounts(content, password)
    founder, confirmer = sections.founders(content)
    home = content.site["home"]
    page = found_site(founder, confirmer, title=home["title"], title_en=home["english_title"])
    if not marks.has_mark(marks.BEGUN):
        marks.set_mark(marks.BEGUN, page, founder)


@transaction.atomic
def _finish(content: Content) -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in content.site["settings"].items():
        setattr(settings, name, value)
    settings.emblem = media.emblem(content)
    settings.full_clean()
    settings.save()
    people.give_addresses(content)
    # Translations of sections that were made on the way are granted with their originals.
    apply_roles()
    marks.set_mark(marks.FINISHED, sections.front_page("vi"), sections.founders(content)[0])
