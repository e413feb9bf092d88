"""The whole life of a registration, then its erasure, then a search for the person.

What is looked for is found first: a search that finds nothing proves nothing else.
"""

import io
import json
import logging
import logging.config
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events.access import Role
from events.models import Event, JournalEntry
from programme.half_days import Half
from registrations import links, operations, worker
from registrations.forms.registration import new_request
from registrations.models import (
    Certificate,
    Message,
    Notice,
    Presence,
    Question,
    Registration,
)
from tests.factories import (
    DocumentFactory,
    EventFactory,
    MembershipFactory,
    QuestionFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
)
from tests.page_forms import filled_in
from tests.registrations import traces
from tests.registrations.team import client_of, page

pytestmark = pytest.mark.django_db(transaction=True)
PARIS = ZoneInfo("Europe/Paris")
START = datetime(2027, 5, 20, 9, tzinfo=PARIS)

TYPED = {
    "given_name": "Zéphyrine",
    "family_name": "Quatrefages",
    "email": "Zephyrine.Q@canari.example",
    "institution": "Institut Xylophone",
    "needs": "un fauteuil près du gramophone",
}
ANSWERS = ["par le funiculaire", "ni wasabi ni durian", "Atelier papyrus"]
NEW_ADDRESS = "nouvelle@canari.example"
# Parts of words, for what cuts, folds or escapes them.
CANARIES = [
    *["phyrine", "phyrine".upper(), "quatrefages", "Quatrefages", "canari"],
    *["ylophone", "gramophone", "funiculaire", "wasabi"],
]


@dataclass
class Life:
    """What could still name the person, collected on the way."""

    event: Event
    keys: set[str] = field(default_factory=set)

    def collect(self) -> None:
        """The references and links of today."""
        for person in self.event.registrations.filter(family_name="Quatrefages"):
            signature = links.signature(person)
            self.keys |= {person.reference, person.public_id, person.key, signature}


@pytest.fixture
def log():
    """What the site would write to its log, under the settings of production."""
    written = io.StringIO()
    configuration = settings.LOGGING["handlers"]["console"]
    assert configuration["filters"] == ["private"]
    handler = logging.StreamHandler(written)
    handler.addFilter(_made(settings.LOGGING["filters"]["private"]))
    formatter = settings.LOGGING["formatters"]["line"]
    make = logging.config.DictConfigurator({}).resolve(formatter["()"])
    handler.setFormatter(make(formatter["format"], style=formatter["style"]))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def _made(configuration: dict):
    return logging.config.DictConfigurator({}).resolve(configuration["()"])()


@pytest.fixture(autouse=True)
def others_use_the_site():
    with traces.bystander():
        yield


@pytest.fixture
def event(time_machine):
    time_machine.move_to(START - timedelta(days=40))
    event = EventFactory(
        seats=1,
        starts_at=START,
        ends_at=START + timedelta(hours=8, minutes=30),
        registration_opens_at=START - timedelta(days=60),
        asks_half_days=True,
        has_meal=True,
    )
    QuestionFactory(event=event, label_fr="Quel trajet ?")
    QuestionFactory(event=event, label_fr="Quel repas ?", is_sensitive=True)
    QuestionFactory(
        event=event,
        kind=Question.Kind.ONE_CHOICE,
        label_fr="Quel format ?",
        choices=["Sur papier", "En ligne"],
    )
    for hour in (9, 14):
        SessionFactory(event=event, starts_at=time(hour))
    SessionFactory(
        event=event,
        starts_at=time(15),
        takes_sign_ups=True,
        seats=1,
        title_fr="Atelier",
    )
    DocumentFactory(event=event)
    Event.objects.filter(pk=event.pk).update(version=event.version + 1)
    return Event.objects.get(pk=event.pk)


def send_mail(mail_server) -> str:
    """Let the worker send everything; the last text that somebody received."""
    worker.Worker().run_once()
    assert not Message.objects.pending().exists()
    last = mail_server.received[-1].message
    return last.get_body(("plain",)).get_content()


