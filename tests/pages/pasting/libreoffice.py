"""HTML as LibreOffice Writer puts it on the clipboard.

Seen in copies of LibreOffice 6 and 7: no list item is closed, a list in a list stands beside its item, an attribute
comes twice, each look is an element of its own.
"""

from collections.abc import Iterable
from html import escape

from tests.pages.pasting.article import ARTICLE, Heading, Listing, Paragraph, Picture, Table, Words, wrapped

LIBREOFFICE_HEAD = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		@page { size: 21cm 29.7cm; margin: 2cm }
		td p { orphans: 0; widows: 0; background: transparent }
		p { line-height: 115%; margin-bottom: 0.25cm; background: transparent }
		h1.western { font-family: "Liberation Serif", serif; font-size: 24pt }
		a:link { color: #000080; text-decoration: underline }
	</style>
</head>
<body lang="vi-VN" link="#000080" vlink="#800000" dir="ltr">"""


def libreoffice(pieces: Iterable = ARTICLE, font: str = "Liberation Serif") -> str:
    """Return what LibreOffice Writer copies, set in `font`."""
    return LIBREOFFICE_HEAD + "\n".join(_libreoffice(piece, font) for piece in pieces) + "\n</body>\n</html>\n"


def _libreoffice(piece, font: str) -> str:
    match piece:
        case Heading(level=level, text=text):
            return f'<h{level} class="western"><font color="#c9211e">{wrapped(text)}</font></h{level}>'
        case Paragraph(words=words):
            inner = "".join(_libreoffice_words(part, font) for part in words)
            return f'<p align="justify" style="margin-bottom: 0cm; line-height: 100%">\n{inner}</p>'
        case Listing(is_numbered=is_numbered, items=items):
            return _libreoffice_items("ol" if is_numbered else "ul", items)
        case Table(rows=rows):
            lines = []
            for number, row in enumerate(rows):
                cells = "".join(
                    f'\t\t<td width="208" style="background: #eee" style="border: 1px solid #000000"><p>'
                    f"{'<b>' if number == 0 else ''}{escape(cell)}{'</b>' if number == 0 else ''}</p>\n\t\t</td>\n"
                    for cell in row
                )
                lines.append(f'\t<tr valign="top">\n{cells}\t</tr>\n\t<tr></tr>\n')
            columns = '\t<col width="208"/>\n\n' * len(rows[0])
            return f'<table width="643" cellpadding="4" cellspacing="0">\n{columns}{"".join(lines)}</table>'
        case Picture(alt=alt):
            return (
                '<p style="margin-bottom: 0cm"><img src="file:///C:/lu42.tmp/anh.jpg" name="Hình1" '
                f'alt="{escape(alt)}" align="bottom" width="604" height="402" border="0"/>\n<br/>\n\n</p>'
            )


def _libreoffice_words(words: Words, font: str) -> str:
    html = f'<font face="{font}, serif"><font size="4" style="font-size: 14pt">{wrapped(words.text)}</font></font>'
    html = f"<i>{html}</i>" if words.is_italic else html
    html = f"<b>{html}</b>" if words.is_bold else html
    return f'<a href="{words.href}">{html}</a>' if words.href else html


def _libreoffice_items(name: str, items) -> str:
    """No item is closed, and a list in a list stands beside the item it belongs to."""
    lines, depth = [], 0
    for level, text in items:
        lines += [f"<{name}>"] * (level - depth) + [f"</{name}>"] * (depth - level)
        lines.append(f'\t<li><p style="margin-bottom: 0cm">\n\t{wrapped(text)}</p>')
        depth = level
    return "\n".join([*lines, *[f"</{name}>"] * depth])
