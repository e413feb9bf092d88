import pytest

from events.templatetags.typography import unbroken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adresse e-mail", 'Adresse <span class="nowrap">e-mail</span>'),
        ("E-mails envoyés", '<span class="nowrap">E-mails</span> envoyés'),
        ("Établissement", "Établissement"),
        ("https://example.org/e-mail", "https://example.org/e-mail"),
    ],
)
def test_unbroken_keeps_the_word_on_one_line(text, expected):
    assert unbroken(text) == expected


def test_unbroken_escapes_what_people_typed():
    assert unbroken("<b>e-mail") == '&lt;b&gt;<span class="nowrap">e-mail</span>'