def follow(client, text: str):
    [path] = re.findall(r"https://colloque\.example(/i/\S+?/)\s", text)[:1]
    return client.get(path, follow=True)


def choose_everything(response, form_id: str, **typed) -> dict:
    """What a browser posts that answers each question of a form."""
    data = filled_in(response, form_id) | typed
    shown = response.text
    names = set(re.findall(r'name="([^"]+)"', shown))
    texts = re.findall(r'<input type="text" name="(q\d+)"', shown)
    data |= dict(zip(texts, ANSWERS, strict=False))
    for name in names:
        values = re.findall(rf'type="radio" name="{name}" value="([^"]+)"', shown)
        if values:
            data[name] = values[0]
    return data | {
        name: re.findall(rf'name="{name}" value="([^"]+)"', shown)
        for name in names
        if name == "half_days"
    }


def sign_up(client, event, time_machine, **changes) -> None:
    now = datetime.now(PARIS)
    time_machine.move_to(now - timedelta(seconds=30))
    request = new_request()
    time_machine.move_to(now)
    path = reverse("registrations:register", args=[event.slug])
    form_id = re.findall(r'<form[^>]*id="([^"]*)"', client.get(path).text)
    data = choose_everything(client.get(path), (form_id or [None])[0], **TYPED)
    data |= {"request": request, "join": "1"} | changes
    response = client.post(path, data)
    assert response.status_code == 303, response.text
    client.get(response.url)


def live(event, client, mail_server, time_machine) -> Life:
    """From the first post to the certificate; returns what named the person."""
    life = Life(event)
    other = RegistrationFactory(event=event)
    sign_up(client, event, time_machine)
    life.collect()
    sign_up(client, event, time_machine, institution="Institut Xylophone bis")
    send_mail(mail_server)
    operations.cancel(other)
    text = send_mail(mail_server)
    assert "/i/" in text
    follow(client, text)
    find_again(client, event)
    send_mail(mail_server)
    correct_by_team(event, mail_server)
    change_address(client, event, life)
    text = send_mail(mail_server)
    follow(client, text)
    wrong_turns(life)
    the_day_and_after(event, client, mail_server, time_machine)
    life.collect()
    return life


def find_again(client, event) -> None:
    for path in [
        reverse("registrations:find", args=[event.slug]),
        reverse("registrations:find_any"),
    ]:
        assert client.post(path, {"email": TYPED["email"]}).status_code == 200


def correct_by_team(event, mail_server) -> None:
    """Search, open, correct, export, write, resend; and a mail that fails loudly."""
    person = event.registrations.get(family_name="Quatrefages")
    organiser = client_of(
        MembershipFactory(event=event, user=UserFactory(language="en")).user
    )
    organiser.get(page("changelist"), {"q": "Quatrefages"})
    shown = organiser.get(page("change", person.pk))
    fields = filled_in(shown, "registration_form")
    fields |= {"institution": "Institut Xylophone ter", "_save": "1"}
    saved = organiser.post(page("change", person.pk), fields, follow=True)
    assert "Quatrefages" in saved.text
    export = organiser.post(
        page("export"), {"people": "event", "format": "csv", "has_needs": "on"}
    )
    assert "gramophone" in b"".join(export).decode("utf-8-sig")
    operations.resend(person, actor=UserFactory())
    mail_server.answer = lambda step, address: (
        "550 5.1.1 <zephyrine.q@canari.example> Zephyrine Quatrefages is unknown"
        if step == "RCPT"
        else None
    )
    worker.Worker().run_once()
    mail_server.answer = lambda step, address: None
    Event.objects.filter(pk=event.pk).update(version=event.version + 2)


def change_address(client, event, life: Life) -> None:
    person = event.registrations.kept().get(family_name="Quatrefages")
    path = reverse("registrations:edit", args=[person.reference])
    shown = client.get(path)
    form_id = (re.findall(r'<form[^>]*id="([^"]*)"', shown.text) or [None])[0]
    data = choose_everything(shown, form_id) | {"email": NEW_ADDRESS}
    assert client.post(path, data).status_code == 303
    life.collect()


