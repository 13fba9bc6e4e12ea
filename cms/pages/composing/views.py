"""The screens on the way from a Word file to a draft. A GET writes nothing."""

import io
from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, UploadedFile

from cms.editorial import compose
from cms.editorial.models.departments import department_ids_of

from . import pressing
from .article import read_article
from .drafting import has_field, make_draft
from .forms import LettersForm, WordFileForm
from .menu import FORM
from .package import Refused
from .pieces import Heading, Piece, Table, Text, single_blanks
from .reading import read_html
from .word import WordFile, read_word
from .words import lost_words

# Lines shown side by side.
MOST_LINES = 12
MOST_NOTES = 8


class _WordView(WagtailAdminTemplateMixin, FormView):
    """What both screens know: which kind of page, where, and how a draft is made of what was read."""

    page_title = gettext_lazy("Write from a Word file")
    header_icon = "upload"

    def dispatch(self, request, app_label, model_name, section_pk, **kwargs):
        label = f"{app_label}.{model_name}"
        models = [item.model for item in compose.offered(FORM) if item.model._meta.label_lower == label]
        if not models:
            raise Http404
        self.model = models[0]
        self.section = get_object_or_404(Page, pk=section_pk, depth__gt=1).specific
        may_add = self.section.permissions_for_user(request.user).can_add_subpage()
        if not may_add or not self.model.can_create_at(self.section) or not department_ids_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_breadcrumbs_items(self):
        here = {"url": reverse("wagtailadmin_explore", args=[self.section.pk]), "label": self.section.title}
        return [*super().get_breadcrumbs_items(), here, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        options = self.model._meta
        place = {"section": self.section, "app_label": options.app_label, "model_name": options.model_name}
        return super().get_context_data(**place, **kwargs)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def key_of(self, form, press: str) -> UUID:
        return pressing.key_of(press, self.request.user, self.section, self.model, form.cleaned_data["department"])

    def draft_of(self, word: WordFile, form, name: str, press: str) -> HttpResponse:
        """Make the draft and lead to its form; where that is refused, say why on this screen."""
        article = read_article(
            read_html(word.html),
            takes_summary=has_field(self.model, "summary"),
            takes_sign_off=has_field(self.model, "author_name"),
        )
        if not article.title and not article.body:
            form.add_error(None, _("There are no words in this file."))
            return self.form_invalid(form)
        lost = lost_words(word.lost)
        key = self.key_of(form, press)
        made = pressing.draft_with(key, self.section)
        if made:
            return self.lead_to(made, lost)
        try:
            draft = make_draft(
                self.section,
                self.model,
                article,
                word.pictures,
                department=form.cleaned_data["department"],
                user=self.request.user,
                name=name,
                key=pressing.free(key, self.section),
            )
        except (ValidationError, IntegrityError) as error:
            # Another press came first while this one stored its pictures.
            made = pressing.draft_with(key, self.section)
            if made:
                return self.lead_to(made, lost)
            if isinstance(error, IntegrityError):
                raise
            form.add_error(None, " ".join(error.messages))
            return self.form_invalid(form)
        return self.lead_to(draft.page, [*lost, *draft.notes])

    def lead_to(self, page: Page, notes: list[str]) -> HttpResponse:
        made = _("Here is the draft made of your Word file. Nobody else has it yet: read it through, then send it.")
        messages.success(self.request, made)
        for note in dict.fromkeys(notes[:MOST_NOTES]):
            messages.warning(self.request, note)
        return redirect("wagtailadmin_pages:edit", page.pk)


class WordFileView(_WordView):
    """Takes the file. One that holds letters of old fonts is put aside until the person has seen them converted."""

    form_class = WordFileForm
    template_name = "pages/composing/word_file.html"

    def get_context_data(self, **kwargs):
        token = self.request.POST.get("token") or pressing.new_token()
        return super().get_context_data(token=token, **kwargs)

    def form_valid(self, form):
        name, file = form.name, form.cleaned_data["file"]
        press = pressing.press_of(self.request.POST.get("token", ""), file)
        if not form.word.encodings:
            return self.draft_of(form.word, form, name, press)
        # A name in Vietnamese may have more bytes than a disk takes.
        file.name = "word.docx"
        kept = UploadedFile.objects.create(
            file=file,
            uploaded_by_user=self.request.user,
            for_content_type=ContentType.objects.get_for_model(self.model),
        )
        place = [self.model._meta.app_label, self.model._meta.model_name, self.section.pk, kept.pk]
        given = {"name": name, "press": press}
        if "department" in form.fields:
            given["department"] = form.cleaned_data["department"].pk
        return redirect(f"{reverse('compose_from_word_letters', args=place)}?{urlencode(given)}")


class LettersView(_WordView):
    """Shows text of old fonts as it stands and as it would be in Unicode; the person decides, nothing is silent."""

    form_class = LettersForm
    template_name = "pages/composing/letters.html"
    page_title = gettext_lazy("Letters of old fonts")

    def dispatch(self, request, *args, upload_pk, **kwargs):
        self.upload_pk = upload_pk
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kept(self) -> UploadedFile:
        """The file that was put aside, for who sent it alone."""
        mine = UploadedFile.objects.filter(
            uploaded_by_user=self.request.user, for_content_type=ContentType.objects.get_for_model(self.model)
        )
        return get_object_or_404(mine, pk=self.upload_pk)

    def get_initial(self):
        return {"department": self.request.GET.get("department")}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        word = self.read(converts=False)
        pairs = zip(lines_of(read_html(word.html)), self.converted_lines, strict=False)
        lines = [pair for pair in pairs if pair[0] != pair[1]]
        return context | {"encodings": sorted(word.encodings), "lines": lines[:MOST_LINES], "count": len(lines)}

    @property
    def converted_lines(self) -> list[str]:
        return lines_of(read_html(self.read(converts=True).html))

    def read(self, *, converts: bool) -> WordFile:
        try:
            with self.kept.file.open("rb") as file:
                return read_word(io.BytesIO(file.read()), converts=converts)
        except (FileNotFoundError, Refused) as error:
            raise Http404 from error

    def form_valid(self, form):
        press = self.request.GET.get("press") or pressing.new_token()
        made = pressing.draft_with(self.key_of(form, press), self.section)
        if made:
            # The press before has deleted the file already.
            return self.lead_to(made, [])
        word = self.read(converts=form.cleaned_data["letters"] == "convert")
        response = self.draft_of(word, form, single_blanks(self.request.GET.get("name", "")), press)
        if response.status_code == 302:
            self.kept.file.delete(save=False)
            self.kept.delete()
        return response


def lines_of(pieces: Iterable[Piece]) -> list[str]:
    """Return the words of `pieces` line by line."""
    lines: list[str] = []
    for piece in pieces:
        match piece:
            case Text(plain=words) | Heading(text=words):
                lines.append(words)
            case Table(rows=rows):
                lines += [" | ".join(row) for row in rows]
    return lines
