"""manage.py sample_event: an event for measurements and rehearsals."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from registrations.sample import make_event

MOST = 1_000_000


class Command(BaseCommand):
    help = (
        "Make a published event with invented people, and print its slug and id as "
        "JSON. No mail is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seats", type=int, required=True)
        parser.add_argument("--registrations", type=int, default=0)
        parser.add_argument("--sessions", type=int, default=0)
        parser.add_argument(
            "--yes-in-production",
            action="count",
            default=0,
            help="Give it twice to add the event to a site in production.",
        )

    def handle(
        self,
        *,
        seats: int,
        registrations: int,
        sessions: int,
        yes_in_production: int,
        **options,
    ) -> None:
        if not settings.DEBUG and yes_in_production < 2:
            raise CommandError(
                "This would show an invented event with invented people to everybody. "
                "Give --yes-in-production twice if that is what you want."
            )
        if not all(0 <= number <= MOST for number in (seats, registrations, sessions)):
            raise CommandError(f"Give numbers between 0 and {MOST}.")
        event = make_event(seats=seats, registrations=registrations, sessions=sessions)
        self.stdout.write(json.dumps({"slug": event.slug, "id": event.pk}))
