"""News sections and articles."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from cms.guide.fields import guided
from cms.pages.listing import surroundings
from cms.pages.models import BasePage, BodyPage, CatalogueEntry, SectionPage
from cms.pages.pagination import paginate_rows
from cms.reading.views_spool import reads_of, views_of
from newsroom import indexing
from newsroom.forms import NewsPageForm
from newsroom.models.topics import TopicPage

RELATED_ITEMS = 4
NEIGHBOURS = 5


class NewsIndexPage(SectionPage):
    """A section of news. Sections nest."""

    # The front page, which lies above, adds itself (home.apps).
    parent_page_types = ["newsroom.NewsIndexPage"]
    subpage_types = ["newsroom.NewsIndexPage", "newsroom.NewsPage"]

    class Meta:
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = CatalogueEntry.objects.public().in_section(self).filter(kind="newspage").newest_first()
        context["items"] = paginate_rows(request, articles, NewsPage, key=f"section:{self.pk}")
        context["subsections"] = NewsIndexPage.objects.visible().in_section(self).for_listing()
        return context


class NewsPage(BodyPage):
    """One article in one section."""

    parent_page_types = ["newsroom.NewsIndexPage"]
    subpage_types = []
    department_required = True

    author_name = models.CharField(_("author"), max_length=150, blank=True, help_text=_("The sign-off under the text."))
    author_unit = models.CharField(_("author's unit"), max_length=200, blank=True)
    is_republished = models.BooleanField(_("taken from elsewhere"), default=False)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=1000, blank=True)
    topics = ParentalManyToManyField(
        TopicPage,
        blank=True,
        related_name="articles",
        verbose_name=_("topics"),
        help_text=_("Stories that the article belongs to. Readers find all their articles on one page."),
    )
    imported_poster = models.CharField(_("poster on the old portal"), max_length=300, blank=True, editable=False)
    imported_views = models.PositiveIntegerField(_("views on the old portal"), default=0, editable=False)

    base_form_class = NewsPageForm
    relations_shown = (*BodyPage.relations_shown, "related_items", "topics")

    author_panel = MultiFieldPanel([FieldPanel("author_name"), FieldPanel("author_unit")], heading=_("Author"))
    source_panel = MultiFieldPanel(
        [FieldPanel("is_republished"), FieldPanel("source_name"), FieldPanel("source_url")], heading=_("Source")
    )
    content_panels = [
        *BodyPage.first_panels,
        author_panel,
        MultiFieldPanel(
            [
                source_panel,
                FieldPanel(
                    "topics",
                    widget=CheckboxSelectMultiple,
                    help_text=guided(topics.help_text, "soan-tin#dòng-sự-kiện"),
                ),
                InlinePanel("related_items", heading=_("Related items"), label=_("Related item"), max_num=8),
                BodyPage.attachments_panel,
                *BasePage.more_panels,
            ],
            heading=_("More"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    def clean(self):
        super().clean()
        if self.is_republished:
            missing = _("An article taken from elsewhere names its source and links to it.")
            errors = {name: missing for name in ("source_name", "source_url") if not getattr(self, name)}
            if errors:
                raise ValidationError(errors)

    @cached_property
    def public_topics(self) -> list[TopicPage]:
        """Return what readers may see of its topics, in the language of the article."""
        if not self.pk:
            return []
        chosen = self.topics.all()
        # Of a stored article one query; of a draft the topics are in memory.
        is_stored = isinstance(chosen, models.QuerySet)
        keys = chosen.values("translation_key") if is_stored else [topic.translation_key for topic in chosen]
        return list(TopicPage.objects.visible().filter(locale_id=self.locale_id, translation_key__in=keys))

    @classmethod
    def reading_annotations(cls) -> dict:
        return super().reading_annotations() | {"reads": reads_of(models.OuterRef("catalogue_entry__public_id"))}

    @property
    def view_count(self) -> int:
        """Reads on the old portal and on this one."""
        if "reads" in vars(self):
            return self.imported_views + (self.reads or 0)
        return self.imported_views + views_of([self.public_id]).get(self.public_id, 0)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chosen = [item.page_id for item in self.related_items.all()]
        beside = surroundings(self, chosen, count=NEIGHBOURS, related=RELATED_ITEMS)
        context |= {"newer": beside.newer, "older": beside.older, "related": beside.related}
        context["view_count"] = self.view_count
        # Who looks at a draft is no reader.
        if self.public_id and not getattr(request, "is_preview", False):
            context["count_url"] = reverse("count_view", args=[self.public_id])
        return context

    def get_indexed_instance(self):
        # Asked by the admin's search index on every save.
        return None if indexing.put_off(self) else super().get_indexed_instance()

    def search_text(self) -> str:
        return " ".join([super().search_text(), self.author_name, self.author_unit, self.source_name])


class RelatedItem(Orderable):
    """A page that an article points to."""

    parent = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_items")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("related item")
        verbose_name_plural = _("related items")

    def __str__(self):
        return str(self.page)
