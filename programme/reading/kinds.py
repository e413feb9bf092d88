"""The kind of a row, by the words of its title."""

from programme.reading.vocabulary import (
    BREAK_WITHIN,
    CLOSING_BESIDES,
    DEBATE_WITHIN,
    KINDS,
    MEAL_BESIDES,
    MEAL_WITHIN,
    OTHER_WITHIN,
    PEOPLE_FOLLOW,
    SESSION,
    SESSION_ALONE,
    SESSION_CODE,
    SESSION_LETTER,
    SPEECH,
    SPEECH_OF,
    WELCOME_COFFEE,
    key,
)

WITHOUT_TALKS = {"break", "meal", "debate", "welcome", "closing", "other"}
_SHORT = 9  # words of a title that only says the kind


def named(words: str) -> str:
    """The kind that the words name; "" where they are a title like any other."""
    folded = key(words[:300])
    count = len(folded.split())
    if MEAL_WITHIN.search(folded) and count <= _SHORT:
        return "meal"
    if WELCOME_COFFEE.search(folded) and count <= _SHORT:
        return "welcome"
    if CLOSING_BESIDES.search(folded) and count <= _SHORT and not _is_talk(folded):
        return "closing"
    for kind, pattern in KINDS:
        match = pattern.match(folded)
        if match and _is_only_that(kind, folded[match.end() :], words, count):
            if match[0].startswith("bilan") and DEBATE_WITHIN.search(folded):
                return "debate"
            return _speech(folded) if kind == "welcome" else kind
    if count <= _SHORT:
        if OTHER_WITHIN.search(folded):
            return "other"
        if BREAK_WITHIN.search(folded):
            return "break"
        if DEBATE_WITHIN.search(folded):
            return "debate"
        if MEAL_BESIDES.search(folded):
            return "meal"
    return ""


def _is_talk(folded: str) -> bool:
    """« Discussion et conclusion » has its kind from its first word."""
    return any(
        pattern.match(folded) for kind, pattern in KINDS if kind not in {"other"}
    )


def _is_only_that(kind: str, rest: str, words: str, count: int) -> bool:
    """« Pause café », but not « The city »; « Discussion générale », not « Discussion »
    followed by a title of its own."""
    if not rest:
        return True
    if kind in {"closing", "debate"}:
        return True
    if kind == "break" and key(words).split()[0] in {"the", "tea", "cafe", "break"}:
        return count <= 4 and not words.casefold().startswith("the ")
    return count <= 14


def _speech(folded: str) -> str:
    return "plenary" if SPEECH.search(folded) else "welcome"


def is_rather_title(words: str) -> bool:
    """« Questions that are not questions », of a speaker, is no debate."""
    folded = key(words[:100]).split()
    return len(folded) > 3 and folded[0] in {
        "questions",
        "echange",
        "echanges",
        "forum",
    }


def is_speech(words: str) -> bool:
    """« Ouverture du colloque », « Conclusions »: who speaks may stand below."""
    folded = key(words[:100])
    if named(words) in {"plenary", "closing"} or SPEECH_OF.fullmatch(folded):
        return True
    return bool(SPEECH.search(folded)) and len(folded.split()) <= 6


def is_session(words: str) -> bool:
    """« Session 1 : … », « Atelier A », « 2e partie »."""
    folded = key(words[:120])
    return bool(
        SESSION.match(folded)
        or SESSION_CODE.match(words)
        or SESSION_LETTER.match(words[:60].replace("é", "e"))
        or SESSION_ALONE.match(words.replace("é", "e")[:60])
    )


def announces_people(words: str) -> bool:
    """« Avec : », « Intervenants », alone on their line."""
    return PEOPLE_FOLLOW.fullmatch(key(words[:60])) is not None
