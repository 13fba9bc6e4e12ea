"""The approval sheet: a plain page for paper, without the admin around it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.editorial.story import access
from cms.editorial.story.letterhead import letterhead_for
from cms.editorial.story.sheet import sheet_of


def header_buttons(page, user):
    """Yield the button that leads to the sheet of a page that is or was public."""
    if page.first_published_at and access.reads_story(user, page.specific):
        yield Button(_("Approval sheet"), reverse("approval_sheet", args=[page.pk]), icon_name="doc-full", priority=66)


@require_safe
def approval_sheet(request, page_id):
    """Show the sheet of a page that is or was public; a message for any other."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
    if not access.reads_story(request.user, page):
        raise PermissionDenied
    context = {
        "page": page,
        "sheet": sheet_of(page),
        "letterhead": letterhead_for(request),
        "permalink": request.build_absolute_uri(reverse("permalink", args=[page.public_id])),
        "address": page.full_url,
        "now": timezone.now(),
    }
    return render(request, "editorial/story/sheet.html", context)
