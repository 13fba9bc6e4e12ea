"""The stored form of blocks: read without their values, which would fetch pictures and pages block by block."""


def items(value: dict, name: str) -> list:
    """Return the stored values of the list `name` of a block, whichever way Wagtail stored them."""
    found = value.get(name) or []
    return [item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in found]


def number(value: dict, name: str, default: int) -> int:
    """Return the stored number `name` of a block; `default` where a draft has left it empty."""
    found = value.get(name)
    return default if found is None else found
