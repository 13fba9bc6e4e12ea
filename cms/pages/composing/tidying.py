"""Prepares the main part of a Word file for the converter (mammoth): what it would pass over, or show though hidden."""

from xml.etree import ElementTree

from .numbering import write_out
from .styles import OFF, Styles, W

# Upstream passes over these with all that is in them: the number of a caption stands in a simple field.
TRANSPARENT = {f"{W}fldSimple", f"{W}dir", f"{W}bdo"}


def tidied(document: bytes, numbering: bytes, styles: Styles) -> bytes:
    """Return the main part with its numbers written out, hidden letters gone, and nothing left to pass over."""
    root = ElementTree.fromstring(document)
    changed = _unwrap(root)
    changed = write_out(root, numbering, styles) or changed
    return ElementTree.tostring(root) if changed else document


def _unwrap(root: ElementTree.Element) -> bool:
    changed = False
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        children = list(parent)
        while any(child.tag in TRANSPARENT or _is_hidden(child) for child in children):
            changed = True
            children = [kept for child in children for kept in _instead_of(child)]
        if len(children) != len(parent) or changed:
            parent[:] = children
        waiting += children
    return changed


def _instead_of(child: ElementTree.Element) -> list[ElementTree.Element]:
    if _is_hidden(child):
        return []
    return list(child) if child.tag in TRANSPARENT else [child]


def _is_hidden(element: ElementTree.Element) -> bool:
    """Whether these are letters that Word hides: upstream shows them, and so would the page."""
    hidden = element.find(f"{W}rPr/{W}vanish") if element.tag == f"{W}r" else None
    return hidden is not None and hidden.get(f"{W}val", "1") not in OFF
