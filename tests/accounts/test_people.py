"""One account, one person; family name first; deactivated, never deleted."""

import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

User = get_user_model()


def test_a_full_name_begins_with_the_family_name():
    assert factories.UserFactory(last_name="Lò Thị", first_name="Mai").get_full_name() == "Lò Thị Mai"


def test_people_are_sorted_by_given_name_in_the_vietnamese_alphabet():
    for last_name, first_name in (
        ("Trần", "Đức"),
        ("Lò", "Dung"),
        ("Bùi", "Ân"),
        ("Vàng", "An"),
        ("Hà", "Ăn"),
        ("Cà", "An"),
    ):
        factories.UserFactory(last_name=last_name, first_name=first_name, position="Xếp thứ tự")
    people = User.objects.filter(position="Xếp thứ tự")
    names = [user.get_full_name() for user in people.order_by("sort_key")]
    assert names == ["Cà An", "Vàng An", "Hà Ăn", "Bùi Ân", "Lò Dung", "Trần Đức"]


@pytest.mark.parametrize("field", ["username", "email"])
def test_user_name_and_e_mail_are_unique_without_regard_to_case(field):
    first = factories.UserFactory(username="soan1", email="soan1@sgddt.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.UserFactory(**{field: getattr(first, field).upper()})


def test_people_sign_in_whatever_the_case_of_the_user_name():
    user = factories.UserFactory(username="soan1.gdtx")
    assert authenticate(username="SOAN1.GDTX", password=factories.PASSWORD) == user


def test_an_account_is_never_deleted(client):
    user = factories.UserFactory()
    with pytest.raises(PermissionDenied), transaction.atomic():
        user.delete()
    client.force_login(factories.UserFactory(superuser=True))
    client.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    assert User.objects.filter(pk=user.pk).exists()


def test_only_what_may_be_done_to_many_accounts_is_offered(client, administrator):
    client.force_login(administrator)
    page = BeautifulSoup(client.get(reverse("wagtailusers_users:index")).content, "html.parser")
    offered = [link["href"] for link in page.select("[data-bulk-action-button]")]
    assert offered == [reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])]


def test_deletion_is_offered_to_nobody(client, superuser):
    user = factories.UserFactory()
    client.force_login(superuser)
    for address in (reverse("wagtailusers_users:index"), reverse("wagtailusers_users:edit", args=[user.pk])):
        assert reverse("wagtailusers_users:delete", args=[user.pk]) not in client.get(address).content.decode(), address


def test_many_accounts_are_not_deleted_either(client, superuser):
    user = factories.UserFactory()
    client.force_login(superuser)
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    assert client.post(f"{address}?id={user.pk}").status_code == 404
    with pytest.raises(PermissionDenied), transaction.atomic():
        User.objects.filter(pk=user.pk).delete()
    assert User.objects.filter(pk=user.pk).exists()


def test_ones_own_account_asks_for_the_family_name_first(client, drafter):
    client.force_login(drafter)
    page = BeautifulSoup(client.get(reverse("wagtailadmin_account")).content, "html.parser")
    asked = [field["name"] for field in page.select("input[name^=name_email]")]
    assert asked == ["name_email-last_name", "name_email-first_name", "name_email-email"]


def test_a_deactivated_account_cannot_sign_in():
    user = factories.UserFactory(is_active=False)
    assert authenticate(username=user.username, password=factories.PASSWORD) is None


def test_administrators_make_accounts_with_a_position(client, administrator):
    client.force_login(administrator)
    address = reverse("wagtailusers_users:add")
    assert 'name="position"' in client.get(address).content.decode()
    data = {
        "username": "moi.gdtx",
        "email": "moi@sgddt.example",
        "last_name": "Quàng Văn",
        "first_name": "Sơn",
        "position": "Phó Trưởng phòng",
        "password1": "mot-mat-khau-that-dai",
        "password2": "mot-mat-khau-that-dai",
    }
    assert client.post(address, data).status_code == 302
    assert User.objects.get(username="moi.gdtx").position == "Phó Trưởng phòng"


def test_an_administrator_cannot_make_anyone_a_superuser(client, administrator):
    client.force_login(administrator)
    user = factories.UserFactory()
    data = {
        "username": user.username,
        "email": user.email,
        "last_name": "A",
        "first_name": "B",
        "position": "",
        "is_active": "on",
        "is_superuser": "on",
        "password1": "",
        "password2": "",
    }
    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), data)
    assert not User.objects.get(pk=user.pk).is_superuser


@pytest.mark.parametrize("who", ["drafter", "approver"])
def test_drafters_and_approvers_do_not_see_accounts(who, request, client):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302


def test_an_administrator_cannot_take_over_a_superuser(client, administrator, superuser):
    client.force_login(administrator)
    address = reverse("wagtailusers_users:edit", args=[superuser.pk])
    assert client.get(address).status_code == 302
    data = {
        "username": superuser.username,
        "email": superuser.email,
        "last_name": "A",
        "first_name": "B",
        "position": "",
        "is_active": "on",
        "password1": "mot-mat-khau-that-dai",
        "password2": "mot-mat-khau-that-dai",
    }
    client.post(address, data)
    assert not User.objects.get(pk=superuser.pk).check_password("mot-mat-khau-that-dai")


def test_an_account_without_an_e_mail_is_refused_with_words(client, administrator):
    client.force_login(administrator)
    data = {
        "username": "khong.thu",
        "email": "",
        "last_name": "Quàng Văn",
        "first_name": "Sơn",
        "password1": "mot-mat-khau-that-dai",
        "password2": "mot-mat-khau-that-dai",
    }
    response = client.post(reverse("wagtailusers_users:add"), data)
    assert response.status_code == 200
    assert "email" in response.context["form"].errors
    assert not User.objects.filter(username="khong.thu").exists()


def test_a_second_account_with_the_same_e_mail_is_refused_with_words(client, administrator, drafter):
    client.force_login(administrator)
    data = {
        "username": "khac",
        "email": drafter.email.upper(),
        "last_name": "Quàng Văn",
        "first_name": "Sơn",
        "password1": "mot-mat-khau-that-dai",
        "password2": "mot-mat-khau-that-dai",
    }
    response = client.post(reverse("wagtailusers_users:add"), data)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() or response.context["form"].errors["email"]
    assert not User.objects.filter(username="khac").exists()


@pytest.mark.parametrize("way", ["created", "set"])
def test_password_is_the_same_in_composed_and_in_decomposed_letters(way):
    # A terminal sends what the keyboard does, past every form.
    composed, decomposed = (unicodedata.normalize(form, "Mật khẩu thử") for form in ("NFC", "NFD"))
    if way == "created":
        user = User.objects.create_superuser("quantri9", password=decomposed)
    else:
        user = factories.UserFactory(username="quantri9")
        user.set_password(decomposed)
        user.save()
    for typed in (composed, decomposed):
        assert authenticate(username="quantri9", password=typed) == user
    assert authenticate(username="quantri9", password="Mat khau thu") is None
    user.set_unusable_password()
    assert not user.check_password(None)
