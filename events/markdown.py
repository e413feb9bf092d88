"""Turns the Markdown that organisers write into HTML that can do no harm.

Raw HTML is shown as text; images become their description; a link leads to a whole
web or mail address, else it is text. A short allow-list then stands behind the parser.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

LAST_LEVEL = 6
INLINE = {"br", "strong", "em", "a", "code"}
BLOCKS = {"p", "hr", "ul", "ol", "li", "blockquote", "pre"}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
# Without "*", nh3 would let every element have a title.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
_WHOLE_ADDRESS = re.compile(r"(https?://[^/\\]|mailto:.)", re.IGNORECASE)
_SENTENCE = re.compile(r".{40,}?[.!?…](?=\s|$)", re.DOTALL)
SENTENCE_LENGTH = 200


class _Parser(MarkdownIt):
    """Reads CommonMark without what would lead a reader astray."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        # "code" reads four spaces as a program; people indent to begin a paragraph.
        self.disable("code")
        self.add_render_rule("image", _description_of_image)

    def validateLink(self, url: str) -> bool:  # noqa: N802 (named by markdown-it)
        return bool(_WHOLE_ADDRESS.match(url))


def _description_of_image(renderer, tokens, index, options, env) -> str:
    return escape(tokens[index].content)


_MARKDOWN = _Parser()


@lru_cache(maxsize=512)
def render(text: str, top: int = 3) -> SafeString:
    """The text as HTML whose headings start at `<h3>`, or at the level `top`."""
    tokens = _MARKDOWN.parse(text)
    _set_levels(tokens, top)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return SafeString(
        nh3.clean(
            html,
            tags=INLINE | BLOCKS | HEADINGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            url_relative="deny",
            link_rel=None,
        )
    )


def first_sentence(text: str) -> str:
    """The beginning of the first paragraph, in plain text, for link previews."""
    paragraph = next(_paragraphs(text), "")
    if found := _SENTENCE.match(paragraph):
        paragraph = found.group()
    if len(paragraph) <= SENTENCE_LENGTH:
        return paragraph
    return paragraph[: SENTENCE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _set_levels(tokens: list[Token], top: int) -> None:
    """Give each heading the level of its depth, so that none is ever skipped."""
    outline: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            while outline and outline[-1] >= token.tag:
                outline.pop()
            outline.append(token.tag)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(top + len(outline) - 1, LAST_LEVEL)}"


def _paragraphs(text: str) -> Iterator[str]:
    """The plain words of each paragraph, headings left out."""
    tokens = _MARKDOWN.parse(text)
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open":
            words = (_words(child) for child in token.children or [])
            if paragraph := "".join(words).strip():
                yield paragraph


def _words(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content
