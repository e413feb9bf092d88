"""Makes what tests need. Each factory makes the usual case; traits name the others."""

from datetime import time, timedelta
from functools import reduce

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.access import Role
from events.models import (
    Document,
    Event,
    Membership,
    Organisation,
    Partnership,
    User,
    Venue,
)
from programme import snapshot
from programme.half_days import Half
from programme.models import (
    Contribution,
    Participation,
    ParticipationRole,
    Person,
    Publication,
    Resource,
    Room,
    Session,
)
from registrations.models import (
    Answer,
    Certificate,
    Choice,
    Mailing,
    Presence,
    Question,
    Registration,
    Status,
    WorkshopPlace,
)

PASSWORD = "a-long-enough-password"


def hours_from_now(hours: float):
    return factory.LazyFunction(lambda: timezone.now() + timedelta(hours=hours))


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in with PASSWORD, without any role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True)

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    password = factory.django.Password(PASSWORD)


class VenueFactory(DjangoModelFactory):
    """A site in Gennevilliers with an address."""

    class Meta:
        model = Venue

    institution = "Université de Cergy-Pontoise"
    name = "site de Gennevilliers"
    street = "avenue Marcel Paul"
    postal_code = "92230"
    town = "Gennevilliers"


def at_nine(days: int):
    """Nine o’clock of another day: whatever the hour of the test, the event that
    begins then is over on the same day."""

    def moment():
        day = timezone.localtime() + timedelta(days=days)
        return day.replace(hour=9, minute=0, second=0, microsecond=0)

    return factory.LazyFunction(moment)


def an_hour_ago_today():
    now = timezone.localtime()
    return max(now - timedelta(hours=1), now.replace(hour=0, minute=0, second=0))


def end_of_day(moment):
    return moment.replace(hour=23, minute=59, second=59)


class EventFactory(DjangoModelFactory):
    """A published event next month, open for registration, with ten seats."""

    class Meta:
        model = Event

    class Params:
        draft = factory.Trait(published_at=None)
        cancelled = factory.Trait(cancelled_at=hours_from_now(-1))
        postponed = factory.Trait(postponed_at=hours_from_now(-1))
        not_open = factory.Trait(
            registration_opens_at=hours_from_now(24),
            published_at=hours_from_now(-24),
        )
        closed = factory.Trait(registration_closes_at=hours_from_now(-1))
        today = factory.Trait(
            starts_at=factory.LazyFunction(an_hour_ago_today),
            ends_at=factory.LazyAttribute(lambda event: end_of_day(event.starts_at)),
            registration_closes_at=hours_from_now(-26),
        )
        past = factory.Trait(
            starts_at=at_nine(-10), registration_closes_at=hours_from_now(-280)
        )

    title_fr = factory.Sequence(lambda n: f"Le travail partenarial {n}")
    short_title_fr = factory.Sequence(lambda n: f"Partenariat {n}")
    slug = factory.Sequence(lambda n: f"journee-{n}")
    starts_at = at_nine(30)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=8))
    venue = factory.SubFactory(VenueFactory)
    seats = 10
    registration_opens_at = hours_from_now(-480)
    published_at = factory.SelfAttribute("registration_opens_at")
    contact_name = "Secrétariat"
    contact_email = "contact@example.org"
    data_controller = "Université de l’exemple, 1 rue de l’Exemple, 75000 Paris"
    data_contact = "dpo@example.org"


