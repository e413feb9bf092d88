import json
import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from programme import reading


class Command(BaseCommand):
    help = (
        "Print as JSON what is understood of a programme (.txt, .csv, .xlsx, .ods, or "
        "- for text on standard input). Nothing is written, and no database is needed."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", help="A file, or - for standard input.")
        parser.add_argument(
            "--around",
            type=date.fromisoformat,
            metavar="2019-05-22",
            help="The date of the event, for dates without a year.",
        )

    def handle(self, *, file, around, **options):
        try:
            name, content = _content(file)
            found = reading.read_file(name, content, around=around)
        except (OSError, ValueError) as error:
            raise CommandError(f"{file}: {error}") from None
        except reading.UnreadableFileError as refusal:
            raise CommandError(str(refusal)) from None
        text = json.dumps(found.as_data(), ensure_ascii=False, indent=2)
        self.stdout.write(text)


def _content(file: str) -> tuple[str, bytes]:
    if file == "-":
        return "standard-input.txt", sys.stdin.buffer.read()
    path = Path(file)
    return path.name, path.read_bytes()
