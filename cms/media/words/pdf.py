"""The words of PDF, page by page."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cms.media.words.parts import Locked, Part, Unreadable, row


def pdf(file: BinaryIO) -> Iterator[Part]:
    """Yield one part for each page. Raises Locked or Unreadable."""
    try:
        book = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise Unreadable(str(error)) from error
    with book:
        for number in range(1, len(book) + 1):
            try:
                page = book[number - 1]
            except pdfium.PdfiumError as error:
                raise Unreadable(str(error)) from error
            yield _part(page, number)
            page.close()


def _part(page: pdfium.PdfPage, number: int) -> Part:
    words = page.get_textpage()
    text = "\n".join(filter(None, (row([line]) for line in words.get_text_range().splitlines())))
    words.close()
    return Part("page", number, text, is_partial=not text and _shows_picture(page))


def _shows_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3)), None) is not None
