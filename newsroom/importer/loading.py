"""Makes drafts of saved pages, each file in a transaction of its own, by the path an editor uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.editorial import drafts
from cms.media.models import CustomImage
from cms.pages.models import CatalogueEntry, OldAddress
from cms.text.folding import fold
from newsroom.models import ImportedArticle, MigrationBatch, MigrationItem, NewsPage

from .articles import PageLine, ParsedArticle, Unreadable
from .decoding import MAX_FILE_BYTES, Legacy, decode
from .destination import Destination
from .drafts_of_articles import announcement_page, is_as_imported, news_page
from .identity import fingerprints, ticker_fingerprint
from .laying import Layer
from .media_folder import MediaFolder, NoPicture, check_picture, store_picture
from .old_portal import parse
from .results import Result, Status

LONGEST_FILE_NAME = 255
LONGEST_LINE = 255  # of the ticker: a title


def read_article(path: Path, now, converts: bool = False) -> tuple[ParsedArticle, list[PageLine]]:
    """Return the article in a file, and what is to be told of reading it.

    Raises Unreadable, for a date after `now` too and for text of the fonts before Unicode unless this run `converts`
    it, and OSError.
    """
    notes = []
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    try:
        text = decode(data)
    except Legacy as legacy:
        if not converts:
            raise
        text = legacy.converted
        told = _("converted from %(encoding)s to Unicode: compare it with the old page")
        notes.append(PageLine(legacy.line, told % {"encoding": legacy.encoding}))
    article = parse(text)
    if article.shown_at > now:
        raise Unreadable(article.line, _("The date lies in the future."))
    return article, notes


class Loader:
    """Loads files one after another. With `is_trial` no picture is stored, and the caller undoes the rows.

    With a `layer` the drafts are laid in its batch. What is given by `submit` is submitted, each for itself. Text of
    the fonts before Unicode is refused unless somebody who has seen what would become of it `converts` it.
    """

    def __init__(
        self,
        destination: Destination,
        media: MediaFolder | None,
        submit: bool,
        is_trial: bool,
        layer: Layer | None = None,
        converts: bool = False,
    ):
        self.destination = destination
        self.media = media
        self.submit = submit
        self.is_trial = is_trial
        self.layer = layer
        self.converts = converts

    def load(self, path: Path) -> Result:
        """Make a draft of the article in `path`, unless it is known; what is wrong is told in the result."""
        result = Result(path, Status.REFUSED)
        try:
            result.article, result.notes = read_article(path, timezone.now(), self.converts)
            with _stored_files_go_with_the_rows() as stored, transaction.atomic():
                self._load(result, stored)
        except Unreadable as error:
            return _refused(result, error.line, error.reason)
        except OSError as error:
            return _refused(result, 1, _("Reading or storing failed: %(reason)s") % {"reason": error})
        except (ValidationError, PermissionDenied, DatabaseError) as error:
            reason = " ".join(getattr(error, "messages", None) or [str(error)])
            return _refused(result, result.article.line, reason)
        return result

    def _load(self, result: Result, stored: list[CustomImage]) -> None:
        article = result.article
        for line in article.left_out:
            result.notes.append(PageLine(line.number, _("left out: %(text)s") % {"text": line.text}))
        known = ImportedArticle.objects.filter(fingerprint__in=fingerprints(article)).first()
        if known:
            result.status = self._complete(known.page.specific, result, stored)
        else:
            result.status = self._create(result, stored)
        if self.destination.announcements:
            self._announce(result)

    def _create(self, result: Result, stored: list[CustomImage]) -> Status:
        article = result.article
        images = [self._picture(place, result, stored) for place in article.places]
        page = news_page(article, self.destination.department, images)
        self._add(self.destination.section, page, fingerprints(article)[0], result)
        if article.old_address:
            self._remember_address(page, result)
        if self.layer:
            self.layer.lay(page, result)
            return Status.LAID
        if not self.submit:
            return Status.CREATED
        drafts.submit(page, self.destination.user)
        return Status.SUBMITTED

    def _add(self, parent: Page, page: Page, fingerprint: str, result: Result) -> None:
        drafts.create_draft(parent, page, self.destination.user)
        page.full_clean()
        ImportedArticle.objects.create(
            fingerprint=fingerprint,
            page_id=page.pk,
            old_address=result.article.old_address,
            file_name=result.path.name[-LONGEST_FILE_NAME:],
        )

    def _remember_address(self, page: NewsPage, result: Result) -> None:
        """Let the old address lead to the page, unless it leads to another page already."""
        public_id = CatalogueEntry.objects.values_list("public_id", flat=True).get(page=page.pk)
        taken = OldAddress.objects.find(result.article.old_address)
        if taken and CatalogueEntry.objects.filter(public_id=taken[0].target).exclude(page=page.pk).exists():
            reason = _("the address %(address)s leads to another page already")
            result.notes.append(PageLine(1, reason % {"address": result.article.old_address}))
            return
        OldAddress.objects.remember(result.article.old_address, public_id)

    def _complete(self, page: Page, result: Result, stored: list[CustomImage]) -> Status:
        """Put pictures found now into the empty places of a draft that nobody has edited since import."""
        if not self.media or not isinstance(page, NewsPage) or page.first_published_at or _is_before_others(page):
            return Status.KNOWN
        draft = page.get_latest_revision_as_object()
        if not is_as_imported(draft, result.article):
            return Status.KNOWN
        present = [block.value["image"] for block in draft.body if block.block_type == "image"]
        places = zip(result.article.places, present, strict=True)
        images = [image or self._picture(place, result, stored) for place, image in places]
        if not result.pictures:
            return Status.KNOWN
        draft.body = news_page(result.article, page.department, images).body
        drafts.save_draft(draft, self.destination.user)
        if self.layer:
            self.layer.lay_again(draft, result)
        return Status.COMPLETED

    def _picture(self, place, result: Result, stored: list[CustomImage]) -> CustomImage | None:
        """Return the picture for a place; None where there is none, with a note if one is no good."""
        if not self.media or not place.address:
            return None
        owner = (self.destination.department, self.destination.user)
        try:
            path = self.media.find(place.address)
            if path is None:
                return None
            if self.is_trial:
                check_picture(path, place.caption, *owner)
                result.pictures += 1
                return None
            image, is_new = store_picture(path, place.caption, *owner)
        except NoPicture as error:
            result.notes.append(PageLine(result.article.line, str(error)))
            return None
        stored.extend([image] if is_new else [])
        result.pictures += 1
        return image

    def _announce(self, result: Result) -> None:
        """Make a draft announcement, its time ended, of each ticker line not known from another page."""
        now = timezone.now()
        for line in result.article.ticker:
            fingerprint = ticker_fingerprint(line.text)
            if ImportedArticle.objects.filter(fingerprint=fingerprint).exists():
                continue
            if len(line.text) > LONGEST_LINE or not fold(line.text):
                reason = _("the ticker line is too long or has no words: %(text)s") % {"text": line.text}
                result.notes.append(PageLine(line.number, reason))
                continue
            page = announcement_page(line.text, result.article.shown_at, now, self.destination.department)
            self._add(self.destination.announcements, page, fingerprint, result)
            result.announcements += 1


def _is_before_others(page: NewsPage) -> bool:
    """Whether somebody is to decide about the draft as it stands: singly, or in a batch that is laid."""
    waiting = MigrationItem.objects.waiting().filter(page_id=page.pk)
    return page.workflow_in_progress or waiting.exclude(batch__state=MigrationBatch.State.LAYING).exists()


def _refused(result: Result, line: int, reason: str) -> Result:
    """Return what is told of a file of which nothing was kept."""
    return Result(result.path, Status.REFUSED, result.article, notes=[PageLine(line, reason)])


@contextmanager
def _stored_files_go_with_the_rows() -> Iterator[list[CustomImage]]:
    """Delete the files of the images put into the list if the transaction within takes their rows back."""
    stored: list[CustomImage] = []
    try:
        yield stored
    except BaseException:
        for image in stored:
            image.file.storage.delete(image.file.name)
        raise
