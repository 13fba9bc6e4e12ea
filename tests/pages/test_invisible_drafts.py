"""A department's drafts are invisible to other departments: in lists, in search, and by number in any address.

The addresses are those of the installed URLconf, not a list kept here: a new one is tried without being asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory, TestCase
from django.urls import ResolverMatch, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import (
    Comment,
    Locale,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    Task,
    TaskState,
    WorkflowState,
)
from wagtail_localize.models import Translation, TranslationSource

from cms.editorial.models import Erasure, Proposal, PublicationRecord
from cms.pages import draft_guard, visibility
from home.founding import found_site
from newsroom.models import NewsIndexPage, NewsPage
from tests import factories
from tests.support import create_news, news_form

pytestmark = pytest.mark.django_db

# In title, address, summary, body and a comment of every draft; no answer to a stranger may hold it.
SECRET = "Zyxmatkin"
# In every draft too: what is searched for, and so may be said back.
WORD = "Quorbelvan"
NOBODYS_NUMBER = 987654

# What the arguments of addresses name, where it is no page.
NO_PAGE = {
    "action": "what to do",
    "action_name": "what to do",
    "app_label": "a type",
    "app_name": "a type",
    "collection_id": "a collection",
    "content_type_app_name": "a type",
    "content_type_model_name": "a type",
    "doc_id": "a document",
    "document_id": "a document",
    "filter_spec": "a size of an image",
    "image_id": "an image",
    "mode": "a way to preview",
    "model_name": "a type",
    "name": "a page or a picture of the editors' guide",
    "overridable_segment_id": "part of the translation that the address names before",
    "query_id": "a search for which pages are picked: approvers and administrators alone open it",
    "session_id": "an editor's own session: Wagtail looks for it among the person's own",
    "string_segment_id": "part of the translation that the address names before",
    "task_id": "a kind of task",
    "token": "a password reset",
    "uidb64": "a password reset",
    "upload_pk": "a person's own upload",
    "uploaded_file_id": "a person's own upload",
    "user_id": "an account",
    "workflow_pk": "a workflow",
}
# What `pk` names in these parts of the admin, or at these addresses.
NO_PAGE_PK = {
    "departments": "a department",
    "inspection_terms": "a term of an inspector",
    "take_out_of_bin": "a draft in the bin: looked for among those that the person may take out",
    "moving_in": "a batch of moved-in articles: approvers alone open it",
    "wagtail_localize:snippets_api_detail": "a snippet",
    "wagtail_localize:submit_snippet_translation": "a snippet",
    "wagtailadmin_api:documents:detail": "a document",
    "wagtailadmin_api:images:detail": "an image",
    "wagtailadmin_collections": "a collection",
    "wagtailadmin_workflows": "a workflow or a task",
    "wagtaildocs_chooser": "a document",
    "wagtailimages_chooser": "an image",
    "wagtaillocales": "a language",
    "wagtailsettings": "a site",
    "wagtailsites": "a site",
    "wagtailusers_groups": "a group",
    "wagtailusers_users": "an account",
}


@dataclass(frozen=True)
class Address:
    """One address of the URLconf: the name of its view and its arguments."""

    name: str
    arguments: tuple[str, ...]

    @property
    def page_arguments(self) -> list[str]:
        return [argument for argument in self.arguments if draft_guard.knows(argument, self.name)]


def addresses(start: str = "admin/") -> list[Address]:
    """Return every address of the installed URLconf that begins with `start`. What has no name is called "?"."""
    return sorted(set(_walk(get_resolver(), "", (), (), start)), key=lambda address: (address.name, address.arguments))


def _walk(resolver, prefix, names, arguments, start) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        named = pattern.pattern.regex.groupindex
        known = (*arguments, *named, *("?" for _each in range(pattern.pattern.regex.groups - len(named))))
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern, route, inner, known, start)
        elif route.startswith(start):
            yield Address(":".join((*names, pattern.name or "?")), known)


PAGE_ADDRESSES = [address for address in addresses() if address.page_arguments]
OTHER_ADDRESSES = [address for address in addresses() if not address.arguments and address.name != "?"]


def test_every_argument_of_an_address_is_guarded_or_names_no_page():
    unknown = []
    for address in addresses():
        namespace = address.name.partition(":")[0]
        for argument in set(address.arguments) - set(address.page_arguments) - set(NO_PAGE):
            if argument != "pk" or not {namespace, address.name} & NO_PAGE_PK.keys():
                unknown.append((address.name, argument))
    assert unknown == []
    assert len(PAGE_ADDRESSES) > 40


def comment(page, user) -> None:
    Comment.objects.create(page=page, user=user, text=f"{SECRET} {WORD}", contentpath="title")


def secret_news(**fields) -> NewsPage:
    return factories.news(
        f"{WORD} {SECRET}",
        summary=f"{SECRET} {WORD}",
        body=[("paragraph", f"<p>{SECRET} {WORD}</p>")],
        **fields,
    )


def make(kind: str, section, drafter, approver) -> NewsPage:
    """Return a page of the drafter's department of which something is not public."""
    if kind == "never published":
        page = factories.draft(section, drafter, secret_news())
    elif kind == "in review":
        page = factories.submitted(section, drafter, secret_news())
    elif kind == "scheduled":
        page = factories.published(
            section, drafter, approver, secret_news(go_live_at=timezone.now() + timedelta(days=3))
        )
        assert not page.live
    else:
        page = factories.published(section, drafter, approver, factories.news("Tin công khai"))
        secret = secret_news()
        factories.edit(page, drafter, title=secret.title, summary=secret.summary, body=secret.body)
        if kind == "live, change in review":
            from cms.editorial import drafts

            drafts.submit(factories.fresh(page), drafter)
        assert factories.fresh(page).live
    comment(page, drafter)
    Proposal.objects.create(page_id=page.pk, author=approver, old=SECRET, new=SECRET)
    if kind in {"never published", "in review"}:
        # None would be found by its address otherwise.
        PublicationRecord.objects.create(
            public_id=page.public_id, page_pk=page.pk, revision_pk=page.latest_revision_id, route="withdrawal"
        )
    Erasure.objects.create(
        page_pk=page.pk, page_public_id=page.public_id, reason=SECRET, passages=[SECRET], asked_by=approver
    )
    return factories.fresh(page)


