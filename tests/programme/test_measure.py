"""The measuring itself: what is missed costs recall, what is invented precision."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from programme.reading import measure
from programme.reading.measure import ASPECTS, Score


def person(given, family, function="speaker", *roles):
    return {
        "given_name": given,
        "family_name": family,
        "function": function,
        "roles": list(roles),
    }


def item(title, start=None, end=None, *people, **others):
    return {"title": title, "start": start, "end": end, "people": people, **others}


def row(title, start, end=None, *people, kind="plenary", contributions=(), place=""):
    return item(
        title,
        start,
        end,
        *people,
        kind=kind,
        place=place,
        contributions=list(contributions),
    )


def programme(*rows, date="2024-05-22", doubts=()):
    return {"days": [{"date": date, "rows": list(rows)}], "doubts": list(doubts)}


def scores(wanted, read):
    comparison = measure.compare(wanted, read)
    return {
        aspect: score
        for aspect in ASPECTS
        if (score := comparison.score(aspect)) != Score()
    }


def test_a_perfect_reading_has_every_fact_and_no_other():
    day = programme(
        row("Accueil", "09:00", kind="welcome", place="hall"),
        row(
            "Session 1",
            "09:30",
            "10:30",
            person("Ana", "MELL", "chair"),
            kind="talks",
            contributions=[item("Un", None, None, person("Jo", "RU", "speaker", "x"))],
        ),
    )

    assert scores(day, day) == {
        "days": Score(1, 1, 1),
        "rows": Score(2, 2, 2),
        "contributions": Score(1, 1, 1),
        "times": Score(3, 3, 3),
        "titles": Score(3, 3, 3),
        "people": Score(2, 2, 2),
        "appearances": Score(2, 2, 2),
        "roles": Score(1, 1, 1),
        "kinds": Score(2, 2, 2),
        "places": Score(1, 1, 1),
    }
    assert list(measure.compare(day, day).differences()) == []


def test_a_row_that_was_not_read_costs_recall_alone():
    wanted = programme(row("A", "09:00", "10:00"), row("B", "10:00"))

    found = scores(wanted, programme(row("A", "09:00", "10:00")))

    assert found["rows"] == Score(1, 2, 1)
    assert (found["rows"].precision, found["rows"].recall) == (100, 50)
    assert found["times"] == Score(2, 3, 2)


def test_a_row_and_a_speaker_that_were_invented_cost_precision():
    read = programme(row("A", "09:00"), row("B", "10:00", None, person("Jo", "RU")))

    found = scores(programme(row("A", "09:00")), read)

    assert (found["rows"].precision, found["rows"].recall) == (50, 100)
    assert found["people"] == Score(0, 0, 1)


def test_nothing_read_at_all_is_no_precision_lost_but_no_recall():
    found = scores(programme(row("A", "09:00")), {"days": [], "doubts": []})

    assert (found["rows"].precision, found["rows"].recall) == (100, 0)


@pytest.mark.parametrize(
    "written",
    [
        "L’Été « des » œuvres",
        "“L'été des œuvres.”",
        "l'ete  des\u00a0œuvres :",
    ],
)
def test_titles_are_one_whatever_their_case_accents_quotes_and_ends(written):
    assert measure.key(written) == "l'ete des œuvres"


@pytest.mark.parametrize("written", ["Deux villes", "Une ville : deux rues"])
def test_titles_that_differ_by_a_word_or_a_mark_inside_are_two(written):
    found = scores(programme(row("Une ville", "9")), programme(row(written, "9")))

    assert found["rows"] == Score(1, 1, 1)
    assert found["titles"] == Score(0, 1, 1)


def test_rows_of_the_same_start_are_paired_by_their_titles():
    wanted = programme(row("Les uns", "09:00"), row("Tout autre chose", "09:00"))
    read = programme(row("Tout autre chose", "09:00"), row("Les uns", "09:00"))

    assert scores(wanted, read)["titles"] == Score(2, 2, 2)


def test_a_wrong_start_is_a_row_missed_and_a_row_invented():
    found = scores(programme(row("A", "09:00")), programme(row("A", "09:15")))

    assert found["rows"] == Score(0, 1, 1)
    assert found["titles"] == Score(0, 1, 1)


def test_an_end_that_was_not_written_costs_precision():
    found = scores(programme(row("A", "09:00")), programme(row("A", "09:00", "10:00")))

    assert found["times"] == Score(1, 1, 2)


def test_days_with_another_date_are_compared_in_their_order():
    found = scores(
        programme(row("A", "09:00")), programme(row("A", "09:00"), date=None)
    )

    assert found["days"] == Score(0, 1, 1)
    assert found["rows"] == Score(1, 1, 1)


def test_somebody_in_two_places_is_one_person_with_two_appearances():
    ana = person("Ana", "MELL")
    wanted = programme(row("A", "09:00", None, ana), row("B", "10:00", None, ana))

    found = scores(wanted, programme(row("A", "09:00", None, ana), row("B", "10:00")))

    assert found["people"] == Score(1, 1, 1)
    assert found["appearances"] == Score(1, 2, 1)


def test_a_name_counts_however_it_is_written_but_not_cut_elsewhere():
    wanted = programme(row("A", "9", None, person("Ana Lou", "MELL")))

    written = programme(row("A", "9", None, person("ana lou", "Mell")))
    assert scores(wanted, written)["appearances"] == Score(1, 1, 1)
    cut = programme(row("A", "9", None, person("Ana", "Lou Mell")))
    assert scores(wanted, cut)["people"] == Score(1, 1, 1)
    assert scores(wanted, cut)["appearances"] == Score(0, 1, 1)


def test_another_function_and_another_role_are_mistakes():
    wanted = programme(row("A", "9", None, person("Ana", "MELL", "chair", "x", "y")))
    read = programme(row("A", "9", None, person("Ana", "MELL", "speaker", "x, y")))

    found = scores(wanted, read)

    assert found["appearances"] == Score(0, 1, 1)
    assert found["roles"] == Score(0, 2, 1)


def test_only_the_doubts_that_must_be_raised_are_counted():
    wanted = programme(row("A", "9"), doubts=[3, 5])
    read = programme(row("A", "9"), doubts=[{"line": 3}, {"line": 4}])

    assert scores(wanted, read)["doubts"] == Score(1, 2, 1)


def test_each_difference_is_told_in_words():
    wanted = programme(row("Accueil", "09:00", kind="welcome"))
    read = programme(row("Accueil", "09:00", "09:30", kind="break"))

    assert list(measure.compare(wanted, read).differences()) == [
        "times: day 1 › 1. 09:00 Accueil: wanted nothing, read “end | 09:30”",
        "kinds: day 1 › 1. 09:00 Accueil: wanted “welcome”, read “break”",
    ]


def test_what_a_row_too_many_holds_is_not_told_again():
    talk = item("Un", None, None, person("Jo", "RU"))
    read = programme(row("A", "09:00", contributions=[talk]))

    assert list(measure.compare(programme(), read).differences()) == [
        "rows: day 1 › 1. 09:00 A (a row too many): wanted nothing, read “09:00”",
        "people: programme: wanted nothing, read “jo ru”",
    ]


SMALL = "22.05.2024\n\n9h Accueil\n9h30 Débat\n10h Pause\n"


def small_programme(first_kind):
    return programme(
        row("Accueil", "09:00", kind=first_kind),
        row("Débat", "09:30", kind="debate"),
        row("Pause", "10:00", kind="break"),
    )


def folder_of(path, wanted):
    (path / "petit.txt").write_text(SMALL, encoding="utf-8")
    (path / "petit.json").write_text(json.dumps(wanted), encoding="utf-8")
    return path


def test_the_command_prints_precision_and_recall(tmp_path):
    out = StringIO()
    folder = folder_of(tmp_path, small_programme("welcome") | {"doubts": []})

    call_command("measure_reading", folder, at_least=98, stdout=out)

    assert [line.split()[:3] for line in out.getvalue().splitlines()] == [
        ["days", "rows", "contrib"],
        ["petit", "100.0", "100.0"],
        ["PRECISION", "100.0", "100.0"],
        ["RECALL", "100.0", "100.0"],
        ["wanted", "1", "3"],
    ]


def test_the_command_fails_under_the_level_asked_and_lists_the_worst(tmp_path):
    out = StringIO()
    folder = folder_of(tmp_path, small_programme("break"))

    with pytest.raises(CommandError, match=r"Under 98 %: kinds\."):
        call_command("measure_reading", folder, worst=True, at_least=98, stdout=out)

    assert "petit: 1\n  kinds: day 1 › 1. 09:00 Accueil: wanted “break”" in (
        out.getvalue()
    )


def test_the_command_refuses_a_folder_without_programmes(tmp_path):
    with pytest.raises(CommandError, match="No programme"):
        call_command("measure_reading", tmp_path)


def test_an_expected_reading_needs_its_programme(tmp_path):
    (tmp_path / "seul.json").write_text("{}")

    with pytest.raises(FileNotFoundError, match=r"seul\.json"):
        measure.measure(tmp_path, lambda name, content: {})
