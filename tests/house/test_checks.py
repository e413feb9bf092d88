import os

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config.checks import catalogues_are_compiled


@pytest.fixture
def source(settings, tmp_path):
    """The only catalogue of the site: one message, not compiled."""
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue = Catalog(locale="fr")
    catalogue.add("Programme", "Programme")
    with path.open("wb") as file:
        write_po(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    return path


def compile_catalogue(source, *, seconds_later):
    target = source.with_suffix(".mo")
    with source.open("rb") as read, target.open("wb") as written:
        write_mo(written, read_po(read))
    moment = source.stat().st_mtime + seconds_later
    os.utime(target, (moment, moment))


def found() -> list[str]:
    return [message.id for message in catalogues_are_compiled(None)]


def test_a_catalogue_that_was_never_compiled_is_an_error(source):
    assert found() == ["colloque.E001"]


@pytest.mark.parametrize("seconds_later", [1, 0, -1])
def test_a_compiled_catalogue_is_fine_whatever_a_copy_did_to_dates(
    source, seconds_later
):
    compile_catalogue(source, seconds_later=seconds_later)

    assert found() == []


def test_a_catalogue_that_changed_since_is_an_error(source):
    compile_catalogue(source, seconds_later=-1)
    source.write_text(source.read_text().replace('"Programme"', '"Changed"'))

    assert found() == ["colloque.E001"]
