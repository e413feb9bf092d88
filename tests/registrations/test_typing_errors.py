import pytest

from registrations.typing_errors import is_one_slip_away, suggestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("GMIAL.com", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("hotmial.fr", "hotmail.fr"),
        ("lapsote.net", "laposte.net"),
        ("univ-pairs8.fr", "univ-paris8.fr"),
        ("univ-nante.fr", "univ-nantes.fr"),
        ("univparis3.fr", "univ-paris3.fr"),
    ],
)
def test_common_slips_are_guessed(typed, meant):
    assert suggestion(f"Jeanne.Martin@{typed}") == f"Jeanne.Martin@{meant}"


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "ymail.com",
        "gmx.fr",
        "free.fr",
        "fre.fr",
        "univ-paris1.fr",
        "univ-lyon2.fr",
        "etu.univ-nantes.fr",
        "parisnanterre.fr",
        "example.org",
        "bücher.example",
        "cyu.fr",
    ],
)
def test_other_addresses_are_left_alone(domain):
    assert suggestion(f"jeanne@{domain}") == ""


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("abc", "abc", False),
        ("abc", "ab", True),
        ("ab", "abc", True),
        ("abc", "bac", True),
        ("abc", "acb", True),
        ("abc", "abd", True),
        ("abc", "cba", False),
        ("abc", "a", False),
        ("", "a", True),
    ],
)
def test_one_slip(word, other, expected):
    assert is_one_slip_away(word, other) == expected