class MembershipFactory(DjangoModelFactory):
    """The organiser of an event; `role=Role.READER` makes another."""

    class Meta:
        model = Membership

    event = factory.SubFactory(EventFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.ORGANISER


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Laboratoire {n}")


class PartnershipFactory(DjangoModelFactory):
    """A laboratory that organises an event; `with_logo=True` gives it a red square."""

    class Meta:
        model = Partnership

    class Params:
        with_logo = factory.Trait(
            logo=factory.django.ImageField(color="red", format="PNG"),
            logo_alt="Laboratoire",
        )

    event = factory.SubFactory(EventFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Partnership.Role.ORGANISES


class DocumentFactory(DjangoModelFactory):
    """A small PDF file that readers may download."""

    class Meta:
        model = Document

    event = factory.SubFactory(EventFactory)
    title_fr = "Programme"
    file = factory.django.FileField(filename="programme.pdf", data=b"%PDF-1.7 test")


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    event = factory.SubFactory(EventFactory)
    name_fr = factory.Sequence(lambda n: f"Salle {n}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    given_name = "Pascal"
    family_name = factory.Sequence(lambda n: f"Fugier {n}")


class OfProgramme(DjangoModelFactory):
    """A row of a programme; that of a published event is published with it at once."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = super()._create(model_class, *args, **kwargs)
        publish_programme(reduce(getattr, model_class.event_path.split("__"), row))
        return row


def publish_programme(event: Event) -> None:
    """Let readers of a published event see the rows as they are in the tables now."""
    if event.published_at is None:
        return
    content = snapshot.dump(snapshot.take(event))
    Publication.objects.update_or_create(
        event=event,
        number=1,
        defaults={"content": content, "published_at": event.published_at},
    )
    event.programme_version += 1
    Event.objects.filter(pk=event.pk).update(programme_version=event.programme_version)


class SessionFactory(OfProgramme):
    """A plenary at ten on the day of its event, without people."""

    class Meta:
        model = Session

    event = factory.SubFactory(EventFactory)
    date = factory.LazyAttribute(lambda session: session.event.local_start.date())
    starts_at = time(10)
    title_fr = "Introduction générale"


class ContributionFactory(OfProgramme):
    class Meta:
        model = Contribution

    session = factory.SubFactory(SessionFactory)
    title_fr = "L’enseignant référent"


class ParticipationFactory(OfProgramme):
    """Somebody who speaks, without a role."""

    class Meta:
        model = Participation

    contribution = factory.SubFactory(ContributionFactory)
    person = factory.SubFactory(PersonFactory)


class ParticipationRoleFactory(OfProgramme):
    class Meta:
        model = ParticipationRole

    participation = factory.SubFactory(ParticipationFactory)
    text_fr = "membre du laboratoire ÉMA"


class ResourceFactory(OfProgramme):
    """Slides in a small PDF file; `link="https://…"` is a recording elsewhere."""

    class Meta:
        model = Resource

    contribution = factory.SubFactory(ContributionFactory)
    kind = factory.LazyAttribute(
        lambda resource: (
            Resource.Kind.RECORDING if resource.link else Resource.Kind.SLIDES
        )
    )
    link = ""
    file = factory.Maybe(
        "link",
        yes_declaration="",
        no_declaration=factory.django.FileField(
            filename="slides.pdf", data=b"%PDF-1.7 test"
        ),
    )


class RegistrationFactory(DjangoModelFactory):
    """A confirmed person; `waiting=True` and `cancelled=True` make the others.

    Whoever is made later waits behind whoever was made earlier.
    """

    class Meta:
        model = Registration

    class Params:
        waiting = factory.Trait(
            status=Status.WAITING,
            queued_at=factory.LazyFunction(timezone.now),
            queue_order=factory.Sequence(lambda n: n + 1),
        )
        cancelled = factory.Trait(
            status=Status.CANCELLED,
            cancelled_at=factory.LazyFunction(timezone.now),
            cancelled_by=Registration.CancelledBy.PERSON,
        )

    event = factory.SubFactory(EventFactory)
    given_name = "Jeanne"
    family_name = factory.Sequence(lambda n: f"Martin {n}")
    email = factory.Sequence(lambda n: f"jeanne{n}@example.org")
    institution = "CCAS de Nanterre"
    status = Status.CONFIRMED


class QuestionFactory(DjangoModelFactory):
    """A short text that everybody is asked for and must not answer.

    `choices=["A", "B"]` offers these; `places=[1, None]` gives them places.
    """

    class Meta:
        model = Question
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    kind = Question.Kind.SHORT_TEXT
    label_fr = factory.Sequence(lambda n: f"Quelle question {n} ?")
    position = factory.Sequence(lambda n: n + 1)

    @factory.post_generation
    def choices(self, create, extracted, **kwargs):
        for rank, label in enumerate(extracted or []):
            ChoiceFactory(question=self, label_fr=label, position=rank)

    @factory.post_generation
    def places(self, create, extracted, **kwargs):
        for choice, places in zip(self.choices.all(), extracted or [], strict=False):
            choice.places = places
            choice.save()

    @factory.post_generation
    def profiles(self, create, extracted, **kwargs):
        self.profiles.set(extracted or [])


class ChoiceFactory(DjangoModelFactory):
    class Meta:
        model = Choice

    question = factory.SubFactory(QuestionFactory)
    label_fr = factory.Sequence(lambda n: f"Choix {n}")


class AnswerFactory(DjangoModelFactory):
    """What somebody answered; with a choice, in its words."""

    class Meta:
        model = Answer

    registration = factory.SubFactory("tests.factories.RegistrationFactory")
    question = factory.SubFactory(
        QuestionFactory, event=factory.SelfAttribute("..registration.event")
    )
    choice = None
    text = factory.LazyAttribute(
        lambda answer: answer.choice.label_fr if answer.choice else "Oui, en train"
    )


class MailingFactory(DjangoModelFactory):
    """A draft in both languages, to everybody who is registered or waiting."""

    class Meta:
        model = Mailing

    event = factory.SubFactory(EventFactory)
    audience = Mailing.Audience.ACTIVE
    subject_fr = "Une salle plus grande"
    subject_en = "A larger room"
    text_fr = "Bonjour {prenom_nom},\n\nNous nous voyons dans l’amphi 2."
    text_en = "Hello {first_last},\n\nWe meet in lecture hall 2."


class WorkshopFactory(SessionFactory):
    """A workshop of one seat from 14 h to 15 h; `starts_at` makes another group."""

    kind = Session.Kind.OTHER
    title_fr = factory.Sequence(lambda n: f"Atelier {n}")
    starts_at = time(14)
    ends_at = time(15)
    takes_sign_ups = True
    seats = 1


class WorkshopPlaceFactory(DjangoModelFactory):
    """A place that somebody has; `waiting=True` is one in the line."""

    class Meta:
        model = WorkshopPlace

    class Params:
        waiting = factory.Trait(
            status=WorkshopPlace.Status.WAITING,
            queue_order=factory.Sequence(lambda n: n + 1),
        )

    session = factory.SubFactory(WorkshopFactory)
    registration = factory.SubFactory(
        RegistrationFactory, event=factory.SelfAttribute("..session.event")
    )
    status = WorkshopPlace.Status.CONFIRMED


class PresenceFactory(DjangoModelFactory):
    """Somebody who was there on the morning of the first day."""

    class Meta:
        model = Presence

    registration = factory.SubFactory(
        RegistrationFactory, event=factory.SubFactory(EventFactory, past=True)
    )
    date = factory.LazyAttribute(lambda row: row.registration.event.local_start.date())
    half = Half.MORNING
    means = Presence.Means.SHEET


class CertificateFactory(DjangoModelFactory):
    """The number of somebody; `registration=None` when the person is gone."""

    class Meta:
        model = Certificate

    event = factory.SubFactory(EventFactory, past=True)
    registration = factory.SubFactory(
        RegistrationFactory, event=factory.SelfAttribute("..event")
    )
