from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Images and documents")

    def ready(self):
        from django.db.models.signals import pre_delete
        from wagtail.documents.models import Document
        from wagtail.images.models import Image
        from wagtail.permissions import register_permission_policy

        from cms.guide import places as guide
        from cms.media import publicity
        from cms.media.guarded import refuse_to_delete
        from cms.media.models import CustomDocument, CustomImage
        from cms.media.permissions import FilePermissionPolicy
        from cms.media.words import keeping
        from cms.operations import due

        for model, auth_model in ((CustomImage, Image), (CustomDocument, Document)):
            policy = FilePermissionPolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
            # "Exact" goes before what Wagtail registers for the same model later.
            register_permission_policy(model, policy, exact_class=True)
            pre_delete.connect(refuse_to_delete, sender=model, dispatch_uid=f"media.{model.__name__}.frozen")
        guide.register("soan-tin#ảnh", "wagtailimages:*", "wagtaildocs:*")
        due.register("settle public files", publicity.settle, every=timedelta(minutes=1))
        due.register("read documents", keeping.read_waiting, every=timedelta(minutes=1))
