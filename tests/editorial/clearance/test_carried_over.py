"""Two people who attest, and an erasure, carry a tick over to what was ticked, and to nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.editorial import attestation, clearance
from cms.editorial.erasure import asking, carrying_out
from cms.editorial.models import PublicationRecord
from cms.editorial.review import warnings
from cms.media.words import keeping
from tests import factories
from tests.editorial import pupils
from tests.editorial.pupils import PUPIL, Kind
from tests.support import write_past_the_gate

pytestmark = pytest.mark.django_db


def test_two_people_who_attest_carry_the_tick_over_and_give_none(section, drafter, approver, administrator):
    page = pupils.public(section, drafter, approver)
    plain = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    for each in (page, plain):
        write_past_the_gate("UPDATE newsroom_newspage SET source_name = %s WHERE page_ptr_id = %s", "Báo", each.pk)
    assert attestation.attest("restore", approver, administrator, "Khôi phục") == 2
    kept = PublicationRecord.objects.newest_of(page.pk).pupils_data
    assert clearance.covers(kept, factories.fresh(page))
    assert kept["ticks"]
    assert PublicationRecord.objects.newest_of(plain.pk).pupils_data == {}


def test_two_people_who_attest_carry_no_tick_over_to_what_was_found_since(
    section, drafter, approver, administrator, monkeypatch
):
    later = timezone.now() + timedelta(hours=1)
    page = pupils.public(section, drafter, approver)
    waits = pupils.public(section, drafter, approver, pupils.article(title="Hẹn giờ", go_live_at=later))
    write_past_the_gate("UPDATE newsroom_newspage SET source_name = %s WHERE page_ptr_id = %s", "Báo", page.pk)
    revision = waits.latest_revision
    revision.content = {**revision.content, "source_name": "Báo"}
    revision.save(update_fields=["content"])
    before = warnings.demands

    def a_detector_that_learned_something(content):
        return [replace(warning, subject=f"{warning.subject}, and more") for warning in before(content)]

    monkeypatch.setattr(warnings, "demands", a_detector_that_learned_something)
    assert attestation.attest("upgrade", approver, administrator, "Bản 2") == 2
    for each in (page, waits):
        assert PublicationRecord.objects.newest_of(each.pk).pupils_data == {}
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not pupils.is_public(waits)


def test_an_erasure_carries_no_tick_over_to_what_a_file_turned_out_to_hold(section, drafter, approver, second_approver):
    document = pupils.list_of_pupils(is_read=False)
    body = [("paragraph", f"<p>{PUPIL} Nhà ở bản Suối Mây.</p>"), ("documents", {"title": "", "documents": [document]})]
    page = pupils.public(section, drafter, approver, factories.news(summary="Tóm tắt.", body=body))
    keeping.keep(document)
    asked = asking.ask(page, approver, reason="Gia đình đề nghị bỏ địa chỉ", passages="Suối Mây")
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    kept = PublicationRecord.objects.newest_of(page.pk)
    assert (kept.route, kept.pupils_data) == ("erasure", {})


def test_an_erasure_gives_no_tick_for_what_was_found_after_the_decision(
    section, drafter, approver, second_approver, monkeypatch
):
    document = pupils.list_of_pupils(is_read=False)
    later = timezone.now() + timedelta(hours=1)
    body = [("paragraph", f"<p>{PUPIL} Nhà ở bản Suối Mây.</p>"), ("documents", {"title": "", "documents": [document]})]
    page = pupils.public(section, drafter, approver, factories.news(summary="Tóm tắt.", body=body, go_live_at=later))
    keeping.keep(document)
    asked = asking.ask(page, approver, reason="Gia đình đề nghị bỏ địa chỉ", passages="Suối Mây")
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not pupils.is_public(page)


def test_what_an_erasure_left_keeps_its_tick(section, drafter, approver, second_approver):
    page = pupils.public(section, drafter, approver, pupils.article(f"{PUPIL} Nhà ở bản Suối Mây."))
    asked = asking.ask(page, approver, reason="Gia đình đề nghị bỏ địa chỉ", passages="Suối Mây")
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    kept = PublicationRecord.objects.newest_of(page.pk)
    assert kept.route == "erasure"
    assert kept.pupils_data["ticks"]
    assert clearance.covers(kept.pupils_data, factories.fresh(page))


def test_the_erased_leaves_the_answers_too_where_nothing_else_says_it(waiting, drafter, approver, second_approver):
    given = pupils.give(waiting, drafter, Kind.FALSE_ALARM, "Giàng Thị Mỷ là nhân vật của vở kịch.")
    asked = asking.ask(waiting, approver, reason="Gia đình đề nghị xóa tên", passages="Giàng Thị Mỷ")
    assert carrying_out.survey(asked) == {"comments": 1}
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    assert "Mỷ" not in factories.fresh(given).text
