import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.text import many_lines, one_line, search_key, sort_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Jeanne  ", "Jeanne"),
        ("Jeanne\r\nMartin", "Jeanne Martin"),
        ("Jeanne\t\tMartin", "Jeanne Martin"),
        ("D’Arc-Lefèbvre", "D’Arc-Lefèbvre"),
        ("e\u0301", "é"),
        ("夏 Nguyễn Ø", "夏 Nguyễn Ø"),
        ("\u202eevil\u202c", "evil"),
        ("a\u200bb\ufeffc\x00d", "abcd"),
        ("\u200b\u200b", ""),
        ("\u200d", ""),
        ("22\u00a0mai", "22\u00a0mai"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a" + "\u0301" * 50, "á" + "\u0301" * 8),
        ("=1+1", "=1+1"),
    ],
)
def test_one_line(typed, kept):
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        ("\n\nun\n\ndeux\n", "un\n\ndeux"),
        ("un \x07\ndeux\x1b[31m", "un\ndeux[31m"),
        ("\u200b\n\u200b", ""),
    ],
)
def test_many_lines(typed, kept):
    assert many_lines(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert one_line(one_line(text)) == one_line(text)
    assert many_lines(many_lines(text)) == many_lines(text)


@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("name", "sought"),
    [
        ("Le-Nôm", "le nom"),
        ("D’ALMEIDA", "d'almeida"),
        ("Élodie ÇELIK", "elodie celik"),
        ("Straße", "STRASSE"),
        ("Cœur", "coeur"),
        ("ﬁn", "fin"),
    ],
)
def test_search_ignores_accents_case_and_punctuation(name, sought):
    assert search_key(name) == search_key(sought)


def test_sorting_puts_accents_beside_their_letter_and_family_names_first():
    people = [("Zola", "Ada"), ("Élie", "Bob"), ("Elie", "Cid"), ("Fabre", "Ana")]

    ordered = sorted(people, key=lambda person: sort_key(*person))

    assert [family for family, _ in ordered] == ["Élie", "Elie", "Fabre", "Zola"]
