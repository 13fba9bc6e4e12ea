"""Pictures are shown in other sizes and formats than before: the worker makes them for what is public already."""

from django.db import migrations


def ask_for_new_sizes(apps, schema_editor):
    apps.get_model("pages", "CatalogueEntry").objects.filter(renditions_made=True).update(renditions_made=False)


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_share_images")]

    operations = [migrations.RunPython(ask_for_new_sizes, migrations.RunPython.noop)]
