import re
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from registrations import links, operations
from registrations.forms.registration import new_request
from registrations.models import Message, Notice, Registration, Submission
from tests.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def page(name, *args, language="fr"):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


@pytest.fixture
def typed(time_machine):
    """What a person posts, who took ten seconds to type it."""

    def make(event, **changes):
        now = timezone.now()
        time_machine.move_to(now - timedelta(seconds=10), tick=False)
        request = new_request()
        time_machine.move_to(now, tick=False)
        values = {
            "given_name": "Jeanne",
            "family_name": "D’Arc",
            "email": "jeanne@example.org",
            "profile": event.profiles.first().pk,
            "institution": "CCAS de Nanterre",
            "needs": "",
            "website": "",
            "request": request,
            "register": "1",
        }
        return {**values, **changes}

    return make


def post(client, event, values, language="fr"):
    return client.post(page("register", event.slug, language=language), values)


def open_link(client, registration):
    return client.get(page("enter", links.token(registration)), follow=True)


def without_csrf_tokens(text):
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", text)


def statements(function):
    with CaptureQueriesContext(connection) as context:
        function()
    ignored = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [query["sql"] for query in context if not query["sql"].startswith(ignored)]


def test_registering_leads_to_the_recorded_page(client, typed):
    event = EventFactory()

    response = post(client, event, typed(event))
    recorded = client.get(response.url)

    assert response.status_code == 303
    assert response.url == page("recorded", event.slug) + "#resultat"
    assert "Place confirmée." in recorded.text
    assert "jeanne@example.org" in recorded.text
    assert Registration.objects.get().family_name == "D’Arc"


def test_the_recorded_page_tells_nothing_that_only_the_owner_may_know(client, typed):
    event = EventFactory()
    response = post(client, event, typed(event))
    registration = Registration.objects.get()

    text = client.get(response.url).text

    secrets = [registration.reference, registration.public_id, "D’Arc", "/i/"]
    assert [secret for secret in secrets if secret in text] == []


def test_a_whole_sign_up_takes_ten_statements_at_most(client, typed):
    event = EventFactory()
    client.get(page("register", event.slug))  # profiles are kept from here on
    values = typed(event)

    def sign_up():
        client.get(page("register", event.slug))
        client.get(post(client, event, values).url)

    assert len(statements(sign_up)) <= 10


def test_a_known_address_gets_the_same_answers_byte_for_byte(typed):
    event = EventFactory()
    RegistrationFactory(event=event, email="known@example.org")

    def answers(email):
        client = Client()
        response = post(client, event, typed(event, email=email))
        recorded = client.get(response.url)
        headers = {
            name: value
            for name, value in [*response.items(), *recorded.items()]
            if name not in {"Location"}
        }
        cookies = sorted((name, len(m.value)) for name, m in client.cookies.items())
        body = without_csrf_tokens(recorded.text).replace(email, "ADDRESS")
        return response.status_code, response.url, headers, cookies, body

    assert answers("known@example.org") == answers("new45@example.org")


def test_an_empty_form_names_the_five_answers_that_are_missing(client):
    event = EventFactory()

    response = post(client, event, {"request": new_request(), "register": "1"})

    sentences = [
        "Saisissez votre prénom",
        "Saisissez votre nom",
        "Saisissez votre adresse e-mail",
        "Indiquez à quel titre vous participez",
        "Saisissez votre établissement ou structure, ou «\u00a0Aucun\u00a0»",
    ]
    text = response.text.replace('<span class="nowrap">e-mail</span>', "e-mail")
    text = re.sub(r"[ \n]+", " ", text)
    assert [text.count(sentence) for sentence in sentences] == [2] * 5
    assert "5 réponses sont à corriger" in text
    assert "<title> Erreur\u00a0: Inscription" in text
    assert not Submission.objects.exists()


