import pytest
import time_machine
from django.utils.translation import override

from events import wording
from events.models import Event
from events.nouns import EventType
from events.states import State
from tests.events.days import paris, study_day
from tests.factories import DocumentFactory

IN_MAY = paris(5, 1, 12)
LINES = [
    (
        State.DRAFT,
        "Brouillon",
        "Aperçu\u00a0: cette page n’est pas publique.",
        "Draft",
        "Preview: this page is not public.",
    ),
    (
        State.CANCELLED,
        "Annulée",
        "Cette journée est annulée.",
        "Cancelled",
        "This study day is cancelled.",
    ),
    (
        State.POSTPONED,
        "Reportée",
        "Cette journée est reportée. La nouvelle date sera publiée ici.",
        "Postponed",
        "This study day is postponed. The new date will be published here.",
    ),
    (
        State.PAST,
        "Passée",
        "Cette journée a eu lieu le mercredi 22\u00a0mai 2019.",
        "Past",
        "This study day took place on Wednesday 22\u00a0May 2019.",
    ),
    (
        State.TODAY,
        "Aujourd’hui",
        "La journée a lieu aujourd’hui. Accueil à partir de 9\u00a0h.",
        "Today",
        "The study day is today. Doors open at 9\u00a0am.",
    ),
    (
        State.NOT_OPEN,
        "Bientôt",
        "Les inscriptions ouvrent le mardi 2\u00a0avril 2019 à 9\u00a0h.",
        "Soon",
        "Registration opens on Tuesday 2\u00a0April 2019 at 9\u00a0am.",
    ),
    (
        State.CLOSED,
        "Inscriptions closes",
        "Les inscriptions sont closes depuis le mercredi 15\u00a0mai 2019.",
        "Registration closed",
        "Registration closed on Wednesday 15\u00a0May 2019.",
    ),
    (
        State.FULL,
        "Complet",
        "Il n’y a plus de place. Si une place se libère, le bouton d’inscription "
        "réapparaît ici.",
        "Full",
        "There are no places left. If one becomes free, the register button comes "
        "back here.",
    ),
    (
        State.FULL_WITH_WAITING_LIST,
        "Complet",
        "Il n’y a plus de place. Inscrivez-vous sur la liste d’attente\u00a0: les "
        "places qui se libèrent sont attribuées dans l’ordre d’arrivée.",
        "Full",
        "There are no places left. Join the waiting list: places that become free "
        "are given in order of arrival.",
    ),
    (
        State.FEW,
        "Dernières places",
        "Il reste 6 places. Inscription gratuite et obligatoire, jusqu’au mercredi "
        "15\u00a0mai à 18\u00a0h.",
        "Last places",
        "6 places left. Free, registration required, until Wednesday 15\u00a0May at "
        "6\u00a0pm.",
    ),
    (
        State.OPEN,
        "Inscriptions ouvertes",
        "Inscription gratuite et obligatoire, jusqu’au mercredi 15\u00a0mai à "
        "18\u00a0h.",
        "Registration open",
        "Free, registration required, until Wednesday 15\u00a0May at 6\u00a0pm.",
    ),
]


def test_every_state_is_in_the_table():
    assert [line[0] for line in LINES] == list(State)


@pytest.mark.parametrize(("state", "chip", "line", "_chip", "_line"), LINES)
@time_machine.travel(paris(5, 22, 10))
def test_chip_and_line_in_french(state, chip, line, _chip, _line):
    event = study_day(confirmed=94, promotion_stops_at=paris(5, 22, 12))

    assert wording.chip(event, state) == chip
    assert wording.state_line(event, state) == line


@pytest.mark.parametrize(("state", "_chip", "_line", "chip", "line"), LINES)
@time_machine.travel(paris(5, 22, 10))
def test_chip_and_line_in_english(state, _chip, _line, chip, line):
    event = study_day(confirmed=94, promotion_stops_at=paris(5, 22, 12))

    with override("en"):
        assert wording.chip(event, state) == chip
        assert wording.state_line(event, state) == line


