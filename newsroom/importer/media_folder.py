"""Pictures for imported articles, looked up by name in a folder of files saved from the old portal."""

from pathlib import Path
from urllib.parse import unquote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm, get_image_form
from wagtail.utils.file import hash_filelike

from cms.media.models import CustomImage
from cms.text.nfc import nfc

LONGEST_TITLE = 255


class NoPicture(Exception):
    """A file that cannot become a picture of the portal; says why."""


class MediaFolder:
    """The files below a folder. Names match whatever their Unicode form, case, blanks and percent signs."""

    def __init__(self, folder: Path):
        self._files: dict[str, list[Path]] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self._files.setdefault(_key(path.name), []).append(path)

    def find(self, address: str) -> Path | None:
        """Return the file of the name that closes `address`, None if there is none.

        Of several the one whose folders agree with the address furthest. Raises NoPicture where that
        does not tell them apart.
        """
        steps = [_key(step) for step in address.partition("?")[0].split("/")]
        files = self._files.get(steps[-1], [])
        agreement = {path: _agreement(steps, [_key(part) for part in path.parts]) for path in files}
        best = [path for path in files if agreement[path] == max(agreement.values())]
        if len(best) > 1:
            reason = _("Several files are named “%(name)s”: %(files)s.")
            raise NoPicture(reason % {"name": best[0].name, "files": ", ".join(map(str, best))})
        return best[0] if best else None


def check_picture(path: Path, caption: str, department, user) -> BaseImageForm:
    """Return the form, filled and valid, by which `user` would add a file to the department's collection.

    Raises NoPicture for what is none, for a damaged one, and for what the form refuses.
    """
    upload = SimpleUploadedFile(nfc(path.name), path.read_bytes())
    data = {"title": (caption or path.stem)[:LONGEST_TITLE], "collection": department.collection_id}
    image = CustomImage(uploaded_by_user=user, collection=department.collection)
    form = get_image_form(CustomImage)(data, {"file": upload}, instance=image, user=user)
    if not form.is_valid():
        reasons = " ".join(reason for reasons in form.errors.values() for reason in reasons)
        raise NoPicture(_("“%(name)s” was not taken: %(reason)s") % {"name": path.name, "reason": reasons})
    return form


def store_picture(path: Path, caption: str, department, user) -> tuple[CustomImage, bool]:
    """Return the image of a file in the department's collection, and whether it is new. Raises NoPicture.

    A file that lies there already, under whatever name, is not stored again.
    """
    form = check_picture(path, caption, department, user)
    same = {"collection": department.collection, "file_hash": hash_filelike(form.cleaned_data["file"])}
    existing = CustomImage.objects.filter(**same).order_by("pk").first()
    return (existing, False) if existing else (form.save(), True)


def _key(name: str) -> str:
    return " ".join(nfc(unquote(name)).casefold().split())


def _agreement(steps: list[str], parts: list[str]) -> int:
    """Count the steps from the end that an address and a path have in common."""
    pairs = zip(reversed(steps), reversed(parts), strict=False)
    return next((count for count, (step, part) in enumerate(pairs) if step != part), min(len(steps), len(parts)))
