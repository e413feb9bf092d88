"""manage.py erase: what the worker erases by itself, at once, with a report."""

from django.core.management.base import BaseCommand, CommandParser

from registrations import operations
from registrations.erasure import Tally


class Command(BaseCommand):
    help = "Erase the personal data whose day has come, and say how much, by event."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Erase nothing; say what would be erased at this moment.",
        )

    def handle(self, *, dry_run: bool, **options) -> None:
        found = operations.forecast() if dry_run else operations.erase_due()
        for event, tally in found:
            self.stdout.write(f"{event.slug}: {tally}")
        total = sum((tally for _event, tally in found), Tally())
        self.stdout.write(f"{'Would erase' if dry_run else 'Erased'}: {total}")
