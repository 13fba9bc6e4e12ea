"""The head of every public page, for base.html."""

from django import template

from cms.pages.meta import Meta
from cms.pages.meta.head import Surroundings, head_of_page, head_of_view

register = template.Library()


@register.inclusion_tag("components/meta.html", takes_context=True)
def page_meta(context, title: str = "", index: bool = True, items=None):
    """Print title, description and what machines read, by `meta` of the context, else by its `page`.

    An error page gives its `title`; `items` is the list whose pages are numbered, where it is not called so.
    """
    around = Surroundings(
        request=context.get("request"),
        breadcrumb=context.get("breadcrumb") or [],
        items=items if items is not None else _numbered_list(context.get("items")),
        languages=context.get("languages") or [],
    )
    meta = Meta(str(title), index=index) if title else context.get("meta")
    page = context.get("page")
    if meta is None and page is not None:
        return {"head": head_of_page(page, around)}
    return {"head": head_of_view(meta or Meta("", index=False), around)}


def _numbered_list(items):
    return items if hasattr(items, "paginator") else None
