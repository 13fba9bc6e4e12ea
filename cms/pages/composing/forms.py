"""What is asked of the person who brings a Word file."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.editorial.models import Department
from cms.text.nfc import nfc

from .package import Refused
from .word import read_word

LONGEST_NAME = 100


class DepartmentForm(forms.Form):
    """A member of several departments says for which one; of one, nobody is asked."""

    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.departments = Department.objects.of(user).active(timezone.localdate())
        self.fields["department"].queryset = self.departments
        self._only = self.departments[0] if len(self.departments) == 1 else None
        if self._only:
            del self.fields["department"]

    def clean(self):
        data = super().clean()
        return data | {"department": self._only} if self._only else data


class WordFileForm(DepartmentForm):
    """The file is read here: what is wrong with it is said beside its field."""

    field_order = ["file", "department"]

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx of at most 50 MB, with its pictures."),
        max_length=None,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
        ),
        error_messages={"required": _("Choose a Word file first.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.word = read_word(file)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    @property
    def name(self) -> str:
        """The name of the file as people know it: the title of an article that has none."""
        return PurePath(nfc(self.cleaned_data["file"].name)).stem[:LONGEST_NAME]


class LettersForm(DepartmentForm):
    """The answer to the letters of old fonts."""

    letters = forms.ChoiceField(choices=[("convert", ""), ("keep", "")])