@time_machine.travel(paris(5, 21, 22))
def test_after_the_cut_off_places_are_given_by_hand():
    line = wording.state_line(study_day(confirmed=100), State.FULL_WITH_WAITING_LIST)

    assert line.endswith(
        "l’équipe d’organisation attribue désormais les places à la main."
    )


@pytest.mark.parametrize(
    ("kind", "state", "chip", "line"),
    [
        (EventType.CONFERENCE, State.CANCELLED, "Annulé", "Ce colloque est annulé."),
        (EventType.WORKSHOP, State.CANCELLED, "Annulé", "Cet atelier est annulé."),
        (EventType.MEETING, State.CANCELLED, "Annulée", "Cette rencontre est annulée."),
        (
            EventType.SEMINAR,
            State.POSTPONED,
            "Reporté",
            "Ce séminaire est reporté. La nouvelle date sera publiée ici.",
        ),
        (
            EventType.CONFERENCE,
            State.PAST,
            "Passé",
            "Ce colloque a eu lieu le mercredi 22\u00a0mai 2019.",
        ),
        (
            EventType.WORKSHOP,
            State.TODAY,
            "Aujourd’hui",
            "L’atelier a lieu aujourd’hui. Accueil à partir de 9\u00a0h.",
        ),
    ],
)
@time_machine.travel(paris(5, 22, 10))
def test_french_agrees_with_the_kind_of_event(kind, state, chip, line):
    event = study_day(type=kind)

    assert wording.chip(event, state) == chip
    assert wording.state_line(event, state) == line


@pytest.mark.parametrize(
    ("left", "french", "english"),
    [
        (1, "Il reste 1 place.", "1 place left."),
        (2, "Il reste 2 places.", "2 places left."),
    ],
)
def test_places_left_in_singular_and_plural(left, french, english):
    event = study_day(seats=10, confirmed=10 - left)

    assert wording.state_line(event, State.FEW).startswith(french)
    with override("en"):
        assert wording.state_line(event, State.FEW).startswith(english)


@pytest.mark.parametrize("state", list(State))
def test_walk_ins_are_told_where_they_help(state):
    event = study_day(confirmed=94, has_walk_ins=True)

    line = wording.state_line(event, state)

    assert line.endswith("Des places peuvent rester disponibles sur place.") == (
        state in {State.TODAY, State.CLOSED, State.FULL}
    )


def test_registration_ends_with_the_doors_at_the_latest():
    event = study_day(
        doors_open_at=paris(5, 22, 8, 30), registration_closes_at=paris(5, 22, 9)
    )

    assert wording.state_line(event, State.OPEN) == (
        "Inscription gratuite et obligatoire, jusqu’au mercredi 22\u00a0mai à "
        "8\u00a0h\u00a030."
    )


def test_several_days():
    event = study_day(type=EventType.CONFERENCE, ends_at=paris(5, 24, 16))

    assert wording.days(event) == "du mercredi 22 au vendredi 24\u00a0mai 2019"
    assert wording.hours(event) == (
        "de 9\u00a0h le premier jour à 16\u00a0h le dernier"
    )
    assert wording.state_line(event, State.PAST) == (
        "Ce colloque a eu lieu du mercredi 22 au vendredi 24\u00a0mai 2019."
    )
    with override("en"):
        assert wording.hours(event) == (
            "from 9\u00a0am on the first day to 4\u00a0pm on the last"
        )
        assert wording.state_line(event, State.PAST) == (
            "This conference took place from Wednesday 22 to Friday 24\u00a0May 2019."
        )


@time_machine.travel(paris(5, 23, 8))
def test_on_later_days_the_desk_is_not_announced_again():
    event = study_day(type=EventType.CONFERENCE, ends_at=paris(5, 24, 16))

    assert wording.state_line(event, State.TODAY) == "Le colloque a lieu aujourd’hui."


