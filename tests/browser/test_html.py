"""The W3C's checker has nothing to say against any public page, its style sheet and its drawings.

Java starts once for all of them.
"""

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.npm_packages import VNU
from tests.public_pages import KINDS

STYLES = re.compile(r'<link[^>]+rel="?stylesheet"?[^>]*>')
ADDRESS = re.compile(r'href="?([^" >]+)')
JSON_LD = re.compile(r'<script type="?application/ld\+json"?[^>]*>(.*?)</script>', re.DOTALL)
# Properties that are in the standards, and in every browser that counts, and that the checker has not learnt yet.
NOT_LEARNT = ("“container-type”", "“@container”")
# One of each language: what has no fault was looked at.
WRONG = {
    "wrong.html": '<!DOCTYPE html><html lang="vi"><title>Trang</title><p><div></p>',
    "wrong.css": "p { colour: red }",
    "wrong.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circel/></svg>',
}


@pytest.fixture(scope="module")
def fetched(site, browser, addresses, tmp_path_factory) -> Path:
    """A folder of every kind of page as the server sends it, of the style sheets they name, and of the drawings."""
    folder = tmp_path_factory.mktemp("pages")
    client = browser.new_context(base_url=site.url)
    styles = set()
    for kind, path in addresses.items():
        text = client.request.get(path).text()
        (folder / f"{kind}.html").write_text(text)
        styles |= {ADDRESS.search(link)[1] for link in STYLES.findall(text)}
    for address in styles:
        (folder / Path(urlsplit(address).path).name).write_bytes(client.request.get(address).body())
    client.close()
    for drawing in (site.folder / "static" / "img").rglob("*.svg"):
        (folder / drawing.name).write_bytes(drawing.read_bytes())
    for name, text in WRONG.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def faults(fetched) -> dict[str, list[str]]:
    """What the checker says of each file."""
    jar = VNU.file("build/dist/vnu.jar")
    options = ["--format", "json", "--errors-only", "--stdout", "--exit-zero-always", "--also-check-css"]
    command = ["java", "-jar", str(jar), *options, "--also-check-svg", str(fetched)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = {path.name: [] for path in fetched.iterdir()}
    for message in json.loads(done.stdout)["messages"]:
        if not any(words in message["message"] for words in NOT_LEARNT):
            extract = " ".join(message.get("extract", "").split())
            found[Path(urlsplit(message["url"]).path).name].append(f"{message['message']} … {extract}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_html_of_page_is_valid(kind, faults):
    assert not faults[f"{kind}.html"]


def test_style_sheets_and_drawings_are_valid(faults):
    checked = {name: found for name, found in faults.items() if not name.endswith(".html") and name not in WRONG}
    assert {Path(name).suffix for name in checked} == {".css", ".svg"}
    assert not {name: found for name, found in checked.items() if found}


@pytest.mark.parametrize("kind", KINDS)
def test_what_page_tells_machines_is_json(kind, fetched):
    for text in JSON_LD.findall((fetched / f"{kind}.html").read_text()):
        told = json.loads(text)
        assert all(part["@type"] for part in (told if isinstance(told, list) else told.get("@graph", [told])))


@pytest.mark.parametrize("name", WRONG)
def test_checker_finds_the_mistake_in_a_file_that_has_one(name, faults):
    assert faults[name]
