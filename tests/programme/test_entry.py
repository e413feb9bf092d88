import string

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from events.text import one_line
from programme import entry
from programme.entry import Entry, Function

LETTERS = string.ascii_lowercase + "éèëçüœñ"
# One letter alone may be a first name or a family name: no line can tell.
given_names = st.text(LETTERS, min_size=2, max_size=12).map(str.capitalize)
family_words = st.text(LETTERS, min_size=2, max_size=12).map(str.upper)
family_names = st.lists(family_words, min_size=1, max_size=3).map(" ".join)
roles = (
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60)
    .map(lambda text: one_line(text.replace(";", ",")))
    .filter(bool)
)
entries = st.builds(
    Entry,
    given_name=st.lists(given_names, min_size=1, max_size=2).map(" ".join),
    family_name=family_names,
    function=st.sampled_from(Function),
    roles=st.lists(roles, max_size=4).map(tuple),
)


@given(entries, st.sampled_from(["fr", "en"]))
def test_a_line_reads_back_as_the_same_person(person, language):
    with translation.override(language):
        assert entry.read(str(person)) == person


@given(st.text(max_size=200))
def test_what_was_read_once_never_changes_again(line):
    try:
        person = entry.read(line)
    except entry.EntryRefusedError:
        return
    assert str(entry.read(str(person))) == str(person)


def test_a_role_keeps_its_commas():
    line = (
        "Frédéric PIZZO, chef de service d’un SESSAD, aussi rattaché à un ITEP ; "
        "étudiant du master 2 EPDIS"
    )

    assert entry.read(line) == Entry(
        "Frédéric",
        "PIZZO",
        roles=(
            "chef de service d’un SESSAD, aussi rattaché à un ITEP",
            "étudiant du master 2 EPDIS",
        ),
    )
    assert str(entry.read(line)) == line


@pytest.mark.parametrize(
    ("word", "function"),
    [
        ("présidence", Function.CHAIR),
        ("Presidente", Function.CHAIR),
        ("chair", Function.CHAIR),
        ("discussion", Function.DISCUSSANT),
        ("discutante", Function.DISCUSSANT),
        ("modération", Function.MODERATOR),
        ("moderator", Function.MODERATOR),
        ("intervention", Function.SPEAKER),
    ],
)
def test_functions_are_read_in_both_languages(word, function):
    assert entry.read(f"Anne MARTIN ({word}), CNRS") == Entry(
        "Anne", "MARTIN", function, ("CNRS",)
    )


def test_a_function_is_written_in_the_language_of_the_page():
    person = Entry("Anne", "MARTIN", Function.CHAIR, ("CNRS",))

    assert str(person) == "Anne MARTIN (présidence), CNRS"
    with translation.override("en"):
        assert str(person) == "Anne MARTIN (chair), CNRS"


def test_brackets_in_a_role_are_words_of_the_role():
    assert entry.read("Anne MARTIN, élue (Nanterre)").roles == ("élue (Nanterre)",)


def test_empty_lines_count_for_nothing():
    people = entry.read_lines("\nAnne MARTIN\n\n  \nJean DUPONT ;\n")

    assert people == [Entry("Anne", "MARTIN"), Entry("Jean", "DUPONT")]


def test_each_bad_line_is_named():
    text = "\n".join(
        [
            "Anne MARTIN, CNRS",
            ", CNRS",
            "Jean DUPONT (CNRS), chercheur",
            "Anne Martin, élue",
            "Jean (dit Jeannot) DUPONT",
            "***",
            f"Jean {'D' * 81}",
            f"Jean DURAND, {'r' * 301}",
        ]
    )

    with pytest.raises(ValidationError) as refusal:
        entry.read_lines(text)

    form = "écrivez le prénom et le nom, puis une virgule et les rôles."
    assert refusal.value.messages == [
        f"Ligne 2\u00a0: {form}",
        "Ligne 3\u00a0: «\u00a0CNRS\u00a0» n’est pas une fonction. Écrivez présidence, "
        "discussion ou modération entre les parenthèses, et les rôles après une "
        "virgule.",
        "Ligne 4\u00a0: Anne MARTIN figure déjà sur une ligne précédente.",
        f"Ligne 5\u00a0: {form}",
        "Ligne 6\u00a0: il n’y a pas de nom.",
        "Ligne 7\u00a0: un prénom ou un nom compte 80 caractères au plus.",
        "Ligne 8\u00a0: un rôle compte 300 caractères au plus.",
    ]


def test_somebody_may_chair_and_speak():
    people = entry.read_lines("Anne MARTIN (présidence)\nAnne MARTIN")

    assert [person.function for person in people] == [Function.CHAIR, Function.SPEAKER]


def test_english_roles_join_those_who_speak():
    people = entry.read_lines("Anne MARTIN, élue ; chercheuse\nJean DUPONT")
    english = entry.read_lines("Anne MARTIN, councillor ; researcher")

    joined = entry.with_english(people, english)

    assert joined == [
        Entry(
            "Anne",
            "MARTIN",
            roles=("élue", "chercheuse"),
            roles_en=("councillor", "researcher"),
        ),
        Entry("Jean", "DUPONT"),
    ]
    assert entry.in_english(joined) == "Anne MARTIN, councillor ; researcher"


@pytest.mark.parametrize("line", ["Anne MARTIN, councillor", "Paul DURAND, x ; y"])
def test_english_roles_are_as_many_and_of_the_same_people(line):
    people = entry.read_lines("Anne MARTIN, élue ; chercheuse")

    with pytest.raises(ValidationError):
        entry.with_english(people, entry.read_lines(line))
