"""How messages are read from sources, and which faults of a translation are found."""

import unicodedata

import polib
import pytest

from cms.operations.translations import extraction, updating
from cms.operations.translations.checks import faults, faults_of
from cms.operations.translations.extraction import Message

PYTHON = """
from django.utils.translation import gettext_lazy as words, ngettext, pgettext

pytestmark = pytest.mark.no_database
words("Renamed")
_("in " "two " + "parts")
ngettext("%(n)d page", "%(n)d pages", n)
pgettext("Task", "Ready")
translation.gettext("by attribute")
_(variable)
print("not marked")
"""
TEMPLATE = """
{% load i18n %}<p>not marked</p>
{% translate "Save" %} {% trans 'Publish' context "verb" %}
{% blocktranslate trimmed count n=pages %}
  {{ n }} page
{% plural %}
  {{ n }} pages
{% endblocktranslate %}
{% include "x.html" with label=_("In an argument") %}{{ title|default:_("Untitled") }}{{ _("Bare") }}
{% translate "100% sure" %}
{% comment %}{% translate "Gone" %}{% endcomment %}
"""
BUNDLE = (
    "function r(e){const t=window.django?.gettext;return t?t(e):e}"
    "function i(e,t,n){const r=window.django?.ngettext;return r?r(e,t,n):1===n?e:t}n.d(t,{AP:()=>r,WI:()=>i})},"
    'x((0,j.AP)("More \\"actions\\""),(0,j.WI)("1 page","%s pages",n),(0,j.XX)("not marked"))'
)


def test_messages_of_a_module_are_read_from_its_syntax():
    assert set(extraction.of_python(PYTHON)) == {
        Message("Renamed"),
        Message("in two parts"),
        Message("%(n)d page", "%(n)d pages"),
        Message("Ready", context="Task"),
        Message("by attribute"),
    }


def test_messages_of_a_template_are_read_as_django_looks_them_up():
    assert set(extraction.of_template(TEMPLATE)) == {
        Message("Save"),
        Message("Publish", context="verb"),
        Message("%(n)s page", "%(n)s pages"),
        Message("In an argument"),
        Message("Untitled"),
        Message("Bare"),
        Message("100%% sure"),
    }


def test_messages_of_a_bundle_are_read_by_the_names_it_gave_to_gettext():
    names = extraction.bundled_names(["unrelated", BUNDLE])
    assert names == {"AP": "gettext", "WI": "ngettext"}
    found = set(extraction.of_javascript(BUNDLE, names))
    assert found == {Message('More "actions"'), Message("1 page", "%s pages")}


def test_messages_of_a_plain_script_are_read():
    assert set(extraction.of_javascript("notgettext('a'); gettext('Close'); ngettext('1 file', `x`, n)", {})) == {
        Message("Close")
    }


FAULTY = {
    "not translated": polib.POEntry(msgid="Save", msgstr=""),
    "uncertain": polib.POEntry(msgid="Save", msgstr="Lưu", flags=["fuzzy"]),
    "older version": polib.POEntry(msgid="Save", msgstr="Lưu", obsolete=True),
    "one form": polib.POEntry(
        msgid="%(n)s page", msgid_plural="%(n)s pages", msgstr_plural={0: "%(n)s trang", 1: "%(n)s trang"}
    ),
    "placeholders differ": polib.POEntry(msgid="%(n)s pages", msgstr="%(m)s trang"),
    "in braces differ": polib.POEntry(msgid="{n} pages", msgstr="các trang"),
    "in braces differ: {}": polib.POEntry(msgid="<b>{}</b> pages", msgstr="<b>các</b> trang", tcomment="a note"),
    "same order": polib.POEntry(msgid="%s of %d", msgstr="%d trên %s"),
    "HTML differs": polib.POEntry(msgid='<a href="%(u)s">here</a>', msgstr='<a href="%(u)s">đây'),
    "access keys differ": polib.POEntry(msgid="Press Ctrl + S", msgstr="Bấm phím S"),
    "white space": polib.POEntry(msgid="at ", msgstr="lúc"),
    "last mark": polib.POEntry(msgid="Name:", msgstr="Tên"),
    "not NFC": polib.POEntry(msgid="Save", msgstr=unicodedata.normalize("NFD", "Lưu bản nháp")),
    "the house says “xóa”": polib.POEntry(msgid="Delete", msgstr="Xoá trang"),
    "the house says “trả lại”": polib.POEntry(msgid="Reject", msgstr="Từ chối duyệt"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_fault_is_found(fault):
    assert any(fault in found for found in faults_of(FAULTY[fault]))


@pytest.mark.parametrize(
    "entry",
    [
        polib.POEntry(msgid="%(n)s page", msgid_plural="%(n)s pages", msgstr_plural={0: "%(n)s trang"}),
        polib.POEntry(msgid="One page", msgid_plural="%(n)s pages", msgstr_plural={0: "%(n)s trang"}),
        polib.POEntry(msgid='<b title="Close">%s</b> 100%%', msgstr='<b title="Đóng">%s</b> 100%%'),
        polib.POEntry(msgid="%(n)s more", msgstr="nữa", tcomment="n is left out: it is always 1"),
    ],
    ids=lambda entry: entry.msgid,
)
def test_good_translation_has_no_fault(entry):
    assert not list(faults_of(entry))


def test_catalogue_that_has_two_forms_for_numbers_is_found(tmp_path):
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=2; plural=(n != 1);"}
    catalogue.save(str(tmp_path / "django.po"))
    assert faults(tmp_path / "django.po")


def test_update_adds_what_is_new_and_takes_out_what_is_gone_and_keeps_what_was_translated(tmp_path):
    path = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    updating.carry_out(updating.Change(path, (Message("Save"), Message("Gone")), ()))
    catalogue = polib.pofile(str(path))
    catalogue.find("Save").msgstr = "Lưu"
    catalogue.save()
    updating.carry_out(updating.Change(path, (Message("%(n)s page", "%(n)s pages"),), (Message("Gone"),)))
    catalogue = polib.pofile(str(path))
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("%(n)s page", ""), ("Save", "Lưu")]
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_english_says_what_the_code_says_where_nothing_else_is_written(tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    updating.carry_out(updating.Change(path, (Message("Save"), Message("%(n)s page", "%(n)s pages")), ()))
    catalogue = polib.pofile(str(path))
    assert catalogue.find("Save").msgstr == "Save"
    assert catalogue.find("%(n)s page").msgstr_plural == {0: "%(n)s page", 1: "%(n)s pages"}
