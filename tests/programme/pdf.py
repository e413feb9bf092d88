"""Reads the programme as a PDF file."""

import re
from io import BytesIO

from pypdf import PdfReader


def get(client, event, prefix="", **query):
    path = f"{prefix}/{event.slug}/programme.pdf"
    return client.get(path, query)


def read(response) -> PdfReader:
    assert response.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def squeezed(words: str) -> str:
    """Without spaces, where a line ends being no fact."""
    return re.sub(r"[\s\u200b\u2060]+", "", words)


def text_of(response) -> str:
    return squeezed("".join(page.extract_text() for page in read(response).pages))


def assert_in_order(facts, text):
    position = 0
    for fact in facts:
        found = text.find(squeezed(fact), position)
        assert found >= 0, f"{fact} is not there, or too early"
        position = found + len(squeezed(fact))
