"""What mails say of workshops."""

from datetime import time

import pytest

from registrations import letters, mails
from registrations.models import Notice
from tests.factories import WorkshopFactory, WorkshopPlaceFactory
from tests.registrations.letter_writing import french, jeanne, message, study_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return jeanne(study_day())


def workshop(person, **values):
    fields = {"event": person.event, "title_fr": "Écrire à plusieurs", **values}
    return WorkshopFactory(**fields)


def told_of(person, session, *left):
    context = {"session": session.pk, "left": [other.pk for other in left]}
    return message(Notice.WORKSHOP_PLACE, person, context=context)


def test_a_place_that_became_free(person):
    place = WorkshopPlaceFactory(registration=person, session=workshop(person))

    mail = mails.render(told_of(person, place.session))

    assert mail.subject == french("Une place en atelier~: Écrire à plusieurs")
    sentence = french(
        "Pour la journée du mercredi 22~mai 2019, Partenariat 2019, une place s’est "
        "libérée dans l’atelier «~Écrire à plusieurs~» (14~h~– 15~h)~: elle est à "
        "vous."
    )
    assert sentence in mail.body
    assert "va à une autre personne" not in mail.body


def test_the_place_that_is_left_for_it_is_named(person):
    place = WorkshopPlaceFactory(registration=person, session=workshop(person))
    left = workshop(person, title_fr="Lire")

    mail = mails.render(told_of(person, place.session, left))

    assert (
        french("Votre place dans «~Lire~», à la même heure, va à une autre personne.")
        in mail.body
    )


def test_a_place_that_was_given_up_since_is_not_announced(person):
    place = WorkshopPlaceFactory(
        registration=person, session=workshop(person), waiting=True
    )

    with pytest.raises(letters.NothingToSayError):
        mails.render(told_of(person, place.session))


def test_the_confirmation_names_the_workshops_and_their_state(person):
    WorkshopPlaceFactory(registration=person, session=workshop(person))
    evening = workshop(person, title_fr="Lire", starts_at=time(16), ends_at=None)
    WorkshopPlaceFactory(registration=person, session=evening, waiting=True)

    mail = mails.render(message(Notice.CONFIRMED, person))

    assert (
        french(
            "Ateliers~: Écrire à plusieurs, 14~h~– 15~h (place confirmée)~; Lire, 16~h "
            "(liste d’attente)."
        )
        in mail.body
    )


@pytest.mark.parametrize("notice", [Notice.CONFIRMED, Notice.PROMOTED, Notice.WAITING])
def test_without_workshops_nothing_is_said_of_them(person, notice):
    workshop(person)

    assert "Atelier" not in mails.render(message(notice, person)).body
