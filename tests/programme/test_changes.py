"""What differs between two programmes, and how it is said."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from programme import changes
from programme.changes import Change
from programme.snapshot import ContributionCopy, PersonCopy, RoleCopy, SessionCopy

DAY, NEXT_DAY = date(2019, 5, 22), date(2019, 5, 23)


def person(name="Claire Heijboer", uid="", **values) -> PersonCopy:
    given_name, family_name = name.split()
    fields = {"function": "speaker", **values}
    return PersonCopy(uid or f"uid of {name}", given_name, family_name, **fields)


def talk(title="Un lien", *people, uid="", **values) -> ContributionCopy:
    return ContributionCopy(
        key=1, uid=uid or f"uid of {title}", title_fr=title, people=people, **values
    )


def row(start, title="", *talks, uid="", **values) -> SessionCopy:
    """« 10:00 » or « 10:00-11:00 »."""
    first, _dash, last = start.partition("-")
    fields = {"kind": "plenary", "date": DAY, **values}
    return SessionCopy(
        key=1,
        uid=uid or f"uid of {title or start}",
        sequence=0,
        starts_at=time.fromisoformat(first),
        ends_at=time.fromisoformat(last) if last else None,
        title_fr=title,
        contributions=talks,
        **fields,
    )


def said(before, after, language="fr") -> list[str]:
    """In words with plain spaces, after a way through JSON."""
    data = changes.as_data(changes.between(before, after))
    with translation.override(language):
        found = changes.sentences(changes.from_data(data))
    return [sentence.replace("\u00a0", " ") for sentence in found]


def test_nothing_to_say_of_the_same():
    rows = [row("09:15", "Introduction", talk("A", person()))]

    assert changes.between(rows, rows) == ()


def test_another_start():
    before, after = [row("09:15", "Introduction")], [row("09:30", "Introduction")]

    assert said(before, after) == [
        "« Introduction » commence à 9 h 30 au lieu de 9 h 15."
    ]
    assert said(before, after, "en") == [
        "“Introduction” begins at 9:30 am instead of 9:15 am."
    ]


def test_a_row_that_moves_as_it_is():
    before = [row("09:15-09:30", "Introduction")]
    after = [row("09:30-09:45", "Introduction")]

    assert said(before, after) == [
        "« Introduction » a lieu de 9 h 30 à 9 h 45 au lieu de 9 h 15 à 9 h 30."
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("10:00-11:00", "10:00-11:15", "« X » finit à 11 h 15 au lieu de 11 h."),
        ("10:00", "10:00-11:00", "« X » finit à 11 h."),
        ("10:00-11:00", "10:00", "Le programme ne dit plus quand finit « X »."),
    ],
)
def test_another_end(old, new, sentence):
    assert said([row(old, "X")], [row(new, "X")]) == [sentence]


def test_a_row_that_moves_and_gets_longer():
    found = said([row("10:00-11:00", "X")], [row("10:30-12:00", "X")])

    assert found == [
        "« X » a lieu de 10 h 30 à 12 h au lieu de 10 h à 11 h.",
    ]


def test_another_day():
    before = [row("09:15", "X"), row("10:00", "Y")]
    after = [row("10:00", "Y"), row("09:00", "X", date=NEXT_DAY)]

    assert said(before, after) == [
        "« X » a lieu le jeudi 23 mai à 9 h au lieu du mercredi 22 mai à 9 h 15."
    ]


def test_the_day_is_named_where_there_are_several():
    before = [row("09:15", "X"), row("10:00", "Y", date=NEXT_DAY)]
    after = [row("09:15", "X"), row("10:15", "Y", date=NEXT_DAY)]

    assert said(before, after) == [
        "« Y » (jeudi 23 mai) commence à 10 h 15 au lieu de 10 h."
    ]


def test_a_row_without_a_title_is_called_by_its_kind():
    before = [row("11:20", kind="break", uid="p")]
    after = [row("11:30", kind="break", uid="p")]

    assert said(before, after) == ["La pause commence à 11 h 30 au lieu de 11 h 20."]


def test_rows_of_one_title_are_told_apart_by_their_hours():
    before = [row("11:30", "Débat", uid="a"), row("16:00", "Débat", uid="b")]
    after = [before[0], replace(before[1], place_fr="Amphi 2")]

    assert said(before, after) == ["Lieu indiqué pour « Débat » (16 h) : Amphi 2."]


def test_rows_that_move_together_are_one_sentence():
    starts = ["09:00", "14:00-14:30", "14:30-15:45", "15:45-16:00", "16:00"]
    later = ["09:00", "14:15-14:45", "14:45-16:00", "16:00-16:15", "16:15"]
    before = [row(start, uid=str(n)) for n, start in enumerate(starts)]
    after = [row(start, uid=str(n)) for n, start in enumerate(later)]
    [change] = changes.between(before, after)

    assert said(before, after) == [
        "Les 4 lignes à partir de 14 h commencent 15 minutes plus tard."
    ]
    assert said(after, before) == [
        "Les 4 lignes à partir de 14 h 15 commencent 15 minutes plus tôt."
    ]
    assert change.rows == ("1", "2", "3", "4")


def test_rows_that_move_in_the_middle_of_the_day():
    starts = ["09:00", "10:00", "11:00", "12:00", "14:00"]
    later = ["09:00", "10:05", "11:05", "12:05", "14:00"]
    before = [row(start, uid=str(n)) for n, start in enumerate(starts)]
    after = [row(start, uid=str(n)) for n, start in enumerate(later)]

    assert said(before, after) == [
        "Les 3 lignes de 10 h à 12 h commencent 5 minutes plus tard."
    ]


def test_a_parallel_row_that_stays_is_not_among_those_that_move():
    starts = ["10:00", "10:00", "11:00", "12:00"]
    later = ["10:00", "10:05", "11:05", "12:05"]
    before = [row(start, f"X{n}") for n, start in enumerate(starts)]
    after = [row(start, f"X{n}") for n, start in enumerate(later)]

    assert said(before, after) == [
        "« X1 » commence à 10 h 05 au lieu de 10 h.",
        "« X2 » commence à 11 h 05 au lieu de 11 h.",
        "« X3 » commence à 12 h 05 au lieu de 12 h.",
    ]


def test_a_new_row_and_one_that_is_gone():
    x = row("10:00", "", talk("X", person()), uid="x")
    pause = row("11:00", kind="break")

    assert said([], [x, pause]) == [
        "« X » (Claire HEIJBOER) s’ajoute au programme à 10 h.",
        "La pause s’ajoute au programme à 11 h.",
    ]
    assert said([x, pause], []) == [
        "« X » (10 h) n’est plus au programme.",
        "La pause (11 h) n’est plus au programme.",
    ]


def test_a_row_that_was_made_again_is_the_same():
    before = [row("10:00", "X", uid="old"), row("11:00", kind="break", uid="p")]
    after = [row("10:30", "X", uid="new"), row("11:00", kind="break", uid="q")]

    assert said(before, after) == ["« X » commence à 10 h 30 au lieu de 10 h."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title_fr": "Y"}, "« X » s’intitule désormais « Y »."),
        ({"title_fr": ""}, "« X » n’a plus de titre."),
        ({"title_en": "The X"}, "« X » : le texte dans l’autre langue a changé."),
        ({"kind": "debate"}, "« X » change de type : débat (avant : plénière)."),
        ({"place_fr": ""}, "« X » n’a plus de lieu indiqué (c’était : Amphi 1)."),
        ({"place_fr": "Hall"}, "« X » change de lieu : Hall (avant : Amphi 1)."),
        ({"description_fr": "Ici"}, "« X » a une description."),
        (
            {"takes_sign_ups": True},
            "Il faut maintenant s’inscrire pour participer : « X ».",
        ),
    ],
)
def test_other_things_about_a_row(change, sentence):
    before = row("10:00", "X", place_fr="Amphi 1", uid="x")

    assert said([before], [replace(before, **change)]) == [sentence]


def test_an_english_title_is_said_in_english():
    before = row("10:00", "X", title_en="The X")
    after = replace(before, title_en="Our X")

    assert said([before], [after], "en") == ["“The X” is now called “Our X”."]


@pytest.mark.parametrize(
    ("language", "spoken", "values", "html"),
    [
        ("fr", "fr", {}, "« A &lt;b&gt; »"),
        ("en", "fr", {}, '“<span lang="fr">A &lt;b&gt;</span>”'),
        ("fr", "en", {}, '« <span lang="en">A &lt;b&gt;</span> »'),
        ("en", "en", {}, "“A &lt;b&gt;”"),
        ("en", "fr", {"title_en": "An A"}, "“An A”"),
        ("fr", "fr", {"title_en": "An A"}, "« A &lt;b&gt; »"),
    ],
)
def test_a_text_of_another_language_says_so(language, spoken, values, html):
    before, after = (row(start, "A <b>", **values) for start in ("10:00", "11:00"))
    found = changes.between([before], [after])

    with translation.override(language):
        [sentence] = changes.html_sentences(found, spoken)

    assert sentence.replace("\u00a0", " ").startswith(html)


def test_an_english_text_that_is_added_is_not_another_place():
    before = row("10:00", "X", place_fr="Hall.")
    after = replace(before, place_en="Lobby")

    assert said([before], [after]) == ["« X » : le texte dans l’autre langue a changé."]
    assert said([before], [after], "en") == [
        "“X” changes place: Lobby instead of Hall."
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ([], [talk("T", person())], "Nouveau dans « S » : « T » (Claire HEIJBOER)."),
        (
            [talk("T", person())],
            [],
            "« T » (Claire HEIJBOER) n’est plus au programme.",
        ),
        (
            [talk("T", uid="t")],
            [talk("U", uid="t")],
            "« T » s’intitule désormais « U ».",
        ),
        (
            [talk("", person(), uid="t")],
            [talk("U", person(), uid="t")],
            "Claire HEIJBOER : la communication s’intitule « U ».",
        ),
        ([talk("T")], [talk("T", abstract_fr="A")], "« T » : résumé ajouté."),
        (
            [talk("T", abstract_fr="B")],
            [talk("T", abstract_fr="A")],
            "« T » : résumé modifié.",
        ),
        ([talk("T", abstract_fr="B")], [talk("T")], "« T » : résumé retiré."),
        (
            [talk("T", duration=20)],
            [talk("T", duration=30)],
            "« T » dure 30 minutes au lieu de 20.",
        ),
        ([talk("T")], [talk("T", language="en")], "« T » est en anglais."),
        ([talk("T")], [talk("T", person())], "Claire HEIJBOER intervient : « T »."),
        (
            [talk("T", person())],
            [talk("T")],
            "Claire HEIJBOER n’intervient plus : « T ».",
        ),
        (
            [talk("T", person(function="chair"))],
            [talk("T")],
            "Claire HEIJBOER (présidence) n’intervient plus : « T ».",
        ),
        (
            [talk("T", person())],
            [talk("T", person(function="chair"))],
            "Claire HEIJBOER change de fonction (présidence, avant : intervention)"
            " : « T ».",
        ),
        (
            [talk("T", person(uid="c"))],
            [talk("T", person("Claire Heijboër", uid="c"))],
            "Il faut lire Claire HEIJBOËR au lieu de Claire HEIJBOER.",
        ),
        (
            [talk("T", person())],
            [talk("T", person(roles=(RoleCopy("chef de service, un SESSAD"),)))],
            "Les rôles indiqués pour Claire HEIJBOER changent :"
            " chef de service, un SESSAD.",
        ),
        (
            [talk("T", person(), person("Philippe Lyet"))],
            [talk("T", person("Philippe Lyet"), person())],
            "« T » : l’ordre des personnes a changé.",
        ),
        (
            [talk("T"), talk("U")],
            [talk("U"), talk("T")],
            "« S » : l’ordre des communications a changé.",
        ),
    ],
)
def test_talks_and_people(before, after, sentence):
    old, new = row("10:00", "S", *before), row("10:00", "S", *after)

    assert said([old], [new]) == [sentence]


def test_a_talk_moves_to_another_row():
    lyet = talk("T", person("Philippe Lyet"))
    before = [row("10:00", "S1", lyet), row("14:00", "S2")]
    after = [row("10:00", "S1"), row("14:00", "S2", lyet)]

    assert said(before, after) == [
        "« T » est maintenant dans « S2 » (avant : dans « S1 »)."
    ]


def test_a_talk_that_had_a_row_of_its_own():
    lyet = talk("T", person("Philippe Lyet"))
    before = [row("10:00", "", lyet), row("14:00", "S2")]
    after = [row("14:00", "S2", lyet)]

    assert said(before, after) == ["« T » est maintenant dans « S2 » (avant : à 10 h)."]
    assert said(after, before) == ["« T » est maintenant à 10 h (avant : dans « S2 »)."]


def test_a_title_that_is_the_one_of_the_talk_changes_once():
    before = row("10:00", "", talk("T", uid="t"), uid="r")
    after = row("10:00", "", talk("U", uid="t"), uid="r")

    assert said([before], [after]) == ["« T » s’intitule désormais « U »."]


def test_a_person_in_two_talks_is_respelt_once():
    before = row("10:00", "S", talk("T", person(uid="c")), talk("U", person(uid="c")))
    respelt = person("Claire Heijboër", uid="c")
    after = row("10:00", "S", talk("T", respelt), talk("U", respelt))

    assert said([before], [after]) == [
        "Il faut lire Claire HEIJBOËR au lieu de Claire HEIJBOER."
    ]


def test_the_rows_that_changed_are_known_by_their_uids():
    before = [row("10:00", "X", talk("T")), row("11:00", "Y"), row("12:00", "Z")]
    after = [row("10:00", "X", talk("T", person())), row("11:00", "Y")]

    found = changes.between(before, after)

    assert changes.rows_of(found) == {"uid of X"}


def test_what_nobody_knows_any_more_is_left_out():
    data = [
        {"kind": "changed", "rows": [], "facts": {}},
        {"kind": "from the future", "rows": ["x"], "facts": {"a": 1}},
        {"kind": "changed"},
    ]

    assert changes.from_data(data) == ()


def test_as_data_is_what_json_gives_back():
    [change] = changes.between([row("10:00", "X")], [row("10:30", "X")])

    assert changes.from_data(changes.as_data([change])) == (change,)
    assert isinstance(change, Change)


TITLES = st.sampled_from(["", "X", "Y", "%(row)s", "<b>Z</b>", "100 %"])
PEOPLE = st.builds(
    person,
    st.sampled_from(["Claire Heijboer", "Philippe Lyet"]),
    function=st.sampled_from(["speaker", "chair", "unknown"]),
    roles=st.lists(st.builds(RoleCopy, TITLES), max_size=2).map(tuple),
)
TALKS = st.builds(
    lambda title, people, **values: talk(title, *people, **values),
    TITLES,
    st.lists(PEOPLE, max_size=2, unique_by=lambda one: (one.uid, one.function)),
    uid=st.sampled_from("abcdef"),
    duration=st.sampled_from([None, 0, 1, 20]),
    abstract_en=TITLES,
)
ROWS = st.builds(
    lambda start, title, talks, **values: row(start, title, *talks, **values),
    st.sampled_from(["09:00", "09:00-10:00", "10:00", "10:30-11:00", "14:00"]),
    TITLES,
    st.lists(TALKS, max_size=2, unique_by=lambda one: one.uid),
    uid=st.sampled_from("ABCDEF"),
    date=st.sampled_from([DAY, NEXT_DAY]),
    kind=st.sampled_from(["break", "plenary", "talks", "unknown"]),
    place_fr=TITLES,
    takes_sign_ups=st.booleans(),
)
PROGRAMMES = st.lists(ROWS, max_size=4, unique_by=lambda one: one.uid)


@given(PROGRAMMES, PROGRAMMES)
def test_every_difference_has_its_words(before, after):
    """Whatever changes, each sentence can be made and ends with a full stop."""
    for language in ("fr", "en"):
        for sentence in said(before, after, language):
            assert sentence.endswith(".")
    assert changes.between(before, before) == ()
