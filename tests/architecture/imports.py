"""Which of our packages a module reaches, read from its source: nothing is imported.

Counted are imports wherever they stand (in functions too), models named by a string ("app.Model": foreign keys, signal
senders, lookups), modules named by a string, and dependencies of migrations.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Our packages, and the app label under which their models are named.
PACKAGES = {
    "cms.text": None,
    "cms.operations": "operations",
    "cms.accounts": "accounts",
    "cms.guide": "guide",
    "cms.editorial": "editorial",
    "cms.media": "media",
    "cms.reading": "reading",
    "cms.pages": "pages",
    "newsroom": "newsroom",
    "events": "events",
    "home": "home",
    "search": "search",
}
# What puts the packages together. It may look everywhere, and nothing looks at it.
COMPOSITION_ROOT = ("cms.settings", "cms.urls", "cms.wsgi")
PACKAGE_OF_LABEL = {label: package for package, label in PACKAGES.items() if label}
# Django's and Wagtail's ways of naming a model by a string.
FIELDS = {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "ParentalManyToManyField"}
LOOKUPS = {"get_model", "PageChooserBlock", "SnippetChooserBlock", "PageChooserPanel"}


@dataclass(frozen=True)
class Reach:
    """One place where a module names another package."""

    path: Path
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} reaches {self.target}"


def package_of(module: str) -> str | None:
    """Return which of our packages (or which part of the composition root) a dotted name lies in, else None."""
    ours = [*PACKAGES, *COMPOSITION_ROOT]
    return next((name for name in ours if module == name or module.startswith(f"{name}.")), None)


def reaches(path: Path, source: str) -> Iterator[Reach]:
    """Yield every package of ours that the module at `path` (relative to the root) names, with line numbers."""
    module = ".".join(path.with_suffix("").parts)
    for node in ast.walk(ast.parse(source)):
        for name in _names(node, module):
            if package := package_of(name):
                yield Reach(path, node.lineno, package)


def _names(node: ast.AST, module: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        origin = _origin(node, module)
        # `from cms import pages` names the package in the second half.
        yield from (f"{origin}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call):
        yield from _named_by_string(node)
    elif isinstance(node, ast.Tuple) and ".migrations." in module:
        yield from _migration_dependency(node)


def _origin(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    folder = module.removesuffix(".__init__").split(".")
    if not module.endswith(".__init__"):
        folder = folder[:-1]
    above = folder[: len(folder) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _named_by_string(call: ast.Call) -> Iterator[str]:
    """Models named as "app.Model" (or "app", "Model") in fields, lookups and senders, and imports by dotted path."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    if function in FIELDS | LOOKUPS:
        yield from (_package_of_model(text) for text in _strings(values))
    elif function in {"import_module", "import_string"}:
        yield from _strings(values)
    senders = [keyword.value for keyword in call.keywords if keyword.arg == "sender"]
    yield from (_package_of_model(text) for text in _strings(senders))


def _migration_dependency(pair: ast.Tuple) -> Iterator[str]:
    """("newsroom", "0001_initial") in a migration."""
    strings = _strings(pair.elts)
    if len(strings) == len(pair.elts) == 2 and re.match(r"\d{4}_|__first__|__latest__", strings[1]):
        yield _package_of_model(strings[0])


def _strings(values: list[ast.expr]) -> list[str]:
    return [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]


def _package_of_model(name: str) -> str:
    return PACKAGE_OF_LABEL.get(name.partition(".")[0], "")