def test_an_answer_to_correct_loses_nothing_that_was_typed(client, typed):
    event = EventFactory()

    response = post(client, event, typed(event, email="jeanne@", needs="Rampe"))

    kept = [response.context["form"][name].value() for name in ("given_name", "needs")]
    assert kept == ["Jeanne", "Rampe"]
    assert "Saisissez une adresse" in response.text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("given_name", "x" * 81, "Le prénom doit compter 80\u00a0caractères ou moins"),
        ("given_name", "a www.spam.example", "ne peut pas contenir d’adresse de site"),
        ("family_name", "https://spam.example", "Le nom ne peut pas contenir"),
        ("institution", "x" * 151, "L’établissement doit compter 150"),
        ("needs", "x" * 1001, "Il y en a 1001"),
        ("profile", "999999", "Indiquez à quel titre vous participez"),
        ("email", f"{'a' * 65}@example.org", "adresse"),
        ("email", "a@localhost", "adresse"),
        ("email", "a@[127.0.0.1]", "adresse"),
        ("family_name", "\u200b\u202e", "Saisissez votre nom"),
        ("family_name", "a\x00b", "form"),
    ],
)
def test_what_cannot_be_accepted_gets_a_sentence(client, typed, field, value, message):
    event = EventFactory()

    response = post(client, event, typed(event, **{field: value}))

    if message != "form":
        assert message in response.text
        assert not Registration.objects.exists()
    assert response.status_code in {200, 303, 400}


@pytest.mark.parametrize(
    "name",
    [
        "\ufdfa" * 80,
        "O’Connor",
        "d'Hérouville",
        "Ó",
        "N'Diaye",
        "李",
        "محمد",
        "X Æ A-12",
    ],
)
def test_names_are_shown_as_they_were_typed(client, typed, name):
    event = EventFactory()

    post(client, event, typed(event, family_name=f"  {name} "))

    assert Registration.objects.get().family_name == name


def test_addresses_are_cleaned_and_compared_without_case(client, typed):
    event = EventFactory()

    post(client, event, typed(event, email=" Jeanne@BÜCHER.example\u00a0"))

    registration = Registration.objects.get()
    assert registration.email == "Jeanne@BÜCHER.example"
    assert registration.email_key == "jeanne@xn--bcher-kva.example"


def test_a_repeated_post_is_answered_with_the_same_page(client, typed):
    event = EventFactory()
    values = typed(event)

    answers = [post(client, event, values).url for _ in range(3)]

    assert len(set(answers)) == 1
    assert Registration.objects.count() == Message.objects.count() == 1


def test_extra_values_change_nothing(client, typed):
    event = EventFactory()
    sneaked = {"status": "cancelled", "event": "2", "reference": "X", "queue_order": 1}

    post(client, event, {**typed(event), **sneaked})

    registration = Registration.objects.get()
    assert (registration.status, registration.event) == ("confirmed", event)
    assert registration.queue_order is None


@pytest.mark.parametrize("trap", ["website", "speed"])
def test_a_suspect_post_gets_one_more_page_and_leaves_no_row(client, typed, trap):
    event = EventFactory()
    changes = {"website": "x"} if trap == "website" else {"request": new_request()}

    response = post(client, event, typed(event, **changes))
    before = Registration.objects.count()
    kept = {field.name: field.value() for field in response.context["kept"]}
    confirmed = post(client, event, {**kept, "register": "1"})

    assert "Une dernière vérification" in response.text
    assert before == 0
    assert confirmed.status_code == 303
    assert Registration.objects.get().given_name == "Jeanne"


@pytest.mark.parametrize("request_value", ["", "forged:sig", "too old"])
def test_a_form_open_for_too_long_comes_back_with_its_answers(
    client, typed, time_machine, request_value
):
    event = EventFactory()
    values = typed(event)
    if request_value == "too old":
        time_machine.move_to(timezone.now() + timedelta(hours=13), tick=False)
    else:
        values["request"] = request_value

    response = post(client, event, values)

    assert "restée ouverte trop longtemps" in response.text
    assert response.context["form"]["email"].value() == "jeanne@example.org"
    assert response.context["form"]["request"].value() != values["request"]
    assert not Registration.objects.exists()


def test_a_post_without_its_csrf_token_keeps_the_answers(typed):
    event = EventFactory()
    client = Client(enforce_csrf_checks=True)

    response = post(client, event, typed(event))

    assert response.status_code == 403
    assert "Vos réponses sont toujours là" in response.text
    assert not Registration.objects.exists()


