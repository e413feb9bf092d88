import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from events.slugs import RESERVED, validate_not_reserved, validate_slug


@pytest.mark.parametrize("slug", ["abc", "travail-partenarial-2019", "2019"])
def test_slugs_that_are_taken_as_they_are(slug):
    validate_slug(slug)
    validate_not_reserved(slug)


@pytest.mark.parametrize(
    "slug",
    ["", "Journée", "a b", "-abc", "abc-", "a--b", "a_b", "a/b", "abc\n", "É", "a.b"],
)
def test_slugs_that_are_refused(slug):
    with pytest.raises(ValidationError):
        validate_slug(slug)


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_site_are_refused(word):
    with pytest.raises(ValidationError):
        validate_not_reserved(word)


def test_every_first_word_of_the_urlconf_is_reserved():
    """A new page of the site must not hide an event that has its name."""
    words = {str(route.pattern).split("/")[0] for route in _routes(get_resolver())}

    assert {word for word in words if word and "<" not in word} <= RESERVED


def _routes(resolver):
    for route in resolver.url_patterns:
        if hasattr(route, "url_patterns") and str(route.pattern) in {"", "/", "en/"}:
            yield from _routes(route)
        else:
            yield route
