"""Forms of the review screen. Each is a dialog there, and a page of its own without JavaScript."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.editorial.clearance import LONGEST_BASIS
from cms.editorial.models import WarningAnswer
from cms.editorial.review.answers import Answered, Given

REASON, COMMENT, WORDING = 2000, 1000, 2000

# What reviewers write most; a tap puts it into the reason.
PHRASES = (
    _("A picture or its caption is missing."),
    _("The title is not clear."),
    _("Please check the figures and names."),
    _("There are spelling mistakes."),
    _("The source or the attached document is missing."),
    _("This is no minor fix: it needs a correction."),
    _("It holds pupils' data: on which document does that rest?"),
)


def _text(rows: int, **attrs) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class DialogForm(forms.Form):
    """One of several forms of a screen: the ids of its fields begin with its `name`."""

    name: str

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{self.name}_%s", **kwargs)


class StepForm(DialogForm):
    """A decision at the step (a task state) that was on the screen."""

    step = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class ApproveForm(StepForm):
    """A word to the approval, if any, and what was on the screen."""

    name = "approve"

    comment = forms.CharField(label=_("Comment"), required=False, max_length=COMMENT, widget=_text(2))
    shown_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    # A box that the template draws: its value is the tick of the `Demand` on the screen.
    cleared = forms.CharField(required=False, max_length=64)


class ReturnForm(StepForm):
    """The reason, and a comment on each field that may be commented on (`commented`, {name: label})."""

    name = "return"

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What should be changed? The author reads this."),
        max_length=REASON,
        widget=_text(4),
    )

    def __init__(self, *args, commented: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.commented = commented
        for name, label in commented.items():
            self.fields[f"on_{name}"] = forms.CharField(label=label, required=False, max_length=COMMENT)

    @property
    def comment_fields(self):
        return [self[f"on_{name}"] for name in self.commented]

    @property
    def comments(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"on_{name}"] for name in self.commented}


class ProposeForm(DialogForm):
    """Other words for a passage."""

    name = "propose"

    old = forms.CharField(
        label=_("Present wording"),
        help_text=_("As it stands in the draft, with enough words to stand there only once."),
        max_length=WORDING,
        widget=_text(2),
    )
    new = forms.CharField(
        label=_("Proposed wording"),
        help_text=_("Leave empty to propose that it be left out."),
        required=False,
        max_length=WORDING,
        widget=_text(2),
    )
    comment = forms.CharField(label=_("Comment"), required=False, max_length=COMMENT, widget=_text(2))


class DeclineForm(forms.Form):
    """Why other words are not taken over."""

    reason = forms.CharField(label=_("Why not?"), required=False, max_length=COMMENT, widget=_text(2))


@dataclass(frozen=True)
class Row:
    """What a form asks about one warning."""

    answered: Answered
    text: forms.BoundField
    kind: forms.BoundField | None


class AnswersForm(DialogForm):
    """An answer to each warning, which nobody has to give but where a basis is needed."""

    name = "answers"

    KINDS = (
        (WarningAnswer.Kind.BASIS, _("It rests on a document")),
        (WarningAnswer.Kind.FALSE_ALARM, _("It is not pupils' data")),
    )

    shown_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, answered: list[Answered], **kwargs):
        super().__init__(*args, **kwargs)
        self.answered = answered
        for one in answered:
            before = one.answer
            text = forms.CharField(required=False, max_length=LONGEST_BASIS, initial=before.text if before else "")
            text.label, text.help_text, text.widget = self._words(one.warning.needs_basis)
            self.fields[f"text-{one.name}"] = text
            if one.warning.needs_basis:
                self.fields[f"kind-{one.name}"] = forms.ChoiceField(
                    label=_("What do you answer?"),
                    choices=self.KINDS,
                    initial=before.kind if before else None,
                    required=False,
                    widget=forms.RadioSelect,
                )

    @staticmethod
    def _words(needs_basis: bool):
        if not needs_basis:
            return _("Why is it sent all the same? (if you like)"), "", _text(2)
        help_text = _(
            "Number and date of the document, or the attachment that says so; or why this is not pupils' data. It "
            "stays on record: name no pupils here."
        )
        return _("Written basis, or reason"), help_text, _text(2)

    @property
    def rows(self) -> list[Row]:
        return [
            Row(one, self[f"text-{one.name}"], self[f"kind-{one.name}"] if one.warning.needs_basis else None)
            for one in self.answered
        ]

    @property
    def given(self) -> dict[str, Given]:
        return {
            one.name: Given(
                self.cleaned_data.get(f"kind-{one.name}") if one.warning.needs_basis else WarningAnswer.Kind.REASON,
                self.cleaned_data[f"text-{one.name}"],
            )
            for one in self.answered
        }
