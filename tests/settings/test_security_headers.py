"""What every answer tells browsers not to do. The policies are read as a browser reads them."""

import os
import subprocess
import sys

import pytest
from django.urls import reverse

from cms.pages import security
from cms.settings.env import BASE_DIR
from tests.factories import news
from tests.pages.builders import announcement, event, public, take_down

BESIDE = ["/rss.xml", "/atom-full.xml", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/en/rss.xml"]


@pytest.fixture
def answers(client, home, section, announcements, department):
    """One answer of each kind that a reader or a robot can get, by its address."""
    article = public(section, news("Tin", department=department))
    line = public(announcements, announcement("Thông báo", department=department))
    events = home.get_children().get(slug="su-kien")
    happening = public(events, event("Sự kiện", department=department))
    gone = public(section, news("Đã gỡ", department=department))
    take_down(gone)
    pages = ["/", "/en/", section.url, announcements.url, events.url, article.url, line.url, happening.url]
    views = [reverse("search"), f"{reverse('search')}?q=tin", reverse("site_map")]
    errors = [gone.url, "/khong-co/", "/en/none/", f"{section.url}?page=abc", article.permalink]
    return {address: client.get(address) for address in [*pages, *views, *errors, *BESIDE]}


def policy(response) -> dict[str, set[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: set(sources) for name, *sources in parts}


def test_every_public_answer_closes_what_no_page_uses(answers):
    for address, response in answers.items():
        headers, found = response.headers, policy(response)
        assert found["default-src"] == found["object-src"] == found["frame-ancestors"] == {"'none'"}, address
        assert found["base-uri"] == {"'none'"}, address
        assert found["script-src"] == found["style-src"] == found["connect-src"] == {"'self'"}, address
        assert "unsafe" not in headers["Content-Security-Policy"], address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", address
        permissions = headers["Permissions-Policy"]
        assert {"camera=()", "microphone=()", "geolocation=()"} <= set(permissions.split(", ")), address
        assert not response.cookies, address
        assert "cookie" not in headers.get("Vary", "").lower(), address


def test_error_pages_and_results_ask_not_to_be_indexed(answers):
    for address, response in answers.items():
        if response["Content-Type"].startswith("text/html") and response.status_code != 302:
            asks = b'<meta name="robots" content="noindex">' in response.content
            assert asks == (response.status_code >= 400 or "?q=" in address), address


def test_only_the_admin_frames_itself(client, home, superuser):
    client.force_login(superuser)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert policy(response)["frame-ancestors"] == {"'self'"}
    assert policy(response)["object-src"] == {"'none'"}


def test_draft_is_shown_in_a_frame_of_the_admin_under_the_policy_of_the_page(client, section, department, superuser):
    draft = section.add_child(instance=news("Bản nháp", live=False, department=department))
    draft.save_revision()
    client.force_login(superuser)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert response.status_code == 200
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    found = policy(response)
    assert found["frame-ancestors"] == found["script-src"] == {"'self'"}
    assert found["default-src"] == {"'none'"}


@pytest.fixture
def allowed():
    """Allow sources for the test, and take them back."""
    before = list(security._sources)

    def allow(**directives):
        security.allow(lambda: {name.replace("_", "-"): hosts for name, hosts in directives.items()})

    yield allow
    security._sources[:] = before


def test_host_that_a_package_allows_is_named_on_public_pages_alone(client, home, superuser, allowed):
    host = "https://do-luong.example.gov.vn"
    allowed(script_src=[host], img_src=[f"{host}/anh/"])
    found = policy(client.get("/"))
    assert found["script-src"] == {"'self'", host}
    assert found["img-src"] == {"'self'", f"{host}/anh/"}
    assert found["connect-src"] == {"'self'"}
    client.force_login(superuser)
    assert host not in client.get(reverse("wagtailadmin_home")).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "source",
    [
        "http://example.gov.vn",
        "'unsafe-inline'",
        "*",
        "https://*",
        "https://a.example; script-src *",
        "https://a.example b",
        "https://a.example\nx",
        "data:",
        "https:",
        "https://localhost",
    ],
)
def test_anything_but_a_host_over_tls_is_left_out(client, home, allowed, source):
    allowed(script_src=[source])
    assert policy(client.get("/"))["script-src"] == {"'self'"}


def test_closed_directives_stay_closed(client, home, allowed):
    allowed(default_src=["https://a.example"], base_uri=["https://a.example"], frame_ancestors=["https://a.example"])
    assert "a.example" not in client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize(("scheme", "is_secure"), [("https://sgddt.example.gov.vn", True), ("http://localhost", False)])
def test_production_asks_for_tls_where_it_has_it(tmp_path, scheme, is_secure):
    own = {"SECRET_KEY": "x" * 50, "SITE_URL": scheme, "VAR_DIR": str(tmp_path), "ENV_FILE": str(tmp_path / "none")}
    program = (
        "from cms.settings import production as p;"
        "print(p.CONTENT_SECURITY_POLICY['DIRECTIVES']['upgrade-insecure-requests'], p.SECURE_HSTS_SECONDS)"
    )
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == (["True", "31536000"] if is_secure else ["False", "0"])
