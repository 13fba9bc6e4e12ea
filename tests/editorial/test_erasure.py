"""Personal data leaves a page and all its traces when two approvers agree, and what is public stays approved."""

import json
import time
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.log_actions import LogContext
from wagtail.models import Comment, CommentReply, Locale, ModelLogEntry, PageLogEntry, Revision, Site, TaskState

from cms.editorial import audit, drafts, emergency, scheduling
from cms.editorial.content_hash import content_hash
from cms.editorial.contributions import contributor_ids
from cms.editorial.erasure import asking, carrying_out
from cms.editorial.erasure.asking import ErasureRefused
from cms.editorial.erasure.content import MARK
from cms.editorial.four_eyes import Shown
from cms.editorial.models import Erasure, Proposal, PublicationRecord
from cms.media.models import CustomDocument, CustomImage, CustomRendition
from cms.operations.models import OutgoingMail
from cms.pages.models import OldAddress, PageAttachment
from home.models import SiteSettings
from search.index import get_index
from search.models import SearchEntry
from tests import factories
from tests.pages.builders import committed, small_picture, statements

NAME = "Lò Văn Pâng"
PHONE = "0912 345 678"
REASON = "Theo đơn của gia đình ngày 20/11"


def body(*more) -> list:
    return [("paragraph", f"<p>Em <b>Lò&nbsp;Văn</b> Pâng (số {PHONE}) đoạt giải.</p>"), *more]


@pytest.fixture
def page(section, drafter, approver):
    made = factories.news(f"Em {NAME} đoạt giải", summary=f"{NAME} lớp 9A", body=body())
    with committed():
        return factories.published(section, drafter, approver, made)


def asked(page, user, **fields) -> Erasure:
    return asking.ask(page, user, **{"reason": REASON, "passages": f"{NAME}\n{PHONE}"} | fields)


def erased(page, first, second, **fields) -> Erasure:
    """Return the Erasure that `first` asked for and `second` agreed to, carried out."""
    erasure = asking.confirm(asked(page, first, **fields), second)
    with committed():
        carrying_out.carry_out(erasure)
    return factories.fresh(erasure)


