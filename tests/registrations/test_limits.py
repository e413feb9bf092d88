"""Limits on what visitors post: a lecture hall passes, a flood does not."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from registrations import limits, links
from registrations.forms.registration import new_request, sign_checked
from registrations.models import (
    Message,
    Notice,
    RateLimit,
    Registration,
    Status,
    Submission,
)
from tests.factories import EventFactory, RegistrationFactory
from tests.test_access_table import routes

pytestmark = pytest.mark.django_db
HALL = "198.51.100.7"


@pytest.fixture
def clock(time_machine):
    """Early in a window of every limit, so that none ends within a test."""
    hour = timezone.now().replace(minute=0, second=20, microsecond=0)
    time_machine.move_to(hour, tick=False)
    return time_machine


def page(name, *args, language="fr"):
    with override(language):
        return reverse(f"registrations:{name}", args=args)


def typed(event, email, **changes):
    """What a person posts; the form was opened a minute ago, see `posts`."""
    return {
        "given_name": "Jeanne",
        "family_name": "D’Arc",
        "email": email,
        "profile": event.profiles.first().pk,
        "institution": "CCAS de Nanterre",
        "register": "1",
    } | changes


@pytest.fixture
def posts(clock):
    """Posts the form of an event as a browser of its own, from a network."""

    def post(event, email, *, network=HALL, language="fr", **changes):
        now = timezone.now()
        clock.move_to(now - timedelta(seconds=10), tick=False)
        request = new_request()
        clock.move_to(now, tick=False)
        values = typed(event, email, **{"request": request} | changes)
        address = page("register", event.slug, language=language)
        return Client(REMOTE_ADDR="10.0.0.1").post(
            address, values, headers={"X-Forwarded-For": network}
        )

    return post


def spend(limit, key, hits):
    RateLimit.objects.create(key=key, hits=hits, ends_at=limit.ends_at)


def spend_network(hits, network=HALL):
    spend(limits.NETWORK, limits.NETWORK.key(network), hits)


# By network


def test_three_hundred_people_in_a_lecture_hall_register_in_ten_minutes(posts, clock):
    event = EventFactory(seats=200)
    start = timezone.now()

    codes = []
    for number in range(300):
        clock.move_to(start + timedelta(seconds=1.9 * number), tick=False)
        choice = {"register": "1"} if number < 200 else {"join": "1"}
        codes.append(posts(event, f"p{number}@example.org", **choice).status_code)

    assert codes == [303] * 300
    assert event.registrations.confirmed().count() == 200
    assert event.registrations.waiting().count() == 100


def test_the_401st_post_from_one_network_is_refused_and_others_are_served(posts):
    event = EventFactory()
    spend_network(399)

    answers = [
        posts(event, "400@example.org"),
        posts(event, "401@example.org"),
        posts(event, "other@example.org", network="203.0.113.9"),
    ]

    assert [answer.status_code for answer in answers] == [303, 429, 303]
    assert event.registrations.count() == 2


def test_a_refused_post_says_when_and_keeps_what_was_typed(posts, clock):
    event = EventFactory()
    spend_network(400)

    refused = posts(event, "jeanne@example.org", needs="Une place au premier rang")

    assert refused.status_code == 429
    assert refused["Retry-After"] == "580"
    assert "no-cache" in refused["Cache-Control"]
    assert "Réessayez dans 10 minutes, ou écrivez à contact@example.org" in refused.text
    for text in ["D’Arc", "jeanne@example.org", "Une place au premier rang"]:
        assert text in refused.text
    assert not Submission.objects.exists()

    clock.shift(timedelta(minutes=10))
    assert posts(event, "jeanne@example.org").status_code == 303


def test_a_refused_post_in_english(posts):
    spend_network(400)

    refused = posts(EventFactory(), "jeanne@example.org", language="en")

    assert "Try again in 10 minutes, or write to contact@example.org" in refused.text


def test_five_thousand_invented_addresses_before_the_real_one_reset_nothing(posts):
    event = EventFactory()
    spend_network(400)

    codes = {
        posts(event, "jeanne@example.org", network=f"203.0.113.{n % 250}, {HALL}")
        for n in range(50)
    }
    networks = {
        limits.NETWORK.key(limits.network_of(_request(f"10.{n % 250}.{n}.1, {HALL}")))
        for n in range(5000)
    }

    assert {answer.status_code for answer in codes} == {429}
    assert networks == {limits.NETWORK.key(HALL)}


def _request(forwarded):
    return RequestFactory().post("/", HTTP_X_FORWARDED_FOR=forwarded)


def test_without_a_trusted_proxy_nothing_forwarded_counts(posts, settings):
    settings.TRUSTED_PROXIES = 0
    spend_network(400, "10.0.0.1")

    assert posts(EventFactory(), "jeanne@example.org").status_code == 429


def test_what_is_not_well_formed_counts_too(posts):
    event = EventFactory()
    spend_network(398)

    codes = [posts(event, email).status_code for email in ["no", "no", "no"]]

    assert codes == [200, 200, 429]


# Each address of a visitor that takes posts, and no team page but the one to sign in.
VISITORS = [
    name
    for name in routes()
    if not name.startswith("admin:") and name != "registrations:register"
]


@pytest.mark.parametrize("name", ["admin:login", *VISITORS])
def test_every_post_of_a_visitor_is_counted(client, clock, name):
    event = EventFactory()
    person = RegistrationFactory(event=event)
    values = {
        "slug": event.slug,
        "reference": person.reference,
        "token": "no",
        "code": "ABCD-EFGH",
        "uidb64": "MQ",
        "pk": 1,
        "key": 1,
        "partner": 1,
        "row": event.uid,
        "uid": event.uid,
    }
    spend_network(400, "127.0.0.1")
    with override("en"):
        keys = [key for key in routes()[name] if key]
        address = reverse(name, kwargs={key: values.get(key, "a") for key in keys})

    answer = client.post(address, {"email": "jeanne@example.org"})

    assert answer.status_code == 429
    assert "Too many requests" in answer.text or address.startswith(
        ("/healthz", "/robots", "/sitemap")
    )
    assert 0 < int(answer["Retry-After"]) <= 600
    assert answer["Cache-Control"] == "no-store"


def test_the_team_is_not_counted(client, clock):
    assert get_resolver().namespace_dict["admin"]
    spend_network(400, "127.0.0.1")

    assert client.post("/organisation/logout/").status_code == 302


def test_reading_is_never_counted(client, clock):
    event = EventFactory()
    spend_network(400, "127.0.0.1")

    assert client.get(page("register", event.slug)).status_code == 200
    assert RateLimit.objects.get().hits == 400


# By event


@pytest.mark.parametrize(("seats", "most"), [(10, 610), (0, 600), (None, 5600)])
def test_an_event_takes_six_hundred_an_hour_beyond_its_seats(posts, seats, most):
    event = EventFactory(seats=seats)
    spend(limits.EVENT, limits.EVENT.key(event.pk), most - 1)

    last = posts(event, "last@example.org", join="1")
    refused = posts(event, "refused@example.org", join="1", network="203.0.113.9")
    elsewhere = posts(EventFactory(), "refused@example.org", network="203.0.113.9")

    assert [last.status_code, refused.status_code] == [303, 429]
    assert elsewhere.status_code == 303
    assert "Trop de personnes s’inscrivent en ce moment" in refused.text
    assert 0 < int(refused["Retry-After"]) <= 3600


def test_a_network_that_is_refused_takes_nothing_from_the_event(posts):
    event = EventFactory()
    spend_network(400)

    for number in range(20):
        posts(event, f"p{number}@example.org")

    hits = dict(RateLimit.objects.values_list("key", "hits"))
    assert hits.pop(limits.NETWORK.key(HALL)) == 420
    assert {*hits.values()} == {0}


# By address


def test_the_sixth_post_for_an_address_is_answered_alike_and_does_nothing(posts):
    event = EventFactory()
    spend(limits.ADDRESS, limits.ADDRESS.key(event.pk, "jeanne@example.org"), 4)

    fifth = posts(event, "jeanne@example.org")
    Registration.objects.all().delete()
    sixth = posts(event, "Jeanne@Example.org")
    other = posts(event, "other@example.org")

    assert [fifth.status_code, sixth.status_code] == [303, 303]
    assert fifth.url == sixth.url == other.url
    assert Registration.objects.get().email == "other@example.org"
    assert [row.outcome for row in Submission.objects.all()] == [Status.CONFIRMED] * 3
    assert not Submission.objects.get(answers__email="Jeanne@Example.org").is_new


def test_the_page_after_it_is_the_same(posts):
    event = EventFactory()
    spend(limits.ADDRESS, limits.ADDRESS.key(event.pk, "known@example.org"), 5)

    def text_for(email):
        answer = posts(event, email)
        client = Client()
        client.cookies = answer.cookies
        recorded = client.get(page("recorded", event.slug)).text
        return recorded.replace(email, "").replace(_token(recorded), "")

    assert text_for("known@example.org") == text_for("fresh@example.org")


def _token(text):
    return text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def test_posts_that_record_nothing_do_not_silence_somebody(posts):
    """A stranger who posts what is refused does not keep the person away."""
    event = EventFactory(seats=0)
    email = "jeanne@example.org"
    for _ in range(6):
        posts(event, email, given_name="")
        posts(event, email, website="https://spam.example")
        posts(event, email)  # the seat that was announced is gone

    posts(event, email, join="1")

    assert event.registrations.get().is_waiting


def test_another_event_has_its_own_count(posts):
    first, second = EventFactory.create_batch(2)
    spend(limits.ADDRESS, limits.ADDRESS.key(first.pk, "jeanne@example.org"), 5)

    posts(second, "jeanne@example.org")

    assert second.registrations.count() == 1


def test_an_address_given_elsewhere_is_counted_by_its_key(clock):
    event = EventFactory()

    spent = [limits.count_address(event, a) for a in ["A@B.FR", "a@b.fr"] * 3]

    assert spent == [False] * 5 + [True]


def test_all_limits_of_a_sign_up_cost_one_statement(clock, django_assert_num_queries):
    event = EventFactory()
    request = RequestFactory().post("/")

    with django_assert_num_queries(1):
        limits.count_sign_up(request, event, "jeanne@example.org")


# What is kept, and for how long


def test_no_row_holds_an_address(posts):
    event = EventFactory()

    posts(event, "jeanne@example.org")

    rows = [str(row) for row in RateLimit.objects.all()]
    assert len(rows) == 3
    assert not [row for row in rows if HALL in row or "jeanne" in row]


def test_a_registration_knows_its_source_for_a_week(posts, clock):
    event, other = EventFactory.create_batch(2)
    for each in (event, other):
        posts(each, "jeanne@example.org")
    posts(event, "paul@example.org")
    first, elsewhere, second = Registration.objects.order_by("pk")

    assert first.source == second.source != elsewhere.source
    assert len(first.source) == 22
    assert HALL not in first.source

    clock.shift(timedelta(days=6, hours=23))
    assert limits.forget_networks() == 6
    assert not RateLimit.objects.exists()
    assert Registration.objects.filter(source="").count() == 0
    clock.shift(timedelta(hours=1))
    assert limits.forget_networks() == 3
    assert limits.forget_networks() == 0
    assert Registration.objects.filter(source="").count() == 3


def test_strangers_cannot_flood_a_person_with_mail(posts):
    """H01: whatever is posted, an address gets its confirmation and little more."""
    event = EventFactory(seats=None)

    for number in range(12):
        posts(event, "victim@example.org", network=f"203.0.113.{number}")

    notices = [*Message.objects.order_by("pk").values_list("notice", flat=True)]
    assert notices == [Notice.CONFIRMED, Notice.ALREADY_REGISTERED]


def test_corrections_that_are_refused_do_not_silence_somebody(posts, client):
    """A stranger could keep a person away by typing their address too often."""
    event = EventFactory()
    client.cookies = posts(event, "stranger@example.org").cookies
    path = page("recorded", event.slug)
    for number in range(3):
        client.post(path, {"email": f"stranger{number}@example.org"})
    for _ in range(limits.ADDRESS.most + 1):
        client.post(path, {"email": "jeanne@example.org"})

    posts(event, "jeanne@example.org")

    assert event.registrations.filter(email="jeanne@example.org").exists()


def test_changes_that_are_refused_do_not_silence_somebody(posts, client):
    event = EventFactory()
    person = RegistrationFactory(event=event)
    client.get(page("enter", links.token(person)))
    stale = typed(event, "jeanne@example.org", version=person.version - 1)
    for _ in range(limits.ADDRESS.most + 1):
        client.post(page("edit", person.reference), stale)

    posts(event, "jeanne@example.org")

    assert event.registrations.filter(email="jeanne@example.org").exists()


def test_a_proof_of_the_last_check_is_no_key_of_a_form(posts):
    """It would grow with each check, and soon not fit."""
    event = EventFactory()
    proof = sign_checked("a" * 22)

    response = posts(event, "jeanne@example.org", request=proof, checked=proof)

    assert response.context["is_too_old"]
    assert not Registration.objects.exists()


def test_whoever_lost_the_last_place_sends_again_without_using_up_the_event(posts):
    event = EventFactory(seats=1)
    RegistrationFactory(event=event)

    refused = posts(event, "a@example.org")  # the form announced a place
    hits = RateLimit.objects.get(key=limits.EVENT.key(event.pk)).hits
    accepted = posts(event, "a@example.org", register="", join="1")

    assert (refused.status_code, hits, accepted.status_code) == (200, 0, 303)
