"""The guide in the admin. The addresses stand below /admin/, which lets in who may work there."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.guide import files
from cms.guide.rendering import GuidePage, page_of


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """One page of the guide; without a name, its contents."""

    http_method_names = ("get", "head")
    template_name = "guide/page.html"
    header_icon = "help"
    _show_breadcrumbs = True

    @cached_property
    def guide_page(self) -> GuidePage:
        page = page_of(self.kwargs.get("name", files.CONTENTS))
        if page is None:
            raise Http404
        return page

    def get_page_title(self) -> str:
        return self.guide_page.title

    def get_breadcrumbs_items(self):
        items = [{"url": reverse("wagtailadmin_home"), "label": _("Dashboard")}]
        if "name" in self.kwargs:
            items.append({"url": reverse("guide"), "label": _("Guide")})
            return [*items, {"url": "", "label": self.guide_page.title}]
        return [*items, {"url": "", "label": _("Guide")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            guide_page=self.guide_page, breadcrumbs_items=self.get_breadcrumbs_items(), **kwargs
        )


class PictureView(View):
    """A picture of the guide."""

    http_method_names = ("get", "head")

    def get(self, request, name: str):
        path = files.pictures().get(name)
        if path is None:
            raise Http404
        response = FileResponse(path.open("rb"), content_type="image/png")
        response["Cache-Control"] = "private, max-age=300"
        return response
