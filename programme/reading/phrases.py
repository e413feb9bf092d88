"""Words that tell what follows them: « présidence : », « animée par », « par ».

They leave the text, and mark the piece that they announce.
"""

import re
from dataclasses import replace

from programme.reading import kinds
from programme.reading import pieces as cutting
from programme.reading.persons import Style, all_names, least_score
from programme.reading.pieces import Piece
from programme.reading.roles import looks_like_role
from programme.reading.vocabulary import FUNCTIONS, SPEECH_OF, key

_BY = re.compile(
    r"(?:^|(?<=\s))(?i:guidée? par|coordonnée?s? par|organisée?s? par|conduite? par|"
    r"assurée? par|introduite? par|dirigée?s? par|offerte? par|guided by|"
    r"organised by|organized by|introduced by|presented by|given by|delivered by|"
    r"présentée?s? par|prononcée? par|"
    r"proposée? par|par|by|avec|with|featuring|led by|led by:|"
    r"avec la participation de)\s+"
    r"(?=(?:les?\s)?[A-ZÀ-Þ])",
)
FUNCTION = re.compile(
    "|".join(
        rf"(?P<{name}>(?<![\w-])(?:{words})(?![\w’']))" for name, words in FUNCTIONS
    ),
    re.IGNORECASE,
)
_AFTER_FUNCTION = re.compile(
    r"(?:\s*(?:\((?:e|s|trice|ne)\)|de séance|of session|by|par|[:–—-]))*\s*"
    r"(?:(?:de |d['’]|of )(?=[A-ZÀ-Þ]))?"
)
_AND = re.compile(r"\s+(?:et|and|&)\s+")
_ASKED = re.compile(r"[?!]\s+(?=[A-ZÀ-Þ])")
_OF_SOMEONE = re.compile(r"^\s*(?:de |d['’]|of )(?=[A-ZÀ-Þ])")
_OF = re.compile(
    r"\s+(?:de la part de |de |d['’]|du |of |from |by |par |avec |with )(?=\S)"
)
_ENTITLED = re.compile(r"(?:qui s’)?intitulée?s?|entitled|titled|sur le thème|on")
# « X, suivi d’un débat »
_THEN = re.compile(
    r"(?:(?:suivie?s?|puis) (?:de |d['’])(?:une? )?|followed by (?:an? )?)(?=\w)"
)
_VERB = re.compile(
    r"\s(?:nous )?(?:présente(?:nt|ra|ront)?|presents?|will present|"
    r"propose(?:nt)?|expose(?:nt)?|évoque(?:nt|ra|ront)?|discusses|introduces|introduit|interroge(?:nt|ra|ront)?|"
    r"on|sur|parle(?:nt|ra|ront)? de|speaks on|reads|lit|lisent)\s*:?$"
)


def prepared(cut: list[Piece], style: Style) -> list[Piece]:
    """Functions and « par X » stand apart; quotes within a sentence are its words."""
    found: list[Piece] = []
    for position, piece in enumerate(cut):
        if piece.is_words and _ENTITLED.fullmatch(piece.text):
            continue
        then = _THEN.match(piece.text) if piece.is_words and found else None
        if then and (found[-1].is_bracket or all_names(found[-1].text, style, 1)):
            start = piece.start + then.end()
            piece = replace(
                piece, text=piece.text[then.end() :], before="then", start=start
            )
        following = cut[position + 1 : position + 2]
        if piece.is_words and (
            _is_role_alone(piece, following) or _is_discussion(piece, following)
        ):
            found.append(piece)
            continue
        if (
            piece.is_words
            and following
            and following[0].before == ":"
            and following[0].is_words
            and position
            and kinds.announces_people(piece.text)
            and least_score(following[0].text, style)
        ):
            cut[position + 1] = replace(
                following[0], before=piece.before, marker="with"
            )
            continue
        if piece.marker:
            found.append(piece)
            continue
        if piece.is_quote and found and (said := _without_verb(found[-1], style)):
            found[-1] = said
        found += _split_words(piece, style) if piece.is_words else [piece]
    return found


def _is_role_alone(piece: Piece, following: list[Piece]) -> bool:
    """« X, President »: a function word that announces nobody."""
    if not FUNCTION.fullmatch(piece.text) or piece.before == "":
        return False
    return not following or following[0].before not in {":", "-", "\t", "."}


