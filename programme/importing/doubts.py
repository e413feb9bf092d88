"""Where each doubt of a reading stands on the sheet."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core import signing

from programme.reading.plan import Doubt

SALT = "programme.paste"
_CLOCK = re.compile(r"[0-9]{1,2}\s*[h:.]")
_CELLS = {
    "time": "starts_at",
    "date": "date",
    "name": "people",
    "function": "people",
    "twice": "people",
    "kind": "kind",
    "title": "title",
    "joined": "title",
}


@dataclass(frozen=True)
class Mark:
    """A doubt at a cell, or at none. It holds while the cell has the value it had."""

    cell: str
    line: int
    text: str
    reason: str
    value: str = ""

    def holds(self, data) -> bool:
        typed = (data.get(self.cell) or "").replace("\r\n", "\n")
        return not self.cell or typed == self.value


def marks_of(
    doubts: Iterable[Doubt], lines: dict[str, int], data: dict[str, str]
) -> list[Mark]:
    """`lines` says where in the text each day, row and contribution begins."""
    found = []
    for doubt in doubts:
        cell = _cell(doubt, lines, data)
        value = data.get(cell, "")
        found.append(Mark(cell, doubt.line, doubt.text, doubt.reason, value))
    return found


def dump(marks: Iterable[Mark], lines: dict[str, int]) -> str:
    """For the form, which carries it unchanged."""
    state = {"marks": [list(asdict(mark).values()) for mark in marks], "lines": lines}
    return signing.dumps(state, salt=SALT, compress=True)


def load(text: str) -> tuple[list[Mark], dict[str, int]]:
    """Nothing of what was not dumped here."""
    try:
        state = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return [], {}
    return [Mark(*values) for values in state["marks"]], state["lines"]


def _cell(doubt: Doubt, lines: dict[str, int], data: dict[str, str]) -> str:
    """The cell that has the words, else the one that this sort of doubt is about."""
    if doubt.code in {"ignored", "column"}:
        return ""
    key = _key(doubt, lines)
    if doubt.code == "time":
        return _clock(key, doubt, data)
    cells = {name: data[name] for name in data if name.startswith(f"{key}-")}
    likely = f"{key}-{_CELLS.get(doubt.code, 'title')}"
    is_word = likely in cells and doubt.text in cells[likely]
    if is_word or doubt.code in {"kind", "date"}:
        return likely
    holding = (name for name in cells if doubt.text and doubt.text in cells[name])
    return next(holding, likely if likely in cells else "")


def _key(doubt: Doubt, lines: dict[str, int]) -> str:
    """What begins on the line, else what began last before it."""
    days_only = doubt.code == "date"
    keys = [key for key in lines if key.startswith("d") == days_only]
    earlier = [key for key in keys if lines[key] <= doubt.line]
    return max(earlier, key=lambda key: lines[key], default=next(iter(keys), ""))


def _clock(key: str, doubt: Doubt, data: dict[str, str]) -> str:
    """Of two times, the end is doubtful. Contributions have their minutes alone."""
    has_end = len(_CLOCK.findall(doubt.text)) > 1 and data.get(f"{key}-starts_at")
    likely = [f"{key}-ends_at"] if has_end else []
    likely += [f"{key}-starts_at", f"{key}-minutes"]
    return next((cell for cell in likely if cell in data), "")
