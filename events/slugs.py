"""Addresses of events: short, stable, never one of the site's own words."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

RESERVED = frozenset(
    "fr en i mon-inscription retrouver agenda.ics agenda.json verifier accueil "
    "impression organisation accessibilite mentions-legales static media healthz "
    "robots.txt sitemap.xml admin connexion .well-known flux favicon.ico".split()
)

validate_slug = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use small letters without accents, digits and single hyphens."),
)


def validate_not_reserved(slug: str) -> None:
    """Raise ValidationError for a word that the site’s own pages use."""
    if slug in RESERVED:
        raise ValidationError(_("The site uses this word itself. Choose another."))
