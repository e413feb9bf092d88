import re
from html.parser import HTMLParser

import pytest

from events import markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='//evil.example/'>",
    "<form action='//evil.example'><button>x</button></form>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<p style='position:fixed' onclick='alert(1)'>x</p>",
    "<a href='https://good.example' onmouseover='alert(1)'>x</a>",
    "<!-- --><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](https:///evil.example)",
    "[x](https:\\\\evil.example)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    '!["onerror=alert(1) x="](y)',
    '[x](https://good.example "title\\" onclick=alert(1) ")',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "**<b onclick=alert(1)>x</b>**",
    "<scr<script>ipt>alert(1)</script>",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "\u202ealert(1)\u202c",
]


class Elements(HTMLParser):
    """Every element of a text, with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_is_text_or_nothing(text):
    elements = Elements(markdown.render(text)).found

    for tag, attributes in elements:
        assert tag in {"p", "code", "pre", "strong", "em", "a", "br"}
        assert set(attributes) <= {"href"}
        assert re.match(
            r"https://good\.example", attributes.get("href", "https://good.example")
        )


def test_what_organisers_need():
    text = (
        "Un *mot*, un **autre**.\n\n- un\n- deux\n\n3. trois\n\n> cité\n\n"
        "[site](https://example.org/?a=1&b=2) <mailto:a@example.org>"
    )

    assert markdown.render(text) == (
        "<p>Un <em>mot</em>, un <strong>autre</strong>.</p>\n"
        "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"
        '<ol start="3">\n<li>trois</li>\n</ol>\n'
        "<blockquote>\n<p>cité</p>\n</blockquote>\n"
        '<p><a href="https://example.org/?a=1&amp;b=2">site</a> '
        '<a href="mailto:a@example.org">mailto:a@example.org</a></p>\n'
    )


def test_typed_html_is_shown_as_it_was_typed():
    assert markdown.render("a < b & <b>c</b>") == (
        "<p>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</p>\n"
    )


def test_an_image_becomes_its_description():
    assert markdown.render("![Plan du <site>](https://example.org/plan.png)") == (
        "<p>Plan du &lt;site&gt;</p>\n"
    )


def test_an_indented_paragraph_is_not_a_program():
    assert markdown.render("    Un alinéa.") == "<p>Un alinéa.</p>\n"


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ([1], [3]),
        ([2, 3, 2], [3, 4, 3]),
        ([3, 1, 2], [3, 3, 4]),
        ([1, 4, 2, 6], [3, 4, 4, 5]),
        ([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 6, 6]),
    ],
)
def test_headings_start_at_three_and_skip_no_level(levels, shown):
    text = "\n\n".join(f"{'#' * level} Titre" for level in levels)

    html = markdown.render(text)

    assert [int(level) for level in re.findall(r"<h(\d)>", html)] == shown
    assert [int(level) for level in re.findall(r"</h(\d)>", html)] == shown


def test_headings_start_where_the_page_says():
    assert markdown.render("# Titre", 5) == "<h5>Titre</h5>\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        (
            "# Titre\n\nUn *mot* et [un lien](https://example.org).",
            "Un mot et un lien.",
        ),
        (
            "M. Dupont parle longuement de la question du jour. Puis on en débat.",
            "M. Dupont parle longuement de la question du jour.",
        ),
        ("Une ligne\nqui continue <b>là</b>", "Une ligne qui continue <b>là</b>"),
        ("mot " * 100, "mot " * 48 + "mot…"),
    ],
)
def test_first_sentence_is_plain_text(text, sentence):
    assert markdown.first_sentence(text) == sentence