def wrong_turns(life: Life) -> None:
    """Links that are cut, pages without their cookie: each leaves a line in the log."""
    visitor = Client()
    for key in sorted(life.keys):
        visitor.get(f"/i/{key}/")
        visitor.get(f"/mon-inscription/{key}/")
        visitor.get(f"/mon-inscription/{key}/?nom=Quatrefages")
        visitor.post(f"/mon-inscription/{key}/annuler/")
        visitor.get(f"/en/MON-INSCRIPTION/{key}")


def the_day_and_after(event, client, mail_server, time_machine) -> None:
    person = event.registrations.get(family_name="Quatrefages")
    assert person.is_confirmed
    time_machine.move_to(START + timedelta(hours=1))
    Presence.objects.create(
        registration=person,
        date=date(2027, 5, 20),
        half=Half.MORNING,
        means=Presence.Means.SHEET,
        recorded_by=MembershipFactory(event=event, role=Role.SECRETARY).user,
    )
    time_machine.move_to(START + timedelta(days=1, hours=1))
    operations.queue_certificates()
    follow(client, send_mail(mail_server))
    number = Certificate.objects.get().number
    client.get(f"/verifier/{number}/")


def everything(tmp_path, log) -> str:
    folders = [Path(settings.MEDIA_ROOT), settings.VAR_DIR / "mail"]
    return "\n".join(
        [traces.database_as_text(tmp_path), traces.files_as_text(*folders)]
    )


def found(needles, text: str) -> list[str]:
    escaped = {needle: json.dumps(needle).strip('"') for needle in needles}
    return sorted(
        needle for needle in needles if needle in text or escaped[needle] in text
    )


def by_date(event, client, time_machine) -> None:
    time_machine.move_to(datetime(2028, 5, 20, 3, tzinfo=PARIS))
    call_command("erase", stdout=io.StringIO())


def by_the_person(event, client, time_machine) -> None:
    person = event.registrations.get(family_name="Quatrefages")
    path = reverse("registrations:erase", args=[person.reference])
    assert client.post(path).status_code == 200


def by_hand(event, client, time_machine) -> None:
    person = event.registrations.get(family_name="Quatrefages")
    superuser = client_of(UserFactory(superuser=True))
    data = {"action": "erase", "_selected_action": person.pk}
    address = f"{page('changelist')}?event__id__exact={event.pk}"
    assert "Quatrefages" in superuser.post(address, data).text
    superuser.post(address, data | {"confirmed": "1"}, follow=True)


@pytest.mark.parametrize("erase", [by_date, by_the_person, by_hand])
def test_nothing_is_left(
    erase, event, client, mail_server, time_machine, log, tmp_path
):
    life = live(event, client, mail_server, time_machine)
    before = everything(tmp_path, log)
    seen = {*found(CANARIES, before)}
    assert seen >= {"quatrefages", "canari", "ylophone", "gramophone", "funiculaire"}
    assert {*found(life.keys, before)}

    erase(event, client, time_machine)
    worker.Worker().run_once()
    time_machine.shift(timedelta(days=2))
    worker.Worker().run_once()

    after = everything(tmp_path, log)
    assert found([*CANARIES, *life.keys], after) == []
    assert found([*CANARIES, *life.keys], log.getvalue()) == []
    assert "did not leave: unknown_address" in log.getvalue()
    assert_figures_stay(event, client)


def assert_figures_stay(event, client) -> None:
    rows = Registration.objects.filter(event=event, erased_at__isnull=False)
    assert rows.filter(status="confirmed", presences__half=Half.MORNING).exists()
    certificate = Certificate.objects.get()
    verified = client.get(f"/verifier/{certificate.number}/")
    assert "L’identité n’est plus conservée depuis" in verified.text
    assert JournalEntry.objects.filter(act="registration_changed").exists()
    assert not Message.objects.filter(notice=Notice.CONFIRMED).exists()
