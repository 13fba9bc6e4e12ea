from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from cms.accounts import signals
        from cms.guide import places as guide

        signals.connect()
        guide.register("quan-tri#tài-khoản", "wagtailusers_users:*")


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with our forms and without deletion."""

    user_viewset = "cms.accounts.viewsets.UserViewSet"
    group_viewset = "cms.accounts.viewsets.GroupViewSet"
