"""Composes the front pages of the sample site, on the way of any change: one person edits, another approves."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Page

from cms.editorial.drafts import approve, save_draft, submit
from cms.media.models import CustomImage
from home.sample import media
from home.sample.content import Content
from home.sample.sections import front_page, section

LANGUAGES = ("vi", "en")


@transaction.atomic
def compose(content: Content, find: Callable[[str], Page], language: str) -> None:
    """Compose the front page of the language, unless somebody has composed it already. `find` takes a page's key."""
    page = front_page(language).get_latest_revision_as_object()
    if page.composition:
        return
    people = get_user_model().objects.in_bulk(field_name="username")
    author, approver = (people[content.front[role]] for role in ("author", "approver"))
    page.composition = [(row["type"], _value(content, find, row)) for row in content.front[language]]
    save_draft(page, author)
    submit(page, author)
    approve(page, approver)


def _value(content: Content, find: Callable[[str], Page], row: dict) -> dict:
    value = {name: given for name, given in row.items() if name != "type"}
    if row["type"] == "sections":
        return {"sections": [section(slug) for slug in row["sections"]]}
    for name in {"links", "pictures", "banners"} & value.keys():
        value[name] = [_item(content, find, item) for item in value[name]]
    return value


def _item(content: Content, find: Callable[[str], Page], item: dict) -> dict:
    """Return a quick link, a banner or a picture of the strip with the objects instead of their keys."""
    made = {**item}
    if "page" in item:
        made["page"] = find(item["page"])
    if "section" in made:
        made["page"] = section(made.pop("section"))
    if "banner" in made:
        key = made.pop("banner")
        made |= {"name": content.front["banners"][key]["name"], "image": media.banner(content, key)}
    elif "image" in made:
        made["image"] = media.find(CustomImage, content.pictures, made["image"])
        made["alt_text"] = made["image"].description
    return made
