"""What people send is composed (NFC) before any form sees it.

Storing composes as well (cms.pages.normalisation). But by then a form has looked for what is there already: a tag, a
user name or a search in decomposed letters, as some keyboards and every name of a file from a Mac send them, would
find nothing, and two rows of one name would clash.
"""

import unicodedata

from django.http import QueryDict

from cms.text.nfc import nfc

# What Draftail sends: a text, and by the numbers of its letters what is bold and what a link.
DRAFTAIL = ('"blocks"', '"entityMap"')


class ComposedInputMiddleware:
    """Composes query strings, form data and the names of uploaded files. Stands behind the CSRF middleware.

    That one has read the form data of every POST it protects; what it leaves alone is left alone here. So is the text
    of rich text editors, whose letters are counted: it is composed when it is stored.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_composed(request.GET):
            request.GET = _composed(request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return
        if not _is_composed(request.POST):
            request.POST = _composed(request.POST)
        for _name, files in request.FILES.lists():
            for file in files:
                file.name = nfc(file.name)


def _is_composed(data: QueryDict) -> bool:
    texts = (text for name, values in data.lists() for text in (name, *values))
    return all(unicodedata.is_normalized("NFC", text) or _counts_its_letters(text) for text in texts)


def _composed(data: QueryDict) -> QueryDict:
    composed = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        for value in values:
            composed.appendlist(nfc(name), value if _counts_its_letters(value) else nfc(value))
    composed._mutable = False
    return composed


def _counts_its_letters(text: str) -> bool:
    return text.startswith("{") and all(mark in text for mark in DRAFTAIL)
