from django.db import migrations, models


def show_files_of_public_pages(apps, schema_editor):
    """Files become public with their pages from now on; those of pages that are public already become so here.

    The worker moves them within a minute.
    """
    content_types = apps.get_model("contenttypes", "ContentType").objects
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects
    public_use = apps.get_model("media", "PublicUse").objects
    public = apps.get_model("pages", "CatalogueEntry").objects.filter(is_public=True).values_list("page_id", flat=True)
    pages = {str(pk): pk for pk in public.iterator()}
    page_type = content_types.filter(app_label="wagtailcore", model="page").first()
    for column, model in (("image_id", "customimage"), ("document_id", "customdocument")):
        file_type = content_types.filter(app_label="media", model=model).first()
        if not (page_type and file_type):
            continue
        rows = references.filter(base_content_type=page_type, to_content_type=file_type)
        found = rows.values_list("object_id", "to_object_id").iterator()
        uses = {(pages[page], int(file)) for page, file in found if page in pages}
        existing = set(apps.get_model("media", model).objects.values_list("pk", flat=True))
        uses = {(page, file) for page, file in uses if file in existing}
        public_use.bulk_create(public_use.model(page_id=page, **{column: file}) for page, file in sorted(uses))
        shown = {file for _page, file in uses}
        apps.get_model("media", model).objects.filter(pk__in=shown).update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("media", "0002_files_follow_their_pages"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="catalogueentry",
            name="awaits_confirmation",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="is_migrated",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(show_files_of_public_pages, migrations.RunPython.noop),
    ]
