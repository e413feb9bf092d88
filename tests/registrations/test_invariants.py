"""Whatever people and organisers do, in any order, some things always hold.

Hypothesis invents the orders; `./dev test -k invariants` runs it, on either database.
"""

from collections import Counter
from contextlib import suppress
from datetime import time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events import operations as event_operations
from events.models import Event
from programme import operations as programme_operations
from programme.models import Session
from registrations import operations, workshops
from registrations.desk import RegistrationRefused
from registrations.models import (
    Message,
    Notice,
    Registration,
    Status,
    WorkshopPlace,
)
from tests.factories import EventFactory, UserFactory, WorkshopFactory
from tests.registrations.answering import sign_up

SEARCH = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PEOPLE = some.integers(0, 7)
# The mails that tell what became of a registration: one for each change.
OF_A_CHANGE = [
    Notice.CONFIRMED,
    Notice.WAITING,
    Notice.PROMOTED,
    Notice.CANCELLED_BY_PERSON,
    Notice.LEFT_WAITING_LIST,
    Notice.CANCELLED_BY_TEAM,
]


class Everything(RuleBasedStateMachine):
    """One event with few seats, two workshops at the same time, eight people."""

    @initialize(seats=some.integers(0, 3), is_tight=some.booleans())
    def announce(self, seats, is_tight):
        self.team = UserFactory(is_superuser=True)
        self.event = EventFactory(seats=seats)
        at_two = {"event": self.event, "starts_at": time(14), "ends_at": time(15)}
        self.workshops = [
            WorkshopFactory(**at_two, seats=1),
            WorkshopFactory(**at_two, seats=1 if is_tight else 3),
        ]
        self.is_by_hand = False
        self.seen = self._look()

    # What people do

    @rule(
        person=PEOPLE,
        workshop=some.sampled_from([None, 0, 1]),
        announced=some.sampled_from([Status.CONFIRMED, Status.WAITING]),
    )
    def register(self, person, workshop, announced):
        chosen = () if workshop is None else (self.workshops[workshop].pk,)
        self._try(
            sign_up,
            self.event,
            f"person{person}@example.org",
            key=f"{self.seen['steps']}-{person}",
            announced=announced,
            workshops=chosen,
            full_workshops=workshops.seats_of(self.event).keys(),
        )

    @rule(person=PEOPLE)
    def cancel(self, person):
        self._with(person, operations.cancel)

    @rule(person=PEOPLE)
    def register_again(self, person):
        people = self._people().filter(email=f"person{person}@example.org")
        if cancelled := people.filter(status=Status.CANCELLED).last():
            self._try(operations.register_again, cancelled, language="fr")

    @rule(person=PEOPLE, workshop=some.sampled_from([None, 0, 1]))
    def choose_another_workshop(self, person, workshop):
        chosen = () if workshop is None else (self.workshops[workshop].pk,)
        self._with(person, operations.workshops.rechoose, chosen)

    @rule(person=PEOPLE)
    def erase_my_data(self, person):
        self._with(person, operations.erase_person)

    # What the team does

    @rule(person=PEOPLE)
    def cancel_by_team(self, person):
        self._with(person, operations.cancel_by_team, actor=self.team, reason="Doublon")

    @rule(person=PEOPLE)
    def give_place(self, person):
        self.is_by_hand = True  # it may go above the seats
        self._with(person, operations.give_place, actor=self.team)

    @rule(person=PEOPLE, rank=some.integers(1, 8))
    def move_in_line(self, person, rank):
        self._with(
            person, operations.move, rank=rank, actor=self.team, reason="Intervient"
        )

    @rule(person=PEOPLE)
    def purge(self, person):
        if found := self._active(person):
            operations.purge(self.event, [found.pk], actor=self.team)

    @rule(seats=some.sampled_from([0, 1, 2, 4, None]))
    def resize(self, seats):
        self._save_event(seats=seats)

    @rule(workshop=some.sampled_from([0, 1]), seats=some.sampled_from([0, 1, 2, None]))
    def resize_workshop(self, workshop, seats):
        session = self.workshops[workshop]
        session.refresh_from_db()
        session.seats = seats
        programme_operations.save_session(session, [], actor=self.team)

    @rule(is_past=some.booleans())
    def move_the_cut_off(self, is_past):
        hour = timedelta(hours=-1 if is_past else 1)
        self._save_event(promotion_stops_at=timezone.now() + hour)

    @rule()
    def close(self):
        event_operations.close_registration_now(self._event(), actor=self.team)

    @precondition(lambda self: self._event().registration_closes_at < timezone.now())
    @rule()
    def open_again(self):
        self._save_event(registration_closes_at=self.event.starts_at)

    @rule()
    def postpone(self):
        event_operations.postpone(self._event(), actor=self.team)

    @rule()
    def resume(self):
        event_operations.resume(self._event(), actor=self.team)

    @rule()
    def unpublish(self):
        event_operations.unpublish(self._event(), actor=self.team)

    @rule()
    def publish(self):
        event_operations.publish(self._event(), actor=self.team)

    # What always holds

    @invariant()
    def every_promise_is_kept(self):
        before, self.seen = self.seen, self._look(self.seen["steps"] + 1)
        now = self.seen
        assert now["most of one address"] <= 1
        assert now["ranks"] == list(range(len(now["ranks"])))
        assert not self._is_anybody_waiting_in_vain(now["event"])
        assert self._places_of_nobody() == 0
        if not self.is_by_hand:
            self._assert_nobody_was_confirmed_above_the_seats(before, now)
        self._assert_one_mail_for_each_change(before, now)
        self._assert_no_workshop_was_overfilled(before, now)
        self.is_by_hand = False

    def _assert_nobody_was_confirmed_above_the_seats(self, before, now):
        confirmed, earlier = now["confirmed"], before["confirmed"]
        if now["event"].seats is not None and confirmed > earlier:
            assert confirmed <= now["event"].seats

    def _assert_one_mail_for_each_change(self, before, now):
        for key, status in now["statuses"].items():
            mails = now["mails"][key] - before["mails"][key]
            assert mails == int(status != before["statuses"].get(key)), (key, status)

    def _assert_no_workshop_was_overfilled(self, before, now):
        keys = [workshop.pk for workshop in self.workshops]
        for session in Session.objects.filter(pk__in=keys):
            held, earlier = now["held"][session.pk], before["held"][session.pk]
            if session.seats is not None and held > earlier:
                assert held <= session.seats

    def _is_anybody_waiting_in_vain(self, event) -> bool:
        """Is something free, given out by itself, and somebody in line for it?"""
        if not event.promotes_at(timezone.now()):
            return False
        if event.waiting_count and (event.seats is None or event.free_seats):
            return True
        lines = WorkshopPlace.objects.in_line().filter(registration__event=event)
        seats = workshops.seats_of(event)
        return any(seats[place.session_id].left != 0 for place in lines)

    def _places_of_nobody(self) -> int:
        """Of people who have no registration any more, or no seat at the event."""
        places = WorkshopPlace.objects.filter(registration__event=self.event)
        lost = places.filter(registration__status=Status.CANCELLED)
        unseated = places.confirmed().exclude(registration__status=Status.CONFIRMED)
        return lost.count() + unseated.count()

    # Looking

    def _look(self, steps: int = 0) -> dict:
        people = self._people()
        active = people.active()
        mails = Message.objects.filter(event=self.event, notice__in=OF_A_CHANGE)
        places = WorkshopPlace.objects.filter(registration__event=self.event)
        addresses = Counter(active.values_list("email_key", flat=True))
        held = places.confirmed().values_list("session", flat=True)
        kept = people.filter(erased_at=None)
        return {
            "steps": steps,
            "event": self._event(),
            "confirmed": active.confirmed().count(),
            "ranks": sorted(map(operations.rank, active.waiting())),
            "most of one address": max(addresses.values(), default=0),
            "statuses": dict(kept.values_list("pk", "status")),
            "mails": Counter(mails.values_list("registration", flat=True)),
            "held": Counter(held),
        }

    def _event(self) -> Event:
        return Event.objects.with_seats().get(pk=self.event.pk)

    def _people(self):
        return Registration.objects.filter(event=self.event)

    def _active(self, person: int) -> Registration | None:
        address = f"person{person}@example.org"
        return self._people().active().with_email(address).first()

    def _save_event(self, **values):
        event = self._event()
        for name, value in values.items():
            setattr(event, name, value)
        event_operations.save_event(event, [*values], actor=self.team)

    def _with(self, person: int, operation, *arguments, **values):
        if found := self._active(person):
            self._try(operation, found, *arguments, **values)

    def _try(self, operation, *arguments, **values):
        """Do it; a refusal is one of the things that may happen."""
        with suppress(RegistrationRefused):
            operation(*arguments, **values)


@pytest.mark.django_db
def test_every_invariant_holds_in_any_order():
    run_state_machine_as_test(Everything, settings=SEARCH)
