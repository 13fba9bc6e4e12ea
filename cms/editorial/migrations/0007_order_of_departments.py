from django.db import migrations, models

from cms.text.sorting import sort_key


def fill(apps, schema_editor):
    departments = apps.get_model("editorial", "Department").objects.using(schema_editor.connection.alias)
    for pk, name in departments.values_list("pk", "name"):
        departments.filter(pk=pk).update(sort_key=sort_key(name))


class Migration(migrations.Migration):
    dependencies = [("editorial", "0006_warnings_answered")]

    operations = [
        migrations.AddField(
            model_name="department",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=500),
        ),
        migrations.AlterModelOptions(
            name="department",
            options={
                "ordering": ["sort_key", "name"],
                "verbose_name": "department",
                "verbose_name_plural": "departments",
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
