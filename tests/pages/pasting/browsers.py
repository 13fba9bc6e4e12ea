"""HTML as Google Docs and Chromium put it on the clipboard: looks in style attributes, a <b> that is not bold."""

from collections.abc import Iterable
from html import escape

from tests.pages.pasting.article import ARTICLE, Heading, Listing, Paragraph, Picture, Table, Words


def google_docs(pieces: Iterable = ARTICLE) -> str:
    """Return what Google Docs copies."""
    body = "".join(_google(piece) for piece in pieces)
    return (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5b0c3c6e-7fff-1f3a-8a33">'
        f'{body}</b><br class="Apple-interchange-newline">'
    )


def _google(piece) -> str:
    plain = "font-size:11pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;font-style:normal"
    match piece:
        case Heading(level=level, text=text):
            return f'<h{level} dir="ltr"><span style="{plain}">{escape(text)}</span></h{level}>'
        case Paragraph(words=words):
            inner = "".join(_google_words(part) for part in words)
            return f'<p dir="ltr" style="line-height:1.38;margin-top:0pt">{inner}</p><br />'
        case Listing(is_numbered=is_numbered, items=items):
            name, kind = ("ol", "decimal") if is_numbered else ("ul", "disc")
            lines, depth = [], 0
            for level, text in items:
                lines += [f"<{name}>"] * (level - depth) + [f"</{name}>"] * (depth - level)
                lines.append(
                    f'<li dir="ltr" style="list-style-type:{kind}"><p dir="ltr" role="presentation">'
                    f'<span style="{plain}">{escape(text)}</span></p></li>'
                )
                depth = level
            return "".join([*lines, *[f"</{name}>"] * depth])
        case Table(rows=rows):
            style = plain.replace("font-weight:400", "font-weight:700")
            lines = [
                "<tr>"
                + "".join(f'<td><p dir="ltr"><span style="{look}">{cell}</span></p></td>' for cell in row)
                + "</tr>"
                for row, look in zip(rows, [style, *[plain] * len(rows)], strict=False)
            ]
            table = f"<table><colgroup><col /></colgroup><tbody>{''.join(lines)}</tbody></table>"
            return f'<div dir="ltr" align="left">{table}</div>'
        case Picture(alt=alt):
            return (
                f'<p dir="ltr"><span style="display:inline-block"><img src="https://lh7.example/a" alt="{alt}"'
                ' width="602" height="401"></span></p>'
            )


def _google_words(words: Words) -> str:
    weight, slant = 700 if words.is_bold else 400, "italic" if words.is_italic else "normal"
    html = f'<span style="font-weight:{weight};font-style:{slant};color:#1155cc">{escape(words.text)}</span>'
    return f'<a href="{words.href}" style="text-decoration:none">{html}</a>' if words.href else html


def web_page(pieces: Iterable = ARTICLE) -> str:
    """Return what Chromium copies of a page: every computed style, and the fragment marked."""
    body = "".join(_web(piece) for piece in pieces)
    return f"<html>\r\n<body>\r\n<!--StartFragment-->{body}<!--EndFragment-->\r\n</body>\r\n</html>"


def _web(piece) -> str:
    style = 'style="box-sizing: border-box; color: rgb(33, 37, 41); font-size: 16px; white-space: normal"'
    match piece:
        case Heading(level=level, text=text):
            return f"<h{level} {style}>{escape(text)}</h{level}>"
        case Paragraph(words=words):
            return f"<p {style}>{''.join(_web_words(part) for part in words)}</p>"
        case Listing(is_numbered=is_numbered, items=items):
            name, lines, depth = "ol" if is_numbered else "ul", [], 0
            for level, text in items:
                lines += [f"<{name} {style}>"] * (level - depth) + [f"</li></{name}>"] * (depth - level)
                lines += ["</li>"] if depth >= level else []
                lines.append(f"<li {style}>{escape(text)}")
                depth = level
            return "".join([*lines, *[f"</li></{name}>"] * depth])
        case Table(rows=(first, *rest)):
            head = "".join(f"<th {style}>{cell}</th>" for cell in first)
            body = "".join("<tr>" + "".join(f"<td {style}>{cell}</td>" for cell in row) + "</tr>" for row in rest)
            return f"<table {style}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        case Picture(alt=alt):
            return f'<figure><img {style} src="https://vankhe.example/anh.jpg" alt="{alt}"></figure>'


def _web_words(words: Words) -> str:
    html = f"<strong>{escape(words.text)}</strong>" if words.is_bold else escape(words.text)
    html = f"<em>{html}</em>" if words.is_italic else html
    return f'<a href="{words.href}" target="_blank" rel="noopener">{html}</a>' if words.href else html
