"""Many pictures at once, from inside the editor: the dialog, and what its script sends (static/js/admin)."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.images.utils import get_accept_attributes
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from cms.media import arrival
from cms.media.models import CustomImage

# So many pictures get their words by one request; a script that follows ours never sends more.
MOST_AT_ONCE = 200
# What a database takes for an id
LARGEST_ID = 2**63 - 1


@never_cache
@require_safe
def dialog(request: HttpRequest) -> HttpResponse:
    """Answer with the dialog. Raises PermissionDenied for who may add pictures nowhere."""
    context = {
        "collections": _collections(request.user),
        "own": _collections(request.user).filter(department__group__user=request.user).first(),
        "accept": f"{get_accept_attributes()}, .heic, .heif",
        "limit": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
    }
    return render(request, "media/photographs/dialog.html", context)


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Store one picture (`file`) in the collection `collection`.

    Answers with `picture`, the state of Wagtail's chooser, and with `notes`; with `error`, a sentence, where it is
    refused. Raises PermissionDenied for who may add pictures nowhere.
    """
    collection = _chosen(request.POST.get("collection", ""), _collections(request.user))
    file = request.FILES.get("file")
    if collection is None:
        return _refusal(_("Choose the collection to which the pictures go."))
    if file is None:
        return _refusal(_("No picture came with this request. Choose it again."))
    try:
        image = arrival.take_picture(file, user=request.user, collection=collection)
    except arrival.Refused as refusal:
        return _refusal(str(refusal))
    picture = AdminImageChooser().get_value_data_from_instance(image)
    return JsonResponse({"picture": picture, "notes": image.arrival_notes}, status=HTTPStatus.CREATED)


class WordsForm(forms.Form):
    """What was written beside one picture."""

    picture = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    caption = forms.CharField(required=False)
    alt = forms.CharField(required=False)
    credit = forms.CharField(required=False)


@require_POST
def describe(request: HttpRequest) -> JsonResponse:
    """Let pictures be found and used again by the words that were written beside them.

    They come as lists of the same length: `picture` (ids), `caption`, `alt`, `credit`. Only what one sent oneself and
    no public page shows is described; the rest is passed over.
    """
    names = list(WordsForm.base_fields)
    rows = list(zip(*(request.POST.getlist(name) for name in names), strict=False))[:MOST_AT_ONCE]
    given = [WordsForm(dict(zip(names, row, strict=True))) for row in rows]
    words = {form.cleaned_data["picture"]: form.cleaned_data for form in given if form.is_valid()}
    own = CustomImage.objects.filter(pk__in=words, uploaded_by_user=request.user, is_public=False)
    for image in own.filter(collection__in=_collections(request.user)):
        _describe(image, **words[image.pk])
    return JsonResponse({})


def _describe(image: CustomImage, caption: str, alt: str, credit: str, **_picture) -> None:
    image.title = arrival.fit("title", caption or alt) or image.title
    image.description = arrival.fit("description", alt) or image.description
    image.credit = arrival.fit("credit", credit) or image.credit
    image.save()


def editor_script() -> SafeString:
    """Return the scripts of the editor, for the hook `insert_editor_js`."""
    return render_to_string("media/photographs/scripts.html")


def _collections(user) -> QuerySet[Collection]:
    """Return the collections to which `user` may add pictures. Raises PermissionDenied where there is none."""
    found = policy_registry.get_by_type(CustomImage).collections_user_has_permission_for(user, "add")
    if not found:
        raise PermissionDenied
    return found.order_by("path")


def _chosen(pk: str, collections: QuerySet[Collection]) -> Collection | None:
    return collections.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None


def _refusal(reason: str) -> JsonResponse:
    return JsonResponse({"error": reason}, status=HTTPStatus.BAD_REQUEST)
