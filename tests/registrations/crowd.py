"""One process of a crowd: signs up many people for one event and says what they got.

`python -m tests.registrations.crowd EVENT PROCESS PEOPLE [--default-transactions]`
prints one outcome a person as JSON. The last argument takes away the guard that SQLite
rests on, so that a test can show that it would be missed.
"""

import json
import os
import sys

import django
from django.conf import settings
from django.db import OperationalError


def sign_up_crowd(event_pk: int, process: int, people: int) -> list[str]:
    from events.models import Event
    from registrations.desk import PlaceJustTaken
    from registrations.models import Status
    from tests.registrations.answering import sign_up

    def outcome(email: str) -> str:
        """Whoever is told that the last seat just went presses the other button."""
        event = Event.objects.get(pk=event_pk)
        try:
            try:
                return sign_up(event, email)
            except PlaceJustTaken:
                return sign_up(event, email, announced=Status.WAITING)
        except OperationalError:
            return "lost"

    return [outcome(f"p{process}-{n}@example.org") for n in range(people)]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    if "--default-transactions" in sys.argv:
        del settings.DATABASES["default"]["OPTIONS"]["transaction_mode"]
        settings.DATABASES["default"]["OPTIONS"]["timeout"] = 5
    django.setup()
    event_pk, process, people = map(int, sys.argv[1:4])
    sys.stdout.write(json.dumps(sign_up_crowd(event_pk, process, people)))
