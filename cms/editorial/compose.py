"""The compose buttons: upper packages register what can be composed, the dashboard leads straight to the form."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page

from cms.editorial.models import is_approver
from cms.editorial.models.departments import department_ids_of


@dataclass(frozen=True)
class Composable:
    """A page type with its button: `model` the page class, `label` lazy text, `icon` an icon name of Wagtail's.

    Approvers write those that are `for_approvers` too, in any section that takes them: what cannot wait for a drafter.
    `form` is the name of the address where writing begins; several of one label share a button.
    """

    model: type[Page]
    label: str
    icon: str
    order: int = 100
    for_approvers: bool = False
    form: str = "wagtailadmin_pages:add"


_registry: list[Composable] = []


def register(composable: Composable) -> None:
    """Offer a button; called from AppConfig.ready()."""
    if composable not in _registry:
        _registry.append(composable)
        _registry.sort(key=lambda item: item.order)


def buttons_for(user, language_code: str) -> list[dict]:
    """Return the buttons of `user`: label, icon and, for each section that takes the page type, title and form address.

    Sections are those the user's departments may post to, in the language given; for approvers, also those in which
    they write themselves. A few queries whatever their number.
    """
    own = Page.objects.filter(
        group_permissions__group__department__in=department_ids_of(user),
        group_permissions__permission__codename="add_page",
    )
    places = Q(pk__in=own.values("pk"))
    if is_approver(user):
        places |= Q(content_type__in=ContentType.objects.get_for_models(*approvers_section_types()).values())
    sections = list(Page.objects.filter(places, locale__language_code=language_code).order_by("path"))
    types = ContentType.objects.get_for_models(*section_types())
    buttons = []
    for item in _registry if department_ids_of(user) else [item for item in _registry if item.for_approvers]:
        parents = {types[parent].pk for parent in _parents(item)}
        places = [
            {"title": section.title, "url": form_address(item, section)}
            for section in sections
            if section.content_type_id in parents
        ]
        if not places:
            continue
        if buttons and buttons[-1]["label"] == item.label:
            buttons[-1]["sections"] += places
        else:
            buttons.append({"label": item.label, "icon": item.icon, "sections": places})
    return buttons


def offered(form: str) -> list[Composable]:
    """Return what is begun at the address of this name."""
    return [item for item in _registry if item.form == form]


def section_types() -> set[type[Page]]:
    """Return the page types below which something can be composed."""
    return {parent for item in _registry for parent in _parents(item)}


def approvers_section_types() -> set[type[Page]]:
    """Return the page types below which approvers write too."""
    return {parent for item in _registry if item.for_approvers for parent in _parents(item)}


def _parents(item: Composable) -> list[type[Page]]:
    return item.model.clean_parent_page_models()


def form_address(item: Composable, section: Page) -> str:
    """Return where writing `item` below `section` begins."""
    return reverse(item.form, args=[item.model._meta.app_label, item.model._meta.model_name, section.pk])
