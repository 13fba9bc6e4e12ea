"""Every address of the portal: the composition root."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.media.views import private_document, private_rendition
from cms.pages import sitemaps
from cms.pages.routing import serve
from cms.pages.views import count_view, permalink, reading_help
from home.views import site_map
from search.views import count_search, search, suggestions

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own, which would let a cache keep what is private.
    re_path(r"^documents/(\d+)/(.*)$", private_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    path("files/images/<int:pk>/", private_rendition, name="private_rendition"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("p/<uuid:public_id>/", permalink, name="permalink"),
    path("p/<uuid:public_id>/doc/", count_view, name="count_view"),
    path("p/search/", count_search, name="count_search"),
]

# Public files are served without entering Django, by `manage.py serve` or nginx; the others by the views above.
# This line does something in development alone.
urlpatterns += static(settings.MEDIA_URL, document_root=settings.PUBLIC_MEDIA_ROOT)

if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]

if settings.SHOW_COMPONENTS:
    from cms.pages.development.views import components

    urlpatterns += [path("components/", components, name="components")]

urlpatterns += i18n_patterns(
    path(_("search/"), search, name="search"),
    path(_("search/suggestions/"), suggestions, name="search_suggestions"),
    path(_("site-map/"), site_map, name="site_map"),
    path(_("accessibility/"), reading_help, name="reading_help"),
    path("", include("newsroom.addresses")),
    path("", include("cms.pages.feeds.urls")),
    path("", include([pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"])),
    # In place of Wagtail's own, which it falls back to.
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    prefix_default_language=False,
)
