"""Uploads are checked by content, not by name."""

import filetype
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

# What the first bytes of each allowed kind are recognised as (filetype's extensions). Office files of the newer kind
# are ZIP archives, and those of the older kind share one container; text has no signature.
CONTENT_OF_KIND = {
    "pdf": {"pdf"},
    "docx": {"docx", "zip"},
    "xlsx": {"xlsx", "zip"},
    "pptx": {"pptx", "zip"},
    "odt": {"odt", "zip"},
    "ods": {"ods", "zip"},
    "zip": {"zip", "docx", "xlsx", "pptx", "odt", "ods", "epub", "jar"},
    "doc": {"doc"},
    "xls": {"xls"},
    "ppt": {"ppt"},
    "csv": {None},
    "txt": {None},
}
OLD_OFFICE = {"doc", "xls", "ppt"}
OLD_OFFICE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")


@deconstructible
class DocumentContentValidator:
    """Refuses a file whose content is not of the kind its extension names."""

    message = _("The content of this file is not what its name says (.%(extension)s).")

    def __call__(self, file):
        extension = file.name.rpartition(".")[2].lower()
        file.open("rb")
        head = file.read(8192)
        file.seek(0)
        if not self._matches(extension, head):
            raise ValidationError(self.message, params={"extension": extension}, code="content")

    @staticmethod
    def _matches(extension: str, head: bytes) -> bool:
        if extension in OLD_OFFICE:
            return head.startswith(OLD_OFFICE_SIGNATURE)
        kind = filetype.guess(head)
        found = kind.extension if kind else None
        if CONTENT_OF_KIND.get(extension) == {None}:
            return found is None and b"\0" not in head
        return found in CONTENT_OF_KIND.get(extension, set())
