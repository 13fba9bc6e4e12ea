"""Makes one file of a style sheet and its parts, and one of a module and what it imports. Pure functions.

Not a bundler: what these read is a small part of CSS and JavaScript, and whatever lies outside of it is refused with a
message that names the file, so that nothing is joined by half. A style sheet that has parts consists of lines
`@import url("part.css");`, each perhaps with a medium; the parts import nothing. A module starts with lines
`import { name, name } from "./module.js";` and exports functions and constants where they are declared.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from rcssmin import cssmin
from rjsmin import jsmin

# Returns the text of a file by its name below the static folder; raises FileNotFoundError.
Reader = Callable[[str], str]

CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_IMPORT = re.compile(r'@import url\("([\w./-]+\.css)"\)\s*([^;"]*);')
CSS_ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|#|/)""")
JS_IMPORT = re.compile(r'^import \{ ([\w$]+(?:, [\w$]+)*) \} from "\./([\w.-]+\.js)";$', re.MULTILINE)
JS_EXPORT = re.compile(r"^export (?=(?:async function\*?|function\*?|const) +([\w$]+))", re.MULTILINE)
JS_MODULE_WORD = re.compile(r"(?<![\w$.])(?:import|export)\b(?!\s*:)")


class CannotJoin(Exception):
    """A file says something that these functions do not read; the message names both."""


@dataclass(frozen=True)
class Joined:
    """The one file's text, and the names of the files that it took the place of."""

    text: str
    parts: list[str]


def join_styles(name: str, read: Reader) -> Joined:
    """Return the style sheet `name` with its imports put in their place, without comments and needless white space."""
    entry = CSS_COMMENT.sub("", read(name))
    folder = posixpath.dirname(name)
    if left := CSS_IMPORT.sub("", entry).strip():
        raise CannotJoin(f"{name}: holds imports alone, and one part a line; not understood: {_start(left)}")
    texts, parts = [], []
    for part, medium in CSS_IMPORT.findall(entry):
        part = posixpath.normpath(posixpath.join(folder, part))
        if part in parts:
            raise CannotJoin(f"{name}: imports {part} twice")
        text = _styles(part, folder, _read(name, part, read))
        texts.append(f"@media {medium.strip()} {{{text}}}" if medium.strip() else text)
        parts.append(part)
    return Joined(cssmin("\n".join(texts)), parts)


def join_modules(name: str, read: Reader) -> Joined:
    """Return the module `name` with everything it imports, directly or not, as one module that imports nothing.

    Each imported module keeps a scope of its own; only what it exports is seen outside.
    """
    done: dict[str, list[str]] = {}
    texts: list[str] = []
    _module(name, read, done, texts, ())
    *parts, _ = done
    return Joined(jsmin("\n".join(texts)).strip(), parts)


def _styles(part: str, folder: str, text: str) -> str:
    bare = CSS_COMMENT.sub("", text)
    for word in ("@import", "@charset"):
        if word in bare:
            raise CannotJoin(f"{part}: {word} cannot stand in a part")
    if posixpath.dirname(part) != folder and CSS_ADDRESS.search(bare):
        raise CannotJoin(f"{part}: url() is relative to this file, which lies in another folder than the joined one")
    return text


def _module(name: str, read: Reader, done: dict[str, list[str]], texts: list[str], path: tuple[str, ...]) -> None:
    """Add the modules that `name` imports, then itself, to `texts`, and what each exports to `done`."""
    source = read(name)
    for names, target in JS_IMPORT.findall(source):
        target = posixpath.join(posixpath.dirname(name), target)
        if target in (*path, name):
            raise CannotJoin(f"{name}: imports {target}, which imports it in turn")
        if target not in done:
            _module(target, lambda wanted: _read(name, wanted, read), done, texts, (*path, name))
        if missing := set(names.split(", ")) - set(done[target]):
            raise CannotJoin(f"{name}: {target} does not export {', '.join(sorted(missing))}")
    exports = JS_EXPORT.findall(source)
    body = JS_EXPORT.sub("", JS_IMPORT.sub("", source))
    # Only after comments are gone, which may hold the words.
    if found := JS_MODULE_WORD.search(bare := jsmin(body)):
        raise CannotJoin(f"{name}: an import or export of another form: {_start(bare[found.start() :])}")
    for other, names in done.items():
        if twice := set(names) & set(exports):
            raise CannotJoin(f"{name}: {other} exports {', '.join(sorted(twice))} as well")
    if path:
        shown = ", ".join(exports)
        body = f"const {{ {shown} }} = (() => {{\n{body}\nreturn {{ {shown} }};\n}})();"
    elif exports:
        raise CannotJoin(f"{name}: nothing imports this module, so it cannot export {', '.join(exports)}")
    texts.append(body)
    done[name] = exports


def _read(name: str, wanted: str, read: Reader) -> str:
    try:
        return read(wanted)
    except FileNotFoundError:
        raise CannotJoin(f"{name}: imports {wanted}, which is not there") from None


def _start(text: str) -> str:
    return text.split("\n", 1)[0][:80]
