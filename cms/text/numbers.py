"""Numbers as Vietnamese readers write them."""


def dotted(number: int) -> str:
    """Return a whole number with a dot between thousands: 1234567 as "1.234.567"."""
    return f"{number:,}".replace(",", ".")
