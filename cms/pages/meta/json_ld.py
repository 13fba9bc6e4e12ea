"""What search engines read of a page: JSON-LD in the words of schema.org. What is not known is left out."""

import json

from django.utils import timezone

from cms.pages.breadcrumb import Crumb
from cms.pages.meta.publisher import Publisher

# Characters. Search engines cut longer headlines.
LONGEST_HEADLINE = 110
# Data in a script element: nothing in it may end the element or begin another. (As Django's json_script does.)
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(nodes: list[dict]) -> str:
    """Return the text of the script element for these nodes, '' for none. HTML-safe."""
    if not nodes:
        return ""
    data = {"@context": "https://schema.org"}
    data |= nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def known(node: dict) -> dict:
    """Return `node` without what is empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {}, ())}


def moment(value) -> str:
    """Return an aware datetime in local time by ISO 8601, to the second; '' for None."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def organisation(publisher: Publisher, base: str, in_full: bool = False) -> dict:
    """Return the agency; `in_full` with address and contact, for the front page and the contact page."""
    node = {
        "@type": "GovernmentOrganization",
        "name": publisher.name,
        "url": f"{base}/",
        "logo": known({"@type": "ImageObject", "url": publisher.logo and absolute(base, publisher.logo)}),
    }
    if in_full:
        parent = {"@type": "GovernmentOrganization", "name": publisher.parent} if publisher.parent else None
        place = {"@type": "PostalAddress", "streetAddress": publisher.address, "addressCountry": "VN"}
        node |= {
            "parentOrganization": parent,
            "address": place if publisher.address else None,
            "telephone": publisher.phone,
            "email": publisher.email,
        }
    return known(node)


def absolute(base: str, url: str) -> str:
    """Return `url`, a path or an address, with scheme and host; `base` is without a slash at its end."""
    return f"{base}{url}" if url.startswith("/") and not url.startswith("//") else url


def breadcrumb(crumbs: list[Crumb], base: str) -> list[dict]:
    """Return the breadcrumb as one node; the front page alone needs none."""
    if len(crumbs) < 2:
        return []
    steps = [
        known({"@type": "ListItem", "position": number, "name": crumb.label, "item": absolute(base, crumb.url)})
        for number, crumb in enumerate(crumbs, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]


def article(kind: str, head, facts, publisher: Publisher, base: str) -> dict:
    """Return an article of the `kind` at schema.org, by the head that is being made and the facts of its page."""
    agency = organisation(publisher, base)
    people = [{"@type": "Person", "name": name} for name in facts.authors]
    return known(
        {
            "@type": kind,
            "headline": head.subject[:LONGEST_HEADLINE],
            "description": head.description,
            "datePublished": moment(facts.published),
            "dateModified": moment(facts.modified),
            "author": people or agency,
            "publisher": agency,
            "image": [head.image.url] if head.image else [],
            "mainEntityOfPage": head.canonical,
            "articleSection": head.section,
            "inLanguage": head.language,
            "isAccessibleForFree": True,
        }
    )
