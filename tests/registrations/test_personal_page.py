"""The personal page in all its states, and what is done from it and after the form."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from registrations import cookies, links, operations
from registrations.forms.registration import new_request
from registrations.models import Message, Notice, Presence, Registration, Submission
from tests.factories import EventFactory, RegistrationFactory
from tests.registrations.answering import sign_up

pytestmark = pytest.mark.django_db


def page(name, *args, language="fr"):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


def open_link(client, registration, language="fr"):
    address = page("enter", links.token(registration), language=language)
    return client.get(address, follow=True)


def text_of(response):
    """As it is read: without tags, and with one space for several."""
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", "", response.text, flags=re.DOTALL)
    return re.sub(r"[ \n]+", " ", text)


def form_of(event, **changes):
    request = new_request()
    values = {
        "given_name": "Jeanne",
        "family_name": "Martin",
        "email": "jeanne@gmial.com",
        "profile": event.profiles.first().pk,
        "institution": "CCAS de Nanterre",
        "needs": "",
        "request": request,
        "register": "1",
    }
    return values | changes


@pytest.fixture
def register(client, time_machine):
    """Post the form, and open the page that follows it."""

    def post(event, **changes):
        now = timezone.now()
        time_machine.move_to(now - timedelta(seconds=10), tick=False)
        values = form_of(event, **changes)
        time_machine.move_to(now, tick=False)
        client.post(page("register", event.slug), values)
        return client.get(page("recorded", event.slug))

    return post


def edited(registration, **changes):
    """What a browser posts from the form of the edit page."""
    values = {
        "given_name": registration.given_name,
        "family_name": registration.family_name,
        "email": registration.email,
        "profile": registration.event.profiles.first().pk,
        "institution": registration.institution,
        "needs": "",
        "version": registration.version,
        "save": "1",
    }
    return values | changes


def save(client, registration, **changes):
    address = page("edit", registration.reference)
    return client.post(address, edited(registration, **changes))


def present(registration, *halves):
    day = registration.event.local_start.date()
    for half in halves:
        Presence.objects.create(
            registration=registration, date=day, half=half, means="name"
        )


@pytest.mark.parametrize(
    ("halves", "heading", "sentence"),
    [
        (
            ["morning", "afternoon"],
            "Merci de votre participation",
            "Présence enregistrée\u00a0: matin et après-midi.",
        ),
        (
            ["afternoon"],
            "Merci de votre participation",
            "Présence enregistrée\u00a0: après-midi.",
        ),
        (
            [],
            "La journée a eu lieu",
            "Aucune présence n’est enregistrée à votre nom. Si c’est une erreur, "
            "écrivez à contact@example.org.",
        ),
    ],
)
def test_after_the_event(client, halves, heading, sentence):
    registration = RegistrationFactory(event=EventFactory(past=True))
    present(registration, *halves)

    response = open_link(client, registration)

    assert heading in text_of(response)
    assert sentence in text_of(response)
    certificate = page("certificate", registration.reference)
    assert (certificate in response.text) == bool(halves)


def test_a_page_of_a_past_event_is_read_only(client):
    registration = RegistrationFactory(event=EventFactory(past=True))

    response = open_link(client, registration)

    absent = [
        page("edit", registration.reference),
        page("cancel", registration.reference),
        page("register", registration.event.slug),
        page("convocation", registration.reference),
        "agenda.ics",
        "Code d’accueil",
    ]
    assert [part for part in absent if part in response.text] == []
    refused = save(client, registration, institution="Aucun")
    assert "ne se modifient plus en ligne" in refused.text
    assert Registration.objects.get().institution == "CCAS de Nanterre"


def test_the_order_of_the_page(client):
    registration = RegistrationFactory()

    text = text_of(open_link(client, registration))

    parts = [
        "Votre inscription est confirmée",
        registration.event.title,
        "Nous écrivons à",
        "Changer d’adresse",
        "Un rappel part 7 jours puis 1 jour avant.",
        "Empêchement ? Annulez ici : votre place servira.",
        "Ajouter à mon agenda (.ics)",
        "Référence :",
        "À présenter à l’accueil, sur téléphone ou imprimé.",
        "Mes réponses",
        "Modifier",
        "Annuler mon inscription",
        "Inscrire une autre personne",
        "Fermer ma page sur cet appareil",
    ]
    text = text.partition("English")[2].replace("\u00a0", " ")
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("days", "week", "day", "sentence"),
    [
        (30, True, True, "7 jours puis 1 jour avant"),
        (30, True, False, "Un rappel part 7 jours avant"),
        (30, False, True, "Un rappel part 1 jour avant"),
        (30, False, False, ""),
        (5, True, True, "Un rappel part 1 jour avant"),
        (1, True, True, ""),
    ],
)
def test_only_reminders_to_come_are_promised(client, days, week, day, sentence):
    event = EventFactory(
        starts_at=timezone.now() + timedelta(days=days),
        has_week_reminder=week,
        has_day_reminder=day,
    )

    text = text_of(open_link(client, RegistrationFactory(event=event)))

    text = text.replace("\u00a0", " ")
    assert (sentence in text) if sentence else ("Un rappel part" not in text)


@pytest.mark.parametrize(
    ("traits", "has_code"),
    [
        ({}, True),
        ({"waiting": True}, False),
        ({"cancelled": True}, False),
        ({"event__attendance_mode": "online"}, False),
    ],
)
def test_the_code_is_for_confirmed_people(client, traits, has_code):
    registration = RegistrationFactory(**traits)

    response = open_link(client, registration)

    name = f'aria-label="Code d’accueil {registration.reference}"'
    assert (name in response.text) == has_code
    assert "style=" not in response.text


@pytest.mark.parametrize("reference", ["K7RD-4F7M", "unknown"])
def test_the_code_tells_strangers_nothing(client, reference):
    RegistrationFactory(reference="K7RD-4F7M")

    response = client.get(page("desk_code", reference))

    assert "Présentez ce code à l’accueil de la journée." in response.text
    said = response.text.partition("<main")[2].partition("</main")[0]
    assert [word for word in ("Jeanne", reference, "href") if word in said] == []


def test_editing_shows_the_answers_and_saves_them(client):
    registration = RegistrationFactory()
    open_link(client, registration)
    address = page("edit", registration.reference)

    shown = client.get(address)
    saved = client.post(address, edited(registration, family_name="D’Arc"))
    after = client.get(saved.url)

    assert f'value="{registration.family_name}"' in shown.text
    assert saved.status_code == 303
    assert saved.url.endswith("#resultat")
    assert "Vos modifications sont enregistrées." in after.text
    assert "D’Arc" in after.text


def test_errors_of_the_edit_page_are_those_of_the_form(client):
    registration = RegistrationFactory()
    open_link(client, registration)

    response = save(client, registration, given_name="", email="jeanne@")

    assert response.text.count("Saisissez votre prénom") == 2
    assert "2 réponses sont à corriger" in text_of(response)
    assert 'action="/mon-inscription/' in response.text


def test_the_second_to_save_sees_what_was_typed_and_may_save_again(client):
    registration = RegistrationFactory()
    open_link(client, registration)
    save(client, registration, institution="First")

    warned = save(client, registration, institution="Second")
    again = save(client, registration, institution="Second", version=2)

    assert "Votre inscription a changé depuis" in warned.text
    assert 'value="Second"' in warned.text
    assert 'name="version" value="2"' in warned.text
    assert again.status_code == 303
    assert Registration.objects.get().institution == "Second"


@pytest.mark.parametrize("is_known", [True, False])
def test_a_new_address_closes_the_page_and_tells_nothing(client, is_known):
    registration = RegistrationFactory()
    if is_known:
        RegistrationFactory(event=registration.event, email="new@example.org")
    open_link(client, registration)

    done = save(client, registration, email="new@example.org")
    shown = client.get(done.url)
    mine = client.get(page("personal", registration.reference))

    assert done.url == page("recorded", registration.event.slug) + "#resultat"
    assert "Continuez avec le lien de ce message" in shown.text
    assert "new@example.org" in shown.text
    assert "Adresse erronée" in shown.text
    assert mine.status_code == 403


def test_registering_again_opens_the_new_page(client):
    registration = RegistrationFactory(cancelled=True)
    old = links.token(registration)
    page_before = open_link(client, registration)
    address = page("register_again", registration.reference)

    done = client.post(address, follow=True)
    again = client.post(address, follow=True)

    new = Registration.objects.latest("pk")
    assert f'action="{address}"' in page_before.text
    assert [new.reference in one.text for one in (done, again)] == [True, True]
    assert client.get(page("enter", old)).status_code == 410
    assert client.get(page("personal", registration.reference)).status_code == 403
    assert Registration.objects.count() == 2


def test_registering_again_takes_the_opened_link(client):
    registration = RegistrationFactory(cancelled=True)

    response = client.post(page("register_again", registration.reference))

    assert response.status_code == 403
    assert Registration.objects.count() == 1


def test_whoever_left_the_list_may_come_back_to_its_end(client):
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)
    registration = RegistrationFactory(event=event, waiting=True)
    open_link(client, registration)
    client.post(page("cancel", registration.reference))

    shown = client.get(page("cancel", registration.reference))
    done = client.post(page("register_again", registration.reference), follow=True)

    assert "Revenir sur la liste" in shown.text
    assert "Vous êtes sur la liste d’attente" in done.text


def test_no_way_back_when_registration_is_closed(client):
    registration = RegistrationFactory(event=EventFactory(closed=True), cancelled=True)

    text = text_of(open_link(client, registration))

    assert "Les inscriptions sont closes. Écrivez à contact@example.org." in text
    assert "Me réinscrire" not in text


def test_another_person_gets_the_institution_alone(client, register):
    event = EventFactory()
    recorded = register(event)
    registration = Registration.objects.get()
    mine = open_link(client, registration)

    def offered(response):
        [address] = re.findall(r'href="([^"]+\?autre=[^"]*)"', response.text)
        form = client.get(address).context["form"]
        kept = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in kept.items() if value}

    for response in (recorded, mine):
        values = offered(response)
        assert values.keys() == {"institution", "request"}
        assert values["institution"] == "CCAS de Nanterre"
        assert Submission.objects.get().request_key not in values["request"]


def test_the_institution_stays_with_whoever_opened_the_link():
    registration = RegistrationFactory()
    address = page("register", registration.event.slug)

    for query in ("?autre", "?autre=", f"?autre={registration.reference}"):
        form = Client().get(address + query).context["form"]
        assert not form["institution"].value()


def test_correcting_the_address_shows_one_page(client, register):
    event = EventFactory()
    recorded = register(event)

    done = client.post(page("recorded", event.slug), {"email": "jeanne@gmail.com"})
    shown = client.get(done.url)

    assert "Place confirmée." in recorded.text
    assert (done.status_code, done.url) == (
        303,
        page("recorded", event.slug) + "#resultat",
    )
    assert "Ce message indique l’état de l’inscription." in shown.text
    assert "Place confirmée." not in shown.text
    assert Registration.objects.get().email == "jeanne@gmail.com"


def test_the_four_corrections_get_the_same_answers_byte_for_byte(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    event = EventFactory()
    RegistrationFactory(event=event, email="known1@example.org")
    RegistrationFactory(event=event, email="known2@example.org")

    def answers(typed, meant):
        client = Client()
        sign_up(event, typed, key=f"{typed}{meant}"[:32])
        carry(client, Submission.objects.latest("pk"))
        response = client.post(page("recorded", event.slug), {"email": meant})
        shown = client.get(response.url)
        body = without_csrf_tokens(shown.text).replace(meant, "ADDRESS")
        headers = [{**response.headers}, {**shown.headers}]
        cookies = sorted((name, len(m.value)) for name, m in client.cookies.items())
        return response.status_code, headers, cookies, body

    first = answers("typed1@example.org", "other1@example.org")
    assert first == answers("typed2@example.org", "known1@example.org")
    assert first == answers("known1@example.org", "other2@example.org")
    assert first == answers("known1@example.org", "known2@example.org")


def carry(client, submission):
    """Give a browser the cookie that it gets after the form."""
    response = HttpResponse()
    cookies.remember_submission(
        response, submission.request_key, submission.fingerprint
    )
    client.cookies.update(response.cookies)


def without_csrf_tokens(text):
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", text)


def test_an_address_to_correct_needs_to_be_whole(client, register):
    event = EventFactory()
    register(event)

    response = client.post(page("recorded", event.slug), {"email": "jeanne"})

    assert "Une réponse est à corriger" in response.text.replace("\u00a0", " ")
    assert re.search(r"<details[^>]*open", response.text)
    assert Registration.objects.get().email == "jeanne@gmial.com"


def test_after_three_corrections_the_contact_is_given(client, register):
    event = EventFactory()
    register(event)
    address = page("recorded", event.slug)
    for number in range(3):
        shown = client.post(address, {"email": f"j{number}@example.org"}, follow=True)

    refused = client.post(address, {"email": "j4@example.org"})

    sentence = "L’adresse ne se corrige plus ici. Écrivez à contact@example.org."
    assert [sentence in text_of(one) for one in (shown, refused)] == [True, True]
    assert "<details" not in shown.text


def test_an_hour_later_the_contact_is_given(client, register, time_machine):
    event = EventFactory()
    register(event)
    time_machine.move_to(timezone.now() + timedelta(minutes=61), tick=False)

    response = client.post(page("recorded", event.slug), {"email": "j@example.org"})

    assert "L’adresse ne se corrige plus ici." in response.text
    assert Registration.objects.get().email == "jeanne@gmial.com"


def test_a_slip_is_guessed_and_corrected_with_one_button(client, register):
    event = EventFactory()

    shown = register(event)

    assert "Vouliez-vous écrire" in shown.text
    assert 'name="email" value="jeanne@gmail.com"' in shown.text


def test_nobody_else_can_correct(register):
    event = EventFactory()
    register(event)

    Client().post(page("recorded", event.slug), {"email": "thief@example.org"})

    assert Registration.objects.get().email == "jeanne@gmial.com"


@pytest.mark.parametrize(
    "suffix",
    [".", ")", "/.", "/)", "/%3E", "%0A", "/%20", "=", "/annuler/.", "/x/y/"],
)
def test_a_damaged_link_gets_the_neutral_page_with_a_form(client, suffix):
    registration = RegistrationFactory()
    token = links.token(registration)

    response = client.get(f"/i/{token}{suffix}", follow=True)

    assert response.status_code == 404
    assert "Lien personnel introuvable" in response.text
    assert f'action="{page("find_any")}#erreurs"' in response.text
    assert registration.given_name not in response.text


@pytest.mark.parametrize("query", ["", "?utm_source=mail&fbclid=1", "?url=https%3A%2F"])
@pytest.mark.parametrize("end", ["", "/"])
def test_a_whole_link_opens_whatever_was_added_to_it(client, query, end):
    registration = RegistrationFactory()

    response = client.get(f"/i/{links.token(registration)}{end}{query}")

    assert response.url == page("personal", registration.reference)


@pytest.mark.parametrize("name", ["cancel", "certificate"])
def test_the_other_links_do_without_their_last_slash(client, name):
    registration = RegistrationFactory()
    link = page(f"enter_{name}", links.token(registration))

    response = client.get(link.removesuffix("/"))

    assert response.url == page(name, registration.reference)


def test_an_erased_registration_has_no_link_any_more(client):
    registration = RegistrationFactory()
    token = links.token(registration)
    open_link(client, registration)

    operations.erase_person(registration)

    assert client.get(page("enter", token)).status_code == 404
    assert client.get(page("personal", registration.reference)).status_code == 403


def test_the_whole_page_in_english(client):
    registration = RegistrationFactory(language="en")

    text = text_of(open_link(client, registration, language="en"))

    sentences = [
        "Your place is confirmed",
        "Change the address",
        "A reminder goes out 7 days and 1 day before.",
        "Show this at the desk, on your phone or printed.",
        "Register another person",
    ]
    assert [one for one in sentences if one not in text.replace("\u00a0", " ")] == []


def test_the_mails_of_a_changed_address(client):
    registration = RegistrationFactory()
    open_link(client, registration)

    save(client, registration, email="new@example.org")

    notices = Message.objects.order_by("pk").values_list("notice", flat=True)
    assert [*notices] == [Notice.CONFIRMED, Notice.ADDRESS_CHANGED]
