"""A file is public exactly while a public page shows it, or the site itself."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.editorial import drafts
from cms.media import publicity
from cms.media.models import CustomDocument, CustomImage, PublicUse
from cms.pages import renditions
from home.models import SiteSettings
from newsroom.models import NewsIndexPage
from tests.factories import draft, edit, fresh, news, picture, published, submitted
from tests.media.places import SHOWING_DOCUMENT, SHOWING_IMAGE, attached, paper, place, showing, small_image, state
from tests.pages.builders import HOUR, changed, committed, move, public, restrict, take_down

pytestmark = pytest.mark.django_db

WAYS = [*SHOWING_IMAGE, *SHOWING_DOCUMENT]


def file_for(way: str, department):
    return small_image(department) if way in SHOWING_IMAGE else paper(department)


def approved(section, drafter, approver, page):
    with committed():
        return published(section, drafter, by=approver, page=page)


def empty(way: str) -> dict:
    """Return the fields of an article that no longer shows a file."""
    fields = {"cover": {"cover": None}, "attachment": {"attachments": []}}
    return fields.get(way, {"body": [("paragraph", "<p>Hết.</p>")]})


# Opening


@pytest.mark.parametrize("way", WAYS)
def test_file_opens_with_the_approval_of_the_page_that_shows_it(section, drafter, approver, department, way):
    file = file_for(way, department)
    with committed():
        page = submitted(section, drafter, showing(way, file))
    assert state(file) == "private"
    with committed():
        drafts.approve(page, approver)
    assert state(file) == "public"


def test_original_of_a_public_picture_never_opens(section, drafter, approver, department):
    image = small_image(department)
    whole = image.get_rendition("original")
    approved(section, drafter, approver, news(cover=image))
    assert place(fresh(image).file.name) == "private"
    assert place(whole.file.name) == "private"
    assert fresh(image).get_rendition("original").url.startswith("/files/")


def test_waiting_edit_of_a_public_page_opens_nothing_until_it_is_approved(section, drafter, approver, department):
    page = approved(section, drafter, approver, news())
    file = paper(department)
    with committed():
        edit(page, drafter, body=[("documents", {"documents": [file]})])
    assert state(file) == "private"
    changed(page, drafter, approver, body=[("documents", {"documents": [file]})])
    assert state(file) == "public"


def test_public_address_tells_the_content_and_stays_the_same(section, drafter, approver, department):
    file, image = paper(department), small_image(department)
    names = file.file.name, image.get_rendition("width-24").file.name
    approved(section, drafter, approver, attached(file, page=news(cover=image)))
    file, image = fresh(file), fresh(image)
    assert (file.file.name, image.get_rendition("width-24").file.name) == names
    assert file.url == f"/media/documents/{file.file_hash[:12]}/{file.filename}"
    assert image.get_rendition("width-24").url.startswith(f"/media/images/{image.file_hash[:12]}/")


def test_public_page_names_public_addresses_alone(client, section, drafter, approver, department):
    image = picture(collection=department.collection)
    page = approved(section, drafter, approver, attached(paper(department), page=news(cover=image)))
    renditions.make_missing()
    html = client.get(page.url).content.decode()
    assert "/media/images/" in html
    assert "/media/documents/" in html
    assert "/files/" not in html
    assert 'href="/documents/' not in html


def test_size_made_after_publication_is_public_at_once(section, drafter, approver, department):
    image = small_image(department)
    approved(section, drafter, approver, news(cover=image))
    with committed():
        one = fresh(image).get_rendition("width-20")
        several = fresh(image).get_renditions("width-21", "width-22")
    for rendition in (one, *several.values()):
        assert place(rendition.file.name) == "public"


def test_size_made_by_who_does_not_know_yet_that_the_picture_closed_is_not_public(
    section, drafter, approver, department
):
    image = small_image(department)
    page = approved(section, drafter, approver, news(cover=image))
    stale = fresh(image)
    take_down(page)
    with committed():
        rendition = stale.get_rendition("width-20")
    assert place(rendition.file.name) == "private"


# Closing


def test_files_of_pages_that_were_public_before_the_rule_are_public_after_the_upgrade(
    section, drafter, approver, department
):
    image, document = small_image(department), paper(department)
    approved(section, drafter, approver, showing("image", image))
    approved(section, drafter, approver, showing("attachment", document))
    hidden = small_image(department)
    submitted(section, drafter, showing("image", hidden))
    PublicUse.objects.all().delete()
    CustomImage.objects.update(is_public=False)
    CustomDocument.objects.update(is_public=False)
    import_module("cms.pages.migrations.0002_what_was_moved_in_or_forced").show_files_of_public_pages(apps, None)
    assert [fresh(file).is_public for file in (image, document, hidden)] == [True, True, False]


@pytest.mark.parametrize("way", WAYS)
def test_file_closes_when_an_approved_edit_removes_it(section, drafter, approver, department, way):
    file = file_for(way, department)
    page = approved(section, drafter, approver, showing(way, file))
    changed(page, drafter, approver, **empty(way))
    assert state(file) == "private"


def test_file_that_an_edit_removed_stays_closed_when_its_section_closes_and_opens(
    section, drafter, approver, department
):
    file = paper(department)
    page = approved(section, drafter, approver, attached(file))
    changed(page, drafter, approver, attachments=[])
    restriction = restrict(section)
    with committed():
        restriction.delete()
    assert fresh(page).entry.is_public
    assert state(file) == "private"


def test_file_of_a_waiting_removal_stays_open(section, drafter, approver, department):
    file = paper(department)
    page = approved(section, drafter, approver, attached(file))
    with committed():
        edit(page, drafter, attachments=[])
    assert state(file) == "public"


@pytest.fixture
def page_with_file(section, drafter, approver, department):
    file = paper(department)
    return approved(section, drafter, approver, showing("documents", file)), file


def test_file_closes_with_the_withdrawal_of_its_page(page_with_file):
    page, file = page_with_file
    take_down(page)
    assert state(file) == "private"


def test_file_closes_when_its_page_or_section_becomes_private(page_with_file, section):
    page, file = page_with_file
    restrict(section)
    assert fresh(page).live
    assert state(file) == "private"


def test_file_closes_when_its_page_moves_below_a_private_section(home, page_with_file):
    page, file = page_with_file
    target = public(home, NewsIndexPage(title="Nội bộ"))
    restrict(target)
    move(page, target)
    assert state(file) == "private"


def test_file_opens_again_with_its_section(page_with_file, section):
    page, file = page_with_file
    restriction = restrict(section)
    with committed():
        restriction.delete()
    assert fresh(page).entry.is_public
    assert state(file) == "public"


def test_file_closes_when_its_page_expires(section, drafter, approver, department, monkeypatch):
    file, ends = paper(department), timezone.now() + HOUR
    page = approved(section, drafter, approver, attached(file, page=news(expire_at=ends)))
    assert state(file) == "public"
    monkeypatch.setattr(timezone, "now", lambda: ends + HOUR)
    with committed():
        call_command("publish_scheduled")
    assert not fresh(page).live
    assert state(file) == "private"


def test_file_of_two_pages_stays_open_while_one_of_them_is_public(section, drafter, approver, department):
    file, image = paper(department), small_image(department)
    first = approved(section, drafter, approver, attached(file, page=news("Một", cover=image)))
    second = approved(section, drafter, approver, attached(file, page=news("Hai", cover=image)))
    take_down(first)
    assert {state(file), state(image)} == {"public"}
    take_down(second)
    assert {state(file), state(image)} == {"private"}


def test_draft_that_shows_it_too_does_not_keep_a_file_open(page_with_file, section, drafter):
    page, file = page_with_file
    with committed():
        draft(section, drafter, attached(file))
    take_down(page)
    assert state(file) == "private"


def test_emblem_is_public_while_the_settings_name_it(home, department):
    first, second = small_image(department, "Một"), small_image(department, "Hai")
    settings = SiteSettings.for_site(home.get_site())
    for emblem, states in ((first, "public private"), (second, "private public"), (None, "private private")):
        settings.emblem = emblem
        with committed():
            settings.save()
        assert [state(first), state(second)] == states.split()


# What is interrupted


class Interrupted(Exception):
    pass


def test_publication_that_is_rolled_back_moves_nothing(section, drafter, approver, department):
    file = paper(department)
    with committed(), pytest.raises(Interrupted), transaction.atomic():
        published(section, drafter, by=approver, page=attached(file))
        assert fresh(file).is_public
        raise Interrupted
    assert state(file) == "private"


def test_worker_puts_right_what_a_process_left_that_was_killed_after_its_commit(section, drafter, approver, department):
    file, image = paper(department), small_image(department)
    # What would follow the commit does not happen.
    page = published(section, drafter, by=approver, page=attached(file, page=news(cover=image)))
    assert place(file.file.name) == "private"
    publicity.settle()
    assert {state(file), state(image)} == {"public"}
    fresh(page).unpublish()
    assert place(file.file.name) == "public"
    publicity.settle()
    assert {state(file), state(image)} == {"private"}


def test_worker_closes_what_lies_open_without_a_reason(department):
    file = paper(department)
    default_storage.show(file.file.name)
    stray = default_storage.save("documents/la.pdf", file.file)
    default_storage.show(stray)
    publicity.settle()
    assert state(file) == "private"
    assert place(stray) == "private"


def test_worker_brings_flags_in_step_with_the_pages(page_with_file, department):
    _page, file = page_with_file
    other = small_image(department)
    CustomDocument.objects.filter(pk=file.pk).update(is_public=False)
    CustomImage.objects.filter(pk=other.pk).update(is_public=True)
    with committed():
        publicity.settle()
    assert (state(file), state(other)) == ("public", "private")


def test_worker_that_has_nothing_to_do_writes_nothing(page_with_file):
    # Tests before this one left files behind.
    publicity.settle()
    with CaptureQueriesContext(connection) as captured:
        publicity.settle()
    assert not [query["sql"] for query in captured if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]
    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) == 4


def test_file_that_closes_while_another_process_opens_it_ends_closed(department, monkeypatch):
    file = paper(department)
    CustomDocument.objects.filter(pk=file.pk).update(is_public=True)
    show = default_storage.show

    def show_too_late(name):
        CustomDocument.objects.filter(pk=file.pk).update(is_public=False)
        show(name)

    monkeypatch.setattr(default_storage._wrapped, "show", show_too_late)
    publicity.put_in_place(documents={file.pk})
    assert state(file) == "private"


def test_page_that_names_a_deleted_file_can_be_published(section, drafter, approver, department):
    file = paper(department)
    page = submitted(section, drafter, news(body=[("documents", {"documents": [file]})]))
    uses = {(page.pk, None, file.pk), (page.pk, None, file.pk + 1), (page.pk, file.pk + 1, None)}
    publicity.pages_shown(uses)
    assert PublicUse.objects.get().document == file


# Costs


def queries(function, *arguments) -> int:
    """Return how many questions a call asks the database, with what follows its commit."""
    with CaptureQueriesContext(connection) as captured, committed():
        function(*arguments)
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_files_of_a_page_cost_the_same_however_many_they_are(section, drafter, department):
    page = draft(section, drafter)
    costs = []
    for count in (3, 30):
        files = {paper(department, f"Văn bản {number}").pk for number in range(count)}
        images = {small_image(department, f"Ảnh {number}").pk for number in range(count)}
        costs.append(
            [
                queries(publicity.page_shows, page.pk, images, files),
                queries(publicity.page_shows, page.pk, images, files),
                queries(publicity.page_shows, page.pk, set(list(images)[1:]), set(list(files)[1:])),
                queries(publicity.pages_hidden, [page.pk]),
            ]
        )
    assert costs[0] == costs[1]
    # Without a change, one question.
    assert costs[0][1] == 1
    assert max(costs[0]) <= 14


def test_subtree_costs_the_same_however_many_pages_and_files_it_has(home, department):
    costs = []
    for count in (3, 12):
        section = public(home, NewsIndexPage(title=f"Mục {count}"))
        for number in range(count):
            public(section, attached(paper(department), page=news(f"Tin {number}", department=department)))
        restriction = restrict(section)
        opened = queries(restriction.delete)
        closed = queries(restrict, section)
        costs.append((opened, closed))
        assert PublicUse.objects.count() == 0
    assert costs[0] == costs[1]
    # With those of the search, which writes the rows of what comes back.
    assert max(costs[0]) <= 36
