"""French is complete, and typed as a French printer would."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUE = settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"
TRANSLATED = ["config", "events", "programme", "registrations", "templates", "locale"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# Left out where a French sentence would have to agree with the gender of the noun.
MAY_BE_LEFT_OUT = {"%(verbose_name)s"}
NOT_TYPOGRAPHY = re.compile(r"https?://\S*|&#?\w+;|<[^>]*>|%%")
MISTAKES = {
    "a mark of punctuation without its non-breaking space": re.compile(
        r"(?:^|[^\u00a0\u202f?!;»])(?:[?!;»]|:(?=\s|$))"
    ),
    "an opening quotation mark without its non-breaking space": re.compile(
        r"«(?![\u00a0\u202f])"
    ),
    "a straight apostrophe": re.compile(r"\w'\w"),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
}


def read(path):
    """Messages by context and msgid; each with every form of both languages."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="fr")
    return {(m.context, m.id): m for m in catalogue if m.id}, catalogue.obsolete


def forms(text) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders(text) -> set[str]:
    return {found for form in forms(text) for found in PLACEHOLDER.findall(form)}


def is_translated(message) -> bool:
    return not message.fuzzy and all(forms(message.string))


@pytest.fixture(scope="module")
def messages():
    return read(CATALOGUE)[0].values()


def test_every_string_of_the_code_has_its_french(tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext was not found: NOBODY CHECKED THE TRANSLATIONS.")
    for folder in TRANSLATED:
        shutil.copytree(settings.BASE_DIR / folder, tmp_path / folder)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale=fr", "--no-location"],
        cwd=tmp_path,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        check=True,
        capture_output=True,
    )

    wanted, unused = read(tmp_path / CATALOGUE.relative_to(settings.BASE_DIR))

    assert [m.id for m in wanted.values() if not is_translated(m)] == []
    assert list(unused) == []


def test_the_catalogue_is_complete(messages):
    assert [m.id for m in messages if not is_translated(m)] == []


def test_french_fills_in_what_english_does(messages):
    """The singular may leave out the number: « une place »."""
    wrong = [
        m.id
        for m in messages
        if is_translated(m)
        and placeholders(m.string) - MAY_BE_LEFT_OUT
        != placeholders(m.id) - MAY_BE_LEFT_OUT
    ]

    assert wrong == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_french_typography(messages, mistake):
    pattern = MISTAKES[mistake]
    shown = (
        NOT_TYPOGRAPHY.sub("x", form) for m in messages for form in forms(m.string)
    )

    assert [form for form in shown if pattern.search(form)] == []
