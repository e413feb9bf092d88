"""Keeps people and their links out of the logs, and every record on its line."""

import logging
import re

# A path such as /i/<token>/ or a link to choose a password opens something by itself;
# a reference is about one person.
_PRIVATE_LINK = re.compile(
    r"(/(?:i|reset|invitation|resume|mon-inscription|accueil/c)/)[^\s\"'<>]+",
    re.IGNORECASE,
)
# What somebody searched for, most often: a name.
_QUERY = re.compile(r"(?<=[\w/.%-])\?[^\s\"'<>]+")
_EMAIL_ADDRESS = re.compile(r"[^\s\"'<>()\[\]=&?/,;:]+(?:@|%40)[^\s\"'<>()\[\]&/,;]+")
# PostgreSQL quotes the row that it refused, answers included.
_ROW_DETAIL = re.compile(r"(DETAIL:).*")
# Python quotes the value that it could not use.
_QUOTED = re.compile("'[^']*'|\"[^\"]*\"|“[^”]*”|«[^»]*»")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def without_private_data(text: str) -> str:
    text = _PRIVATE_LINK.sub(r"\1…", text)
    text = _QUERY.sub("?…", text)
    text = _EMAIL_ADDRESS.sub("…@…", text)
    return _ROW_DETAIL.sub(r"\1 …", text)


class HidePrivateLinks(logging.Filter):
    """Mask personal links and e-mail addresses in what a record says."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_private_data(record.getMessage())
        record.args = ()
        return True


class OneLineFormatter(logging.Formatter):
    """Escape what could forge a line or drive a terminal; tracebacks keep theirs."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _escaped(super().formatMessage(record))

    def formatException(self, exc_info) -> str:
        """Indented, so that no line of a traceback passes for a record.

        Lines of code stay as they are; of a message, what it quotes is left out.
        """
        lines = without_private_data(super().formatException(exc_info)).split("\n")
        return "\n".join(f"  {_escaped(_unquoted(line))}" for line in lines)


def _unquoted(line: str) -> str:
    return line if line.startswith("  ") else _QUOTED.sub("‘…’", line)


def _escaped(text: str) -> str:
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
