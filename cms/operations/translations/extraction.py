"""Messages marked for translation, read from sources without GNU gettext.

Python is read by its syntax tree, templates as `makemessages` reads them, scripts by their calls. Bundles that webpack
made call gettext by another name: `bundled_names` finds it where a bundle defines it.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation.template import templatize

# For each function: where its arguments have the context, the message and the plural.
PLAIN, PLURAL, CONTEXT, CONTEXT_PLURAL = (None, 0, None), (None, 0, 1), (0, 1, None), (0, 1, 2)
FUNCTIONS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}
TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)(?:n?p?gettext|_)\((?:{TEXT}|,|\s|count)*\)")
# function r(e){const t=window.django?.gettext; … n.d(t,{AP:()=>r,WI:()=>i})
BUNDLED_FUNCTION = re.compile(r"function (\w+)\([\w,]+\)\{const \w+=window\.django\?\.(n?gettext);")
BUNDLED_EXPORT = re.compile(r"(\w+):\(\)=>(\w+)")


@dataclass(frozen=True, order=True)
class Message:
    """What a translator is asked for. `plural` is the English plural, or empty."""

    text: str
    plural: str = ""
    context: str = ""


def of_python(source: str) -> Iterator[Message]:
    """Yield the messages of a module, also where it imports a function of translation under another name."""
    tree = ast.parse(source)
    names = dict(zip(FUNCTIONS, FUNCTIONS, strict=True)) | _renamed(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in names:
                yield from _message(FUNCTIONS[names[called]], [_constant(argument) for argument in node.args])


def of_template(source: str) -> Iterator[Message]:
    """Yield the messages of a Django template: its tags, and `_("…")` among the arguments of others."""
    for call in TEMPLATE_CALL.findall(templatize(source)):
        yield from of_python(call)


def bundled_names(sources: Iterable[str]) -> dict[str, str]:
    """Return under which names bundles export gettext and ngettext: {"AP": "gettext", "WI": "ngettext"}."""
    names = {}
    for source in sources:
        for found in BUNDLED_FUNCTION.finditer(source):
            following = source[found.end() : found.end() + 400]
            exported = [name for name, inner in BUNDLED_EXPORT.findall(following) if inner == found[1]]
            names |= dict.fromkeys(exported, found[2])
    return names


def of_javascript(source: str, bundled: dict[str, str]) -> Iterator[Message]:
    """Yield the messages of a script: `gettext("…")`, and `(0,n.AP)("…")` by the names of `bundled_names`."""
    names = {"gettext": "gettext", "ngettext": "ngettext", "pgettext": "pgettext", "npgettext": "npgettext"}
    patterns = {rf"(?<![\w$]){name}": function for name, function in names.items()}
    patterns |= {rf"\(0,\w+\.{re.escape(name)}\)": function for name, function in bundled.items()}
    for called, function in patterns.items():
        for call in re.finditer(rf"{called}\(\s*({TEXT})(?:\s*,\s*({TEXT}))?(?:\s*,\s*({TEXT}))?", source):
            # Texts of scripts are written as those of Python are.
            yield from _message(FUNCTIONS[function], [ast.literal_eval(text) for text in call.groups() if text])


def _renamed(tree: ast.AST) -> dict[str, str]:
    return {
        alias.asname: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and alias.name in FUNCTIONS
    }


def _constant(node: ast.AST) -> str | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _constant(node.left), _constant(node.right)
        return None if left is None or right is None else left + right
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _message(places: tuple, values: list[str | None]) -> Iterator[Message]:
    context, text, plural = (values[place] if place is not None and place < len(values) else None for place in places)
    if text and (plural or places[2] is None) and (context or places[0] is None):
        yield Message(text, plural or "", context or "")