def everything(page) -> str:
    """Return all that the database holds in tables of ours, Wagtail's and its add-ons', as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("django_session", "editorial_publicationrecord")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [(table, column) for row in cursor.fetchall() for column in row if isinstance(column, str)]
    texts = []
    for table, text in found:
        if text[:1] in "[{":
            text = json.dumps(json.loads(text), ensure_ascii=False) if _is_json(text) else text
        texts.append(f"{table}: {text}")
    return "\n".join(texts)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def faults() -> list:
    return audit.run().findings


def test_what_two_approvers_agree_to_erase_is_nowhere_any_more(
    client, page, drafter, colleague, approver, second_approver
):
    page = factories.edit(page, colleague, title=f"Học sinh {NAME} được khen")
    Comment.objects.create(page=page, user=drafter, text=f"{NAME}?", contentpath="title")
    CommentReply.objects.create(comment=Comment.objects.get(), user=drafter, text=f"đúng, {NAME}")
    Proposal.objects.create(page=page, author=approver, old=NAME, new=f"em {NAME}", comment=PHONE)
    FormState.objects.update_or_create_by_instance(
        page, user=colleague, defaults={"data": f"title={NAME}", "last_updated_at": timezone.now()}
    )
    drafts.submit(page, colleague)
    drafts.send_back(factories.fresh(page), approver, f"Bỏ tên {NAME}")
    OldAddress.objects.remember("/tin/lo-van-pang-cu/", page.public_id)
    OldAddress.objects.remember("/tin/bai-cu/", page.public_id)
    erasure = erased(page, approver, second_approver)

    page = factories.fresh(page)
    assert page.live and page.title == f"Em {MARK} đoạt giải"
    html = client.get(page.url).content.decode()
    assert MARK in html and "Pâng" not in html and PHONE not in html
    assert page.slug == "em-da-xoa-doat-giai"
    rest = everything(page).casefold()
    for trace in ("pâng", PHONE, "lo-van-pang", "lo van pang"):
        assert trace not in rest, [line for line in rest.splitlines() if trace in line]
    assert OldAddress.objects.filter(address="/tin/bai-cu").exists()
    assert (erasure.state, erasure.passages) == (Erasure.State.DONE, [])
    assert erasure.counts["versions"] == Revision.objects.filter(object_id=str(page.pk)).count()
    assert {"page", "comments", "log", "elsewhere"} <= erasure.counts.keys()
    assert faults() == []


def test_mail_that_waits_does_not_say_it(settings, page, approver, second_approver):
    settings.EMAIL_BACKEND = "cms.operations.outbox.backend.OutboxBackend"
    send_mail(f"Về em {NAME}", f"Kính gửi,\n{NAME} ({PHONE}) đoạt giải.", None, ["a@sgddt.example"])
    send_mail("Việc khác", "Không liên quan.", None, ["a@sgddt.example"])
    about, other = OutgoingMail.objects.order_by("pk").filter(recipient="a@sgddt.example")
    erased(page, approver, second_approver)
    message = message_from_bytes(bytes(factories.fresh(about).content), policy=policy.default)
    assert str(message["Subject"]) == factories.fresh(about).subject == f"Về em {MARK}"
    assert message.get_body().get_content().split() == f"Kính gửi, {MARK} ({MARK}) đoạt giải.".split()
    assert bytes(factories.fresh(other).content) == bytes(other.content)


def test_the_record_names_both_and_the_public_row_fits_it(page, approver, second_approver):
    before = PublicationRecord.objects.newest_of(page.pk)
    erased(page, approver, second_approver)
    record = PublicationRecord.objects.newest_of(page.pk)
    assert (record.route, record.approver, record.submitter) == ("erasure", second_approver, approver)
    assert record.content_hash == content_hash(factories.fresh(page)) != before.content_hash
    assert PublicationRecord.objects.filter(pk=before.pk, content_hash=before.content_hash).exists()


def test_the_search_finds_the_page_by_what_is_left(client, page, approver, second_approver):
    erased(page, approver, second_approver)
    row = SearchEntry.objects.get(page_id=page.pk)
    assert "lo van pang" not in row.folded and "Pâng" not in f"{row.title} {row.text}"
    assert not get_index().known({"pang"})
    assert page.url not in client.get(reverse("search"), {"q": "Pâng"}).content.decode()
    assert factories.fresh(page).url in client.get(reverse("search"), {"q": "đoạt giải"}).content.decode()


def test_erasing_is_no_contribution_and_an_untouched_save_afterwards_is_none(page, drafter, approver, second_approver):
    factories.edit(page, drafter, summary=f"{NAME}, bản mới")
    erased(page, approver, second_approver)
    page = factories.fresh(page)
    assert contributor_ids(page) == {drafter.pk}
    page.get_latest_revision_as_object().save_revision(user=second_approver)
    assert contributor_ids(factories.fresh(page)) == {drafter.pk}


def places_of(file) -> list[Path]:
    renditions = file.renditions.all() if isinstance(file, CustomImage) else []
    names = [file.file.name, *(rendition.file.name for rendition in renditions)]
    roots = (configured.MEDIA_ROOT, configured.PUBLIC_MEDIA_ROOT)
    return [path for name in names for root in roots if (path := Path(root) / name).exists()]


def test_files_leave_the_disk_with_their_renditions_and_the_blocks_that_showed_them(
    client, section, drafter, approver, second_approver
):
    image, other, document = small_picture(f"Ảnh {NAME}"), small_picture("Ảnh khác"), factories.document(NAME)
    more = [
        ("image", {"image": image, "caption": "Chân dung"}),
        ("gallery", {"title": "Lễ trao", "images": [{"image": image}, {"image": other}]}),
        ("documents", {"title": "Đơn", "documents": [document]}),
        ("video", {"address": "https://youtu.be/aaaaaaaaaaa", "title": "Phim", "poster": image}),
        ("paragraph", f'<p><a linktype="document" id="{document.pk}">Tải đơn</a></p>'),
    ]
    made = factories.news("Trao giải", cover=image, body=body(*more))
    made.attachments = [PageAttachment(document=document, label="Đơn")]
    with committed():
        page = factories.published(section, drafter, approver, made)
    client.get(page.url)
    image.get_rendition("fill-20x20")
    files = [*places_of(image), *places_of(document)]
    assert len(files) >= 3
    assert any(path.is_relative_to(configured.PUBLIC_MEDIA_ROOT) for path in files)

    erasure = erased(page, approver, second_approver, passages="", images=[image.pk], documents=[document.pk])

    assert not [path for path in files if path.exists()]
    assert not default_storage.exists(image.file.name)
    assert not CustomImage.objects.filter(pk=image.pk).exists()
    assert not CustomRendition.objects.filter(image_id=image.pk).exists()
    assert not CustomDocument.objects.filter(pk=document.pk).exists()
    page = factories.fresh(page)
    assert page.cover is None and not page.attachments.exists()
    for content in (page, page.get_latest_revision_as_object()):
        kinds = [(block.block_type, block.value) for block in content.body]
        assert [kind for kind, _value in kinds] == ["paragraph", "gallery", "video", "paragraph"]
        assert [picture["image"].pk for picture in kinds[1][1]["images"]] == [other.pk]
        assert kinds[2][1]["poster"] is None
        assert kinds[3][1].source == "<p>Tải đơn</p>"
    assert client.get(page.url).status_code == 200
    assert not ModelLogEntry.objects.filter(label__contains=NAME).exists()
    assert erasure.counts["files"] == 2
    assert faults() == []


def test_other_pages_that_show_the_picture_lose_it_too_and_stay_approved(section, drafter, approver, second_approver):
    image = small_picture()
    with committed():
        page = factories.published(section, drafter, approver, factories.news("Một", cover=image))
        other = factories.published(section, drafter, approver, factories.news("Hai", cover=image))
        third = factories.published(section, drafter, approver, factories.news("Ba"))
    factories.edit(third, drafter, cover=image)
    erased(page, approver, second_approver, passages="", images=[image.pk])
    assert factories.fresh(other).cover is None
    assert factories.fresh(third).get_latest_revision_as_object().cover is None
    assert PublicationRecord.objects.newest_of(other.pk).route == "erasure"
    assert faults() == []


def test_a_translation_that_says_it_is_erased_from_and_one_that_does_not_is_left_alone(
    page, section, approver, second_approver
):
    english = Locale.objects.get(language_code="en")
    section.copy_for_translation(english)
    translation = page.copy_for_translation(english)
    erased(page, approver, second_approver)
    translation = factories.fresh(translation)
    assert NAME not in translation.title
    assert NAME not in translation.get_latest_revision_as_object().summary
    before = translation.latest_revision.content
    erased(page, approver, second_approver, passages="đoạt giải nhất")
    assert factories.fresh(translation).latest_revision.content == before


def test_a_version_on_schedule_still_goes_live_and_the_page_stands_on_its_own_record(
    page, drafter, approver, second_approver
):
    soon = timezone.now() + timedelta(seconds=3)
    factories.edit(page, drafter, title=f"{NAME} ngày mai", go_live_at=soon)
    drafts.submit(factories.fresh(page), drafter)
    factories.approve(page, approver)
    erased(page, approver, second_approver)
    assert faults() == []
    assert factories.fresh(page).title == f"Em {MARK} đoạt giải"
    _wait_until(soon)
    scheduling.run()
    assert factories.fresh(page).title == f"{MARK} ngày mai"
    assert faults() == []


def test_a_first_version_on_schedule_goes_live_when_its_time_has_come(section, drafter, approver, second_approver):
    soon = timezone.now() + timedelta(seconds=2)
    page = factories.published(section, drafter, approver, factories.news(f"{NAME} mai", go_live_at=soon))
    assert not page.live
    erased(page, approver, second_approver)
    _wait_until(soon)
    scheduling.run()
    page = factories.fresh(page)
    assert page.live and page.title == f"{MARK} mai"
    assert faults() == []


def _wait_until(moment) -> None:
    time.sleep(max(0, (moment - timezone.now()).total_seconds()) + 0.1)


def test_a_draft_that_was_never_public_gets_no_record(section, drafter, approver, second_approver):
    page = factories.draft(section, drafter, factories.news(NAME))
    erased(page, approver, second_approver)
    page = factories.fresh(page)
    assert (page.live, page.title, page.draft_title) == (False, MARK, MARK)
    assert not PublicationRecord.objects.filter(page_pk=page.pk).exists()


def test_a_page_that_was_taken_down_stays_down(page, approver, second_approver):
    page.unpublish(user=approver)
    erased(page, approver, second_approver)
    assert not factories.fresh(page).live
    assert not PublicationRecord.objects.newest_of(page.pk).lets_through


def test_a_draft_in_review_is_looked_at_again_and_can_be_approved(page, drafter, approver, second_approver):
    factories.edit(page, drafter, title=f"{NAME} lần hai")
    drafts.submit(factories.fresh(page), drafter)
    seen = Shown.of(factories.fresh(page))
    erased(page, approver, second_approver)
    with pytest.raises(PermissionDenied):
        drafts.approve(factories.fresh(page), approver, shown=seen)
    factories.approve(page, approver)
    assert factories.fresh(page).title == f"{MARK} lần hai"
    assert faults() == []


@pytest.mark.parametrize("killed_after", ["nothing", "pages", "bytes"])
def test_one_that_was_killed_is_finished_by_the_worker_and_done_twice_it_changes_nothing(
    section, drafter, approver, second_approver, killed_after
):
    image = small_picture()
    with committed():
        page = factories.published(section, drafter, approver, factories.news(NAME, cover=image))
    erasure = asking.confirm(asked(page, approver, images=[image.pk]), second_approver)
    if killed_after != "nothing":
        carrying_out._erase_from_pages(erasure.pk)
    if killed_after == "bytes":
        carrying_out._delete_bytes(image)
    assert carrying_out.finish_all() == 1
    done = factories.fresh(erasure)
    assert done.state == Erasure.State.DONE and done.counts["page"] >= 1
    records = PublicationRecord.objects.count()
    carrying_out.carry_out(erasure)
    assert carrying_out.finish_all() == 0
    assert PublicationRecord.objects.count() == records
    assert not CustomImage.objects.filter(pk=image.pk).exists()


def test_nobody_agrees_with_themselves_nor_twice(page, approver, second_approver):
    erasure = asked(page, approver)
    with pytest.raises(ErasureRefused):
        asking.confirm(erasure, approver)
    asking.decline(erasure, second_approver)
    with pytest.raises(ErasureRefused):
        asking.confirm(erasure, second_approver)
    erasure = factories.fresh(erasure)
    assert (erasure.state, erasure.passages) == (Erasure.State.DECLINED, [])
    assert NAME in factories.fresh(page).title


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "administrator"])
def test_who_is_no_approver_neither_asks_nor_agrees(client, request, page, approver, who):
    user = request.getfixturevalue(who)
    erasure = asked(page, approver)
    with pytest.raises(ErasureRefused):
        asked(page, user)
    with pytest.raises(ErasureRefused):
        asking.confirm(erasure, user)
    client.force_login(user)
    for address in (
        reverse("erasures"),
        reverse("ask_erasure", args=[page.pk]),
        reverse("erasure", args=[erasure.pk]),
    ):
        assert client.get(address).status_code in {302, 404}
        assert client.post(address, {"confirm": "1"}).status_code in {302, 404, 405}
    assert factories.fresh(erasure).state == Erasure.State.ASKED


def test_nobody_comes_to_the_screens_without_signing_in(client, page):
    response = client.get(reverse("ask_erasure", args=[page.pk]))
    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_the_screens_ask_show_what_would_go_and_carry_it_out(client, page, approver, second_approver):
    client.force_login(approver)
    assert client.get(reverse("ask_erasure", args=[page.pk])).status_code == 200
    response = client.post(reverse("ask_erasure", args=[page.pk]), {"reason": REASON, "passages": NAME})
    erasure = Erasure.objects.get()
    assert response.url == reverse("erasure", args=[erasure.pk])
    assert "<mark>Lò Văn Pâng</mark>" in client.get(response.url).content.decode()
    client.post(response.url, {"confirm": "1"})
    assert factories.fresh(erasure).state == Erasure.State.ASKED
    client.force_login(second_approver)
    html = client.get(response.url).content.decode()
    assert 'name="confirm"' in html
    assert NAME in factories.fresh(page).title
    client.post(response.url, {"confirm": "1"})
    assert factories.fresh(erasure).state == Erasure.State.DONE
    assert NAME not in client.get(response.url).content.decode()
    assert factories.fresh(page).title in client.get(reverse("erasures")).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"reason": "gấp"},
        {"reason": f"Gia đình em {NAME} yêu cầu"},
        {"passages": ""},
        {"passages": "ab"},
        {"passages": "x" * 10_000},
        {"passages": "\n".join(f"tên số {number}" for number in range(60))},
        {"passages": "Lò\x00Văn"},
        {"images": ["99999999999999999999"]},
    ],
)
def test_bad_input_is_told_and_asks_for_nothing(client, page, approver, fields):
    client.force_login(approver)
    data = {"reason": REASON, "passages": NAME} | fields
    response = client.post(reverse("ask_erasure", args=[page.pk]), data)
    if "images" in fields:
        # Without pictures the form has no such field.
        return
    assert response.status_code == 200
    assert not Erasure.objects.exists()


def test_files_of_other_pages_are_not_taken(page, approver):
    with pytest.raises(ErasureRefused):
        asked(page, approver, images=[small_picture().pk])


def test_the_emblem_of_the_site_is_exchanged_first(section, drafter, approver):
    image = small_picture()
    page = factories.published(section, drafter, approver, factories.news("Tin", cover=image))
    emblem = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    emblem.emblem = image
    emblem.save()
    with pytest.raises(ErasureRefused):
        asked(page, approver, images=[image.pk])


@pytest.mark.parametrize("number", ["0", "99999999999", "999999999999999999999999"])
def test_an_erasure_that_is_not_there_is_not_found(client, approver, number):
    client.force_login(approver)
    assert client.get(f"/admin/erasure/{number}/").status_code == 404
    assert client.get(f"/admin/erasure/ask/{number}/").status_code == 404


def test_what_stands_on_one_persons_word_is_confirmed_first(section, drafter, approver, second_approver):
    page = factories.draft(section, drafter, factories.news(NAME))
    emergency.force(page, approver, "Bão số 9: mai nghỉ học", Shown.of(page))
    with pytest.raises(ErasureRefused):
        asked(factories.fresh(page), second_approver)


def test_the_list_costs_the_same_at_3_and_at_30(client, page, approver):
    client.force_login(approver)
    for _number in range(3):
        asked(page, approver)
    three = len(statements(client, reverse("erasures")))
    for _number in range(27):
        asked(page, approver)
    assert len(statements(client, reverse("erasures"))) == three


def test_the_log_says_that_it_was_done_and_by_whom_and_not_what(page, approver, second_approver):
    erased(page, approver, second_approver)
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__startswith="portal.eras")
    assert {(entry.action, entry.user) for entry in entries} == {
        ("portal.erasure_asked", approver),
        ("portal.erased", second_approver),
    }
    assert not TaskState.objects.filter(comment__contains=NAME).exists()


def test_a_version_on_schedule_that_does_not_fit_its_approval_is_not_let_through(
    section, drafter, colleague, approver, second_approver
):
    picture = factories.picture("Sân trường")
    soon = timezone.now() + timedelta(seconds=2)
    page = factories.published(section, drafter, approver, factories.news(NAME, cover=picture, go_live_at=soon))
    with LogContext(user=colleague):
        picture.credit = "Ảnh: ai đó"
        picture.save()
    erased(page, approver, second_approver)
    _wait_until(soon)
    scheduling.run()
    assert not factories.fresh(page).live


def test_who_wrote_what_was_approved_still_wrote_it_afterwards(page, drafter, colleague, approver, second_approver):
    later = timezone.now() + timedelta(days=1)
    drafts.submit(factories.edit(page, colleague, summary=f"{NAME} ngày mai", go_live_at=later), colleague)
    factories.approve(page, approver)
    erased(page, approver, second_approver)
    factories.fresh(page).unpublish(user=approver)
    assert contributor_ids(factories.fresh(page)) == {drafter.pk, colleague.pk}


def test_an_emergency_after_it_was_agreed_is_not_confirmed_by_it(page, drafter, approver, second_approver):
    erasure = asking.confirm(asked(page, approver), second_approver)
    forced = factories.edit(page, drafter, summary="Khẩn")
    tick = factories.tick_of(forced, drafter)
    emergency.force(forced, second_approver, "Bão đổ bộ đêm nay", Shown.of(forced), tick)
    carrying_out.finish_all()
    assert emergency.unconfirmed_record(factories.fresh(page))
    assert factories.fresh(erasure).state == Erasure.State.RUNNING
    emergency.confirm(factories.fresh(page), approver, cleared=factories.tick_of(page, drafter))
    with committed():
        carrying_out.finish_all()
    assert factories.fresh(erasure).state == Erasure.State.DONE
    assert NAME not in everything(page)