def test_the_last_seat_may_go_while_somebody_types(client, typed):
    event = EventFactory(seats=1)
    values = typed(event)
    RegistrationFactory(event=event)

    refused = post(client, event, values)
    del values["register"]
    joined = post(client, event, {**values, "join": "1"})

    assert "La dernière place vient d’être prise." in refused.text
    assert "Rejoindre la liste d’attente" in refused.text
    assert joined.status_code == 303
    assert Registration.objects.get(email="jeanne@example.org").is_waiting


def test_closed_while_typing(client, typed):
    event = EventFactory()
    values = typed(event)
    event.registration_closes_at = timezone.now() - timedelta(minutes=1)
    event.save()

    response = post(client, event, values)

    assert "Les inscriptions ont fermé le" in response.text
    assert "contact@example.org" in response.text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "trait", ["cancelled", "postponed", "not_open", "closed", "today", "past"]
)
def test_the_form_is_not_shown_when_nobody_can_register(client, trait):
    event = EventFactory(**{trait: True})

    response = client.get(page("register", event.slug))

    assert response.status_code == 200
    assert "<form" not in response.text


def test_a_draft_has_no_form(client):
    event = EventFactory(draft=True)

    assert client.get(page("register", event.slug)).status_code == 404


def test_the_recorded_page_alone_leads_to_finding_a_registration(client):
    event = EventFactory()

    response = client.get(page("recorded", event.slug))

    assert page("find", event.slug) in response.text


def test_the_mailed_link_opens_the_personal_page_and_leaves_the_address(client):
    registration = RegistrationFactory()
    token = links.token(registration)

    arrival = client.get(page("enter", token))
    response = client.get(arrival.url)

    assert arrival.url == page("personal", registration.reference)
    assert arrival["Referrer-Policy"] == "no-referrer"
    assert "Votre inscription est confirmée" in response.text
    assert token not in response.text
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert len(links.personal_link(registration)) < 100


def test_following_every_link_changes_nothing(client):
    registration = RegistrationFactory()
    token = links.token(registration)
    before = Registration.objects.values().get()

    for name in ("enter", "enter_cancel"):
        for _ in range(3):
            client.head(page(name, token), follow=True)
            client.get(page(name, token), follow=True)

    assert Registration.objects.values().get() == before
    assert not Message.objects.exists()


def altered(token):
    last = "A" if token[-1] != "A" else "B"
    return {
        "changed": token[:-1] + last,
        "cut": token[:-4],
        "upper": token.upper(),
        "dot": f"{token}.",
        "bracket": f"{token})",
        "without": token.partition("~")[0],
        "random": "a" * len(token),
        "nothing": "~",
    }


@pytest.mark.parametrize("way", altered("x~y" * 9))
def test_any_other_link_gets_one_neutral_page(client, way):
    registration = RegistrationFactory()

    response = client.get(page("enter", altered(links.token(registration))[way]))

    assert response.status_code == 404
    assert "Lien personnel introuvable" in response.text
    assert registration.given_name not in response.text
    assert "opened" not in client.cookies


def test_a_link_works_with_what_mail_programs_add(client):
    registration = RegistrationFactory()

    response = client.get(
        page("enter", links.token(registration)) + "?utm_source=mail&fbclid=1"
    )

    assert response.status_code == 302


def test_a_link_signed_for_another_purpose_opens_nothing(client):
    from django.core.signing import Signer

    registration = RegistrationFactory()
    signed = Signer(salt="another").signature(
        f"{registration.public_id}{registration.key}"
    )

    response = client.get(page("enter", f"{registration.public_id}~{signed}"))

    assert response.status_code == 404


def test_the_reference_alone_opens_nothing(client):
    registration, other = RegistrationFactory.create_batch(2)
    open_link(client, other)

    answers = [
        client.get(page(name, registration.reference)).status_code
        for name in ("personal", "cancel")
    ] + [
        client.post(page(name, registration.reference)).status_code
        for name in ("cancel", "close")
    ]

    assert answers == [403] * 4
    assert Registration.objects.get(pk=registration.pk).is_confirmed