KINDS = ["never published", "in review", "scheduled", "live with changes", "live, change in review"]


def filled(address: Address, page: Page, section: Page) -> dict[str, str]:
    """Return arguments for `address` that lead to `page`."""
    revision = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk").last()
    state = WorkflowState.objects.filter(object_id=str(page.pk)).last()
    task_state = TaskState.objects.filter(workflow_state=state).last() if state else None
    erasure = Erasure.objects.filter(page_pk=page.pk).first()
    proposal = Proposal.objects.filter(page_id=page.pk).first()
    record = PublicationRecord.objects.filter(page_pk=page.pk).first()
    source = TranslationSource.objects.filter(object_id=page.translation_key).first()
    values = {
        "action": "delete",
        "action_name": "approve",
        "app_label": "newsroom",
        "model_name": "newspage",
        "content_type_app_name": "newsroom",
        "content_type_model_name": "newspage",
        "mode": "default",
        "object_id": page.pk,
        "pk": page.pk,
        "revision_id": revision.pk if revision else NOBODYS_NUMBER,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_id": Task.objects.first().pk,
        "task_state_id": task_state.pk if task_state else NOBODYS_NUMBER,
        "workflow_state_id": state.pk if state else NOBODYS_NUMBER,
        "translation_source_id": source.pk if source else NOBODYS_NUMBER,
        "translation_id": source.translations.first().pk if source else NOBODYS_NUMBER,
        "erasure_id": erasure.pk if erasure else NOBODYS_NUMBER,
        "proposal_id": proposal.pk if proposal else NOBODYS_NUMBER,
        "record_id": record.pk if record else NOBODYS_NUMBER,
        "destination_id": section.pk,
    }
    numbers = ("page_id", "page_pk", "parent_page_id", "page_to_move_id")
    values |= dict.fromkeys(numbers, page.pk)
    if address.name.startswith("wagtailadmin_api:pages:action"):
        values["action_name"] = "copy"
    return {argument: values.get(argument, 1) for argument in address.arguments}


