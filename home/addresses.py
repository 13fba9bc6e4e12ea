"""Addresses that editors and administrators write: on the web, or a path of this portal. Nothing that runs."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

# "//host/" is another host's address and no path.
PATH = re.compile(r"^/(?![/\\])[^\s\\]*\Z")

# What a security policy can name (cms.pages.security.SOURCE): no IPv6 address, no name of one part, ASCII alone.
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")

_web = URLValidator(schemes=["http", "https"])
_secure = URLValidator(schemes=["https"])


def validate_address(value: str) -> None:
    """Raise ValidationError unless `value` is an http(s) address or a path of this portal."""
    if not is_address(value):
        raise ValidationError(_("Write an address that begins with https://, or with / for a page of this portal."))


def validate_secure(value: str) -> None:
    """Raise ValidationError unless `value` is an address that is reached encrypted, on a host with a plain name."""
    try:
        _secure(value)
    except ValidationError:
        raise ValidationError(_("The address must begin with https://.")) from None
    if not HOST.fullmatch(urlsplit(value).hostname):
        raise ValidationError(_("Write the host's name in full, in letters without marks: https://host.gov.vn/."))


def is_address(value: str) -> bool:
    """Whether `value` is an http(s) address or a path of this portal."""
    if PATH.match(value):
        return True
    try:
        _web(value)
    except ValidationError:
        return False
    return True


def origin(address: str) -> str:
    """Return scheme and host of an encrypted address, as a security policy names them; '' for any other."""
    try:
        validate_secure(address)
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except (ValidationError, ValueError):
        return ""
    return f"https://{parts.hostname}{port}"
