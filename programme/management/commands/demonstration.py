from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from events.models import User
from programme.demonstration import loader

EMAIL = "organisatrice@example.org"
PASSWORD_LENGTH = 16


class Command(BaseCommand):
    help = (
        "Load the study day of 22 May 2019, shifted to a coming Wednesday, with an "
        "organiser who can sign in. A second run loads nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--as-held", action="store_true", help="Keep the date of 22 May 2019."
        )
        parser.add_argument("--seats", type=int, help="Limit the number of seats.")
        parser.add_argument(
            "--yes-in-production",
            action="store_true",
            help="Load it although this is not a development site (DEBUG=true).",
        )

    @transaction.atomic
    def handle(self, *, as_held, seats, yes_in_production, **options):
        if not (settings.DEBUG or yes_in_production):
            raise CommandError(
                "This adds an invented event and an account to a site in production. "
                "Add --yes-in-production if that is what you want."
            )
        if loader.is_loaded():
            self.stdout.write("The demonstration is already there: nothing loaded.")
            return
        organiser = self._organiser()
        today = timezone.localdate()
        day = loader.HELD_ON if as_held else loader.coming_day(today)
        event = loader.load(organiser=organiser, day=day, seats=seats)
        self.stdout.write(
            f"Loaded the demonstration, {event.local_start:%A %d %B %Y}: "
            f"{settings.SITE_URL}{event.get_absolute_url()}"
        )

    def _organiser(self) -> User:
        """The demonstration's organiser; her password is shown this once."""
        known = User.objects.filter(email=EMAIL).first()
        if known:
            return known
        password = get_random_string(PASSWORD_LENGTH)
        self.stdout.write(f"Organiser: {EMAIL}\nPassword: {password}")
        return User.objects.create_user(
            EMAIL,
            password,
            name="Organisatrice de démonstration",
            may_create_events=True,
        )
