"""What readers searched, and what found nothing, for editors. Nobody is in it: see cms.reading.searches."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from cms.editorial.story.views import ReadingScreen
from cms.pages.links.report import may_read
from cms.reading.searches import SHOWN_FROM, month_of, months_back, searched

PERIODS = {"1": gettext_lazy("This month"), "3": gettext_lazy("Three months"), "12": gettext_lazy("Twelve months")}
LANGUAGES = {"vi": gettext_lazy("Vietnamese"), "en": gettext_lazy("English")}


class ShownForm(forms.Form):
    """Which searches to list."""

    months = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIODS.items(), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("", gettext_lazy("All")), *LANGUAGES.items()], required=False
    )
    nothing = forms.BooleanField(label=gettext_lazy("Only what found nothing"), required=False)


class SearchesView(ReadingScreen):
    """The report."""

    page_title = gettext_lazy("What readers search")
    header_icon = "search"
    template_name = "search/admin/searches.html"

    def dispatch(self, request):
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get_context_data(self, **kwargs):
        form = ShownForm(self.request.GET)
        given = form.cleaned_data if form.is_valid() else {}
        since = months_back(month_of(timezone.localdate()), int(given.get("months") or 1) - 1)
        rows = searched(since, given.get("language", ""))
        if given.get("nothing"):
            rows = rows.filter(nothing__gt=0).order_by("-nothing", "words")
        context = {"form": form, "shown_from": SHOWN_FROM, "picks": may_pick(self.request.user)}
        return super().get_context_data(**context, **self.listed(rows), **kwargs)


class SearchesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read(request.user)


def menu_item() -> MenuItem:
    return SearchesMenuItem(
        _("What readers search"), reverse("wagtailsearchpromotions:search_terms"), icon_name="search", order=910
    )


def may_pick(user) -> bool:
    """Whether `user` may pick pages for searches."""
    return user.has_perm("wagtailsearchpromotions.add_searchpromotion")
