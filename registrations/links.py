"""Personal links: `/i/<public id>~<signature>/`.

The signature covers the public id and the random key of the row, under SECRET_KEY
and a salt for this purpose alone. The database without the secret opens nothing, and
a new key kills every earlier link. The link is built while a mail is rendered and is
stored nowhere.
"""

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from registrations.models import Registration

SEPARATOR = "~"
_signer = Signer(salt="registrations.personal")


def token(registration: Registration) -> str:
    return f"{registration.public_id}{SEPARATOR}{signature(registration)}"


def signature(registration: Registration) -> str:
    return _signer.signature(f"{registration.public_id}{registration.key}")


def is_signed(registration: Registration, given: str) -> bool:
    """Was this signature made for this registration and its key of today?"""
    return constant_time_compare(signature(registration), given)


def registration_of(given: str) -> Registration | None:
    """The registration that a token opens; None for any other text."""
    public_id, separator, given_signature = given.partition(SEPARATOR)
    if not separator:
        return None
    registration = (
        Registration.objects.for_personal_page()
        .kept()
        .filter(public_id=public_id)
        .first()
    )
    if registration and is_signed(registration, given_signature):
        return registration
    return None


def personal_link(registration: Registration) -> str:
    """The whole address, in the active language, under the configured site."""
    path = reverse("registrations:enter", args=[token(registration)])
    return settings.SITE_URL + path


def cancel_link(registration: Registration) -> str:
    path = reverse("registrations:enter_cancel", args=[token(registration)])
    return settings.SITE_URL + path


def certificate_link(registration: Registration) -> str:
    path = reverse("registrations:enter_certificate", args=[token(registration)])
    return settings.SITE_URL + path
