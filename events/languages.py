"""The two languages of the interface, and of the texts that organisers write."""

from django.db import models
from django.utils.translation import get_language


class Language(models.TextChoices):
    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"


def current_language() -> Language:
    """The language of the page or mail being made; French where none is active."""
    return Language.ENGLISH if get_language() == "en" else Language.FRENCH


def language_of_path(path: str) -> Language:
    """English under /en/ alone; Django would take an event at /en-commun/ for it."""
    return Language.ENGLISH if f"{path}/".startswith("/en/") else Language.FRENCH


class InBothLanguages:
    """Reads `<name>_fr` or `<name>_en` as `<name>`; English falls back on French.

    Content has a column a language: searchable, with ordinary migrations.
    """

    def __init__(self, name: str):
        self._name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        if current_language() == Language.ENGLISH and (
            english := getattr(instance, f"{self._name}_en")
        ):
            return english
        return getattr(instance, f"{self._name}_fr")
