"""The institution that a role names, and which spellings mean the same one.

Roles are printed word for word; what is found here only groups people. Nothing is
guessed where the words do not show an institution: « étudiant du master 2 » has none.
"""

import re

from events.text import one_line, search_key

# What a name of an institution begins with, without accents.
_NOUNS = frozenset(
    """
    academy agence agency archives association bibliotheque caisse centre center
    chambre clinique college comite commission communaute confederation conseil
    conservatoire cooperative cour council ecole ehpad entreprise etablissement faculte
    faculty federation fondation foundation fonds foyer groupement hopital hospital
    inspection institut institute labo laboratoire laboratory library ligue lycee
    mairie maison metropole ministere ministry mission musee museum observatoire
    observatory office organisation organization parlement prefecture rectorat reseau
    school societe syndicat theatre trust union univ universite university
    """.split()
)
# Parts of an institution, and territories: only where nothing else is named.
_PARTS = frozenset(
    """
    academie antenne commune departement department direction division equipe etat
    pole region secteur service site unit unite ville
    """.split()
)
# Capitals that are a rank, a diploma or a number of a laboratory.
_NOT_NAMES = frozenset(
    """
    AED AESH ATER ATSEM BA BTS BUT CAFDES CAFERUIS CAPES CDD CDI CPE CPGE CR CRCN
    DEA DEASS DEES DEIS DESS DG DGA DGS DPA DPO DR DRH DRHU DU DUT EA FR GIS HDR II III
    IGEN IPR ITA IV LMD MA MBA MC MCF MCU ME MECADIS PAST PH PHD PR PRAG PRCE PREC PU RH
    TZR UE UMR UMS UPR UR VAE VP
    """.split()
)
# « Avocate à Lyon » says where, not for whom.
_TOWNS = frozenset(
    """
    amiens angers besancon bordeaux brest bruxelles caen dijon geneve grenoble lausanne
    lille limoges london londres lyon marseille metz montpellier montreal mulhouse nancy
    nanterre nantes nice orleans paris poitiers reims rennes rouen strasbourg toulon
    toulouse tours
    """.split()
)
_PROPER = ("sciences po", "polytechnique", "sorbonne", "inserm", "inrae", "inria")

_ARTICLE = r"(?:[lL]['’]\s?|la\s|le\s|les\s|the\s)?"
_LINKS = re.compile(
    rf"(?<!\w)(?:(?:au sein (?:de|du|des|d['’])|[àÀ]|chez|pour|at|with|for|from|in|of)"
    rf"\s?{_ARTICLE}|aux?\s|dans\s{_ARTICLE}|de\s{_ARTICLE}|du\s|des\s|d['’]\s?)"
)
# Only these lead to any name at all; the others to what is plainly an institution.
_TOWARDS = re.compile(r"(?:au sein|[àÀ]|chez|at)\b")
_WITHOUT_ARTICLE = re.compile(r"(?:de\s|d['’]\s?|of\s|pour\s|for\s|in\s)")
_STUDIES = re.compile(
    r"\b(?:master|licence|doctorat|dipl[ôo]me|formation|dut|but|bts|promotion|parcours|"
    r"m[12]|l[123]|certificat|mooc)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"(?:une?|an?)\s", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]+)\)\s*")
_ANOTHER_ROLE = re.compile(
    r"\s(?:et|and|&)\s(?:(?:ancien|co-?)\w*\s)?(?=(?:chercheu|charg|chef|consult|coord|"
    r"direct|docteu|doctor|enseign|[eé]ducat|format|ing[eé]nieu|lectur|ma[iî]tre|membre|"
    r"member|pr[eé]sident|profess|psycho|respons|research|secr[eé]t|socio|[eé]tudian|"
    r"travaill|vice|auteu|associ[eé]))",
)


def institution_of(role: str) -> str:
    """The institution inside a role as it is printed; empty where none is named."""
    text = one_line(role).replace("\u00a0", " ")
    if "|" in text:
        return tidy(text.rpartition("|")[2])
    pieces = [
        part.strip()
        for piece in _outside_brackets(text)
        for part in _ANOTHER_ROLE.split(piece)
        if part.strip()
    ]
    return next(filter(None, map(_in_piece, reversed(pieces))), "")


