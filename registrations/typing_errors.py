"""Guesses at slips in the domain of an address: offered, and never in the way."""

import re

# Where most of those who come have their mail, and some names close to these.
DOMAINS = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "live.com",
    "live.fr",
    "msn.com",
    "yahoo.com",
    "yahoo.fr",
    "ymail.com",
    "mail.com",
    "email.com",
    "gmx.com",
    "gmx.fr",
    "icloud.com",
    "me.com",
    "proton.me",
    "protonmail.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "laposte.net",
    "bbox.fr",
    "ac-versailles.fr",
    "ac-paris.fr",
    "ac-creteil.fr",
    "cyu.fr",
    "u-cergy.fr",
    "u-paris.fr",
    "u-bordeaux.fr",
    "parisnanterre.fr",
    "sorbonne-nouvelle.fr",
    "sorbonne-universite.fr",
    "universite-paris-saclay.fr",
)
# univ-<place>, then a number or nothing, in .fr.
PLACES = (
    "amu", "angers", "artois", "avignon", "brest", "corse", "cotedazur", "eiffel",
    "evry", "fcomte", "gustave-eiffel", "grenoble-alpes", "lehavre", "lemans", "lille",
    "littoral", "lorraine", "lyon", "montp", "montpellier", "mulhouse", "nantes",
    "nimes", "orleans", "paris", "paris-diderot", "pau", "perp", "poitiers", "reims",
    "rennes", "rouen", "smb", "st-etienne", "tlse", "tln", "toulouse", "tours",
    "ubs", "valenciennes",
)  # fmt: skip
# Endings that people write for another, where the other one is meant.
MEANT = {
    "gmail.fr": "gmail.com",
    "icloud.fr": "icloud.com",
    "laposte.fr": "laposte.net",
}
_UNIVERSITY = re.compile(r"univ-?([a-z-]+?)(\d*)\.fr")
_SHORTEST = 8  # « free.fr » is one letter away from too many others


def suggestion(address: str) -> str:
    """The address that was probably meant; empty when nothing looks wrong."""
    local, _at, domain = address.rpartition("@")
    meant = _meant(domain.lower())
    return f"{local}@{meant}" if meant else ""


def _meant(domain: str) -> str:
    if domain in DOMAINS:
        return ""
    if domain in MEANT:
        return MEANT[domain]
    if university := _UNIVERSITY.fullmatch(domain):
        place, number = university.groups()
        if place in PLACES and domain.startswith("univ-"):
            return ""
        close = place if place in PLACES else _closest(place, PLACES, shortest=4)
        return f"univ-{close}{number}.fr" if close else ""
    return _closest(domain, DOMAINS, shortest=_SHORTEST)


def _closest(word: str, known: tuple[str, ...], *, shortest: int) -> str:
    candidates = (each for each in known if len(each) >= shortest)
    return next((each for each in candidates if is_one_slip_away(word, each)), "")


def is_one_slip_away(word: str, other: str) -> bool:
    """One letter too many, missing or wrong, or two neighbours swapped?"""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, meant = word[start:], other[start:]
    swapped = rest[1::-1] + rest[2:]
    return swapped == meant or meant[1:] in (rest, rest[1:]) or rest[1:] == meant
