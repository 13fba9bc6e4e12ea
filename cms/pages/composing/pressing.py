"""Two presses of one button make one draft: without JavaScript nothing keeps a person from pressing again.

Each form has a token. With it, the file and whatever else was answered, the draft gets its translation key, which the
database keeps unique within a language: that holds where two workers take both presses at the same moment too.
"""

import hashlib
import uuid

from django.db.models import QuerySet
from wagtail.models import Page

from cms.editorial.models import BinnedDraft

NAMESPACE = uuid.UUID("6c1f3d0e-2f0b-5f6e-9d1c-5a3a8f1f7b42")


def new_token() -> str:
    return uuid.uuid4().hex


def press_of(token: str, file) -> str:
    """Return what names one press for one file. Another file, chosen on the way back, is another press."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return hashlib.sha256(f"{token or new_token()} {digest}".encode()).hexdigest()


def key_of(press: str, user, section: Page, model: type[Page], department) -> uuid.UUID:
    """Return the translation key of the draft. Nobody can ask for that of another page: theirs differ by the user."""
    return uuid.uuid5(NAMESPACE, f"{user.pk} {section.pk} {model._meta.label_lower} {department.pk} {press}")


def draft_with(key: uuid.UUID, section: Page) -> Page | None:
    """Return the draft that was made with this key, None where there is none or it lies in the bin."""
    return _with(key, section).exclude(pk__in=BinnedDraft.objects.values("page")).first()


def free(key: uuid.UUID, section: Page) -> uuid.UUID:
    """Return the key, or another where a draft in the bin has it."""
    return uuid.uuid4() if _with(key, section).exists() else key


def _with(key: uuid.UUID, section: Page) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=key, locale_id=section.locale_id)
