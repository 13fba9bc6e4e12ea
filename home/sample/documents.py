"""Small documents of the sample site, made by code: a drawn PDF page, and a DOCX form."""

import io
import zipfile
from xml.sax.saxutils import escape

from home.sample.canvas import PALETTES, Canvas
from home.sample.pictures import SCENES

DOCX_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_pdf(title: str, seed: int) -> bytes:
    """PDF bytes of one drawn page; `title` goes into its properties."""
    canvas = Canvas(PALETTES[seed % len(PALETTES)], seed)
    SCENES["paper_and_pen"](canvas)
    stream = io.BytesIO()
    canvas.finished().resize((800, 500)).save(stream, "PDF", title=title, resolution=96)
    return stream.getvalue()


def make_docx(title: str, lines: list[str]) -> bytes:
    """DOCX bytes of a form: the title in bold and one paragraph for each line (ECMA-376, minimal parts)."""
    paragraphs = [_paragraph(title, bold=True), *(_paragraph(f"{line} …") for line in lines)]
    document = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**DOCX_PARTS, "word/document.xml": document}.items():
            # A fixed time: the same form is the same file whenever it is made.
            part = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            archive.writestr(part, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return stream.getvalue()


def _paragraph(text: str, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
