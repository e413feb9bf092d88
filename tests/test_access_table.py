"""Every address of the site, and what each kind of person gets there.

The addresses come from the URLconf: a new one without a row here fails.
"""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from events.access import Role
from events.journal import Act, record
from events.moves import announced
from programme.models import Person, Resource
from registrations.links import token
from registrations.models import ChangeNotice, Message, Notice
from tests.factories import (
    CertificateFactory,
    ContributionFactory,
    DocumentFactory,
    EventFactory,
    MailingFactory,
    MembershipFactory,
    ParticipationFactory,
    PartnershipFactory,
    PresenceFactory,
    QuestionFactory,
    RegistrationFactory,
    ResourceFactory,
    RoomFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Each row: what these people get for a page of event 1.
PEOPLE = {
    "nobody": lambda event, other: None,
    "reader of event 2": lambda event, other: _member(other, Role.READER),
    "organiser of event 2": lambda event, other: _member(other, Role.ORGANISER),
    "door of event 1": lambda event, other: _member(event, Role.DOOR),
    "organiser of event 1": lambda event, other: _member(event, Role.ORGANISER),
    "superuser": lambda event, other: UserFactory(superuser=True),
}
OUTSIDERS = 4  # the first four have nothing to do on the admin pages of event 1

PUBLIC = [200, 200, 200, 200, 200, 200]
ABSENT = [404, 404, 404, 404, 404, 404]
PRIVATE = [403, 403, 403, 403, 403, 403]  # for whoever opened the mailed link
LEADS_ON = [302, 302, 302, 302, 302, 302]
SIGNED_IN = [302, 200, 200, 302, 200, 200]
ORGANISERS = [302, 403, 200, 302, 200, 200]
SUPERUSERS = [302, 403, 403, 302, 403, 200]
NOT_DONE = [302, 403, 403, 302, 403, 403]
OBJECT = [302, 404, 404, 302, 200, 200]
OBJECT_NOT_DONE = [302, 404, 404, 302, 403, 403]
OBJECT_SUPERUSERS = [302, 404, 404, 302, 403, 200]
OBJECT_LEADS_ON = [302, 404, 404, 302, 302, 302]  # to the journal of the event
ACCOUNT = [302, 404, 404, 302, 404, 200]


def crud(name, *, lists, add, change, delete, history) -> dict:
    return {
        f"admin:{name}_changelist": lists,
        f"admin:{name}_add": add,
        f"admin:{name}_change": change,
        f"admin:{name}_delete": delete,
        f"admin:{name}_history": history,
    }


TABLE = {
    "healthz": PUBLIC,
    "robots": PUBLIC,
    "sitemap": PUBLIC,
    "admin_password_reset": PUBLIC,
    "password_reset_done": PUBLIC,
    "password_reset_confirm": PUBLIC,
    "password_reset_complete": PUBLIC,
    "events:list": PUBLIC,
    "events:all_calendar": PUBLIC,
    "events:all_data": PUBLIC,
    "events:feed": PUBLIC,
    "events:accessibility": PUBLIC,
    "events:legal": PUBLIC,
    "events:event": PUBLIC,
    "events:calendar": PUBLIC,
    "events:opening_calendar": PUBLIC,
    "events:document": PUBLIC,
    "events:logo": PUBLIC,
    "events:share_image": PUBLIC,
    "events:personal_data": PUBLIC,
    "programme:programme": PUBLIC,
    "programme:person": PUBLIC,
    "programme:resource": PUBLIC,
    "programme:file": PUBLIC,
    "programme:calendar": PUBLIC,
    "programme:row_calendar": PUBLIC,
    "programme:data": PUBLIC,
    "programme:schedule_xml": PUBLIC,
    "programme:schedule_json": PUBLIC,
    "programme:embed": PUBLIC,
    "registrations:register": PUBLIC,
    "registrations:find": PUBLIC,
    "registrations:find_any": PUBLIC,
    "registrations:recorded": PUBLIC,
    "registrations:enter": LEADS_ON,  # the link of the mail opens for its holder
    "registrations:enter_cancel": LEADS_ON,
    "registrations:enter_certificate": LEADS_ON,
    "registrations:convocation": PRIVATE,
    "registrations:certificate": PRIVATE,
    "registrations:certificate_file": PRIVATE,
    "registrations:verify": PUBLIC,
    "registrations:verify_any": PUBLIC,
    "registrations:personal": PRIVATE,
    "registrations:cancel": PRIVATE,
    "registrations:own_data": PRIVATE,
    "registrations:erase": PRIVATE,
    "registrations:enter_cut": LEADS_ON,  # without its last slash
    "registrations:edit": PRIVATE,
    "registrations:register_again": [405, 405, 405, 405, 405, 405],
    "registrations:desk_code": PUBLIC,  # the same for whoever reads the code
    "registrations:close": [405, 405, 405, 405, 405, 405],
    "admin:index": SIGNED_IN,
    "admin:login": [200, 302, 302, 200, 302, 302],
    "admin:logout": [302, 405, 405, 302, 405, 405],
    "admin:password_change": SIGNED_IN,
    "admin:password_change_done": SIGNED_IN,
    "admin:autocomplete": NOT_DONE,  # without saying of what
    "admin:jsi18n": SIGNED_IN,
    "admin:app_list": LEADS_ON,
    "admin:auth_user_password_change": ACCOUNT,
    "admin:registrations_registration_export": ORGANISERS,
    "admin:registrations_registration_floods": ORGANISERS,
    "admin:registrations_registration_institutions": SIGNED_IN,
    "admin:registrations_certificate_hours": ORGANISERS,
    "registrations:join": PUBLIC,  # says that the link opens nothing
    "registrations:stop_digest": ABSENT,
    # Without an event it leads to the one that was opened last.
    "admin:programme_session_paste": [302, 403, 302, 302, 302, 302],
    "admin:registrations_changenotice_tell": OBJECT_LEADS_ON,
    "admin:registrations_mailing_send": OBJECT,
    "admin:programme_session_fix": [302, 405, 405, 302, 405, 405],
    "admin:programme_session_publish": OBJECT,
    "admin:programme_session_rearrange": ORGANISERS,
    "admin:registrations_messagetemplate_changelist": ORGANISERS,
    "admin:registrations_messagetemplate_edit": OBJECT,
    "admin:registrations_messagetemplate_restore": OBJECT,
} | (
    crud(
        "events_event",
        lists=SIGNED_IN,
        add=SUPERUSERS,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "events_venue",
        lists=SIGNED_IN,
        add=SUPERUSERS,
        change=OBJECT,
        delete=OBJECT_SUPERUSERS,
        history=OBJECT_SUPERUSERS,
    )
    | crud(
        "events_organisation",
        lists=SIGNED_IN,
        add=SUPERUSERS,
        change=OBJECT,
        delete=OBJECT_SUPERUSERS,
        history=OBJECT_SUPERUSERS,
    )
    | crud(
        "events_document",
        lists=SIGNED_IN,
        add=ORGANISERS,
        change=OBJECT,
        delete=OBJECT,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "events_journalentry",
        lists=ORGANISERS,
        add=NOT_DONE,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=[302, 404, 404, 302, 403, 302],
    )
    | crud(
        "events_user",
        lists=SUPERUSERS,
        add=SUPERUSERS,
        change=ACCOUNT,
        delete=ACCOUNT,
        history=ACCOUNT,
    )
    | crud(
        "programme_session",
        lists=SIGNED_IN,
        add=[302, 403, 302, 302, 302, 302],  # to the event that was opened last
        change=OBJECT,
        delete=OBJECT,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "programme_room",
        lists=SIGNED_IN,
        add=[302, 403, 302, 302, 302, 302],  # to the event that was opened last
        change=OBJECT,
        delete=OBJECT,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "programme_person",
        lists=SIGNED_IN,
        add=NOT_DONE,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=OBJECT_SUPERUSERS,
    )
    | crud(
        "programme_resource",
        lists=SIGNED_IN,
        add=[302, 403, 302, 302, 302, 302],  # to the event that was opened last
        change=OBJECT,
        delete=OBJECT,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "registrations_registration",
        lists=SIGNED_IN,
        add=ORGANISERS,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "registrations_mailing",
        lists=ORGANISERS,
        add=[302, 403, 302, 302, 302, 302],  # to the event that was opened last
        change=OBJECT,
        delete=OBJECT,
        history=[302, 404, 404, 302, 403, 302],
    )
    | crud(
        "registrations_changenotice",
        lists=ORGANISERS,
        add=NOT_DONE,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=[302, 404, 404, 302, 403, 302],
    )
    | crud(
        "registrations_presence",
        lists=SIGNED_IN,
        add=NOT_DONE,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=OBJECT_SUPERUSERS,
    )
    | crud(
        "registrations_certificate",
        lists=ORGANISERS,
        add=NOT_DONE,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=[302, 404, 404, 302, 403, 302],
    )
    | crud(
        "registrations_waitingperson",
        lists=SIGNED_IN,
        add=NOT_DONE,
        change=OBJECT_LEADS_ON,  # to the page of the registration
        delete=OBJECT_NOT_DONE,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "registrations_question",
        lists=SIGNED_IN,
        add=[302, 403, 302, 302, 302, 302],  # to the event that was opened last
        change=OBJECT,
        delete=OBJECT,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "registrations_profile",
        lists=SIGNED_IN,
        add=[302, 403, 302, 302, 302, 302],
        change=OBJECT,
        delete=OBJECT,
        history=OBJECT_LEADS_ON,
    )
    | crud(
        "registrations_message",
        lists=ORGANISERS,
        add=NOT_DONE,
        change=OBJECT,
        delete=OBJECT_NOT_DONE,
        history=[302, 404, 404, 302, 403, 302],
    )
)


def routes(resolver=None, namespace: str = "") -> dict[str, list[str]]:
    """All named addresses, with the names of what each takes."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            found |= routes(pattern, inner)
        else:
            assert pattern.name, f"An address without a name: {pattern}"
            found[namespace + pattern.name] = [*pattern.pattern.regex.groupindex]
    return found


ROUTES = routes()
PAGES_OF_AN_EVENT = [name for name, keys in ROUTES.items() if "slug" in keys]
PAGES_OF_AN_OBJECT = [name for name, keys in ROUTES.items() if "object_id" in keys]


@pytest.fixture
def event():
    """Event 1, with one of everything."""
    event = EventFactory(has_speaker_pages=True)
    PartnershipFactory(event=event, with_logo=True)
    DocumentFactory(event=event)
    QuestionFactory(event=event)
    RoomFactory(event=event)
    contribution = ContributionFactory(session=SessionFactory(event=event))
    ParticipationFactory(contribution=contribution)
    ResourceFactory(contribution=contribution)
    person = RegistrationFactory(
        event=event, queued_at=timezone.now(), promoted_at=timezone.now()
    )
    MailingFactory(event=event)
    organiser = _member(event, Role.ORGANISER)
    Message.objects.create(
        event=event, registration=person, notice=Notice.CONFIRMED, to=person.email
    )
    record(Act.EVENT_CHANGED, event, organiser)
    PresenceFactory(registration=person)
    CertificateFactory(event=event, registration=person)
    before = announced(event) | {"room": "Amphi 1"}
    ChangeNotice.objects.create(event=event, before=before)
    return event


@pytest.fixture
def clients(event):
    """A browser for each kind of person."""
    other = EventFactory()
    browsers = []
    for make in PEOPLE.values():
        browsers.append(Client())
        if user := make(event, other):
            browsers[-1].force_login(user)
    return browsers


def address(name: str, event) -> str:
    """The address of that name for event 1 and what belongs to it."""
    person = event.registrations.get()
    values = {
        "slug": event.slug,
        "notice": Notice.CONFIRMED.value,
        "language": "fr",
        "reference": person.reference,
        "number": person.certificate.number,
        "token": token(person),
        "uidb64": "MQ",
        "app_label": "events",
        "pk": event.documents.get().pk,
        "partner": event.partnerships.get().pk,
        "id": event.memberships.first().user_id,
        "object_id": _key(name, event),
        "event_id": event.pk,
        "row": event.sessions.get().uid,
        "uid": Person.objects.get(pk=_key("programme_person_", event)).uid,
        "key": Resource.objects.get(contribution__session__event=event).pk,
    }
    return reverse(name, kwargs={key: values[key] for key in ROUTES[name]})


def test_every_address_has_its_row():
    assert TABLE.keys() == ROUTES.keys()


@pytest.mark.parametrize("name", ROUTES)
def test_who_gets_what(name, event, clients):
    path = address(name, event)

    assert [_code(client, path) for client in clients] == TABLE[name]


@pytest.mark.parametrize("name", PAGES_OF_AN_OBJECT)
def test_outsiders_post_in_vain(name, event, clients):
    path = address(name, event)
    answers = [client.post(path, {"post": "yes"}) for client in clients[:OUTSIDERS]]

    assert [answer.status_code for answer in answers] == TABLE[name][:OUTSIDERS]
    assert _key(name, event)


@pytest.mark.parametrize("name", PAGES_OF_AN_EVENT)
def test_a_draft_has_no_pages(name, event, clients):
    path = address(name, event)
    type(event).objects.filter(pk=event.pk).update(published_at=None)

    assert [_code(client, path) for client in clients] == ABSENT


ADMIN = [name for name in ROUTES if name.startswith("admin:")]


@pytest.mark.parametrize("name", set(ADMIN) - {"admin:login", "admin:logout"})
def test_whoever_is_sent_away_is_sent_to_sign_in(name, event):
    answer = Client().get(address(name, event))

    assert answer.url.startswith("/organisation/login/?next=/organisation/")


def _code(client, path) -> int:
    response = client.get(path)
    response.getvalue()  # to the end of the file, which then closes it
    return response.status_code


def _member(event, role):
    return MembershipFactory(event=event, role=role).user


def _key(name: str, event) -> int:
    """The key of an object of event 1 for the admin page of that name."""
    participation = "contributions__participations__person"
    keys = {
        "events_event": event.pk,
        "events_venue": event.venue_id,
        "events_organisation": event.partnerships.values_list(
            "organisation", flat=True
        ),
        "events_document": event.documents.values_list("pk", flat=True),
        "events_journalentry": event.journal.values_list("pk", flat=True),
        "events_user": event.memberships.values_list("user", flat=True),
        "programme_room": event.rooms.values_list("pk", flat=True),
        "programme_resource": Resource.objects.filter(
            contribution__session__event=event
        ).values_list("pk", flat=True),
        "programme_session": event.sessions.values_list("pk", flat=True),
        "programme_person": event.sessions.values_list(participation, flat=True),
        "registrations_registration": event.registrations.values_list("pk", flat=True),
        "registrations_presence": event.registrations.values_list(
            "presences", flat=True
        ),
        "registrations_certificate": event.certificates.values_list("pk", flat=True),
        "registrations_waitingperson": event.registrations.exclude(
            queued_at=None
        ).values_list("pk", flat=True),
        "registrations_mailing": event.mailings.values_list("pk", flat=True),
        "registrations_question": event.questions.values_list("pk", flat=True),
        "registrations_profile": event.profiles.values_list("pk", flat=True),
        "registrations_message": event.messages.values_list("pk", flat=True),
        "registrations_changenotice": event.change_notices.values_list("pk", flat=True),
    }
    found = keys.get(name.removeprefix("admin:").rpartition("_")[0])
    return found.first() if hasattr(found, "first") else found
