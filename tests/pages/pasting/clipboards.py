"""Who puts HTML on the clipboard."""

from tests.pages.pasting.browsers import google_docs, web_page
from tests.pages.pasting.libreoffice import libreoffice
from tests.pages.pasting.word import word

WRITERS = {"Word": word, "LibreOffice": libreoffice, "Google Docs": google_docs, "a page of the web": web_page}
