"""Comments of a reviewer beside single fields. They stand in the drafter's editor, and change no hash."""

from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail.models import Comment

# Fields of the form about which a reviewer has nothing to say to the drafter.
UNCOMMENTED = frozenset(
    {
        "co_departments",
        "comment_notifications",
        "department",
        "review_by",
        "search_description",
        "seo_title",
        "short_title",
        "show_in_menus",
        "slug",
    }
)


def commented_fields(page) -> dict[str, str]:
    """Return {name: label} of the fields of the form of `page` that may be commented on, in the form's order."""
    fields = page.get_edit_handler().get_form_options().get("fields", [])
    known = {field.name: field for field in page._meta.get_fields() if field.concrete}
    return {
        name: capfirst(str(known[name].verbose_name)) for name in fields if name in known and name not in UNCOMMENTED
    }


def add(page, user, comments: dict[str, str]) -> None:
    """Keep `comments`, {name of a field: text}, of `user` about the draft of `page`."""
    draft = page.get_latest_revision_as_object()
    for name, text in comments.items():
        if text.strip():
            comment = Comment.objects.create(
                page_id=page.pk,
                user=user,
                text=text.strip(),
                contentpath=contentpath(draft, name),
                revision_created=page.latest_revision,
            )
            comment.log_create(page_revision=page.latest_revision, user=user)


def contentpath(draft, name: str) -> str:
    """Return where in the editor a comment about the field stands.

    Upstream gives a body of blocks no place of its own: its comments hang on blocks, here on the first that takes one.
    A body without blocks leaves them at the title.
    """
    if not isinstance(draft._meta.get_field(name), StreamField):
        return name
    for block in getattr(draft, name):
        names = getattr(block.block, "child_blocks", None)
        path = f"{name}.{block.id}.{next(iter(names))}" if names else f"{name}.{block.id}"
        if block.id and Comment(contentpath=path).has_valid_contentpath(draft):
            return path
    return "title"
