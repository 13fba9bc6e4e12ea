from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from cms.guide import places as guide
        from cms.media.words import keeping
        from cms.operations import due
        from cms.pages import elsewhere, erasing
        from search import following, picks, signals
        from search.index import holding

        signals.connect()
        picks.connect()
        guide.register("quan-tri#tìm-kiếm", "wagtailsearchpromotions:*")
        elsewhere.register_index(holding)
        erasing.register(following.erase)
        keeping.register(following.document_read)
        due.register("write search rows", following.write_missing, every=timedelta(minutes=1))
        due.register("tidy search", following.tidy, every=timedelta(days=1))
