"""Removes what Wagtail's own migrations make as samples, and makes the second language.

Groups, workflow and welcome page of a stock install would stand beside our roles, our workflow and our home page.
"""

from django.db import migrations


def remove_samples(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    Page = apps.get_model("wagtailcore", "Page")
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__depth=2).delete()
    Page.objects.filter(depth=2, content_type__model="page").delete()
    Page.objects.filter(depth=1).update(numchild=Page.objects.filter(depth=2).count())
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="en")


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(remove_samples, migrations.RunPython.noop)]
