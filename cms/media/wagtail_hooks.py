"""Registers what the rules for files add to Wagtail."""

from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

from cms.media import photographs
from cms.media.views import refuse_strangers


@hooks.register("before_serve_document", order=-1)
def check_document(document, request):
    """A public document lies elsewhere; a private one is for those who work with it."""
    if document.is_public:
        return redirect(document.url)
    refuse_strangers(request, document)
    return None


class OwnFiles:
    """Lists the files that who asks may choose or change. Upstream: the admin's API lists all of them to everybody."""

    def get_queryset(self):
        policy = policy_registry.get_by_type(self.model)
        allowed = policy.instances_user_has_any_permission_for(self.request.user, {"change", "choose"})
        return super().get_queryset().filter(pk__in=allowed.values("pk"))


class OwnImages(OwnFiles, ImagesAdminAPIViewSet):
    pass


class OwnDocuments(OwnFiles, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=1000)
def narrow_admin_api(router):
    """After Wagtail's own endpoints of the same names, which these replace."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("register_admin_urls")
def photograph_addresses():
    return [
        path("photographs/", photographs.dialog, name="photographs"),
        path("photographs/upload/", photographs.upload, name="photographs_upload"),
        path("photographs/describe/", photographs.describe, name="photographs_describe"),
    ]


hooks.register("insert_editor_js", photographs.editor_script)
