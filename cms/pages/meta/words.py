"""What a view says of its page."""

from dataclasses import dataclass

RSS = "application/rss+xml"
ATOM = "application/atom+xml"


@dataclass(frozen=True)
class FeedLink:
    """A feed that belongs to a page: its `title`, its address `url` (path or absolute), its media `type`."""

    title: str
    url: str
    type: str = RSS


@dataclass(frozen=True)
class Meta:
    """Title and description as people read them, without the agency's name; addresses as paths or absolute.

    Without `canonical` it is the address asked for, with the number of the list's page. Without `previous` and
    `following` they come from the `items` of the context, where it has them. `translated`: the same address with the
    other languages' prefixes and words shows the same page.
    """

    title: str
    description: str = ""
    canonical: str = ""
    index: bool = True
    previous: str = ""
    following: str = ""
    feeds: tuple[FeedLink, ...] = ()
    translated: bool = False
