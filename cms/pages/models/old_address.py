"""Old addresses: of renamed and moved pages, and of the portal before this one."""

import hashlib
import uuid
from urllib.parse import unquote, urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.text.nfc import nfc

# How many parts of a path are looked at for the address of a section above it.
DEEPEST_SECTION = 16


def normal_address(address: str) -> str:
    """Return path and query of an address, unquoted and NFC, without host and fragment, beginning with a slash."""
    parts = urlsplit(address.strip())
    path = "/" + nfc(unquote(parts.path)).strip("/")
    return f"{path}?{nfc(unquote(parts.query))}" if parts.query else path


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


class OldAddressQuerySet(models.QuerySet):
    def remember(self, address: str, target: uuid.UUID, *, is_prefix: bool = False) -> "OldAddress":
        """Let `address`, or everything below it, lead to the page with the permanent id `target` from now on."""
        address = normal_address(address)
        row, _made = self.update_or_create(
            address_hash=_hash(address), defaults={"address": address, "target": target, "is_prefix": is_prefix}
        )
        return row

    def find(self, address: str) -> "tuple[OldAddress, str] | None":
        """Return the row for an address and the part below it: '' for an exact one, else the longest prefix wins."""
        address = normal_address(address)
        path = address.partition("?")[0]
        parts = path.split("/")
        prefixes = ["/".join(parts[:length]) for length in range(min(len(parts), DEEPEST_SECTION), 1, -1)]
        hashes = [_hash(item) for item in {address, path, *prefixes}]
        rows = self.filter(address_hash__in=hashes).in_bulk(field_name="address_hash")
        for candidate in (address, path):
            row = rows.get(_hash(candidate))
            if row:
                return row, ""
        for prefix in prefixes:
            row = rows.get(_hash(prefix))
            if row and row.is_prefix:
                return row, path.removeprefix(prefix).strip("/")
        return None


class OldAddress(models.Model):
    """Where an address that was once in use leads. Of any length: the hash is what is unique."""

    address = models.TextField(_("address"))
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    is_prefix = models.BooleanField(_("and everything below"), default=False)
    target = models.UUIDField(_("permanent id of the page"), db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self):
        return self.address
