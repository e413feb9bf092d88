import io
import logging

import pytest

from config.logs import HidePrivateLinks, OneLineFormatter


@pytest.fixture
def log():
    """A logger as the settings make it, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(HidePrivateLinks())
    handler.setFormatter(OneLineFormatter("{levelname} {message}", style="{"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.written = written.getvalue
    return logger


@pytest.mark.parametrize(
    ("message", "arguments", "line"),
    [
        ("Not Found: %s", ["/i/K7RD4F7M~abc-DEF_1/"], "Not Found: /i/…"),
        ("GET /en/i/K7RD~abc/annuler/ 200", [], "GET /en/i/… 200"),
        (
            "reset %s",
            ["/organisation/mot-de-passe/reset/MQ/c1-abc/"],
            "reset /organisation/mot-de-passe/reset/…",
        ),
        ("to %s", ["ada.lovelace+x@example.org"], "to …@…"),
        ("?email=ada%40example.org&page=2", [], "?email=…@…&page=2"),
        ("%(who)s refused", [{"who": "<ada@example.org>"}], "<…@…> refused"),
        ("at /en/mon-inscription/K7RD-4F7M/", [], "at /en/mon-inscription/…"),
        ("Forbidden: %s", ["/accueil/c/K7RD-4F7M/"], "Forbidden: /accueil/c/…"),
        ("GET /organisation/?q=Lovelace&p=2 200", [], "GET /organisation/?… 200"),
        ("Why? Because", [], "Why? Because"),
        ("nothing to hide", [], "nothing to hide"),
    ],
)
def test_people_and_their_links_stay_out(log, message, arguments, line):
    log.warning(message, *arguments)

    assert log.written() == f"WARNING {line}\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a\nERROR forged", r"a\nERROR forged"),
        ("a\r\nb", r"a\r\nb"),
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("a\u2028b\u202ec", r"a\u2028b\u202ec"),
        ("Hélène", "Hélène"),
    ],
)
def test_a_record_stays_on_its_line(log, typed, written):
    log.warning("agent: %s", typed)

    assert log.written() == f"WARNING agent: {written}\n"


def test_a_traceback_keeps_its_lines_without_people(log):
    try:
        raise ValueError(
            "ada@example.org\nERROR forged\nDETAIL: Failing row contains (Ada, 1815)."
        )
    except ValueError:
        log.exception("failed")

    [record, *traceback] = log.written().splitlines()
    assert record == "ERROR failed"
    assert all(line.startswith("  ") for line in traceback)
    assert "ada@example.org" not in log.written()
    assert "1815" not in log.written()


@pytest.mark.parametrize(
    "quoted",
    ["invalid literal: 'Lovelace'", 'not a date: "Lovelace"', "“Lovelace” is unknown"],
)
def test_a_traceback_does_not_quote_what_somebody_typed(log, quoted):
    try:
        raise ValueError(quoted)
    except ValueError:
        log.exception("failed")

    assert "Lovelace" not in log.written()
    assert "‘…’" in log.written()
    assert "raise ValueError(quoted)" in log.written()
