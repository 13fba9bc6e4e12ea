from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reading", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="month")),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("words", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=200, verbose_name="search")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="times")),
                ("times_nothing", models.PositiveIntegerField(default=0, verbose_name="times nothing was found")),
            ],
            options={
                "verbose_name": "search",
                "verbose_name_plural": "searches",
                "constraints": [
                    models.UniqueConstraint(fields=("month", "language", "words"), name="searchcount_once")
                ],
            },
        ),
    ]
