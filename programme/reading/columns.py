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
        "intervenant e, communicants, conferencier, conferenciers, person, full name",
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
_OF_SESSION = re.compile(r"(?:titre (?:de la )?)?(?:seance|session)(?: title)?")
OF_PERSON = {"people", "given", "family", "roles", "function"}


def _column(header: str) -> str | None:
    """The column that a header names; « Intervenant 2 » is “people 2”."""
    folded = key(header[:60])
    if folded in COLUMNS:
        return COLUMNS[folded]
    words, number = re.fullmatch(r"(.*?) ?([0-9]{0,2})", folded).groups()
    name = COLUMNS.get(words)
    return f"{name} {number}" if name in OF_PERSON else name


def columns_of(headers: Sequence[str]) -> list[str | None]:
    """The columns of a header row: beside « Session », « Titre » is that of a talk."""
    names = [_column(str(header)) for header in headers]
    of_session = [bool(_OF_SESSION.fullmatch(key(str(one)[:60]))) for one in headers]
    titles = [n for n, name in enumerate(names) if name == "title"]
    if "talk" not in names and {of_session[n] for n in titles} == {True, False}:
        for number in titles:
            names[number] = "title" if of_session[number] else "talk"
    return names
