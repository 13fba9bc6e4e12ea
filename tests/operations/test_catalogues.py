import gettext
import os
from pathlib import Path

import pytest

from cms.operations.setup.catalogues import compile_catalogues

pytestmark = pytest.mark.no_database

TEXT = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Home"
msgstr "Trang chủ"

#, fuzzy
msgid "News"
msgstr "Tin đồn"
"""


@pytest.fixture
def source(tmp_path) -> Path:
    source = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT, encoding="utf-8")
    return source


def test_catalogue_is_compiled_once_and_again_when_it_changed(source, tmp_path):
    target = source.with_suffix(".mo")
    assert compile_catalogues(tmp_path) == [target]
    assert compile_catalogues(tmp_path) == []
    os.utime(target, (1, 1))
    assert compile_catalogues(tmp_path) == [target]


def test_compiled_catalogue_translates_and_leaves_uncertain_translations_out(source, tmp_path):
    compile_catalogues(tmp_path)
    catalogue = gettext.translation("django", tmp_path, ["vi"])
    assert catalogue.gettext("Home") == "Trang chủ"
    assert catalogue.gettext("News") == "News"


def test_folder_without_catalogues_is_no_error(tmp_path):
    assert compile_catalogues(tmp_path) == []
