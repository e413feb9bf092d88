"""Make PDF files, and pictures, from the templates of templates/papers/, with typst.

What people typed reaches a template as JSON, never as source: it is text there and can
neither run, read a file nor fetch anything. Only the fonts of typst and those of
FONT_DIR are used, so that a paper looks the same on every machine.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates" / "papers"
ACCESSIBLE = "ua-1"
_LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)


@dataclass(frozen=True)
class Paper:
    """A PDF file, and the characters that no font has: a box stands for each."""

    pdf: bytes
    lacking: frozenset[str] = frozenset()


class TypesettingError(RuntimeError):
    """These words cannot be set: typst refuses them, or crashes over them."""


def typeset(template: str, data: dict, *, on: date) -> Paper:
    """The paper of that name, as PDF/UA-1; the same bytes for the same data and day.

    PDF/UA refuses a text of which its fonts lack a character. The paper is then made
    without this promise, tagged all the same, and says which characters are lacking.
    """
    timestamp = datetime.combine(on, time(), UTC)
    try:
        return Paper(
            _compile(template, data, pdf_standards=[ACCESSIBLE], timestamp=timestamp)
        )
    except TypesettingError as refusal:
        lacking = frozenset(_LACKING.findall(str(refusal)))
        if not lacking:
            raise
        return Paper(_compile(template, data, timestamp=timestamp), lacking)


def draw(template: str, data: dict) -> bytes:
    """The only page of that template as a picture in PNG, a dot for each of its points.

    A character that no font has is a box there, and nobody is told.
    """
    return _compile(template, data, format="png", ppi=72)


def not_printable(texts: Iterable[str]) -> list[str]:
    """Those of which the fonts lack a character."""
    texts = list(texts)
    lacking = typeset("letters", {"texts": texts}, on=date(2000, 1, 1)).lacking
    return [text for text in texts if any(one in text for one in lacking)]


def _compile(template: str, data: dict, **options) -> bytes:
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(settings.FONT_DIR),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            **options,
        )
    except typst.TypstError as refusal:
        raise TypesettingError(refusal.diagnostic) from refusal
    except BaseException as crash:
        # Rust’s panic is no Exception: nobody else would catch it before the process
        # ends. Rare mixtures of scripts have caused one.
        if type(crash).__name__ != "PanicException":
            raise
        raise TypesettingError(str(crash)) from crash


@cache
def _fonts(folder: Path | None) -> typst.Fonts:
    """Those of typst, and those that the host has put in a folder; read once."""
    return typst.Fonts(
        include_system_fonts=False, font_paths=[folder] if folder else []
    )
