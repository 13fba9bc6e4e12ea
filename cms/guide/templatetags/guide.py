"""The way from a screen to the part of the guide that speaks of it."""

from django import template

from cms.guide import places

register = template.Library()
# The guide itself; forms, whose part of the guide hangs on the type of the page.
HERE = {"guide", "guide_page"}
FORMS = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}


@register.simple_tag
def guide_address() -> str:
    """Return the address of the guide; '' where its files are not."""
    place = places.place_of(None)
    return place.address if place else ""


@register.inclusion_tag("guide/link.html", takes_context=True)
def guide_link(context) -> dict:
    """A link in the header of every screen. The header is included with few variables: the request is asked itself."""
    request = getattr(context, "request", None) or context.get("request")
    screen = request.resolver_match if request is not None else None
    if screen is None or screen.view_name in HERE:
        return {"place": None}
    is_form = screen.view_name in FORMS
    shown = (context.get("page_class") or type(context.get("page"))) if is_form else None
    return {"place": places.place_of(screen, shown._meta.label_lower if hasattr(shown, "_meta") else "")}