def key_of(name: str) -> str:
    """The same for « L’UCP », « UCP » and « ucp »."""
    return search_key(tidy(name))


def _outside_brackets(text: str) -> list[str]:
    """What stands between commas; those in brackets separate nothing."""
    return re.split(r",(?![^()]*\))", text)


def _in_piece(piece: str) -> str:
    """The last institution that a piece names: the one to which the others belong."""
    part = last = ""
    for start, lead in _beginnings(piece):
        rest = piece[start:]
        if _is_institution(rest, lead):
            last = rest
        elif _is_part(rest, lead):
            part = rest
    return tidy(last or part or _after_a_rank(piece) or _in_brackets(piece))


def _beginnings(piece: str) -> list[tuple[int, str]]:
    """Where an institution may begin, with the words that lead to it."""
    links = [(found.end(), found[0]) for found in _LINKS.finditer(piece)]
    return [(0, ""), *links]


def _is_institution(rest: str, lead: str) -> bool:
    rest, is_indefinite = _without_indefinite(rest)
    word, plain = _first(rest)
    if _is_name(word):
        return not (lead and _STUDIES.match(rest))
    if plain.startswith("univ") and plain not in {"univ", "universite", "university"}:
        return False
    has_article = is_indefinite or not _WITHOUT_ARTICLE.fullmatch(lead)
    if _starts_with_noun(rest):
        return word[:1].isupper() or (has_article and " " in rest.strip())
    if search_key(rest).startswith(_PROPER):
        return word[:1].isupper()
    if _is_english_name(rest):
        return True
    is_named = word[:1].isupper() and search_key(rest) not in _TOWNS
    return bool(_TOWARDS.match(lead)) and is_named and not _STUDIES.match(rest)


def _is_part(rest: str, lead: str) -> bool:
    rest, is_indefinite = _without_indefinite(rest)
    word, plain = _first(rest)
    if plain not in _PARTS or " " not in rest.strip():
        return False
    named = any(one[:1].isupper() for one in rest.split()[1:])
    return named and (bool(lead) or is_indefinite or word[:1].isupper())


def _is_english_name(rest: str) -> bool:
    """« Leeds Beckett University »: capitals that end with the noun."""
    words = re.match(r"(?:[A-ZÀ-Þ][\w'’.-]*\s)+[A-ZÀ-Þ][\w'’-]*", rest)
    return bool(words) and any(
        search_key(word) in _NOUNS for word in words[0].split()[1:]
    )


def _after_a_rank(piece: str) -> str:
    """« responsable Prefass du Limousin », « doctorante CNRS »."""
    words = piece.split()
    if len(words) < 2 or words[0][:1].isupper() or _STUDIES.search(piece):
        return ""
    is_name = _is_name(words[1]) or (
        words[1][:1].isupper() and words[0].startswith("respons")
    )
    return " ".join(words[1:]) if is_name else ""


def _in_brackets(piece: str) -> str:
    for inside in reversed(_BRACKETED.findall(piece)):
        if _is_institution(inside, ""):
            return inside
    return ""


def _without_indefinite(rest: str) -> tuple[str, bool]:
    found = _INDEFINITE.match(rest)
    return (rest[found.end() :], True) if found else (rest, False)


def _first(rest: str) -> tuple[str, str]:
    word = re.split(r"[\s(),;]", rest, maxsplit=1)[0]
    return word, search_key(word)


def _starts_with_noun(rest: str) -> bool:
    _word, plain = _first(rest)
    return (plain.split() or [""])[0] in _NOUNS


def _is_name(word: str) -> bool:
    """« CNRS », « ÉMA » and « LabEx », but not « MCF » nor « M2 »."""
    letters = [c for c in word if c.isalpha()]
    capitals = [c for c in letters if c.isupper()]
    if len(capitals) < 2 or not word[:1].isupper():
        return False
    if "-" in word and len(capitals) <= len(letters) // 2:
        return False  # « Franche-Comté »
    return not _NOT_NAMES.issuperset(search_key(word).upper().split())


def tidy(name: str) -> str:
    """Without an article before it, nor marks around it; brackets stay in pairs."""
    name = re.sub(r"^(?:[lL]['’]\s?|la\s|le\s|les\s|the\s)", "", name.strip())
    if name.count(")") > name.count("("):
        name = name.rstrip(")")
    return name.strip(" .;:–-")
