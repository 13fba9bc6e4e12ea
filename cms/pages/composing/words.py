"""What is told to the person who brings a Word file, and which of its words about pictures are worth keeping."""

import re

from django.utils.translation import gettext as _

FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|bmp|tiff?|heic|webp)|(?:IMG|DSC|Image|Picture|Hình ảnh)[\s_-]*\d*", re.IGNORECASE
)
BY_A_MACHINE = re.compile(r"generated|tạo tự động|tự động tạo", re.IGNORECASE)


def useful_alt_text(text: str) -> str:
    """Return the words for a picture; '' where they are a file's name or a machine's guess, in English mostly."""
    return "" if FILE_NAME.fullmatch(text) or BY_A_MACHINE.search(text) else text


def lost_words(lost: set[str]) -> list[str]:
    """Return a sentence for everything that does not come along."""
    sentences = {
        "formulas": _("Formulas did not come along: write them as text or add them as pictures."),
        "charts": _("Charts did not come along: add each as a picture, its figures as a table."),
        "diagrams": _("Diagrams did not come along: add each as a picture."),
        "cropped": _("A picture that was cropped in Word came whole: look whether all of it may be shown."),
        "pictures": _("The file holds too many pictures: the last ones were left out."),
    }
    return [sentence for name, sentence in sentences.items() if name in lost]
