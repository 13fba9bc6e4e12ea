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
from cms.pages.views import count_view, permalink
from search.views import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own, which would let a cache keep what is private.
    re_path(r"^documents/(\d+)/(.*)$", private_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    path("files/images/<int:pk>/", private_rendition, name="private_rendition"),
    path("p/<uuid:public_id>/", permalink, name="permalink"),
    path("p/<uuid:public_id>/doc/", count_view, name="count_view"),
]

# Public files are served without entering Django, by `manage.py serve` or nginx; the others by the views above.
# This line does something in development alone.
urlpatterns += static(settings.MEDIA_URL, document_root=settings.PUBLIC_MEDIA_ROOT)

if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns += [path("__debug__/", include("debug_toolbar.urls"))]

urlpatterns += i18n_patterns(
    path(_("search/"), search, name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
