"""The page of components."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from cms.pages.development.bodies import bodies
from cms.pages.development.scenes import scenes
from cms.pages.meta import Meta

COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}|{# (.*?) #}", re.DOTALL)


@dataclass(frozen=True)
class Specimen:
    """One template: its name, what its head says of it, and its HTML in each state."""

    name: str
    words: str
    states: dict[str, SafeString]


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Answer with every component and every block of a body, each in its states."""
    shown = [
        _specimen(
            f"components/{name}.html", {state: _rendered(name, inputs, request) for state, inputs in states.items()}
        )
        for name, states in sorted(scenes().items())
    ]
    blocks = [_specimen(f"blocks/{name}.html", states) for name, states in bodies().items()]
    context = {"groups": {"Components": shown, "Blocks": blocks}, "meta": Meta(title="Components", index=False)}
    return render(request, "development/components.html", context)


def _rendered(name: str, inputs: dict, request: HttpRequest) -> SafeString:
    return get_template(f"components/{name}.html").render(dict(inputs), request)


def _specimen(template: str, states: dict) -> Specimen:
    source = Path(get_template(template).origin.name).read_text(encoding="utf-8")
    found = COMMENT.search(source)
    words = " ".join((found[1] or found[2]).split()) if found else ""
    return Specimen(template, words, states)
