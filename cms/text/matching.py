"""Short lists that are looked through as they stand: accounts, departments."""

from collections.abc import Iterable

from cms.text.folding import fold


def matches(typed: str, texts: Iterable[str]) -> bool:
    """Return whether every word of `typed` begins a word of `texts`, without regard to accents and case.

    Text without a word matches nothing.
    """
    wanted, words = fold(typed).split(), fold(" ".join(texts)).split()
    return bool(wanted) and all(any(word.startswith(beginning) for word in words) for beginning in wanted)