def everything_stored() -> list:
    """Return what no stranger's request may change."""
    return [
        sorted(Page.objects.values_list("pk", "title", "path", "live", "locked", "latest_revision", "draft_title")),
        sorted(Revision.objects.values_list("pk", "approved_go_live_at").order_by("pk"), key=str),
        sorted(TaskState.objects.values_list("pk", "status", "revision")),
        sorted(WorkflowState.objects.values_list("pk", "status")),
        sorted(Comment.objects.values_list("pk", "text", "resolved_at"), key=str),
        sorted(PageViewRestriction.objects.values_list("pk", flat=True)),
        sorted(Translation.objects.values_list("pk", "enabled")),
        PageLogEntry.objects.count(),
    ]


def reveals(response) -> bool:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return SECRET.lower() in (content.decode(errors="replace") + response.get("Location", "")).lower()


def form(section) -> dict:
    """Return a form that would do something wherever it were taken."""
    return news_form(title="Sửa của người ngoài") | {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": section.pk,
        "chooser": section.pk,
        "comment": "Đồng ý",
        "is_editing": "true",
        "restriction_type": "login",
        "locales": [Locale.objects.get(language_code="en").pk],
    }


def tried(client: Client, page: Page, section: Page) -> Iterator[tuple[Address, str, object]]:
    """Ask for every address of `page`, by GET and by POST; yield address, method and answer."""
    data = form(section)
    for address in PAGE_ADDRESSES:
        where = reverse(address.name, kwargs=filled(address, page, section))
        yield address, "GET", client.get(where)
        yield address, "POST", client.post(where, data)


def without_numbers(response) -> str:
    return re.sub(r"\d+", "", response.content.decode())


# Ends the session; fails on purpose.
NO_LISTS = {"wagtailadmin_logout", "wagtailadmin_error_test"}
SEARCHED = f"?q={WORD}"
PAGE_QUERIES = ["", SEARCHED, f"{SEARCHED}&search_all=1", "?ordering=-latest_revision_created_at"]


