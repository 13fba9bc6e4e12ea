"""The words of PDF, page by page."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cms.media.words.parts import Locked, Part, Unreadable, row

# The stamp of a signature, or of the program that scanned, stands as words on the picture of a page.
FEW_CHARACTERS = 300


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
    return Part("page", number, text, is_partial=len(text) < FEW_CHARACTERS and _is_scanned(page, has_words=bool(text)))


def _is_scanned(page: pdfium.PdfPage, *, has_words: bool) -> bool:
    """Whether a picture stands where words are: any on a page without words, else one over most of the page."""
    width, height = page.get_size()
    for picture in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        if not has_words:
            return True
        try:
            left, bottom, right, top = picture.get_bounds()
        except pdfium.PdfiumError:
            return True
        if (right - left) * (top - bottom) > width * height / 2:
            return True
    return False
