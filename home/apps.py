from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front page")

    def ready(self):
        from cms.editorial.review import warnings as review_warnings
        from cms.editorial.story import letterhead
        from cms.guide import places as guide
        from cms.pages import renditions, security
        from cms.pages.meta import facts, publisher
        from events.models import EventIndexPage
        from home import measuring, pictures, signals, warnings
        from home.letterhead import letterhead_of_site
        from home.meta import of_contact_page, of_front_page
        from home.models import ContactPage, HomePage
        from home.publisher import publisher_of_site
        from newsroom.models import AnnouncementIndexPage, NewsIndexPage, TopicIndexPage

        # Sections stand below the front page, which they do not know.
        for section in (NewsIndexPage, AnnouncementIndexPage, EventIndexPage, TopicIndexPage):
            section.parent_page_types = [HomePage, *section.parent_page_types]
        signals.connect()
        letterhead.register(letterhead_of_site)
        security.allow(measuring.sources)
        renditions.register(pictures.on_front_page)
        review_warnings.register(warnings.pictures_without_words)
        review_warnings.register(warnings.links_to_what_is_not_public)
        publisher.register(publisher_of_site)
        guide.register_pages("trang-chu#sắp-xếp-trang-chủ", "home.homepage")
        guide.register_pages("trang-chu#trang-liên-hệ", "home.contactpage")
        guide.register_pages("soan-tin#4-điền-biểu-mẫu", "home.infopage")
        guide.register("quan-tri#thông-tin-cơ-quan", "wagtailsettings:*")
        facts.register(HomePage, of_front_page)
        facts.register(ContactPage, of_contact_page)
