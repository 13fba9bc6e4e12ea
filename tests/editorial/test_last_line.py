"""What comes to the database past the publish path: nothing that citizens see changes by it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import IntegrityError
from wagtail.models import Page

from cms.editorial import drafts
from cms.editorial.gate import UnapprovedPublication
from cms.editorial.models import PublicationRecord
from cms.pages.models import PageAttachment
from newsroom.models import NewsPage
from tests import factories

postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the trigger is PostgreSQL's")


@pytest.fixture
def public(section, drafter, approver):
    return factories.published(section, drafter, by=approver)


@pytest.fixture
def draft(section, drafter):
    return factories.draft(section, drafter)


def set_live(page):
    page.live = True
    page.save()


def set_live_on_the_base_page(page):
    base = Page.objects.get(pk=page.pk)
    base.live = True
    base.save(update_fields=["live"])


def publish_the_revision(page):
    page.latest_revision.publish()


def publish_by_the_page(page):
    page.publish(page.latest_revision, skip_permission_checks=True)


@pytest.mark.parametrize(
    "way",
    [set_live, set_live_on_the_base_page, publish_the_revision, publish_by_the_page],
    ids=lambda way: way.__name__,
)
def test_a_draft_does_not_become_public_by(way, draft):
    with pytest.raises(UnapprovedPublication):
        way(factories.fresh(draft))
    assert not factories.fresh(draft).live


def test_a_page_is_not_added_as_public(section, department):
    # Wagtail's default for a page made in Python is live=True.
    with pytest.raises(UnapprovedPublication), transaction.atomic():
        section.add_child(instance=factories.news("Đăng thẳng", department=department))
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize("field", ["title", "slug", "summary", "show_in_menus", "shown_at", "first_published_at"])
def test_a_field_of_a_public_page_does_not_change_by_saving_it(field, public):
    before = getattr(public, field)
    other = factories.published(public.get_parent(), public.owner, by=factories.approver(), page=factories.news("Khác"))
    value = {"title": "Sửa lén", "slug": "sua-len", "summary": "Sửa", "show_in_menus": not before}.get(
        field, other.first_published_at
    )
    setattr(public, field, value)
    with pytest.raises(UnapprovedPublication):
        public.save()
    assert getattr(factories.fresh(public), field) == before


def test_the_body_of_a_public_page_does_not_change_by_saving_it(public):
    public.body = [("paragraph", "<p>Sửa lén.</p>")]
    with pytest.raises(UnapprovedPublication):
        public.save()
    assert "Sửa lén" not in str(factories.fresh(public).body)


def test_a_public_page_is_saved_untouched_and_with_bookkeeping(public):
    public.full_clean()
    public.locked = True
    public.save()
    assert factories.fresh(public).locked


def test_rows_that_belong_to_a_public_page_do_not_change_beside_it(section, drafter, approver):
    page = factories.news()
    page.attachments = [PageAttachment(document=factories.document(), label="Kế hoạch")]
    public = factories.published(section, drafter, by=approver, page=page)
    attachment = public.attachments.get()
    attachment.label = "Sửa lén"
    for change in (
        attachment.save,
        attachment.delete,
        PageAttachment(parent=public, document=factories.document()).save,
    ):
        with pytest.raises(UnapprovedPublication), transaction.atomic():
            change()
    assert [item.label for item in factories.fresh(public).attachments.all()] == ["Kế hoạch"]


def test_a_draft_with_attachments_can_go_as_a_whole(section, drafter):
    page = factories.news()
    page.attachments = [PageAttachment(document=factories.document())]
    factories.fresh(factories.draft(section, drafter, page)).delete()
    assert not NewsPage.objects.exists()


def test_a_copy_of_a_public_page_is_a_draft_or_nothing(public, superuser):
    with pytest.raises(PermissionDenied):
        public.copy(update_attrs={"slug": "ban-sao"}, user=superuser)
    with pytest.raises(PermissionDenied):
        public.copy(update_attrs={"slug": "ban-sao"})
    public.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)
    assert NewsPage.objects.live().count() == 1


def test_a_page_does_not_mirror_another(public, superuser):
    for user in (None, superuser):
        with pytest.raises(PermissionDenied):
            public.create_alias(update_slug="ban-sao", user=user)
    assert not Page.objects.exclude(alias_of=None).exists()


def test_what_is_hidden_does_not_become_public_by_moving(section, announcements, drafter, approver, home):
    page = factories.published(section, drafter, by=approver)
    section.view_restrictions.create(restriction_type="login")
    other = home.get_children().get(slug="su-kien")
    with pytest.raises(UnapprovedPublication):
        factories.fresh(page).move(other)
    assert factories.fresh(page).get_parent().pk == section.pk


def test_what_was_approved_once_does_not_come_back_by_publishing_an_old_revision(public, drafter, approver):
    first = public.live_revision
    factories.edit(public, drafter, title="Bản hai")
    drafts.submit(factories.fresh(public), drafter)
    drafts.approve(factories.fresh(public), approver)
    with pytest.raises(UnapprovedPublication):
        first.publish()
    assert factories.fresh(public).title == "Bản hai"


def test_what_was_taken_down_comes_back_through_an_approval_alone(public, drafter, approver, second_approver):
    public.unpublish(user=approver)
    with pytest.raises(UnapprovedPublication):
        factories.fresh(public).latest_revision.publish()
    drafts.submit(factories.fresh(public), second_approver_as_drafter(second_approver, public))
    drafts.approve(factories.fresh(public), approver)
    assert factories.fresh(public).live


def second_approver_as_drafter(user, page):
    """Return `user` as a member of the page's department too."""
    user.groups.add(page.department.group)
    return factories.fresh(user)


