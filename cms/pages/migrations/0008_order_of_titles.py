from django.db import migrations, models

from cms.text.sorting import sort_key

CHUNK = 2000
LENGTH = 800


def fill(apps, schema_editor):
    entries = apps.get_model("pages", "CatalogueEntry").objects.using(schema_editor.connection.alias)
    waiting = entries.filter(title_key="").order_by("pk").only("page_id", "title_key", "page__title")
    last = 0
    while chunk := list(waiting.filter(pk__gt=last).select_related("page")[:CHUNK]):
        for entry in chunk:
            entry.title_key = sort_key(entry.page.title)[:LENGTH]
        entries.bulk_update(chunk, ["title_key"], batch_size=200)
        last = chunk[-1].pk


class Migration(migrations.Migration):
    dependencies = [("pages", "0007_links")]

    operations = [
        migrations.AddField(
            model_name="catalogueentry",
            name="title_key",
            field=models.CharField(default="", editable=False, max_length=LENGTH),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
