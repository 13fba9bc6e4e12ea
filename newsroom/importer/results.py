"""What became of each file."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from .articles import PageLine, ParsedArticle


class Status(models.TextChoices):
    CREATED = "created", _("Draft made")
    LAID = "laid", _("Draft made and laid before the approvers")
    SUBMITTED = "submitted", _("Draft made and submitted")
    COMPLETED = "completed", _("Pictures added to the draft")
    KNOWN = "known", _("Imported before")
    REFUSED = "refused", _("Not imported")


@dataclass
class Result:
    """`notes` tell of what a person should look at; of a refused file, where and why.

    `concerns` are why an article that was laid in a batch has to be submitted singly.
    """

    path: Path
    status: Status
    article: ParsedArticle | None = None
    pictures: int = 0
    announcements: int = 0
    notes: list[PageLine] = field(default_factory=list)
    concerns: list[str] = field(default_factory=list)
