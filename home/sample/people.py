"""Departments and accounts of the sample site."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from cms.editorial.models import Department
from cms.editorial.roles import ROLES
from home.sample.content import Content

MAIL_DOMAIN = "vankhe.example"
GROUP_OF_ROLE = {role.name: role.group for role in ROLES}


def make_departments(content: Content) -> None:
    """Make the departments that are missing."""
    for row in content.site["departments"]:
        given = {name: value for name, value in row.items() if name != "short_name"}
        Department.objects.get_or_create(short_name=row["short_name"], defaults=given)


def make_accounts(content: Content, password: str) -> None:
    """Make the accounts that are missing, put them in their groups and give all of them `password`.

    They get no e-mail address yet: nothing is mailed while the site is built.
    """
    # One hash for all: hashing takes a third of a second on purpose.
    hashed = make_password(password)
    for row in content.accounts.values():
        names = {name: row[name] for name in ("last_name", "first_name", "position")}
        user, _made = get_user_model().objects.update_or_create(
            username=row["username"], defaults={**names, "password": hashed}
        )
        user.groups.add(*_groups(row))
        if row["role"] == "head":
            Department.objects.get(short_name=row["department"]).heads.add(user)


def give_addresses(content: Content) -> None:
    """Give every account that has none its e-mail address."""
    for user in get_user_model().objects.filter(username__in=content.accounts, email=""):
        user.email = f"{user.username}@{MAIL_DOMAIN}"
        user.save(update_fields=["email"])


def _groups(row: dict) -> list[Group]:
    if "department" in row:
        return [Department.objects.get(short_name=row["department"]).group]
    return [Group.objects.get(name=GROUP_OF_ROLE[row["role"]])]
