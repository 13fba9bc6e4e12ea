"""Topics (dòng sự kiện): articles of any section and department that tell one story, newest first."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager

from cms.pages.models import BasePage, CatalogueEntry, SectionPage
from cms.pages.pagination import paginate, paginate_rows
from cms.pages.querysets import PortalPageQuerySet


class TopicQuerySet(PortalPageQuerySet):
    def offered(self, locale_id: int, chosen: list[int]):
        """What an article in this language may be put under: public topics that go on, and those it has (`chosen`)."""
        running = self.visible().filter(locale_id=locale_id, is_ended=False)
        return (running | self.filter(pk__in=chosen)).order_by("-first_published_at", "-pk")


class TopicIndexPage(SectionPage):
    """All topics of one language."""

    # The front page, which lies above, adds itself (home.apps).
    parent_page_types = []
    subpage_types = ["newsroom.TopicPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of topics")
        verbose_name_plural = _("sections of topics")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        topics = TopicPage.objects.visible().in_section(self).for_listing()
        context["items"] = paginate(request, topics.order_by("is_ended", "-catalogue_entry__listed_at", "-pk"))
        return context


class TopicPage(SectionPage):
    """One topic. Departments and approvers propose it, approvers decide, as of every other page.

    Its articles are those of its own language that name it or a translation of it.
    """

    parent_page_types = ["newsroom.TopicIndexPage"]
    subpage_types = []

    is_ended = models.BooleanField(
        _("has ended"), default=False, help_text=_("New articles are no longer put under it; its list stays.")
    )

    objects = PageManager.from_queryset(TopicQuerySet)()

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("is_ended"), BasePage.more_panel]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def entries(self):
        """Return the catalogue rows of its public articles, newest first."""
        named = TopicPage.articles.through.objects.filter(topicpage__translation_key=self.translation_key)
        public = CatalogueEntry.objects.public().filter(kind="newspage", locale_id=self.locale_id)
        return public.filter(page_id__in=named.values("newspage_id")).newest_first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = TopicPage.articles.rel.related_model
        context["items"] = paginate_rows(request, self.entries(), articles, key=f"topic:{self.pk}")
        return context
