"""Every word of every screen in Vietnamese: what an upgrade of Wagtail adds makes this file fail."""

from itertools import pairwise

import polib
import pytest
from django import forms
from django.core.management import CommandError, call_command
from django.urls import get_resolver
from django.utils.functional import Promise

from cms.operations.translations import checks, coverage, sources, updating
from cms.operations.translations.extraction import Message
from tests.browser.foreign_words import foreign_words

pytestmark = pytest.mark.no_database


@pytest.fixture(scope="module")
def installed() -> list[sources.Source]:
    return sources.installed()


@pytest.fixture(scope="module")
def site() -> sources.Source:
    return sources.site()


@pytest.fixture(scope="module")
def everything(installed, site):
    return {(line.app, line.domain): line for line in coverage.coverage([*installed, site])}


def test_every_word_of_every_app_is_there_in_vietnamese(everything):
    assert not {place: line.missing for place, line in everything.items() if line.missing}
    assert {line.percent for line in everything.values()} == {100}


def test_all_of_wagtail_is_looked_at_and_its_scripts_too(everything):
    """As many as the packages' own catalogues say, or this test would pass by finding nothing."""
    assert everything["wagtail.admin", "django"].total >= 900
    assert everything["wagtail.admin", "djangojs"].total >= 80
    assert everything["wagtail_localize", "djangojs"].total >= 40
    assert everything["site", "django"].total >= 1250
    shown = {"wagtail", "wagtail.images", "wagtail.documents", "wagtail.users", "django", "django_filters", "taggit"}
    assert shown <= {app for app, _domain in everything}


def test_our_catalogues_have_what_the_code_shows_and_nothing_else(installed, site):
    """`manage.py translations --update` puts them in step."""
    assert not updating.changes(site, installed)


@pytest.mark.parametrize(
    "path", updating.vietnamese_catalogues(), ids=lambda path: str(path.relative_to(path.parents[4]))
)
def test_vietnamese_catalogue_has_no_fault(path):
    assert not checks.faults(path)


def test_what_packages_bring_along_in_vietnamese_uses_the_words_of_the_house_too(installed):
    catalogue = coverage.merged("django")
    texts = {coverage.text_of(catalogue, message) for source in installed for message in source.messages["django"]}
    assert {text: found for text in texts if (found := list(checks.spelling(text)))} == {}


# Words of HTTP, in a text for whoever looks after a browser; names that both languages write alike.
HEADERS = ["Referrer-Policy", "no-referrer", "API"]
SHARED = {"API", "HTML", "JSON", "UUID"}


@pytest.mark.parametrize("path", updating.vietnamese_catalogues(), ids=lambda path: "/".join(path.parts[-5:]))
def test_no_english_was_left_in_a_vietnamese_text(path):
    """No two foreign words side by side, and nothing that says the same as the English."""
    left = {}
    for entry in polib.pofile(str(path)):
        for text in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
            words = checks.without_marks(text).split()
            pairs = [pair for pair in pairwise(words) if all(foreign_words(word, HEADERS) for word in pair)]
            if pairs or (text in {entry.msgid, entry.msgid_plural} and foreign_words(checks.without_marks(text))):
                left[text] = pairs
    assert {text: pairs for text, pairs in left.items() if text not in SHARED} == {}


def test_english_catalogue_is_complete(site):
    entries = polib.pofile(str(updating.catalogue_of_site("en", "django")))
    assert entries.percent_translated() == 100
    assert all(set(entry.msgstr_plural) == {0, 1} for entry in entries if entry.msgid_plural)


def test_missing_word_would_be_found():
    planted = sources.Source(
        "planted", {"django": {Message("A word that nobody has put into Vietnamese")}, "djangojs": set()}
    )
    (line,) = coverage.coverage([planted])
    assert (line.total, line.translated, line.percent) == (1, 0, 0)


def test_word_that_the_admin_has_and_its_scripts_have_not_would_be_found():
    planted = sources.Source(
        "planted", {"django": set(), "djangojs": {Message("Who decides about the page sees your answers.")}}
    )
    (line,) = coverage.coverage([planted])
    assert line.missing


def test_command_names_what_is_missing_and_fails(monkeypatch, capsys):
    planted = sources.Source("planted", {"django": {Message("Nowhere to be found")}, "djangojs": set()})
    monkeypatch.setattr(sources, "installed", lambda: [planted])
    with pytest.raises(CommandError, match="untranslated"):
        call_command("translations")
    assert "not translated: 'Nowhere to be found'" in capsys.readouterr().out


# Fields of Wagtail's forms whose label is not shown, or is given by the template or when the form is made.
LABELLED_ELSEWHERE = {
    "wagtail.admin.forms.auth.LoginForm": {"username", "password", "remember"},
    "wagtail.admin.forms.collections.CollectionMemberPermissionsForm": {"permissions"},
    "wagtail.admin.forms.comments.CommentForm": {"resolved"},
    "wagtail.admin.forms.pages.WagtailAdminPageForm": {"comment_notifications"},
    "wagtail.admin.views.pages.bulk_actions.page_bulk_action.DefaultPageForm": {"include_descendants"},
    # Not shown: search.picks_admin makes a form of its own.
    "wagtail.contrib.search_promotions.forms.SearchPromotionForm": {"external_link_text", "query", "sort_order"},
    "wagtail.contrib.settings.forms.SiteSwitchForm": {"site"},
    "wagtail.users.forms.PagePermissionsForm": {"page", "permissions"},
    "wagtail_localize.views.submit_translations.SubmitTranslationForm": {"include_subtree"},
}


def test_no_field_of_wagtail_is_labelled_by_its_name_alone():
    """Such a label is English on every screen, and no catalogue knows it (cms.operations.translations.labels)."""
    assert get_resolver().url_patterns, "imports every view, and so every form"
    unlabelled = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in _all(forms.BaseForm)
        if form.__module__.split(".")[0] in {"wagtail", "wagtail_localize"}
        for name, field in form.base_fields.items()
        if _label_is_a_name(field)
    }
    assert unlabelled <= {f"{form}.{name}" for form, names in LABELLED_ELSEWHERE.items() for name in names}


def _label_is_a_name(field: forms.Field) -> bool:
    marked = isinstance(field.label, Promise) or (field.label or "").isascii() is False
    return not marked and not field.widget.is_hidden


def _all(form: type) -> set[type]:
    return {found for subclass in form.__subclasses__() for found in (subclass, *_all(subclass))}
