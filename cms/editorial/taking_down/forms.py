"""What is asked of who takes a page down."""

from urllib.parse import urlsplit

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from cms.editorial.models import Withdrawal
from cms.editorial.taking_down import withdrawal

Kind = Withdrawal.Kind


class WithdrawalForm(forms.Form):
    """Why the page goes, for the record, and what its address says, in words that are fixed."""

    kind = forms.ChoiceField(
        label=_("Why is it taken down?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in withdrawal.CHOSEN],
        widget=forms.RadioSelect,
    )
    # An address and no chooser: it is pasted from the other page, on a phone and without scripts too.
    target = forms.CharField(
        label=_("Address of the page it was merged into"),
        help_text=_("Only if it was merged: its address leads there from now on."),
        required=False,
        max_length=2000,
    )
    reason = forms.CharField(
        label=_("The reason, in words"),
        help_text=_("It stays on record and is not shown to readers."),
        min_length=withdrawal.SHORTEST_REASON,
        max_length=withdrawal.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    notice = forms.ChoiceField(
        label=_("What do readers see at its address?"),
        help_text=_("The title is not shown if it goes because of a mistake or on request."),
        choices=[(notice.value, notice.label) for notice in Withdrawal.Notice],
        initial=Withdrawal.Notice.GONE,
        widget=forms.RadioSelect,
    )

    def clean(self):
        data = super().clean()
        if data.get("kind") == Kind.MERGED and "target" in self.fields:
            data["page"] = page_at(data.get("target") or "")
            if data["page"] is None:
                self.add_error("target", _("There is no public page at this address."))
        return data


class SectionWithdrawalForm(WithdrawalForm):
    """The same for a page with public pages below it."""

    with_descendants = forms.BooleanField(label=_("Take down the pages below it too"), required=False)

    def __init__(self, *args, below: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["with_descendants"].help_text = _("Public pages below it: %(number)d.") % {"number": below}


class BulkWithdrawalForm(WithdrawalForm):
    """The same for many pages. None of them is merged: that is said of one page."""

    target = None
    # Upstream's name: the bulk action asks for it.
    include_descendants = forms.BooleanField(label=_("Take down the pages below them too"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in self.fields["kind"].choices if choice[0] != Kind.MERGED]


def page_at(address: str) -> Page | None:
    """Return the public page at `address` (a path, or with scheme and host), None where there is none."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return None
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or "\0" in path or not path.startswith("/"):
        return None
    path = f"{path.strip('/')}/" if path.strip("/") else ""
    homes = {
        urlsplit(home.url or "/").path.lstrip("/"): home for home in site.root_page.get_translations(inclusive=True)
    }
    # The longest first: "" begins every address.
    for prefix in sorted(homes, key=len, reverse=True):
        if path.startswith(prefix):
            return Page.objects.live().filter(url_path=homes[prefix].url_path + path.removeprefix(prefix)).first()
    return None