def test_a_renewed_key_closes_the_page_that_was_open(client):
    registration = RegistrationFactory()
    open_link(client, registration)
    Registration.objects.filter(pk=registration.pk).update(key="another")

    response = client.get(page("personal", registration.reference))

    assert response.status_code == 403


def test_a_page_closes_two_hours_after_its_last_visit(client, time_machine):
    registration = RegistrationFactory(event=EventFactory(seats=None))
    open_link(client, registration)
    address = page("personal", registration.reference)
    start = timezone.now()

    def visit(minutes):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        return client.get(address).status_code

    assert [visit(119), visit(230), visit(360)] == [200, 200, 403]


def test_several_pages_are_open_side_by_side_and_closed_one_by_one(client):
    first, second = RegistrationFactory.create_batch(2)
    open_link(client, first)
    open_link(client, second)

    client.post(page("close", first.reference))

    assert [
        client.get(page("personal", registration.reference)).status_code
        for registration in (first, second)
    ] == [403, 200]


def test_cancelling_takes_a_button_and_shows_the_result(client):
    event = EventFactory(seats=1)
    registration = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, waiting=True)
    open_link(client, registration)
    address = page("cancel", registration.reference)

    shown = client.get(address)
    before = Registration.objects.get(pk=registration.pk).status
    done = client.post(address, follow=True)
    again = client.post(address, follow=True)

    waiting.refresh_from_db()
    assert "Garder ma place" in shown.text
    assert before == "confirmed"
    assert "Votre place est libérée" in done.text
    assert "Votre place est libérée" in again.text
    assert waiting.is_confirmed
    assert Message.objects.count() == 2


def test_leaving_the_waiting_list(client):
    registration = RegistrationFactory(waiting=True)
    open_link(client, registration)
    address = page("cancel", registration.reference)

    shown = client.get(address)
    done = client.post(address, follow=True)

    assert "Rester sur la liste" in shown.text
    assert "Vous n’êtes plus sur la liste d’attente</h1>" in done.text
    assert Message.objects.get().notice == Notice.LEFT_WAITING_LIST


def test_cancelling_too_late_is_refused_with_a_sentence(client):
    registration = RegistrationFactory(event=EventFactory(today=True))
    open_link(client, registration)
    address = page("cancel", registration.reference)

    texts = [client.get(address).text, client.post(address).text]

    assert ["ne s’annule plus en ligne" in text for text in texts] == [True, True]
    assert Registration.objects.get().is_confirmed


@pytest.mark.parametrize("before", [0, 1, 2])
def test_the_waiting_page_tells_the_rank(client, before):
    event = EventFactory(seats=1)
    RegistrationFactory.create_batch(before, event=event, waiting=True)
    registration = RegistrationFactory(event=event, waiting=True)

    text = open_link(client, registration).text

    sentences = [
        "Vous êtes en tête de liste.",
        "Une personne est avant vous.",
        "2\u00a0personnes sont avant vous.",
    ]
    assert sentences[before] in text


@pytest.mark.parametrize(
    ("event", "registration", "heading"),
    [
        ({}, {}, "Votre inscription est confirmée"),
        ({}, {"promoted_at": timezone.now()}, "Une place s’est libérée"),
        ({}, {"waiting": True}, "Vous êtes sur la liste d’attente"),
        ({}, {"cancelled": True}, "Votre place est libérée"),
        (
            {},
            {"cancelled": True, "cancelled_by": "team", "cancellation_reason": "vide"},
            "Votre inscription a été annulée",
        ),
        ({"cancelled": True}, {}, "La journée est annulée"),
        ({"postponed": True}, {}, "La journée est reportée"),
        ({"postponed": True, "type": "conference"}, {}, "Le colloque est reporté"),
        ({"past": True}, {}, "La journée a eu lieu"),
    ],
)
def test_the_personal_page_in_every_state(client, event, registration, heading):
    person = RegistrationFactory(event=EventFactory(**event), **registration)

    assert heading in open_link(client, person).text


def test_the_pages_of_a_cancelled_conference(client):
    event = EventFactory(cancelled=True, type="conference")
    person = RegistrationFactory(event=event)

    shown = open_link(client, person).text
    cancelling = client.get(page("cancel", person.reference)).text

    sentence = "votre inscription est annulée avec lui"
    assert [sentence in text for text in (shown, cancelling)] == [True, True]
    assert "agenda.ics" not in shown
    assert "<button" not in cancelling.partition("<main")[2]


