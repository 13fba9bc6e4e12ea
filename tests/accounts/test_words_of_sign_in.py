"""Signing in, a forgotten password, and what is refused: in Vietnamese, for people who read nothing else."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.browser.foreign_words import foreign_words

SPOKEN = ("title", "aria-label", "placeholder", "alt")


def english(response) -> set[tuple[str, ...]]:
    """Return what a screen shows or says that is no Vietnamese."""
    soup = BeautifulSoup(response.content, "html.parser")
    for hidden in soup(["script", "style", "noscript", "svg"]):
        hidden.decompose()
    texts = [*soup.stripped_strings, *(tag[name] for name in SPOKEN for tag in soup.select(f"[{name}]"))]
    return {words for text in texts if (words := foreign_words(text, names=["cookie"]))}


@pytest.fixture
def reset_address(drafter) -> str:
    uid = urlsafe_base64_encode(force_bytes(drafter.pk))
    token = default_token_generator.make_token(drafter)
    return reverse("wagtailadmin_password_reset_confirm", args=[uid, token])


def test_planted_english_would_be_found(client, home):
    response = client.get(reverse("wagtailadmin_login"))
    response.content = response.content.replace("Đăng nhập".encode(), b"Please sign in")
    assert english(response)


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_complete",
    ],
)
def test_screen_is_in_vietnamese(client, home, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == "vi"
    assert not english(response)


def test_wrong_password_and_missing_one_are_told_in_vietnamese(client, drafter):
    wrong = client.post(reverse("wagtailadmin_login"), {"username": drafter.username, "password": "sai mật khẩu"})
    assert "Tên đăng nhập và mật khẩu" in wrong.content.decode() or "không đúng" in wrong.content.decode()
    assert not english(wrong)
    assert not english(client.post(reverse("wagtailadmin_login"), {}))
    assert not english(client.post(reverse("wagtailadmin_password_reset"), {"email": "không phải thư"}))


def test_forgotten_password_is_answered_by_a_mail_in_vietnamese(client, drafter):
    client.post(reverse("wagtailadmin_password_reset"), {"email": drafter.email})
    (message,) = mail.outbox
    words = re.sub(r"\S*https?://\S+", "", f"{message.subject}\n{message.body}").replace(drafter.username, "")
    assert [line for line in words.splitlines() if foreign_words(line)] == []


def test_new_password_is_asked_for_and_refused_in_vietnamese(client, reset_address):
    form = client.get(reset_address, follow=True)
    assert form.status_code == 200
    assert not english(form)
    for passwords in (
        ("1234", "1234"),
        ("password12", "password12"),
        ("dài và khác nhau 1", "dài và khác nhau 2"),
        ("", ""),
    ):
        refused = client.post(
            form.request["PATH_INFO"], dict(zip(("new_password1", "new_password2"), passwords, strict=True))
        )
        assert refused.status_code == 200
        assert not english(refused)


def test_link_that_was_used_up_says_so_in_vietnamese(client, home):
    response = client.get(reverse("wagtailadmin_password_reset_confirm", args=["MQ", "het-han"]))
    assert response.status_code == 200
    assert not english(response)


def test_what_is_not_there_and_what_is_not_ones_own_are_refused_in_vietnamese(client, drafter):
    client.force_login(drafter)
    missing = client.get("/admin/khong-co/")
    assert missing.status_code == 404
    assert not english(missing)
    refused = client.get(reverse("wagtailusers_users:index"), follow=True)
    assert not english(refused)


def test_form_without_its_token_is_refused_in_vietnamese_and_says_what_to_do(home):
    response = Client(enforce_csrf_checks=True).post(reverse("wagtailadmin_login"), {"username": "ai đó"})
    assert response.status_code == 403
    assert "Chưa có gì được lưu" in response.content.decode()
    assert not english(response)
