"""What collectstatic leaves: style sheets and modules joined, hashed names, gzip and Brotli beside them."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.no_database

STORAGES = {"staticfiles": {"BACKEND": "cms.operations.staticfiles.PortalStaticFilesStorage"}}
FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Collect the project's own files twice, as two releases do, and return the folder."""
    from django.conf import settings
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | STORAGES
    with override_settings(STATIC_ROOT=folder, STORAGES=storages, STATICFILES_FINDERS=FINDERS):
        for _ in range(2):
            call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(scope="module")
def names(collected):
    return json.loads((collected / "staticfiles.json").read_text())["paths"]


def test_the_public_pages_have_one_style_sheet_and_one_module(collected, names):
    style, module = (collected / names[name] for name in ("css/site.css", "js/site.js"))
    assert "@import" not in style.read_text()
    assert "import" not in module.read_text().split()
    assert ":root" in style.read_text()
    assert "@media print{" in style.read_text()


def test_parts_are_not_served(collected, names):
    assert [name for name in names if name.startswith(("css/", "js/")) and "admin" not in name] == [
        "css/site.css",
        "js/site.js",
    ]
    assert not (collected / "css" / "tokens.css").exists()
    assert not (collected / "js" / "ticker.js").exists()


def test_every_screen_of_the_admin_has_one_style_sheet(collected, names):
    style = (collected / names["css/admin.css"]).read_text()
    assert "@import" not in style
    assert ".portal-row{" in style
    assert not (collected / "css" / "admin" / "rows.css").exists()
    assert "css/admin/rows.css" not in names


def test_what_single_screens_wear_stays_apart(collected, names):
    assert (collected / names["css/admin/review/screen.css"]).exists()


def test_the_name_without_a_hash_is_the_joined_file_as_well(collected):
    """The pages of errors, which must not fail themselves, name it so."""
    assert "@import" not in (collected / "css" / "site.css").read_text()


def test_the_style_sheet_names_the_font_by_its_hash(collected, names):
    font = names["fonts/be-vietnam-pro-600.woff2"]
    assert font.removeprefix("fonts/") in (collected / names["css/site.css"]).read_text()


def test_gzip_and_brotli_lie_beside_what_is_text(collected, names):
    for name in ("css/site.css", "js/site.js", "img/mark.svg"):
        assert (collected / f"{names[name]}.gz").exists()
        assert (collected / f"{names[name]}.br").exists()


def test_what_cannot_be_joined_ends_collectstatic_with_a_word_about_it(tmp_path, settings):
    sources = tmp_path / "sources" / "js"
    sources.mkdir(parents=True)
    (sources / "site.js").write_text('import "./a.js";')
    settings.STATICFILES_DIRS, settings.STATICFILES_FINDERS = [sources.parent], FINDERS
    settings.STATIC_ROOT, settings.STORAGES = tmp_path / "static", settings.STORAGES | STORAGES
    with pytest.raises(CommandError, match=r"Static files cannot be joined\. js/site\.js: an import or export of"):
        call_command("collectstatic", interactive=False, verbosity=0)
