from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from cms.editorial import scheduling


class Command(WagtailCommand):
    """Wagtail's command stops at the first page that may not go live; ours goes on and tells the people concerned."""

    help = "Take down what has ended and publish what is due and still approved."

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
        else:
            scheduling.run()
