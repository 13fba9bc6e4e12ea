"""Who published the pages of Wagtail's report on pages that nobody touched for long."""

from django.contrib.auth import get_user_model


def with_names_of_publishers(view, pages):
    """As upstream, with the names of people instead of their user names; on the screen and in its files."""
    people = get_user_model().objects.filter(pk__in=[page.last_published_by for page in pages])
    names = {person.pk: str(person) for person in people}
    for page in pages:
        view.add_last_publisher_name_to_page(names, page)
    return pages
