"""Words in braces that organisers may write in a mail: {prenom_nom}, {first_last}.

Each stands for a fact of the letter. They are filled in one pass over what an organiser
typed: what stands in their place is never looked at again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.languages import Language
from events.text import one_line, search_key
from registrations.letters.facts import LINE_END


@dataclass(frozen=True)
class Placeholder:
    """A fact, and its name in each language; both names are understood in both.

    A whole one is a paragraph by itself: it has its place in a text even while there is
    nothing to say.
    """

    fact: str
    french: str
    english: str
    is_link: bool = False
    is_whole: bool = False

    def written(self, language: str) -> str:
        name = self.english if language == Language.ENGLISH else self.french
        return f"{{{name}}}"


PLACEHOLDERS = (
    Placeholder("name", "prenom_nom", "first_last"),
    Placeholder("given_name", "prenom", "first_name"),
    Placeholder("family_name", "nom", "last_name"),
    Placeholder("title", "titre", "title"),
    Placeholder("short_title", "titre_court", "short_title"),
    Placeholder("date", "date", "date"),
    Placeholder("day", "jour", "day"),
    Placeholder("when", "horaires", "when"),
    Placeholder("place", "lieu", "place"),
    Placeholder("address", "adresse", "address"),
    Placeholder("on_the_day", "accueil", "arrival", is_whole=True),
    Placeholder("state", "etat", "state"),
    Placeholder("rank", "rang", "rank"),
    Placeholder("prospect", "attribution", "prospect"),
    Placeholder("cut_off", "limite", "cut_off"),
    Placeholder("give_up", "laisser_sa_place", "give_up"),
    Placeholder("reason", "motif", "reason"),
    Placeholder("headline", "changement", "headline"),
    Placeholder("changes", "ce_qui_change", "changes"),
    Placeholder("unchanged", "ce_qui_reste", "unchanged"),
    Placeholder("When", "quand", "when_it_is"),
    Placeholder("beginning", "debut", "beginning"),
    Placeholder("in_town", "ville", "in_town"),
    Placeholder("at_the_desk", "a_l_accueil", "at_the_desk", is_whole=True),
    Placeholder("note", "mot_de_l_equipe", "note", is_whole=True),
    Placeholder("workshops", "ateliers", "workshops", is_whole=True),
    Placeholder("workshop", "atelier", "workshop"),
    Placeholder("workshop_hours", "horaires_atelier", "workshop_hours"),
    Placeholder("kept_until", "jusqu_au", "kept_until"),
    Placeholder("reference", "reference", "reference"),
    Placeholder("contact", "contact", "contact"),
    Placeholder("link", "lien", "link", is_link=True),
    Placeholder("cancel_link", "lien_annuler", "cancel_link", is_link=True),
    Placeholder("form_link", "lien_inscription", "form_link", is_link=True),
    Placeholder("programme_link", "lien_programme", "programme_link", is_link=True),
    Placeholder("page_link", "lien_page", "page_link", is_link=True),
)
BY_FACT = {placeholder.fact: placeholder for placeholder in PLACEHOLDERS}
# Sentences that hold other facts, which are put in braces inside them.
COMPOSED = {
    "greeting": ["name"],
    "the_event": ["date"],
    "for_the_event": ["date"],
    "in_the_event": ["date"],
    "fact": ["date", "short_title"],
}
_BY_NAME = {
    name: placeholder
    for placeholder in PLACEHOLDERS
    for name in (placeholder.french, placeholder.english)
}
# A space before goes away together with a fact that is missing.
_IN_BRACES = re.compile(r" ?\{([^{}\n]+)\}")


def named(name: str) -> Placeholder | None:
    """What a name means, whatever its accents, capitals and spaces."""
    return _BY_NAME.get(search_key(name).replace(" ", "_"))


def names_in(text: str) -> list[str]:
    """What stands in braces, in the order of the text."""
    return _IN_BRACES.findall(text)


def without_braces(text: str) -> str:
    """What is left when every word in braces is taken out."""
    return _IN_BRACES.sub("", text)


def alone(line: str) -> Placeholder | None:
    """The placeholder of which a line is made, and of nothing else."""
    found = _IN_BRACES.fullmatch(line.strip())
    return named(found[1]) if found else None


def fill(line: str, values: dict[str, str]) -> str:
    """The line with facts in place of their names, in one pass.

    A fact may bring lines of its own: LINE_END separates them.
    """

    def value_of(found: re.Match) -> str:
        placeholder = named(found[1])
        if placeholder is None:
            return found[0]
        value = values.get(placeholder.fact)
        return found[0][: found[0].index("{")] + value if value else ""

    filled = _IN_BRACES.sub(value_of, line).split(LINE_END)
    return LINE_END.join(filter(None, map(one_line, filled)))


def values_of(facts: dict) -> dict[str, str]:
    """The facts that have a name, those of a list’s first member included."""
    found: dict[str, str] = {}
    for name, value in facts.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            found = values_of(value[0]) | found
        elif name in BY_FACT and isinstance(value, str):
            found[name] = value
    return found


def links_in(facts: dict) -> dict[str, str]:
    return {
        name: value for name, value in values_of(facts).items() if BY_FACT[name].is_link
    }


def offered(facts: dict, language: str) -> Iterator[tuple[str, str]]:
    """What may be written in a letter with these facts, each with its value."""
    values = values_of(facts)
    for placeholder in PLACEHOLDERS:
        value = values.get(placeholder.fact, "")
        if value or (placeholder.is_whole and placeholder.fact in values):
            yield placeholder.written(language), value.replace(LINE_END, " ")
