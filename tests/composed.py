"""Decomposed text for tests, the forms of screens filled with it, and what of it is stored anywhere."""

import json
import unicodedata

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.db import models
from wagtail.test.utils.form_data import rich_text

COMPOSED = "Đổi mới ở Điện Biên"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)

# Fields that take no free text: tags and slugs by their widgets, dates by their names.
OTHER_WIDGETS = ("w-slug", "w-tag")
DATES = ("_at", "_by", "_from", "_until")


def not_composed() -> list[str]:
    """Return "table.column: text" for every stored text that is not NFC, in every table of the portal."""
    found = []
    for label, column, text in _stored_texts():
        if not unicodedata.is_normalized("NFC", text):
            found.append(f"{label}.{column}: {text[:80]}")
    return found


def columns_with(words: str) -> set[str]:
    """Return "table.column" for every column that stores `words`."""
    return {f"{label}.{column}" for label, column, text in _stored_texts() if words in text}


def _stored_texts():
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        fields = [field for field in model._meta.local_concrete_fields if _is_text(field)]
        for row in model._default_manager.values_list(*[field.attname for field in fields]) if fields else []:
            for field, value in zip(fields, row, strict=True):
                text = value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)
                yield model._meta.label, field.attname, text


def _is_text(field) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return isinstance(field, kinds) or hasattr(field, "stream_block")


def _plain(value):
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


def filled(html: str, words: str = DECOMPOSED) -> tuple[dict, list[str]]:
    """Return the POST data of a screen's longest form with `words` in every field of free text, and their names."""
    form = max(BeautifulSoup(html, "html.parser").find_all("form", method="POST"), key=lambda form: len(str(form)))
    data, names = {}, []
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if not name or "__prefix__" in name or field.find_parent("template"):
            continue
        value = _value(field)
        if _takes_text(field):
            names.append(name)
            value = rich_text(f"<p>{words}</p>") if field.has_attr("data-draftail-input") else words
        if value is not None:
            data[name] = value
    return data, names


def _takes_text(field: Tag) -> bool:
    if field.has_attr("data-draftail-input"):
        return True
    if field.get("data-controller", "").startswith(OTHER_WIDGETS) or field["name"].endswith(DATES):
        return False
    return field.name == "textarea" or (field.name == "input" and field.get("type", "text") == "text")


def _value(field: Tag) -> str | None:
    if field.name == "select":
        options = field.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")] or options
        return chosen[0].get("value", chosen[0].get_text()) if chosen else None
    if field.name == "textarea":
        return field.get_text()
    if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
        return None
    return None if field.get("type") in ("submit", "button", "file") else field.get("value", "")