def test_the_cancel_page_of_a_conference_of_several_days(client):
    start = datetime(2030, 5, 21, 8, tzinfo=UTC)
    event = EventFactory(
        type="conference", starts_at=start, ends_at=start + timedelta(days=2)
    )
    person = RegistrationFactory(event=event)
    open_link(client, person)

    text = client.get(page("cancel", person.reference)).text

    assert "Colloque du mardi 21 au jeudi 23\u00a0mai 2030, " in text


@pytest.mark.parametrize("trait", ["postponed", "not_open", "past"])
def test_whoever_cancelled_is_told_the_truth_about_coming_back(client, trait):
    person = RegistrationFactory(event=EventFactory(**{trait: True}), cancelled=True)

    text = open_link(client, person).text

    assert "Les inscriptions sont closes" not in text


def test_an_online_event_has_no_desk_and_says_its_zone(client):
    event = EventFactory(
        attendance_mode="online", venue=None, time_zone="Europe/Athens"
    )

    text = open_link(client, RegistrationFactory(event=event)).text

    assert "l’accueil ouvre" not in text
    assert "(heure d’Athènes)" in text


@pytest.mark.parametrize("kind", ["conference", "seminar", "workshop"])
def test_the_way_back_agrees_with_the_kind_of_event(client, kind):
    event = EventFactory(type=kind)

    text = client.get(page("register", event.slug)).text

    to_the = {
        "conference": "au colloque",
        "seminar": "au séminaire",
        "workshop": "à l’atelier",
    }
    assert f"Retour {to_the[kind]}" in re.sub(r"[ \n]+", " ", text)


def test_registering_again_replaces_the_old_link(client, typed):
    event = EventFactory()
    post(client, event, typed(event))
    old = Registration.objects.get()
    operations.cancel(old)
    post(client, event, typed(event))

    response = client.get(page("enter", links.token(old)))

    assert response.status_code == 410
    assert "Lien personnel remplacé" in response.text


@pytest.mark.parametrize("name", ["find", "find_any"])
def test_finding_answers_the_same_for_known_and_unknown_addresses(client, name):
    event = EventFactory()
    RegistrationFactory(event=event, email="known@example.org")
    address = page(name, *([event.slug] if name == "find" else []))

    def answer(email):
        found = statements(lambda: client.post(address, {"email": email}))
        response = client.post(address, {"email": email})
        return len(found), response.status_code, response.text.replace(email, "")

    assert answer("known@example.org") == answer("other@example.org")
    assert Message.objects.filter(notice=Notice.PERSONAL_LINK).count() == 4


def test_finding_asks_for_a_whole_address(client):
    event = EventFactory()

    response = client.post(page("find", event.slug), {"email": "jeanne"})

    assert "Saisissez une adresse" in response.text
    assert not Message.objects.exists()


def test_no_cookie_before_a_form_needs_one(client):
    event = EventFactory()
    client.get(reverse("events:event", args=[event.slug]))
    before = dict(client.cookies)
    client.get(page("register", event.slug))

    assert before == {}
    assert list(client.cookies) == ["csrf"]


def test_cookies_are_of_the_careful_kind(client, typed):
    event = EventFactory()
    post(client, event, typed(event))
    open_link(client, Registration.objects.get())

    cookies: SimpleCookie = client.cookies
    assert set(cookies) == {"submission", "opened", "csrf"}
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_the_english_pages_are_english(client, typed):
    event = EventFactory()

    response = post(client, event, typed(event), language="en")
    text = client.get(response.url).text

    assert response.url.startswith("/en/")
    assert "Place confirmed. See you on" in text
    assert Registration.objects.get().language == "en"


def test_what_people_type_is_text_on_every_page(client, typed):
    event = EventFactory()
    payload = "<script>alert(1)</script>"
    post(client, event, typed(event, given_name=payload, needs=payload))

    text = open_link(client, Registration.objects.get()).text

    assert payload not in text
    assert "&lt;script&gt;" in text
