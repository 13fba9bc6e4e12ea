"""Who asks that personal data be erased, and who agrees: two approvers. Neither need be without a hand in the page."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Page

from cms.editorial import emergency, gate, notices
from cms.editorial.content_hash import used_files
from cms.editorial.erasure.carrying_out import files_named, pages_of
from cms.editorial.models import Erasure, is_approver
from cms.editorial.people.appointments import binding
from cms.editorial.words_in_html import Words
from cms.text.nfc import nfc

SHORTEST_PASSAGE, LONGEST_PASSAGE, MOST_PASSAGES = 3, 500, 50
SHORTEST_REASON = 10


class ErasureRefused(PermissionDenied):
    """Raised with the words shown where an erasure is not asked for, or not confirmed, as it should be."""


def files_of(page) -> tuple[list, list]:
    """Return the images and documents that `page`, its draft or an earlier version of it shows."""
    used: dict[int, set[int]] = {}
    for content in [page, *(revision.as_object() for revision in page.revisions.iterator(chunk_size=50))]:
        for kind, ids in used_files(content).items():
            used.setdefault(kind, set()).update(ids)
    return tuple(
        list(model.objects.filter(pk__in=used.get(ContentType.objects.get_for_model(model).pk, ())).order_by("pk"))
        for model in (get_image_model(), get_document_model())
    )


def split(text: str) -> list[str]:
    """Return the passages that `text` names, one a line, each once. Raises ErasureRefused for what is none."""
    passages = list(dict.fromkeys(filter(None, (" ".join(nfc(line).split()) for line in text.splitlines()))))
    if len(passages) > MOST_PASSAGES:
        raise ErasureRefused(_("At most %(number)d passages at a time.") % {"number": MOST_PASSAGES})
    for passage in passages:
        if not SHORTEST_PASSAGE <= len(passage) <= LONGEST_PASSAGE:
            message = _("“%(passage)s…” is too short or too long: a passage has %(least)d to %(most)d characters.")
            values = {"passage": passage[:40], "least": SHORTEST_PASSAGE, "most": LONGEST_PASSAGE}
            raise ErasureRefused(message % values)
    return passages


@transaction.atomic
def ask(page, user, *, reason: str, passages: str = "", images=(), documents=()) -> Erasure:
    """Ask that `passages` (one a line) and these files, by id, leave `page` and all its traces; return the Erasure.

    Nothing is erased before another approver agrees. Raises ErasureRefused.
    """
    gate.lock(page.pk)
    if not is_approver(user):
        raise ErasureRefused(_("Only the approvers erase personal data."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ErasureRefused(_("Say in some words why it is to be erased, without the data itself."))
    lines = split(passages)
    if not (lines or images or documents):
        raise ErasureRefused(_("Name a passage, or choose a picture or a document."))
    if any(Words(line).hits(nfc(reason), False) for line in lines):
        raise ErasureRefused(_("The reason stays on record: do not write the personal data into it."))
    _refuse_other_files(page, {*images}, {*documents})
    page = page.specific_class.objects.get(pk=page.pk)
    erasure = Erasure(
        page_pk=page.pk,
        page_public_id=page.public_id,
        reason=reason.strip(),
        passages=lines,
        images=sorted(images),
        documents=sorted(documents),
        asked_by=user,
    )
    _refuse_unconfirmed(erasure)
    _refuse_files_of_the_site(erasure)
    erasure.save()
    log(page, "portal.erasure_asked", user=user, data={"reason": erasure.reason})
    url = reverse("erasure", args=[erasure.pk])
    notices.tell("erasure_asked", notices.approver_ids(), page=page, actor=user, reason=erasure.reason, url=url)
    return erasure


def _refuse_other_files(page, images: set[int], documents: set[int]) -> None:
    own_images, own_documents = files_of(page)
    if images - {file.pk for file in own_images} or documents - {file.pk for file in own_documents}:
        raise ErasureRefused(_("These files are not of this page."))


def _refuse_files_of_the_site(erasure: Erasure) -> None:
    """What is shown around every page (the emblem) is exchanged in the settings first."""
    for file in files_named(erasure):
        if any(keys.filter(**{name: file}).exists() for keys, name in _settings_with(type(file))):
            message = _("“%(title)s” is used in the settings of the site: change that first.")
            raise ErasureRefused(message % {"title": file})


def _settings_with(model) -> Iterator[tuple]:
    """Yield (rows, name of the key) for each setting of the site that names a file of `model`."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created and issubclass(relation.related_model, BaseSiteSetting):
            yield relation.related_model.objects.all(), relation.field.name


def _refuse_unconfirmed(erasure: Erasure) -> None:
    """Two people confirm an emergency by having read it: an erasure is no such confirmation."""
    for page in pages_of(erasure):
        if emergency.unconfirmed_record(page):
            message = _("“%(title)s” was published in an emergency: confirm that first, or take it down.")
            raise ErasureRefused(message % {"title": page.get_admin_display_title()})


def may_decide(erasure: Erasure, user) -> bool:
    """Whether `user` agrees or declines: an approver who did not ask, and was not made one lately by who did."""
    if erasure.state != Erasure.State.ASKED or not is_approver(user) or erasure.asked_by_id == user.pk:
        return False
    return binding(user, {erasure.asked_by_id}, timezone.now()) is None


def confirm(erasure: Erasure, user) -> Erasure:
    """Agree as `user`; return the Erasure, which is then to be carried out. Raises ErasureRefused."""
    return _decide(erasure, user, Erasure.State.RUNNING)


def decline(erasure: Erasure, user) -> Erasure:
    """Decline as `user`; what was named is forgotten. Raises ErasureRefused."""
    return _decide(erasure, user, Erasure.State.DECLINED)


@transaction.atomic
def _decide(erasure: Erasure, user, state: str) -> Erasure:
    gate.lock(erasure.page_pk)
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.state != Erasure.State.ASKED:
        raise ErasureRefused(_("This was decided meanwhile."))
    if not may_decide(erasure, user):
        raise ErasureRefused(_("Another approver than the one who asked agrees to an erasure."))
    if state == Erasure.State.RUNNING:
        _refuse_unconfirmed(erasure)
        _refuse_files_of_the_site(erasure)
    else:
        erasure.passages, erasure.images, erasure.documents = [], [], []
    erasure.state, erasure.decided_by, erasure.decided_at = state, user, timezone.now()
    erasure.save()
    page = Page.objects.filter(pk=erasure.page_pk).first()
    if page and state == Erasure.State.DECLINED:
        log(page, "portal.erasure_declined", user=user)
    url = reverse("erasure", args=[erasure.pk])
    notices.tell("erasure_decided", {erasure.asked_by_id}, page=page and page.specific, actor=user, url=url)
    return erasure
