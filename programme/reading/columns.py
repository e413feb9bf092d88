"""Which column of a table is which, by its header in French or English."""

import re
from collections.abc import Sequence

from programme.reading.vocabulary import key

COLUMNS = {
    word.strip(): column
    for column, words in {
        "date": "date, jour, day, journee",
        "start": "debut, heure de debut, heure debut, start, begin, beginning, from, "
        "start time, de, starts at, starts, begins, commence a",
        "time": "heure, heures, horaire, horaires, time, times, hour, creneau, slot",
        "end": "fin, heure de fin, heure fin, end, to, end time, a, until, ends at, "
        "ends, finish, jusqu a",
        "kind": "type, nature, kind, categorie, category, genre, type de seance, "
        "type de session, session type, format",
        "title": "titre, title, intitule, titre de la seance, session title, seance, "
        "session, titre de la session, row, ligne, titre seance, titre session, "
        "activite, activity, event, item, what, quoi",
        "talk": "communication, communications, contribution, contributions, talk, "
        "talks, titre de la communication, paper, presentation, intervention, "
        "talk title, paper title, sujet, titre communication, titre de l intervention, "
        "exposes, expose, titre de la contribution, contribution title, "
        "presentation title, topic",
        "place": "lieu, salle, place, room, venue, location, where, ou, amphi",
        "people": "personnes, personne, intervenants, intervenant, people, speakers, "
        "speaker, orateurs, orateur, auteurs, auteur, authors, author, presenters, "
        "presenter, intervenante, intervenantes, nom et prenom, prenom et nom, "
        "participants, qui, qui parle, who, name, names, noms, intervenant e s, "
        "intervenant e, prenom nom, nom prenom, communicants, "
        "conferencier, conferenciers, person, full name",
        "given": "prenom, prenoms, first name, given name, forename",
        "family": "nom, nom de famille, last name, family name, surname",
        "chair": "presidence, president, presidente, chair, chairs, chaired by, "
        "president de seance, presidence de seance, session chair",
        "discussant": "discutant, discutante, discutants, discussant, discussants, "
        "respondent, discutant e, discutant e s",
        "moderator": "moderation, moderateur, moderatrice, moderator, moderators, "
        "animation, animateur, animatrice, modere par, animee par",
        "function": "fonction, fonctions, function",
        "roles": "roles, role, affiliation, affiliations, "
        "institution, institutions, etablissement, etablissements, rattachement, "
        "rattachements, qualite, qualites, organisation, organization, universite, "
        "university, position",
        "description": "resume, resumes, abstract, abstracts, description, details, "
        "notes, argument, summary, remarques",
    }.items()
    for word in words.split(",")
}
NEEDED = {"start", "time", "title", "talk"}
_OF_SESSION = re.compile(
    r"(?:(?:titre|intitule|nom) (?:de la |du |d un )?)?"
    r"(?:seance|session|panel|axe|atelier|track)"
    r"(?: (?:title|name))?"
)
OF_PERSON = {"people", "given", "family", "roles", "function"}
_MOST_WORDS = 7  # of a header; what has more is a sentence

_A_TALK = (
    r"communication|contribution|intervention|presentation|talk|paper|expose|"
    r"conference|lecture"
)
_A_PERSON = (
    r"intervenant|orateur|oratrice|speaker|conferencie|auteur|autrice|author|"
    r"presenter|communicant|participant|personne|person|panelist|panellist"
)
# A header that is none of those above says what it is by a word; the first that fits.
_WITHIN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (column, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])"))
    for column, words in (
        (
            "",
            r"e ?mails?|mails?|courriels?|adresses?|tel|telephones?|phone|nombre|"
            r"number|"
            r"duree|duration|length|minutes|bio\w*|liens?|link|url|site|website|photo|"
            r"code|id|identifi\w+|langues?|language|capacite|capacity|jauge|statut|"
            r"status",
        ),
        ("chair", r"president\w*|presidence|preside\w*|chair\w*|convenors?|conveners?"),
        ("discussant", r"discutant\w*|discussants?|respondents?|repondant\w*"),
        ("moderator", r"moder\w+|animat\w+|anime\w*|facilitat\w+"),
        ("end", r"fin|end|ends|ending|finish\w*|until|jusqu"),
        ("start", r"debut|debute|start|starts|starting|begin|begins|beginning"),
        (
            "description",
            r"resumes?|abstracts?|descriptions?|notes?|argument\w*|summary",
        ),
        (
            "roles",
            r"affiliations?|etablissements?|institutions?|rattachements?|qualites?|"
            r"organisations?|organizations?|organismes?|laboratoires?|universites?|"
            r"university|positions?|roles?|employe[ur]+|structures?|company",
        ),
        ("function", r"fonctions?|function|job|profession"),
        (
            "talk",
            rf"(?:titres?|title|intitules?|sujets?|topic|theme)\b.*\b(?:{_A_TALK})s?|"
            rf"(?:{_A_TALK}) (?:title|name|topic)",
        ),
        ("title", r"(?:session|seance|panel)\b.*\b(?:name|nom|title|titre)"),
        ("people", r"noms?\b.*\bprenoms?|prenoms?\b.*\bnoms?"),
        ("given", r"prenoms?|(?:first|given) names?|forenames?"),
        ("family", r"nom de famille|(?:last|family) names?|surnames?"),
        ("people", rf"(?:{_A_PERSON})(?:e?s?| e s?)(?: e)?(?: s)?"),
        ("people", r"prenoms?|names?"),
        ("kind", r"types?|nature|kind|categor\w+|format"),
        (
            "place",
            r"lieux?|salles?|rooms?|venue|location|place|amphi\w*|batiment|building",
        ),
        ("talk", rf"(?:{_A_TALK})s?|sujets?|topics?"),
        (
            "title",
            r"titres?|title|intitules?|seances?|sessions?|activites?|activity|panel",
        ),
        ("date", r"dates?|jours?|journees?|days?"),
        ("time", r"heures?|horaires?|times?|hours?|creneaux?|slots?"),
    )
)


def _column(header: str) -> str | None:
    """The column that a header names; « Intervenant 2 » is “people 2”."""
    folded = key(header[:60])
    if folded in COLUMNS:
        return COLUMNS[folded]
    words, number = re.fullmatch(r"(.*?) ?([0-9]{0,2})", folded).groups()
    name = COLUMNS.get(words) or _by_words(words)
    return f"{name} {number}".strip() if name in OF_PERSON else name


def _by_words(folded: str) -> str | None:
    """« Horaire début », « Titre de la communication », « Speaker name »."""
    if len(folded.split()) > _MOST_WORDS:
        return None
    found = (column for column, pattern in _WITHIN if pattern.search(folded))
    return next(found, "") or None


def columns_of(headers: Sequence[str]) -> list[str | None]:
    """The columns of a header row: beside « Session », « Titre » is that of a talk."""
    names = [_column(str(header)) for header in headers]
    if "given" in names and "people" in names and "family" not in names:
        # « Nom de l’intervenant » beside « Prénom de l’intervenant »
        for number, header in enumerate(headers):
            if names[number] == "people" and key(str(header)[:60]).startswith("nom"):
                names[number] = "family"
    of_session = [bool(_OF_SESSION.fullmatch(key(str(one)[:60]))) for one in headers]
    titles = [n for n, name in enumerate(names) if name == "title"]
    if "talk" not in names and {of_session[n] for n in titles} == {True, False}:
        for number in titles:
            names[number] = "title" if of_session[number] else "talk"
    return names
