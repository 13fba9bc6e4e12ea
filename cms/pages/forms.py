"""The page form of the admin."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue

from cms.editorial.content_hash import content_hash
from cms.editorial.models import Department
from cms.pages.reserved import RESERVED_SLUG, is_reserved
from cms.text.slugs import slugify


class BasePageForm(WagtailAdminPageForm):
    """A new page gets its drafter's department by itself; a member of several chooses. Editing does not change it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Left empty, it is made of the title as it is where no form is used; it stands folded away under "More".
        self.fields["slug"].required = False
        if "body" in self.fields and not self.instance.pk and not self.instance.body:
            # The form opens ready to type: one empty paragraph.
            block = self.instance._meta.get_field("body").stream_block
            self.initial["body"] = block.to_python([{"type": "paragraph", "value": ""}])
        if "department" not in self.fields:
            return
        if self.instance.pk:
            del self.fields["department"]
            return
        departments = Department.objects.of(self.for_user).active(timezone.localdate())
        if departments.count() == 1:
            self.instance.department = departments.get()
            del self.fields["department"]
        else:
            field = self.fields["department"]
            field.required = self.instance.department_required
            if departments:
                field.queryset = departments

    def get_field_updates_for_resave(self):
        """After the form has saved itself: what it holds now is what is stored, also for the next press of a button.

        Upstream tells its script alone of the new revision; the buttons go on sending the one that was loaded. An
        approver's own untouched save leaves on the screen what was there.
        """
        updates = super().get_field_updates_for_resave()
        revision = self.instance.latest_revision
        if revision:
            updates += [
                ("loaded_revision_id", str(revision.pk)),
                ("loaded_revision_created_at", revision.created_at.isoformat()),
            ]
            if self.data.get("shown_hash") == content_hash(revision.as_object()):
                updates.append(("shown_revision", str(revision.pk)))
        return updates

    def clean_body(self):
        """Return the body without the paragraphs in which nobody wrote."""
        body = self.cleaned_data["body"]
        written = [child for child in body if child.block_type != "paragraph" or _has_words(child.value)]
        if len(written) == len(body):
            return body
        return StreamValue(body.stream_block, [(child.block_type, child.value, child.id) for child in written])

    def clean_slug(self) -> str:
        """Return the slug given, or a free one made of the title.

        What the browser made of the title while it was typed is nobody's choice: where a sibling has it, the page gets
        a number, as it does without JavaScript.
        """
        slug = self.cleaned_data["slug"]
        if slug and not self._is_made_of_title(slug):
            if is_reserved(slug, self.parent_page or self.instance.get_parent()):
                raise ValidationError(RESERVED_SLUG % {"slug": slug})
            return slug
        self.instance.title = self.cleaned_data.get("title", "")
        return self.instance.free_slug(self.parent_page or self.instance.get_parent())

    def _is_made_of_title(self, slug: str) -> bool:
        return self.instance.first_published_at is None and slug == slugify(self.cleaned_data.get("title", ""))


def _has_words(paragraph) -> bool:
    return bool(strip_tags(paragraph.source).strip())
