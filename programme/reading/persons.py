"""Is this somebody’s name? And which of its words are the family name?"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from programme import names
from programme.reading.given_names import GIVEN_NAMES
from programme.reading.vocabulary import (
    ADDRESS,
    NOT_NAMES,
    PARTICLES,
    TITLE_BEGINNINGS,
    begins_role,
    key,
)

_AND = re.compile(r"\s+(?:et|and|und)\s+|\s*&\s*|\s+/\s+|\s+(?:et avec|and with)\s+")
LEADING_AND = re.compile(r"(?:et avec|and with|et|and|&|avec|with|/)\s+", re.IGNORECASE)
_AND_OTHERS = {"al", "al.", "alii", "alii.", "coll."}
_INITIAL = re.compile(
    r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*|[^\W\d_][a-z]?\.-?[^\W\d_]\.|(?:[^\W\d_]{1,2}\.)+"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’‑·.][^\W\d_]+)*[.]?|[^\W\d_]['’]")
_HYPHENATED_GIVEN = re.compile(
    r"(?:Jean|Marie|Anne|Pierre|Marc|Paul|Ana|Hans|Karl|Louis|Charles|Jose|Maria|"
    r"Abdel|Lou|Rose|Eve|Emma|Lucie|Claire|Carl)-[A-ZÀ-Þ]"
)
_MOST_WORDS = 7
_LONGEST = 70


@dataclass(frozen=True)
class Style:
    """What the whole text does, which helps where one line is unclear."""

    has_capitals: bool = False  # family names stand in capitals
    family_first: bool = False  # NOM Prénom
    title_first: bool | None = None  # « Title », then who speaks
    has_initials: bool = False  # « M. El Fassi » is no « Monsieur »
    in_brackets: bool = False  # roles stand in brackets: after a comma comes a name
    known: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Name:
    given: str
    family: str
    has_address: bool = False


def split_together(text: str) -> list[str]:
    """« X et Y », « X & Y »: each by itself."""
    text = LEADING_AND.sub("", text, count=1) if LEADING_AND.match(text) else text
    parts = [part.strip() for part in _AND.split(text)]
    return [part for part in parts if part and part not in _AND_OTHERS]


def without_address(text: str, style: Style | None = None) -> tuple[str, bool]:
    """« Mme Anne Martin » without « Mme »."""
    words = text.split()
    if style and style.has_initials and words[:1] == ["M."]:
        return text, False
    start = 0
    while start < len(words) - 1:
        if (
            start
            and words[start] in {"le", "la"}
            and (words[start + 1].islower() or _is_address(words[start + 1]))
        ):
            start += 1  # « Mme la présidente »
        elif not _is_address(words[start]):
            break
        start += 1
    start = min(start, len(words) - 1)
    return " ".join(words[start:]), start > 0


def _is_address(word: str) -> bool:
    bare = key(word)
    if bare in {"m", "mm", "me", "pere", "maitre"}:
        return word in {"M.", "MM.", "M", "Me", "Maître", "Père"}
    return bare in ADDRESS


@lru_cache(maxsize=20_000)
def score(text: str, style: Style) -> int:
    """How sure it is that this is one person’s name: 0 no, 1 perhaps, 3 surely."""
    if not text or len(text) > _LONGEST:
        return 0
    bare, has_address = without_address(text, style)
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or not _are_name_words(words, style):
        return 0
    if len(words) == 1:
        return 2 if has_address and not _is_initial(words[0]) else 0
    if not style.family_first and _is_function(words[0]):
        return 0
    if key(bare) in style.known:
        return 4
    points = 1 + 3 * has_address
    first = key(words[0]).split()
    if first and (first[0] in GIVEN_NAMES or _HYPHENATED_GIVEN.match(words[0])):
        points += 3
    elif any(key(word) in GIVEN_NAMES for word in words[1:]):
        points += 2 if style.family_first or _is_capital(words[0]) else 1
    if _mixes_capitals(words):
        points += 3
    elif style.has_capitals and not all(_is_capital(word) for word in words):
        points -= 2
    if _is_initial(words[0]) and len(words) <= 4:
        points += 2
    if len(words) > 4:
        points -= 1
    return max(points, 0)


def _is_function(word: str) -> bool:
    """« Directrice », which no first name is."""
    is_name = _is_capital(word) or _was_given(word) or word.startswith("Dean")
    return not is_name and begins_role(word)


def _are_name_words(words: list[str], style: Style) -> bool:
    beginning = key(words[0]).split()
    if not beginning or (
        beginning[0] in TITLE_BEGINNINGS
        and not (
            len(beginning) == 1
            and (
                _is_initial(words[0])
                or (
                    words[0].casefold() in {"de", "du", "le", "la", "en"}
                    and any(_is_capital(word) for word in words[1:3])
                )
            )
        )
    ):
        return False
    capitalised = 0
    for position, word in enumerate(words):
        if not (_WORD.fullmatch(word) or _is_initial(word)):
            return False
        folded = key(word)
        if word[0].islower():
            elided = re.match(r"(?:d|l|dell|ait|o)['’-]\w", word)
            if folded not in PARTICLES and not elided:
                return False
            if position == len(words) - 1 and not elided:
                return False
            capitalised += bool(elided) and elided[0][-1].isupper()
            continue
        capitalised += 1
        if (
            folded in TITLE_BEGINNINGS
            and folded not in PARTICLES
            and not (_is_initial(word))
        ):
            return False
        if folded in NOT_NAMES and not (
            folded in GIVEN_NAMES
            or (
                _is_capital(word)
                and position
                and len(word) > 4
                and _was_given(words[0])
            )
            or (position and _was_given(words[0]) and folded in _ALSO_FAMILY_NAMES)
        ):
            return False
    return capitalised >= (2 if len(words) > 1 else 1)


_ALSO_FAMILY_NAMES = frozenset(
    "france paris london young new law case art building labour state power future "
    "knowledge reading forum service martin may march abbott early chapman lyons "
    "chambre maire mort long ville guerre comte group union world war west east german "
    "england ireland wales holland poland lyon maison cour part day monday sunday "
    "church field trust house park human bell pole royer legrand press time death life "
    "bay child justice love lane hope moore major culture hall city lamour prix temps "
    "image page memory noel samedi vendredi octobre janvier avril mars rue place "
    "chapelle "
    "francais espace reforme animal musique vie corps break lunch coffee foundation "
    "bureau jour jours paix etat sante land space case crossing chair music "
    "body".split()
)


def is_given(word: str) -> bool:
    """« Ahmed », « Marie-Claude »."""
    return _was_given(word) or _HYPHENATED_GIVEN.match(word) is not None


def _was_given(word: str) -> bool:
    first = key(word).split()
    return bool(first) and first[0] in GIVEN_NAMES


def _is_initial(word: str) -> bool:
    return (
        bool(_INITIAL.fullmatch(word))
        and word[0].isupper()
        and ("." in word or len(word) == 1)
    )


def _is_capital(word: str) -> bool:
    bare = re.sub(r"^(?:Mc|Mac|[dDlL]['’]|O['’])", "", word)
    return len(bare) > 1 and bare == bare.upper() != bare.lower() and "." not in word


def _mixes_capitals(words: list[str]) -> bool:
    """« Pascal FUGIER » and « FUGIER Pascal », in either order."""
    real = [w for w in words if key(w) not in PARTICLES and not _is_initial(w)]
    capital = [_is_capital(word) for word in real]
    has_given = any(not c for c in capital) or any(_is_initial(w) for w in words)
    return any(capital) and has_given


def cut_name(text: str, style: Style) -> Name:
    """First name and family name, each as written."""
    bare, has_address = without_address(text, style)
    words = bare.split()
    if len(words) == 1:
        return Name("", words[0], has_address)
    capital = [_is_capital(word) for word in words]
    small = [key(word) in PARTICLES or word in {"Ó", "Ua"} for word in words]
    if any(capital) and not all(capital):
        start = _capitals_first(words, capital, small)
        if start:
            return Name(" ".join(words[start:]), " ".join(words[:start]), has_address)
        given, family = names.split(bare)
        return Name(given, family, has_address)
    if style.family_first and (all(capital) or _given_is_last(words)):
        return Name(words[-1], " ".join(words[:-1]), has_address)
    start = len(words) - 1
    if (
        len(words) > 2
        and _was_given(words[0])
        and not (small[1] or _was_given(words[1]) or _is_initial(words[1]))
        and key(words[1]) not in _SYLLABLES
    ):
        start = 1  # « Lucie Mottier Lopez »
    while start > 1 and small[start - 1]:
        start -= 1
    if start > 1 and key(words[start - 1]) in {"dit", "dite"}:
        start -= 1
    return Name(" ".join(words[:start]), " ".join(words[start:]), has_address)


# « Mei Fong Hartley », « Kim Duy Tran »: the second half of a first name.
_SYLLABLES = frozenset(
    "bae bao chi duc duy fang fen feng fong fung gia guo hae han hao hee hien hiu hoa "
    "hoai hong hoon hsin hua huan hui huong hwa hye hyun jae jia jian jie jin jing jun "
    "kai keung kiu kwok lan lei lien lin linh ling man mei min ming mui nam ngoc nhu "
    "phuong qing quoc rong seok seon shan sheng shi soo sook suk sun sung tao thanh "
    "thi thu tian ting trang tuan tuyet wah wan wei wen woo xia xin xuan yan yang yee "
    "ying yong young yuan yue yuen yuk yun zhen zhi".split()
)


def _given_is_last(words: list[str]) -> bool:
    first, last = key(words[0]), key(words[-1]).split()
    return (bool(last) and last[0] in GIVEN_NAMES) or first not in GIVEN_NAMES


def _capitals_first(words: list[str], capital: list[bool], small: list[bool]) -> int:
    """How many words of « DE LA TOUR Anne » are the family name; 0 if it is last."""
    start = 0
    while start < len(words) and (
        capital[start] or (small[start] and any(capital[start:]))
    ):
        start += 1
    if not any(capital[:start]) or start == len(words) or any(capital[start:]):
        return 0
    return start


def style_of(texts: list[str]) -> Style:
    """How the document writes names, told by those that are surely names."""
    capital = small = first = turned = usual = initials = 0
    plain = Style()
    for text in texts:
        words = without_address(text)[0].split()
        if len(words) == 2 and score(text, plain) and "-" not in text:
            given = [key(word) in GIVEN_NAMES for word in words]
            turned += given == [False, True]
            usual += given == [True, False]
        initials += _is_initial(words[0]) and words[0] != "M."
        if score(text, plain) < 3:
            continue
        flags = [_is_capital(word) for word in words]
        if any(flags) and not all(flags):
            capital += 1
            first += flags[0]
        elif not any(flags):
            small += 1
    return Style(
        has_capitals=capital >= 2 and capital > 2 * small,
        family_first=(first * 2 > capital > 0) or turned > 2 * usual,
        has_initials=initials >= 2,
    )


def least_score(text: str, style: Style) -> int:
    """How sure it is that all who are joined in the text are people."""
    return min((score(part, style) for part in split_together(text)), default=0)


def all_names(text: str, style: Style, least: int) -> bool:
    return least_score(text.strip(" \u00a0."), style) >= least
