from django.core.management.base import BaseCommand, CommandError

from cms.operations.translations import checks, sources, updating
from cms.operations.translations.coverage import coverage
from cms.operations.translations.extraction import Message


class Command(BaseCommand):
    help = (
        "Show how much of every installed app and of the portal is there in Vietnamese; exit 1 where words are missing."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--update", action="store_true", help="Put new messages into our catalogues, take old ones out."
        )

    def handle(self, *, update: bool, **options):
        installed, site = sources.installed(), sources.site()
        if update:
            self._update(updating.changes(site, installed))
        unfinished = self._show_coverage([*installed, site])
        faulty = self._show_faults()
        changed = self._show_changes(updating.changes(site, installed))
        if unfinished or faulty or changed:
            raise CommandError(f"{unfinished} untranslated, {faulty} faulty, {changed} out of step with the code.")

    def _update(self, changes: list[updating.Change]) -> None:
        for change in changes:
            updating.carry_out(change)
            self.stdout.write(f"{change.path}: {len(change.new)} new, {len(change.gone)} gone")

    def _show_coverage(self, shown: list[sources.Source]) -> int:
        lines = list(coverage(shown))
        for line in lines:
            self.stdout.write(f"{line.app:30}{line.domain:10}{line.translated:6} of {line.total:5}{line.percent:5} %")
            for message in line.missing:
                self.stdout.write(f"    not translated: {_named(message)}")
        total, translated = sum(line.total for line in lines), sum(line.translated for line in lines)
        self.stdout.write(f"{'all':40}{translated:6} of {total:5}{100 * translated // total:5} %")
        return total - translated

    def _show_faults(self) -> int:
        found = [(path, fault) for path in updating.vietnamese_catalogues() for fault in checks.faults(path)]
        for path, fault in found:
            self.stdout.write(f"{path}: {fault}")
        return len(found)

    def _show_changes(self, changes: list[updating.Change]) -> int:
        for change in changes:
            for message in change.new:
                self.stdout.write(f"{change.path}: missing: {_named(message)}")
            for message in change.gone:
                self.stdout.write(f"{change.path}: no longer shown: {_named(message)}")
        return sum(len(change.new) + len(change.gone) for change in changes)


def _named(message: Message) -> str:
    return f"{message.text!r}{f' ({message.context})' if message.context else ''}"
