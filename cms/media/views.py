"""The addresses of files that are not public. Who may not see a file is told what is told of one that is not there."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS

from cms.media.models import CustomDocument, CustomImage, CustomRendition
from cms.media.permissions import may_see

FORMATS = {extension: name for name, extension in IMAGE_FORMAT_EXTENSIONS.items()}

unkept = cache_control(private=True, no_store=True)

# Wagtail's view; the check is a hook (cms.media.wagtail_hooks).
private_document = unkept(require_safe(serve))


@unkept
@require_safe
def private_rendition(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one size of a picture; of a public one, with where it lies."""
    rendition = get_object_or_404(CustomRendition.objects.select_related("image__collection"), pk=pk)
    if rendition.is_public:
        return redirect(rendition.url)
    refuse_strangers(request, rendition.image)
    try:
        file = rendition.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    extension = "." + rendition.file.name.rpartition(".")[2]
    return FileResponse(file, content_type=f"image/{FORMATS[extension]}")


def refuse_strangers(request: HttpRequest, file: CustomImage | CustomDocument) -> None:
    """Raise Http404 unless who asks may see a file that is not public."""
    if not may_see(request.user, file):
        raise Http404