class DraftsOfADepartment(TestCase):
    """A page of each kind by one department, each with a synced translation; and everyone who may come by."""

    @classmethod
    def setUpTestData(cls):
        cls.home = found_site(factories.UserFactory(), factories.UserFactory())
        cls.section = NewsIndexPage.objects.get(slug="tin-hoat-dong")
        department, cls.other_department = factories.DepartmentFactory(), factories.DepartmentFactory()
        for each in (department, cls.other_department):
            each.sections.set(cls.home.get_children())
        cls.people = {
            "drafter": factories.member_of(department),
            "colleague": factories.member_of(department),
            "stranger": factories.member_of(cls.other_department),
            "outsider": factories.UserFactory(),
            "approver": factories.approver(),
            "administrator": factories.administrator(),
        }
        cls.pages = {}
        for kind in KINDS:
            page = make(kind, cls.section, cls.people["drafter"], cls.people["approver"])
            source, _new = TranslationSource.update_or_create_from_instance(page)
            Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
            cls.pages[kind] = page

    def enter(self, who: str):
        """Sign in as one of the people; return the account."""
        user = factories.fresh(self.people[who])
        self.client.force_login(user)
        return user

    def test_another_departments_drafter_finds_no_draft_at_any_address(self):
        self.enter("stranger")
        before, wrong, asked = everything_stored(), [], 0
        for kind, page in self.pages.items():
            for address, method, response in tried(self.client, page, self.section):
                asked += 1
                public = page.live and address.name in draft_guard.SHOW_WHAT_IS_PUBLIC
                if reveals(response) or (response.status_code != 404 and not public):
                    wrong.append((kind, method, address.name, response.status_code, reveals(response)))
        assert wrong == []
        assert everything_stored() == before
        assert asked == 2 * len(PAGE_ADDRESSES) * len(KINDS)

    def test_who_may_not_enter_the_admin_finds_no_draft_at_any_address(self):
        before, wrong = everything_stored(), []
        for who in ("anonymous", "outsider"):
            if who == "outsider":
                self.enter(who)
            for address, method, response in tried(self.client, self.pages["in review"], self.section):
                to_sign_in = response.status_code == 302 and "/login/" in response["Location"]
                if reveals(response) or not to_sign_in:
                    wrong.append((who, method, address.name, response.status_code))
        assert wrong == []
        assert everything_stored() == before

    def test_the_number_of_a_draft_answers_as_a_number_of_nothing(self):
        self.enter("stranger")
        for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore", "wagtailadmin_api:pages:detail"):
            hidden = self.client.get(reverse(name, args=[self.pages["in review"].pk]))
            missing = self.client.get(reverse(name, args=[NOBODYS_NUMBER]))
            assert (hidden.status_code, without_numbers(hidden)) == (404, without_numbers(missing))

    def test_a_part_of_a_draft_beside_the_number_of_an_own_page_is_not_found(self):
        own = factories.submitted(self.section, self.enter("stranger"))
        theirs = self.pages["in review"]
        revision = theirs.latest_revision_id
        state = theirs.current_workflow_state
        for name, arguments in (
            ("revisions_view", [own.pk, revision]),
            ("revisions_revert", [own.pk, revision]),
            ("revisions_compare", [own.pk, "earliest", revision]),
            ("workflow_action", [own.pk, "approve", state.current_task_state_id]),
            ("collect_workflow_action_data", [own.pk, "approve", state.current_task_state_id]),
            ("workflow_history_detail", [own.pk, state.pk]),
            ("move_confirm", [own.pk, theirs.pk]),
        ):
            assert self.client.get(reverse(f"wagtailadmin_pages:{name}", args=arguments)).status_code == 404, name

    def test_who_works_on_a_draft_gets_in(self):
        for who in ("colleague", "approver", "administrator"):
            self.enter(who)
            for kind in ("in review", "live, change in review"):
                for name in ("edit", "view_draft", "history"):
                    response = self.client.get(reverse(f"wagtailadmin_pages:{name}", args=[self.pages[kind].pk]))
                    assert response.status_code == 200, (who, kind, name)
                    assert name == "history" or reveals(response), (who, kind, name)

    def test_the_guard_lets_those_who_see_a_draft_pass_at_every_address(self):
        asked = RequestFactory().get("/admin/")
        for who in ("colleague", "approver", "administrator"):
            asked.user = self.people[who]
            for kind in ("in review", "live with changes"):
                for address in PAGE_ADDRESSES:
                    match = ResolverMatch(None, (), filled(address, self.pages[kind], self.section), address.name)
                    assert draft_guard.may_know(asked, match), (who, kind, address)

    def test_no_list_of_the_admin_shows_another_departments_drafts(self):
        own = factories.draft(self.section, self.enter("stranger"), factories.news("Tin của phòng mình"))
        lists = [reverse(address.name) for address in OTHER_ADDRESSES if address.name not in NO_LISTS]
        for name in ("wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child"):
            lists += [reverse(name, args=[place.pk]) for place in (self.home, self.section)]
        for name in ("type_use", "type_use_results", "choose_parent"):
            lists.append(reverse(f"wagtailadmin_pages:{name}", args=["newsroom", "newspage"]))
        asked = [place + query for place in lists for query in (PAGE_QUERIES if "page" in place else [SEARCHED])]
        api = reverse("wagtailadmin_api:pages:listing")
        below = f"{api}?child_of={self.section.pk}"
        asked += [below, f"{below}&for_explorer=1", f"{api}?search={WORD}", f"{api}?descendant_of={self.home.pk}"]
        asked.append(reverse("wagtailadmin_choose_page") + "?page_type=newsroom.NewsPage")
        numbers = "&".join(f"id={page.pk}" for page in [*self.pages.values(), own])
        asked.append(f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?{numbers}")
        for action in ("delete", "move", "publish", "unpublish"):
            bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            asked += [f"{bulk}?{numbers}", f"{bulk}?id=all&childOf={self.section.pk}", f"{bulk}?id=all"]
        wrong = [where for where in asked if reveals(self.client.get(where))]
        assert wrong == []

    def test_lists_show_the_own_departments_drafts(self):
        self.enter("colleague")
        for where in (
            reverse("wagtailadmin_explore", args=[self.section.pk]),
            reverse("wagtailadmin_pages:search") + SEARCHED,
            reverse("wagtailadmin_choose_page_search") + SEARCHED,
            f"{reverse('wagtailadmin_api:pages:listing')}?child_of={self.section.pk}&for_explorer=1",
        ):
            assert reveals(self.client.get(where)), where

    def test_others_see_a_live_page_as_if_nothing_were_changed(self):
        where = reverse("wagtailadmin_explore", args=[self.section.pk])
        changed, reviewed = self.pages["live with changes"].pk, self.pages["live, change in review"].pk
        self.enter("stranger")
        rows = {page.pk: page for page in self.client.get(where).context["pages"]}
        assert rows.keys() == {changed, reviewed}
        assert rows[changed].status_string == rows[reviewed].status_string
        assert not any(row.has_unpublished_changes or row.workflow_in_progress for row in rows.values())
        self.enter("colleague")
        rows = {page.pk: page for page in self.client.get(where).context["pages"]}
        assert rows.keys() == {page.pk for page in self.pages.values()}
        assert rows[reviewed].workflow_in_progress

    def test_a_made_up_number_in_a_form_or_a_text_shows_neither_title_nor_address(self):
        user = self.enter("stranger")
        number = str(self.pages["in review"].pk)
        related = {
            "related_items-TOTAL_FORMS": "1",
            "related_items-INITIAL_FORMS": "0",
            "related_items-0-page": number,
            "related_items-0-ORDER": "1",
            "related_items-0-id": "",
        }
        answer = create_news(self.client, self.section, title="", **related)
        assert answer.status_code == 200
        assert not reveals(answer)
        own = factories.draft(self.section, user)
        factories.edit(own, user, body=[("paragraph", f'<p><a linktype="page" id="{number}">Xem thêm</a></p>')])
        for name in ("edit", "view_draft"):
            answer = self.client.get(reverse(f"wagtailadmin_pages:{name}", args=[own.pk]))
            assert answer.status_code == 200
            assert not reveals(answer), name
        for name in ("copy", "move"):
            where = reverse(f"wagtailadmin_pages:{name}", args=[own.pk])
            assert self.client.post(where, {"new_parent_page": number}).status_code == 404

    def test_a_draft_has_no_public_address(self):
        for kind, page in self.pages.items():
            if page.live:
                assert not reveals(self.client.get(page.url)), kind
                continue
            assert self.client.get(f"/tin-hoat-dong/{page.slug}/").status_code == 404
            assert self.client.get(page.permalink).status_code == 404
            count = reverse("count_view", args=[page.public_id])
            assert self.client.post(count, headers={"user-agent": "Mozilla/5.0 Firefox/140.0"}).status_code == 404
        for where in (reverse("search") + SEARCHED, self.home.url, self.section.url, "/sitemap.xml"):
            assert not reveals(self.client.get(where)), where

    def test_the_password_form_of_one_page_shows_no_other(self):
        restriction = PageViewRestriction.objects.create(
            page=self.section, restriction_type=PageViewRestriction.PASSWORD, password="mat-khau"
        )
        for page in self.pages.values():
            where = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
            for answer in (self.client.get(where), self.client.post(where, {"password": "sai"})):
                assert not reveals(answer)
                assert answer.status_code == (200 if page.live else 404)

    def test_the_rule_for_one_page_and_for_many_agree(self):
        nobodys = factories.draft(self.home, self.people["administrator"], NewsIndexPage(title="Mục chưa mở"))
        every = [*self.pages.values(), nobodys, self.section, self.home]
        for who, user in self.people.items():
            listed = set(visibility.visible_in_admin(Page.objects.all(), user).values_list("pk", flat=True))
            seen = visibility.seen_among(user, every)
            for page in every:
                may = visibility.may_see_draft(user, page)
                assert may == (page.pk in seen), (who, page)
                assert (page.live or may) == (page.pk in listed), (who, page)
                # Who may edit a draft sees it.
                assert may or not factories.fresh(page).permissions_for_user(user).can_edit(), (who, page)
            assert (seen >= {page.pk for page in self.pages.values()}) == (who not in {"stranger", "outsider"})
            assert (nobodys.pk in seen) == (who in {"approver", "administrator"})

    def test_overviews_of_the_whole_site_are_for_who_sees_every_draft(self):
        for who, status in (("stranger", 302), ("approver", 200), ("administrator", 200)):
            self.enter(who)
            menu = self.client.get(reverse("wagtailadmin_home")).content.decode()
            for name in ("site_history", "page_types_usage"):
                address = reverse(f"wagtailadmin_reports:{name}")
                assert self.client.get(address).status_code == status
                assert (address in menu) == (status == 200)

    def test_who_uses_a_page_or_a_file_is_not_said_by_title(self):
        user = self.enter("stranger")
        picture = factories.picture(collection=self.other_department.collection)
        own = factories.published(self.section, user, self.people["approver"])
        secret = secret_news(cover=picture, cover_alt="Ảnh")
        secret.body = [("paragraph", f'<p><a linktype="page" id="{own.pk}">{SECRET}</a></p>')]
        factories.draft(self.section, self.people["drafter"], secret)
        for where in (
            reverse("wagtailadmin_pages:usage", args=[own.pk]),
            reverse("wagtailimages:image_usage", args=[picture.pk]),
        ):
            answer = self.client.get(where)
            assert len(answer.context["object_list"]) == 1
            assert not reveals(answer), where


def test_the_api_knows_no_draft_translation(client, section, stranger, colleague, drafter, approver):
    page = factories.published(section, drafter, approver, factories.news("Tin công khai"))
    english = Locale.objects.get(language_code="en")
    section.copy_for_translation(english)
    translated = page.copy_for_translation(english)
    translated.title = f"{WORD} {SECRET}"
    translated.save_revision(user=drafter)
    Page.objects.filter(pk=translated.pk).update(title=translated.title)
    where = reverse("wagtailadmin_api:pages:detail", args=[page.pk])
    client.force_login(stranger)
    answer = client.get(where)
    assert (answer.status_code, answer.json()["title"], reveals(answer)) == (200, "Tin công khai", False)
    client.force_login(colleague)
    assert reveals(client.get(where))


def test_a_department_that_shares_a_page_sees_its_drafts(section, drafter, stranger, other_department):
    page = secret_news()
    page.co_departments = [other_department]
    page = factories.draft(section, drafter, page)
    assert visibility.may_see_draft(stranger, page)
    assert visibility.visible_in_admin(Page.objects.filter(pk=page.pk), stranger).count() == 1
