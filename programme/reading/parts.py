"""The lines below an entry one by one: which is a talk, a title, people, prose."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from programme.reading import kinds, places, role_lines, talks
from programme.reading.lines import Line
from programme.reading.persons import Style, all_names
from programme.reading.talks import Talk
from programme.reading.vocabulary import ABSTRACT, PLACE_ALONE, key

_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[»”)]?[.?!…]\s+[«“(]?[A-ZÀ-Þ]")
_ANNOUNCED = re.compile(r"([^:]{3,40}?)\s*:\s+(?=\S)")
_ENTITLED = re.compile(r"(?:titre|title|intitulé)\s?:\s*(?=\S)", re.IGNORECASE)
_LONG = 260  # characters of a title at most


@dataclass
class Part:
    """One line of a body: what it is, and what was read in it."""

    kind: str  # talk, people, title, officers, roles, place, prose, announce
    line: Line
    talk: Talk = field(default_factory=Talk)


def parts_of(
    lines: list[Line], style: Style, *, expects: bool = False, has_title: bool = False
) -> list[Part]:
    """Each line with its kind; roles below a name have gone to that name."""
    parts = _read_parts(lines, style, expects, with_roles=True)
    if any(part.kind == "roles" for part in parts):
        if not _may_have_roles(parts, has_title=has_title):
            return _read_parts(lines, style, expects, with_roles=False)
        parts = _with_roles_given(parts)
    return parts


def _may_have_roles(parts: list[Part], *, has_title: bool) -> bool:
    """Whether roles below names leave titles to the talks, and are no titles."""
    pairs = [(one.kind, other.kind) for one, other in pairwise(parts)]
    if not has_title and not any(part.kind in {"title", "talk"} for part in parts):
        return False
    return pairs.count(("people", "title")) - pairs.count(("title", "people")) <= sum(
        pairs.count((kind, "roles")) for kind in ("people", "talk", "officers")
    )


def _with_roles_given(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    texts: list[str] = []
    for part in [*parts, None]:
        if part and part.kind == "roles":
            texts.append(part.line.text)
            continue
        if texts:
            talk = kept[-1].talk
            if kept[-1].kind == "officers":
                talk.officers = role_lines.given(talk.officers, texts)
            else:
                talk.people = role_lines.given(talk.people, texts)
                talk.is_sure = True
            texts = []
        if part:
            kept.append(part)
    return kept


def _below_name(parts: list[Part], line: Line, style: Style) -> bool:
    """Whether the line is the roles of who stands on the line above."""
    if not parts or not role_lines.is_one(line.text):
        return False
    above = parts[-1]
    if above.kind == "roles":
        return True
    if above.kind == "title" and all_names(above.line.text, style, 1):
        said = talks.read(above.line.text, style, line=above.line.number, alone=True)
        if not said.people or said.title:
            return False
        parts[-1] = above = Part("people", above.line, said)
    if above.kind == "officers":
        return role_lines.lack_roles(above.talk.officers)
    is_after = above.kind == "people" or (
        above.kind == "talk" and above.talk.is_sure and above.talk.title_first is True
    )
    return is_after and role_lines.lack_roles(above.talk.people)


def _read_parts(
    lines: list[Line], style: Style, expects: bool, *, with_roles: bool
) -> list[Part]:
    parts: list[Part] = []
    in_prose = False
    for line in lines:
        if with_roles and _below_name(parts, line, style):
            parts.append(Part("roles", line))
            continue
        part = _part(line, style, expects, in_prose)
        if part.kind == "announce":
            expects = True
        elif part.kind in {"title", "prose", "talk"}:
            expects = False
        if (
            part.kind == "talk"
            and parts
            and parts[-1].kind == "people"
            and not part.talk.is_sure
        ):
            part = Part("title", line, Talk(title=talks.clean_title(line.text)))
        in_prose = part.kind == "prose"
        parts.append(part)
    return parts if expects else _with_lone_people(parts, style)


def _with_lone_people(parts: list[Part], style: Style) -> list[Part]:
    """« X, Warsaw » below a title is somebody, where others stand below theirs."""
    for position, (part, after) in enumerate(pairwise(parts)):
        is_guess = part.kind == "people" and not part.talk.is_sure
        if is_guess and after.kind == "people" and after.talk.is_sure:
            # « Water Wars » above « Daniela Quispe, University of Leeds »
            title = talks.clean_title(part.line.text)
            parts[position] = Part("title", part.line, Talk(title=title))
    below = sum(
        one.kind == "title" and other.kind == "people" for one, other in pairwise(parts)
    )
    if not below:
        return parts
    for position, (before, part) in enumerate(pairwise(parts), start=1):
        if before.kind != "title" or part.kind != "talk" or part.talk.is_quoted:
            continue
        alone = talks.read(part.line.text, style, line=part.line.number, alone=True)
        if alone.people and not alone.title:
            parts[position] = Part("people", part.line, alone)
    return parts


def _part(line: Line, style: Style, expects: bool, in_prose: bool) -> Part:
    text = line.text
    if kinds.announces_people(text.rstrip(" :")):
        return Part("announce", line)
    if ABSTRACT.match(key(text[:40])) and re.match(r"[\w\s-]{3,20}[:.–-]", text):
        return Part("prose", line)
    if len(text) <= 80 and PLACE_ALONE.match(key(text)) and places.is_code(text):
        return Part("place", line, Talk(place=text.strip(" \u00a0.")))
    if entitled := _ENTITLED.match(text):
        title = talks.clean_title(text[entitled.end() :])
        return Part("title", line, Talk(title=title))
    announced = _ANNOUNCED.match(text)
    if announced and kinds.announces_people(announced[1]):
        text, expects = text[announced.end() :], True
    talk = talks.read(
        text,
        style,
        line=line.number,
        expects_people=expects,
        alone=expects,
    )
    if (
        talk.officers
        and not talk.people
        and (not talk.title or kinds.named(talk.title) == "debate")
    ):
        talk.title = ""
        return Part("officers", line, talk)
    if talk.people and not talk.title:
        if talk.is_sure or expects or not in_prose:
            return Part("people", line, talk)
    elif talk.people and (talk.is_sure or not in_prose) and not _is_prose_of(talk):
        return Part("talk", line, talk)
    if is_prose(text, line):
        return Part("prose", line)
    return Part("title", line, talk)


def _is_prose_of(talk: Talk) -> bool:
    """« Anne Martin est sociologue. Elle étudie… » is no talk."""
    return len(talk.title) > 700 or (
        len(talk.title) > 400 and len(_SENTENCE_END.findall(talk.title)) > 2
    )


def is_prose(text: str, line: Line) -> bool:
    if len(text) > _LONG:
        return True
    if line.is_heading:
        return False
    return len(text) > 110 and bool(_SENTENCE_END.search(text)) and text.endswith(".")
