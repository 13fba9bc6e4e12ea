"""The hash covers what readers would see, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.editorial import contributions
from cms.editorial.content_hash import content_hash
from cms.editorial.models import Contribution
from cms.pages.models import PageAttachment
from tests import factories
from tests.support import post_edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(section, drafter):
    return factories.draft(
        section,
        drafter,
        factories.news(
            body=[
                ("paragraph", "<p>Một.</p>"),
                ("image", {"image": factories.picture(), "caption": "Sân trường"}),
                ("gallery", {"images": [{"caption": "A"}, {"caption": "B"}]}),
            ]
        ),
    )


def latest(page):
    return factories.fresh(page).get_latest_revision_as_object()


def test_what_was_noted_is_what_the_stored_draft_has(page):
    assert contributions.last_noted_hash(page) == content_hash(latest(page))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Khác"),
        ("slug", "khac"),
        ("summary", "Tóm tắt mới"),
        ("author_name", "Người viết"),
        ("short_title", "Nhãn"),
        ("seo_title", "Khác"),
        ("show_in_menus", True),
        ("imported_views", 7),
        ("shown_at", timezone.now() - timedelta(days=3)),
        ("go_live_at", timezone.now() + timedelta(days=3)),
        ("expire_at", timezone.now() + timedelta(days=9)),
        ("body", [("paragraph", "<p>Hai.</p>")]),
    ],
)
def test_a_public_field_changes_the_hash(page, field, value):
    draft = latest(page)
    before = content_hash(draft)
    setattr(draft, field, value)
    assert content_hash(draft) != before


def test_another_picture_in_the_same_place_changes_the_hash(page):
    draft = latest(page)
    before = content_hash(draft)
    draft.body[1].value["image"] = factories.picture(file=factories.picture_file(colour="red"))
    assert content_hash(draft) != before


def test_the_content_of_a_file_counts(page):
    draft = latest(page)
    draft.cover = factories.picture()
    before = content_hash(draft)
    draft.cover.file_hash = "0" * 40
    draft.cover.save(update_fields=["file_hash"])
    assert content_hash(draft) != before


def test_an_attachment_and_its_label_count(page):
    draft = latest(page)
    before = content_hash(draft)
    draft.attachments.add(PageAttachment(document=factories.document()))
    with_document = content_hash(draft)
    draft.attachments.all()[0].label = "Phụ lục"
    assert len({before, with_document, content_hash(draft)}) == 3


def test_tree_lock_owner_and_department_do_not_count(page, other_department, colleague):
    draft = latest(page)
    before = content_hash(draft)
    draft.path, draft.url_path = "000100019999", "/khac/"
    draft.locked, draft.locked_by, draft.locked_at = True, colleague, timezone.now()
    draft.owner, draft.department = colleague, other_department
    draft.review_by = timezone.localdate()
    assert content_hash(draft) == before


def test_the_keys_of_blocks_do_not_count(page):
    draft = latest(page)
    before = content_hash(draft)
    raw = draft.body.get_prep_value()
    for block in raw:
        block["id"] = f"moi-{block['id']}"
    draft.body = draft.body.stream_block.to_python(raw)
    assert content_hash(draft) == before


def test_saving_untouched_makes_no_contributor_and_changing_does(page, colleague):
    latest(page).save_revision(user=colleague)
    assert colleague.pk not in contributions.contributor_ids(page)
    factories.edit(page, colleague, title="Đổi tiêu đề")
    assert colleague.pk in contributions.contributor_ids(page)


def test_a_reviewer_who_saves_the_form_untouched_makes_no_contribution(section, drafter, approver, client):
    page = factories.submitted(section, drafter, factories.news(body=[("paragraph", "<p>Đoạn <b>một</b>.</p>")]))
    client.force_login(approver)
    post_edit(client, page, paragraph="<p>Đoạn <b>một</b>.</p>")
    assert "data-block-key" in str(latest(page).body)
    assert contributions.contributor_ids(page) == {drafter.pk}


def test_changing_and_changing_back_still_makes_a_contributor(page, colleague, drafter):
    title = page.title
    factories.edit(page, colleague, title="Tạm đổi")
    factories.edit(page, colleague, title=title)
    assert contributions.contributor_ids(page) == {drafter.pk, colleague.pk}


def test_contributors_are_remembered_when_revisions_are_gone(page, colleague, drafter):
    factories.edit(page, colleague, title="Đổi tiêu đề")
    page.revisions.all().delete()
    assert contributions.contributor_ids(page) == {drafter.pk, colleague.pk}


def test_an_autosave_over_the_own_revision_is_noted(page, drafter):
    draft = latest(page)
    draft.title = "Gõ thêm"
    draft.save_revision(user=drafter, overwrite_revision=draft.latest_revision)
    assert Contribution.objects.filter(page_id=page.pk).count() == 2
