"""Files as offices make them, with words in them, for the tests of reading; and files made to do harm."""

import base64
import ctypes
import io
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

FONT = Path(__file__).parents[2] / "cms" / "pages" / "fonts" / "BeVietnamPro-Bold.ttf"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SLIDE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)

PUPILS = [
    ["STT", "Họ và tên", "Ngày sinh", "Lớp", "Điểm Toán"],
    ["1", "Lò Thị Ếm", "12/03/2013", "6A", "8,5"],
    ["2", "Giàng A Sùng", "30/11/2013", "6A", "7,0"],
    ["3", "Quàng Văn Pản", "05/07/2013", "6B", "9,25"],
]
SCHOOLS = [["Trường", "Số lớp"], ["THCS Suối Mây", "12"], ["THCS Đồi Thông", "9"]]

# A sheet “Lớp 9A” of Excel 97, made by xlwt: heads in the second row, one pupil below.
EXCEL_97 = (
    r"c-rk)O=uHA6#izCG(WUyQd6N3LMT|Z7Mj$Hg6-OZR<MTZK}7^jZP3!1mKcP3v08H!1Wy$&g<iZ=z4(Jt^yWdS=s{3~L~nXhR6Mj<"
    r"-@M($R6R6Mi^_b<ym|ZPz4?D{XZG2AxHx?)TEb80f(vESkD3aZpyYR6LZEWfRIHQxD481n6#PC~$Qlps*FEv7HB{?eg2YYtBci}t"
    r"N=Gn;)Mz#nUq$qAAJRhgp_8b<HIf9;#Jy@@dYtJRrZ-sg0n;5Uxx}=Sbc^CJ=8aVAR(ls8lFeKegsS%r+q_~)5{-DQcJaB(!qWAi"
    r"J2#Xb`8x|@?pn-%)~z>_&E(P}MMP);XYj?01D_pFeHhpB)s+j7{M%Bw_c!t@(hW?&JjNTmKw4j2?1Z8ZuVZ7Ry$#)1z#fnuCqKk)"
    r"JdMS121P2)<2|w}CZ|pm$K$7mvL{KQ51**$09+zV`CRN20ze|!p6F=rNF<X1RSkQ6Xo=U?u{YEb9Yj6zVfKj-#r1{jAD{0X=r@kC"
    r"WP&5T^*vaxh5!@il?53GS<0he+R7H2nO@*p*D)Vu8ljy`c}stz&Fq?For_%BLhWo}yf8LY@EeIQeAst4R(NM@B7U~FbT%^k(wIgw"
    r"&BY+ut7j5zqD@?#Qn+V0xv*o$8>UUa#1Wqi@dzYL`=eKnMVde*3$ws_Q?ny%eaT~8sxMhz+WOXPs`+q96?G)n6^TyGZSU!l4Y;io"
    r"DQ^8h02&$^8X6iJ8X6ia59_RJoz>Mz-ecbey!L;cMM`D;o8-U6evHzSr;FlFx=H4d!+2HuXDvL!sY@)=#`#~UaFANhVHgA4kKwBK"
    r"FWu%u<#?8D7+N_Os<!=dHU0d<?SBXKkj&f"
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def docx(*paragraphs: str, table: list[list[str]] = (), parts: dict[str, str] | None = None) -> bytes:
    """Return a Word file of these paragraphs, and a table behind them; `parts` are further parts of it."""
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table)
    body = "".join(map(_p, paragraphs)) + (f"<w:tbl>{rows}</w:tbl>" if rows else "")
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})})


def _p(text: str) -> str:
    # Word cuts a sentence into runs wherever it likes.
    half = len(text) // 2
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:half], text[half:]))
    return f"<w:p>{runs}</w:p>"


def word_part(tag: str, *paragraphs: str) -> str:
    return f"<w:{tag} {WORD}>{''.join(map(_p, paragraphs))}</w:{tag}>"


def pptx(*slides: str) -> bytes:
    return archive(
        {
            f"ppt/slides/slide{number}.xml": f"<p {SLIDE}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p>"
            for number, text in enumerate(slides, start=1)
        }
    )


def odt(paragraph: str, table: list[list[str]] = (), manifest: str = "<manifest/>") -> bytes:
    def cell(text):
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
    words = f"<text:p>{paragraph[:3]}<text:span>{paragraph[3:]}</text:span></text:p><table:table>{rows}</table:table>"
    content = f"<office:document-content {ODF}><office:body>{words}</office:body></office:document-content>"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def xlsx(sheets: dict[str, list[list]], hidden: str = "", first: int = 1) -> bytes:
    """Return a workbook of these sheets, their rows from row `first` on; the sheet `hidden` is not shown."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for number, row in enumerate(rows, start=first):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls() -> bytes:
    return zlib.decompress(base64.b85decode(EXCEL_97))


def pdf(*pages: list[str]) -> bytes:
    """Return a PDF with these lines on its pages, in a font that is embedded."""
    book = pdfium.PdfDocument.new()
    for lines in pages:
        _write(book, book.new_page(595, 842), lines)
    return _saved(book)


def _write(book: pdfium.PdfDocument, page: pdfium.PdfPage, lines: list[str]) -> None:
    data = FONT.read_bytes()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    font = pdfium_c.FPDFText_LoadFont(book, buffer, len(data), pdfium_c.FPDF_FONT_TRUETYPE, True)
    for number, line in enumerate(lines):
        text = pdfium_c.FPDFPageObj_CreateTextObj(book, font, 12)
        encoded = (line + "\0").encode("utf-16-le")
        units = ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort))
        pdfium_c.FPDFText_SetText(text, units)
        pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 780 - 20 * number)
        pdfium_c.FPDFPage_InsertObject(page, text)
    page.gen_content()


def _saved(book: pdfium.PdfDocument) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    book.close()
    return stream.getvalue()


def scan(*stamp: str) -> bytes:
    """Return a PDF that shows a picture of a page, with the lines of a `stamp` as words on it."""
    stream = io.BytesIO()
    Image.effect_noise((600, 800), 60).save(stream, "PDF")
    if not stamp:
        return stream.getvalue()
    book = pdfium.PdfDocument(stream.getvalue())
    _write(book, book[0], [*stamp])
    return _saved(book)


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password, which nobody has."""
    body = b"".join(
        [
            b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
            b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n",
            b"3 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>\nendobj\n",
        ]
    )
    offsets = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    identity = b"<" + b"43" * 16 + b">"
    trailer = (
        b"trailer\n<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[" + identity + identity + b"]>>\nstartxref\n%d\n%%%%EOF\n"
    )
    return body + table + trailer % len(body)


def locked_zip(name: str, content: bytes) -> bytes:
    """Return an archive that says of its member that a password is needed."""
    made = bytearray(archive({name: content}))
    # The flags of the local header, and of the directory.
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def bomb(name: str, size: int) -> bytes:
    """Return an archive whose one member is `size` bytes of the same letter when it is unpacked."""
    stream = io.BytesIO()
    made = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
    with made, made.open(name, "w", force_zip64=True) as member:
        member.write(f"<w:document {WORD}><w:body><w:p><w:r><w:t>".encode())
        for _ in range(size // 1_000_000):
            member.write(b"a" * 1_000_000)
    return stream.getvalue()


# Entities that grow a thousandfold each, and one that reads a file of the server.
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
BILLION_LAUGHS = f"<!DOCTYPE d [{LAUGHS}]><w:document {WORD}><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:document>"
PASSWORDS = (
    f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {WORD}><w:p><w:r><w:t>&x;</w:t></w:r></w:p>'
    "</w:document>"
)
