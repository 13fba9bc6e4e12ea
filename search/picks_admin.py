"""The screens on which editors pick pages for certain searches: Wagtail's, with pages alone to pick.

Upstream takes any page, addresses outside and words of one's own, which readers would see without anybody's approval;
and its list of popular searches comes from what its template tag counts on GET.
"""

from django import forms
from django.forms import inlineformset_factory
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.contrib.search_promotions import views as upstream
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from cms.operations.admin_search.lists import FoldedList
from cms.pages.models import CatalogueEntry
from cms.pages.page_screens import VisiblePageChooser
from cms.reading.searches import popular
from cms.text.folding import fold
from search.picks import MOST
from search.queries import MAX_LENGTH
from search.report import SearchesView


class WordsForm(forms.ModelForm):
    """The search for which pages are picked."""

    query_string = forms.CharField(
        label=gettext_lazy("What readers type"),
        help_text=gettext_lazy(
            "The whole search, with or without accents. It counts where readers type the same words."
        ),
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"list": "popular-searches"}),
    )

    class Meta:
        model = Query
        fields = ("query_string",)

    def clean_query_string(self) -> str:
        text = " ".join(self.cleaned_data["query_string"].split())
        if not fold(text):
            raise forms.ValidationError(_("Enter at least one word or number."))
        return text

    def validate_unique(self):
        """Upstream: pages are added to a search that has some already."""


class PickChooser(VisiblePageChooser):
    """Upstream fails where it shows again what is no number."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value if str(value).isdecimal() else None


class PickForm(WagtailAdminModelForm):
    """One page for a search."""

    class Meta:
        model = SearchPromotion
        fields = ("page",)
        widgets = {"page": PickChooser}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].required = True
        self.fields["page"].help_text = _("A page that readers can read already.")

    def clean_page(self):
        page = self.cleaned_data["page"]
        if page and not CatalogueEntry.objects.public().filter(page_id=page.pk).exists():
            raise forms.ValidationError(_("This page is not public. Only pages that everybody can read are picked."))
        return page


PicksFormSet = inlineformset_factory(
    Query,
    SearchPromotion,
    form=PickForm,
    formset=SearchPromotionsFormSet,
    can_order=True,
    can_delete=True,
    extra=0,
    max_num=MOST,
    validate_max=True,
)


class PicksIndexView(FoldedList, upstream.IndexView):
    # Without the count of upstream, which is always 0.
    columns = upstream.IndexView.columns[:2]


class PicksMixin:
    form_class = WordsForm
    template_name = "search/admin/picks.html"

    @cached_property
    def searchpicks_formset(self):
        data = self.request.POST if self.request.method == "POST" else None
        return PicksFormSet(data, instance=self.object)

    def is_valid(self, form) -> bool:
        is_valid = super().is_valid(form)
        if not is_valid and not self.produced_error_message:
            # Upstream shows an empty message where what is wrong stands beside one of the pages.
            self.produced_error_message = self.get_error_message()
        return is_valid

    def get_context_data(self, **kwargs):
        return super().get_context_data(popular=popular(), **kwargs)


class PicksCreateView(PicksMixin, upstream.CreateView):
    def get_initial(self):
        return {"query_string": self.request.GET.get("words", "")[:MAX_LENGTH]}


class PicksEditView(PicksMixin, upstream.EditView):
    pass


urlpatterns = [
    path("", PicksIndexView.as_view(), name="index"),
    path("results/", PicksIndexView.as_view(results_only=True), name="index_results"),
    path("add/", PicksCreateView.as_view(), name="add"),
    path("<int:query_id>/", PicksEditView.as_view(), name="edit"),
    path("<int:query_id>/delete/", upstream.DeleteView.as_view(), name="delete"),
    path("reports/search-terms/", SearchesView.as_view(), name="search_terms"),
]
