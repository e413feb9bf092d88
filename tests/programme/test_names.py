import pytest

from programme import names


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Pascal FUGIER", ("Pascal", "FUGIER")),
        ("Jean-Marie LE GALL", ("Jean-Marie", "LE GALL")),
        ("Anne DE LA TOUR", ("Anne", "DE LA TOUR")),
        ("Anne de LA TOUR", ("Anne", "de LA TOUR")),
        ("Jean d’HÉROUVILLE", ("Jean", "d’HÉROUVILLE")),
        ("Ronald McDONALD", ("Ronald", "McDONALD")),
        ("Marie B. MARTIN", ("Marie B.", "MARTIN")),
        ("Pascal Fugier", ("Pascal", "Fugier")),
        ("Charles de Gaulle", ("Charles", "de Gaulle")),
        ("marie claire dupont", ("marie claire", "dupont")),
        ("PASCAL FUGIER", ("PASCAL", "FUGIER")),
        ("J. DUPONT", ("J.", "DUPONT")),
        ("Pascal\u00a0FUGIER", ("Pascal", "FUGIER")),
        ("FUGIER", ("", "FUGIER")),
        ("O", ("", "O")),
        ("李 明", ("李", "明")),
    ],
)
def test_a_name_is_split_before_its_capitals(written, parts):
    assert names.split(written) == parts


@pytest.mark.parametrize(
    ("family_name", "printed"),
    [
        ("Fugier", "FUGIER"),
        ("d’Hérouville", "d’HÉROUVILLE"),
        ("de La Tour", "de LA TOUR"),
        ("DE LA TOUR", "DE LA TOUR"),
        ("McDONALD", "McDONALD"),
        ("le", "LE"),
        ("Élie", "ÉLIE"),
    ],
)
def test_family_names_are_printed_in_capitals(family_name, printed):
    assert names.full_name("Anne", family_name) == f"Anne {printed}"


def test_one_name_has_one_key_wherever_it_is_cut():
    assert names.search_key_of("Anne de", "LA TOUR") == names.search_key_of(
        "Anne", "de la Tour"
    )


def test_keys_fit_their_column():
    assert len(names.search_key_of("\ufdfa" * 80, "\ufdfa" * 80)) == names.KEY_LENGTH
