"""Word files as Word writes them, made by hand: every part is known, and the hostile ones are made the same way."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
DECLARED = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>
<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="u2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Tiu"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Chuthich"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>"""
# List 1 has bullets, 2 counts 1. 2. 3. with a) b) c) below, 3 counts I. II. III.
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
NUMBERING = f"""<w:abstractNum w:abstractNumId="0">{LEVEL.format(0, "bullet", "•")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{LEVEL.format(0, "decimal", "%1.")}{LEVEL.format(1, "lowerLetter", "%2)")}
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{LEVEL.format(0, "upperRoman", "%1.")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>"""


def run(text: str, *, bold=False, italic=False, font="") -> str:
    """Return letters of one look; a line break in `text` is one in Word."""
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    look += ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n")]
    return f"<w:r><w:rPr>{look}</w:rPr>{'<w:br/>'.join(parts)}</w:r>"


def paragraph(*parts: str, style="", align="", indent=0, numbers: tuple[int, int] | None = None, **look) -> str:
    """Return a paragraph of runs; plain text becomes a run of `look`. `numbers` is (list, level)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbers:
        properties += f'<w:numPr><w:ilvl w:val="{numbers[1]}"/><w:numId w:val="{numbers[0]}"/></w:numPr>'
    properties += f'<w:ind w:left="{indent}"/>' if indent else ""
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    runs = (part if part.startswith("<") else run(part, **look) for part in parts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(rows: Iterable[Iterable[str]], *, spans: dict[tuple[int, int], int] | None = None) -> str:
    """Return a table; a cell that is no XML yet becomes a paragraph. `spans`: columns a cell goes across."""
    lines = []
    for row_number, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            across = (spans or {}).get((row_number, column))
            properties = f'<w:tcPr><w:gridSpan w:val="{across}"/></w:tcPr>' if across else ""
            cells.append(f"<w:tc>{properties}{cell if cell.startswith('<') else paragraph(cell)}</w:tc>")
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>"


@dataclass
class WordDocument:
    """Collects what refers to other parts: pictures and links."""

    parts: dict[str, bytes] = field(default_factory=dict)
    relations: list[str] = field(default_factory=list)

    def _relate(self, kind: str, target: str, mode: str = "") -> str:
        number = f"rId{len(self.relations) + 1}"
        outside = f' TargetMode="{mode}"' if mode else ""
        self.relations.append(
            f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{outside}/>'
        )
        return number

    def link(self, text: str, address: str) -> str:
        number = self._relate("hyperlink", address, "External")
        return f'<w:hyperlink r:id="{number}">{run(text)}</w:hyperlink>'

    def picture(self, data: bytes, *, alt="", extension="jpeg", cropped=False) -> str:
        """Return a run with an embedded picture."""
        name = f"media/image{len(self.parts) + 1}.{extension}"
        self.parts[f"word/{name}"] = data
        return self._drawing(f'r:embed="{self._relate("image", name)}"', alt, cropped)

    def linked_picture(self, address: str) -> str:
        """Return a run with a picture that lies elsewhere."""
        return self._drawing(f'r:link="{self._relate("image", address, "External")}"', "", False)

    def _drawing(self, source: str, alt: str, cropped: bool) -> str:
        crop = '<a:srcRect l="20000"/>' if cropped else ""
        return (
            f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{escape(alt)}"/><a:graphic>'
            f"<a:graphicData><pic:pic><pic:blipFill><a:blip {source}/>{crop}</pic:blipFill></pic:pic></a:graphicData>"
            "</a:graphic></wp:inline></w:drawing></w:r>"
        )

    def file(self, *body: str, styles=STYLES, **parts: bytes) -> bytes:
        """Return the .docx with `body`. `parts` by name, "__" for "/" and "_" for ".", replace or add what is in it."""
        relations = "".join(self.relations)
        main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        entries = {
            "[Content_Types].xml": CONTENT_TYPES.encode(),
            "_rels/.rels": _relationships(main),
            "word/document.xml": _part("document", f"<w:body>{''.join(body)}</w:body>"),
            "word/_rels/document.xml.rels": _relationships(relations),
            "word/styles.xml": _part("styles", styles),
            "word/numbering.xml": _part("numbering", NUMBERING),
            **self.parts,
            **{name.replace("__", "/").replace("_", "."): data for name, data in parts.items()},
        }
        return archive(entries)


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a zip file: the same one whenever it is made, as a person's file is the same with every press."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            # A name alone would be given the hour.
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def word_file(*body: str) -> bytes:
    """Return a .docx with these paragraphs and tables."""
    return WordDocument().file(*body)


def _part(name: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {DECLARED}>{content}</w:{name}>'.encode()


def _relationships(content: str) -> bytes:
    address = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{address}">{content}</Relationships>'.encode()