def _is_discussion(piece: Piece, following: list[Piece]) -> bool:
    """« Discussion » by itself, which is a debate and announces nobody."""
    if key(piece.text[:20]) != "discussion":
        return False
    return not following or following[0].before not in {":", "-"}


def _without_verb(piece: Piece, style: Style) -> Piece | None:
    """« X présente « Title » » without its verb."""
    match = _VERB.search(piece.text[-40:]) if piece.is_words else None
    if not match:
        return None
    words = piece.text[: len(piece.text) - len(match[0])].rstrip()
    if not all_names(words, style, 1):
        return None
    return replace(piece, text=words, end=piece.start + len(words))


def _split_words(piece: Piece, style: Style) -> list[Piece]:
    match = next(
        (
            found
            for found in FUNCTION.finditer(piece.text)
            if _announces(piece, found) and _before_names(piece, found, style)
        ),
        None,
    )
    if match:
        function = match.lastgroup or ""
        after = _AFTER_FUNCTION.match(piece.text, match.end())
        skip = (after.end() if after else match.end()) - match.start()
        parts = cutting.split(piece, match.start(), skip=skip, marker=function)
        first = _split_words(parts[0], style) if len(parts) == 2 else []
        return [*first, parts[-1]]
    for match in _BY.finditer(piece.text):
        tail = piece.text[match.end() :]
        if all_names(tail, style, 2) or (
            not match.start() and all_names(tail, style, 1)
        ):
            skip = match.end() - match.start()
            marker = "with" if key(match[0])[:4] in {"avec", "with"} else "by"
            parts = cutting.split(piece, match.start(), skip=skip, marker=marker)
            first = _split_words(parts[0], style) if len(parts) == 2 else []
            return [*first, parts[-1]]
    return (
        _split_label(piece, style)
        or _split_role(piece, style)
        or _split_question(piece, style)
        or [piece]
    )


def _before_names(piece: Piece, match: re.Match[str], style: Style) -> bool:
    """« Animation Anne Martin », but not « Animation musicale »."""
    after = _AFTER_FUNCTION.match(piece.text, match.end())
    rest = piece.text[after.end() if after else match.end() :]
    return not rest.strip() or all_names(rest, style, 1)


def _split_label(piece: Piece, style: Style) -> list[Piece]:
    """« Intervention de Philippe LYET » is a label and a name."""
    if not SPEECH_OF.match(key(piece.text[:80])):
        return []
    for match in _OF.finditer(piece.text, 0, 90):
        if SPEECH_OF.fullmatch(key(piece.text[: match.start()])) and all_names(
            piece.text[match.end() :], style, 2
        ):
            skip = match.end() - match.start()
            return cutting.split(piece, match.start(), skip=skip, marker="of")
    return []


def _split_question(piece: Piece, style: Style) -> list[Piece]:
    """« What do councils need? Ros Whitaker »."""
    for match in _ASKED.finditer(piece.text):
        if all_names(piece.text[match.end() :], style, 2):
            skip = match.end() - match.start() - 1
            return cutting.split(piece, match.start() + 1, skip=skip, before=".")
    return []


def _split_role(piece: Piece, style: Style) -> list[Piece]:
    """« économiste et Alfred Spira »: a role, then the next person."""
    for match in _AND.finditer(piece.text):
        head, tail = piece.text[: match.start()], piece.text[match.end() :]
        if (
            all_names(tail, style, 2)
            and not least_score(head, style)
            and looks_like_role(head)
        ):
            return cutting.split(piece, match.start())
    return []


def _announces(piece: Piece, match: re.Match[str]) -> bool:
    """« Présidence : X » and « animée par X », not « la présidence de l’Union »."""
    words = key(match[0]).split()
    rest = _OF_SOMEONE.sub("", piece.text[match.end() :], count=1)
    if words[-1] in {"par", "by"}:
        return match.start() == 0 or bool(rest.strip())
    if match.start() and not re.search(r"[^\w\s]\s*$", piece.text[: match.start()]):
        return False
    rest = _AFTER_FUNCTION.sub("", rest, count=1).strip()
    if _OF_SOMEONE.match(piece.text[match.end() :]) and words[-1] not in {
        "presidence", "animation", "moderation", "chairmanship",
    }:  # fmt: skip
        return False
    if words[0] in {"animation", "chaired", "chairing"} and rest[:1].islower():
        return False
    return not rest or (
        (rest[0].isupper() or key(rest).split()[:1] == ["m"])
        and rest.split()[0].casefold() not in {"de", "du", "des", "of"}
    )
