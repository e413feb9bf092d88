"""The seam to typst: accessible files, the same every time, of text that stays text."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from events.typesetting import (
    TEMPLATES,
    TypesettingError,
    not_printable,
    typeset,
)

DAY = date(2019, 5, 23)
HOST_FONTS = Path("/usr/share/fonts/truetype/dejavu")


def certificate(name: str, **changes) -> dict:
    """What the template of certificates is given."""
    return {
        "language": "fr",
        "accent": "petrole",
        "organiser": "Laboratoire ÉMA",
        "site": "Colloque",
        "heading": "Attestation de présence",
        "title": "Le travail partenarial",
        "sentence": [
            {"text": "Atteste que ", "is_strong": False, "lang": ""},
            {"text": name, "is_strong": True, "lang": ""},
        ],
        "recorded": "matin",
        "issued": "Fait à Gennevilliers",
        "signed": ["Laboratoire ÉMA"],
        "check": "Vérification :",
        "check_url": "https://colloque.example/verifier/4F7K-92MD/",
        "contact": "Contact : contact@example.org",
        **changes,
    }


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_file_is_tagged_and_says_its_language_and_title():
    paper = typeset("certificate", certificate("Jeanne MARTIN"), on=DAY)

    reader = read(paper.pdf)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == "fr"
    assert reader.metadata.title == "Attestation de présence – Le travail partenarial"
    assert (
        "<pdfuaid:part>1</pdfuaid:part>"
        in reader.xmp_metadata.stream.get_data().decode()
    )
    assert len(reader.pages) == 1
    assert paper.lacking == frozenset()


def test_the_same_words_make_the_same_bytes():
    papers = [typeset("certificate", certificate("Jeanne"), on=DAY) for _ in range(2)]

    assert papers[0] == papers[1]
    assert papers[0].pdf != typeset("certificate", certificate("Jean"), on=DAY).pdf


@pytest.mark.parametrize(
    "name",
    [
        "<b>x",
        "a<b",
        "</para>",
        "&amp;",
        '<img src="file:///etc/passwd">',
        '<link href="http://example.org">',
        '#read("/etc/passwd")',
        '#image("look.typ")',
        '#import "look.typ": *',
        "$x^2$ *a* _b_ `c` @ref <label>",
        "\\u{41} // comment /* */",
        "= heading",
        "- item",
        '"] #panic() [',
    ],
)
def test_what_people_type_is_text(name):
    paper = typeset("certificate", certificate(name), on=DAY)

    assert " ".join(f"Atteste que {name}".split()) in words(paper.pdf)


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Ğül Ștefan Řehoř Þór Ångström Œuvrard ẞ Ñandú Đorđe",
        "Nguyễn Thị Ánh",
        "Георги Ђорђевић",
        "Γιώργος Παπαδόπουλος",
        "محمد العربي",
        "דוד כהן",
    ],
)
def test_names_of_europe_and_its_neighbours_lack_no_letter(name):
    assert typeset("certificate", certificate(name), on=DAY).lacking == frozenset()


@pytest.mark.parametrize("name", ["李明", "ไทย", "👩🏽‍🔬"])
def test_a_name_that_the_fonts_cannot_print_is_still_given_a_paper(name):
    paper = typeset("certificate", certificate(name), on=DAY)

    assert paper.lacking
    assert "Atteste que" in words(paper.pdf)
    assert read(paper.pdf).trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


def test_names_that_the_fonts_cannot_print_are_told_apart():
    names = ["Jeanne Martin", "李明", "Łukasz", "Zoé 😀"]

    assert not_printable(names) == ["李明", "Zoé 😀"]
    assert not_printable([]) == []


@pytest.mark.skipif(not HOST_FONTS.is_dir(), reason="The fonts of Debian are absent")
def test_fonts_of_the_host_are_used(settings):
    assert not_printable(["Jeanne", "ⵣⵉⵔⵉ"]) == ["ⵣⵉⵔⵉ"]

    settings.FONT_DIR = HOST_FONTS

    assert not_printable(["Jeanne", "ⵣⵉⵔⵉ"]) == []


def test_another_error_than_a_missing_letter_is_no_paper():
    data = certificate("Jeanne")
    del data["recorded"]

    with pytest.raises(RuntimeError, match="recorded"):
        typeset("certificate", data, on=DAY)


def test_templates_neither_run_text_nor_fetch_packages():
    sources = [path.read_text() for path in TEMPLATES.glob("*.typ")]

    assert sources
    for source in sources:
        assert "eval(" not in source
        assert "@preview" not in source
        assert "read(" not in source
    assert TEMPLATES.is_relative_to(settings.BASE_DIR)


class PanicException(BaseException):
    """What a crash inside typst arrives as: no Exception, and not to be imported."""


def test_a_crash_of_typst_does_not_end_the_process(monkeypatch):
    def crash(*arguments, **options):
        raise PanicException("end byte index 8 is out of bounds")

    monkeypatch.setattr("typst.compile", crash)

    with pytest.raises(TypesettingError):
        typeset("certificate", certificate("Jeanne"), on=DAY)


def test_ctrl_c_is_not_a_crash(monkeypatch):
    def stop(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("typst.compile", stop)

    with pytest.raises(KeyboardInterrupt):
        typeset("certificate", certificate("Jeanne"), on=DAY)