@pytest.mark.parametrize(
    ("mode", "zone", "french", "english"),
    [
        ("on_site", "Europe/Paris", "", ""),
        ("online", "Europe/Paris", " (heure de Paris)", " (Paris time)"),
        ("hybrid", "Europe/Paris", " (heure de Paris)", " (Paris time)"),
        ("on_site", "Europe/Athens", " (heure d’Athènes)", " (Athens time)"),
        ("on_site", "Europe/London", " (heure de Londres)", " (London time)"),
    ],
)
def test_the_zone_is_named_where_clocks_may_differ(mode, zone, french, english):
    event = study_day(attendance_mode=mode, time_zone=zone)

    assert wording.zone_note(event) == french
    with override("en"):
        assert wording.zone_note(event) == english


def test_times_of_an_event_online_carry_the_zone():
    event = study_day(attendance_mode=Event.AttendanceMode.ONLINE)

    assert wording.hours(event) == ("de 9\u00a0h à 17\u00a0h\u00a030 (heure de Paris)")
    assert wording.state_line(event, State.NOT_OPEN) == (
        "Les inscriptions ouvrent le mardi 2\u00a0avril 2019 à 9\u00a0h "
        "(heure de Paris)."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Gennevilliers (Université de Cergy-Pontoise)"),
        ({"venue__institution": ""}, "Gennevilliers"),
        (
            {"attendance_mode": "hybrid"},
            "Gennevilliers (Université de Cergy-Pontoise), et en ligne",
        ),
        ({"attendance_mode": "online", "venue": None}, "En ligne"),
        ({"venue": None}, ""),
    ],
)
def test_where(changes, expected):
    assert wording.where(study_day(**changes)) == expected


@pytest.mark.parametrize(
    ("state", "kind", "text"),
    [
        (State.DRAFT, "warning", "Aperçu\u00a0: cette page n’est pas publique."),
        (State.CANCELLED, "error", "Cette journée est annulée."),
        (
            State.POSTPONED,
            "warning",
            "Cette journée est reportée. La nouvelle date sera publiée ici.",
        ),
    ],
)
def test_states_that_are_told_above_the_title(state, kind, text):
    assert wording.notice(study_day(), state) == wording.Notice(text, kind)


@pytest.mark.parametrize("state", list(State)[3:])
def test_states_that_need_no_notice(state):
    assert wording.notice(study_day(), state) is None


@pytest.mark.parametrize(
    ("former", "sentence"),
    [
        (
            paris(4, 10, 9),
            "Nouvelle date\u00a0: la journée devait d’abord avoir lieu le mercredi "
            "10\u00a0avril 2019 à 9\u00a0h.",
        ),
        (
            paris(5, 22, 14),
            "Nouvel horaire\u00a0: la journée devait d’abord commencer le mercredi "
            "22\u00a0mai 2019 à 14\u00a0h.",
        ),
    ],
)
def test_a_new_date_is_told_until_the_day_is_over(former, sentence):
    event = study_day(rescheduled_from=former)

    assert wording.notice(event, State.OPEN) == wording.Notice(sentence)
    assert wording.notice(event, State.PAST) is None


def test_a_demonstration_says_so():
    event = study_day(demonstrates=paris(5, 22).date())

    assert wording.demonstration(event) == (
        "Démonstration\u00a0: cette page reprend la journée du 22\u00a0mai 2019."
    )
    assert wording.demonstration(study_day()) == ""


@pytest.mark.parametrize(
    ("octets", "french", "english"),
    [
        (0, "1\u00a0Ko", "1\u00a0KB"),
        (245_760, "240\u00a0Ko", "240\u00a0KB"),
        (1_048_064, "1\u00a0Mo", "1\u00a0MB"),
        (1_468_006, "1,4\u00a0Mo", "1.4\u00a0MB"),
        (20_971_520, "20\u00a0Mo", "20\u00a0MB"),
    ],
)
def test_size_of_a_file(octets, french, english):
    assert wording.size(octets) == french
    with override("en"):
        assert wording.size(octets) == english


def test_file_note_is_computed():
    document = DocumentFactory.build(file__data=b"%PDF-" + b"x" * 245_755)

    assert wording.file_note(document) == "PDF, 240\u00a0Ko"
