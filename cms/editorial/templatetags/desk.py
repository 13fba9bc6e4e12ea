"""What several screens of the admin share."""

from django import template

register = template.Library()


@register.inclusion_tag("editorial/page_numbers.html", takes_context=True)
def page_numbers(context, items) -> dict:
    """Show where in a long list the person is; nothing where the list fits on one screen. `items` is its page."""
    numbers = items.paginator.get_elided_page_range(items.number)
    return {"request": context["request"], "items": items, "elided_page_range": numbers}