def test_who_wrote_what_was_taken_down_does_not_approve_it(section, department, approver, colleague):
    author = factories.approver()
    author.groups.add(department.group)
    public = factories.published(section, factories.fresh(author), by=approver)
    public.unpublish()
    drafts.submit(factories.fresh(public), colleague)
    with pytest.raises(PermissionDenied):
        drafts.approve(factories.fresh(public), factories.fresh(author))
    assert not factories.fresh(public).live


def test_nor_when_it_was_approved_again_unchanged_in_between(section, department, approver, colleague):
    author = factories.approver()
    author.groups.add(department.group)
    public = factories.published(section, factories.fresh(author), by=approver)
    drafts.submit(public, colleague)
    drafts.approve(factories.fresh(public), approver)
    factories.fresh(public).unpublish()
    drafts.submit(factories.fresh(public), colleague)
    with pytest.raises(PermissionDenied):
        drafts.approve(factories.fresh(public), factories.fresh(author))


@postgresql_only
@pytest.mark.parametrize(
    "write",
    [
        lambda page: NewsPage.objects.filter(pk=page.pk).update(summary="Sửa lén"),
        lambda page: Page.objects.filter(pk=page.pk).update(title="Sửa lén"),
        lambda page: PageAttachment.objects.bulk_create([PageAttachment(parent=page, document=factories.document())]),
    ],
    ids=["specific row", "base row", "child row"],
)
def test_postgresql_refuses_raw_writes_to_a_public_page(write, public):
    with pytest.raises(IntegrityError, match="publication record"):
        write(public)


@postgresql_only
def test_postgresql_refuses_to_put_a_draft_up_by_a_raw_write(draft):
    with pytest.raises(IntegrityError, match="publication record"):
        Page.objects.filter(pk=draft.pk).update(live=True)


@postgresql_only
def test_postgresql_lets_bookkeeping_and_taking_down_through(public):
    Page.objects.filter(pk=public.pk).update(draft_title="x", numchild=0, locked=True)
    NewsPage.objects.filter(pk=public.pk).update(review_by="2027-01-01")
    Page.objects.filter(pk=public.pk).update(live=False)


@pytest.mark.parametrize("statement", ["UPDATE {table} SET reason = 'x'", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_records(statement, public):
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(statement.format(table=PublicationRecord._meta.db_table))


@pytest.mark.parametrize("change", [lambda rows: rows.update(reason="x"), lambda rows: rows.delete()])
def test_records_are_not_changed_by_a_query(change, public):
    with pytest.raises(PermissionDenied):
        change(PublicationRecord.objects.all())
