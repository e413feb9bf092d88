"""Two words that were run together in a title: « contre-programmeinstitutionnel ».

False alarms cost more than what is missed, so both words must be known: they occur in
the text, or belong to those that titles are made of.
"""

import re
from collections.abc import Iterable

from programme.reading.vocabulary import key

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")
_LONG = 16  # letters of a word that may be two
_SHORTEST = 5  # letters of each of these
_BEGINNING = 8  # letters that are a word of which only the beginning is known
# What compound words begin with, besides what ends in « o ».
_COMPOUND = frozenset(
    "inter super ultra trans multi extra infra contre entre outre avant apres under "
    "counter after water health school house micros hyper arriere demi quasi pluri "
    "uni multi other over cross news".split()
)
_FREQUENT = frozenset(
    "action actions activite activites administration analyse analyses approche "
    "approches article association autonomie autorite collectif collective collectifs "
    "communaute comparaison competence competences compte concept concepts conflit "
    "conflits connaissance connaissances construction contexte controle cooperation "
    "critique critiques culture cultures culturel culturelle debat demarche democratie "
    "developpement dialogue dispositif dispositifs domaine donnees droit droits "
    "economie economique economiques ecole education educatif educative emploi "
    "enfance enjeux enquete enquetes enseignement entreprise environnement epreuve "
    "espace espaces etablissement etudes evaluation evolution exemple experience "
    "experiences famille familles femmes formation formations fonction frontieres "
    "genre gestion gouvernance groupe groupes histoire historique hospitalier "
    "identite identites imaginaire individu inegalites information innovation "
    "innovations insertion institution institutions institutionnel institutionnelle "
    "institutionnelles institutionnels integration intervention interventions "
    "jeunesse justice langage langue langues litterature logement medical medicale "
    "memoire methode methodes migration migrations mobilite modele modeles mondes "
    "national nationale normes nouvelle nouvelles numerique numeriques objets "
    "organisation organisations parcours parole participation participative "
    "partenariat patrimoine pauvrete pedagogie pedagogique pensee penser perspective "
    "perspectives philosophie place politique politiques population populations "
    "pouvoir pouvoirs pratique pratiques prevention probleme problemes production "
    "professionnel professionnelle professionnels programme programmes projet projets "
    "protection public publics publique publiques qualite question questions quotidien "
    "rapport rapports reception recherche recherches reconnaissance reflexion reforme "
    "regard regards relation relations religion representation representations "
    "reseau reseaux resistance risque risques sante savoir savoirs science sciences "
    "scolaire service services social sociale sociales sociaux societe societes "
    "sociologie soins souffrance strategie strategies structure systeme systemes "
    "technique techniques temps territoire territoires theatre theorie theories "
    "tradition traditions transformation transformations transition transmission "
    "travail travailleurs universitaire universite urbain urbaine usages valeur "
    "valeurs vieillissement violence violences "
    "academic analysis approach approaches community communities context critical "
    "development economic education environment evidence experience experiences "
    "gender government history human identity information institutional knowledge "
    "language learning literature memory methods modern network networks perspective "
    "policy political politics practice practices process public religious research "
    "social society study studies teaching theory understanding".split()
)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of the whole text, as search keys."""
    return frozenset(
        key(word)
        for text in texts
        for word in _LETTERS.findall(text)
        if _SHORTEST <= len(word) < _LONG
    )


def found_in(title: str, known: frozenset[str]) -> list[tuple[str, str]]:
    """Each doubtful word of the title, and how it may have to be written."""
    found = []
    for match in _WORD.finditer(title):
        last = _LETTERS.findall(match[0])[-1]
        at = _cut(last, known)
        if at:
            whole = match[0]
            start = len(whole) - len(last) + at
            found.append((whole, f"{whole[:start]} {whole[start:]}"))
    return found


def _cut(word: str, known: frozenset[str]) -> int:
    """Where the second of two words begins; 0 if this is one word."""
    folded = key(word)
    if len(word) < _LONG or len(folded) != len(word) or word.isupper():
        return 0
    known = known | _FREQUENT
    for at in range(_SHORTEST, len(folded) - _SHORTEST + 1):
        first, second = folded[:at], folded[at:]
        if first not in known or first in _COMPOUND or first.endswith("o"):
            continue
        if second in known or _is_beginning(second, known):
            return at
    return 0


def _is_beginning(word: str, known: frozenset[str]) -> bool:
    return len(word) >= _BEGINNING and any(one.startswith(word) for one in known)
