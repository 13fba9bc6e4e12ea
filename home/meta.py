"""What the front page and the contact page say of the whole portal to machines."""

from django.urls import reverse

from cms.pages.meta import json_ld
from cms.pages.meta.facts import Facts
from cms.pages.meta.publisher import publisher_in
from home.models import ContactPage, HomePage


def of_front_page(page: HomePage) -> Facts:
    language = page.locale.language_code
    publisher = publisher_in(language)
    base = _base(page)
    found_at = f"{base}{reverse('search')}?q={{search_term_string}}"
    website = {
        "@type": "WebSite",
        "name": publisher.name,
        "url": page.full_url,
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": found_at},
            "query-input": "required name=search_term_string",
        },
    }
    return Facts(nodes=(website, json_ld.organisation(publisher, base, in_full=True)))


def of_contact_page(page: ContactPage) -> Facts:
    publisher = publisher_in(page.locale.language_code)
    node = {
        "@type": "ContactPage",
        "name": page.title,
        "url": page.full_url,
        "mainEntity": json_ld.organisation(publisher, _base(page), in_full=True),
    }
    return Facts(nodes=(node,), modified=page.last_published_at)


def _base(page) -> str:
    """Return scheme and host of the site that `page` stands in."""
    parts = page.get_url_parts()
    return parts[1] if parts else ""
