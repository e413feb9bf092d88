"""What anybody who holds the number of a certificate is told about it."""

from django.utils.translation import gettext as _

from events import dates
from events.text import one_line
from registrations import wording
from registrations.models import Certificate, Registration


def certificate_with(number: str) -> Certificate | None:
    found = Certificate.objects.select_related("event", "registration")
    return found.filter(number=number).first()


def verdict(certificate: Certificate | None) -> str:
    """Is it genuine, and for what? Initials only; none once the person is erased."""
    if certificate is None:
        return _("No certificate carries this number. Check what you typed.")
    person = certificate.registration
    if certificate.revoked_at:
        return _("This certificate has been revoked.")
    if person is None:
        return _erased(certificate)
    if not person.presences.standing().exists():
        return _("This certificate has been revoked.")
    return _(
        "A certificate does carry this number: %(event)s, %(title)s. Initials: "
        "%(initials)s."
    ) % (_event(certificate) | {"initials": initials(person)})


def initials(person: Registration) -> str:
    """P. N"""
    names = filter(None, [person.given_name, person.family_name])
    return ". ".join(name[0].upper() for name in names)


def _erased(certificate: Certificate) -> str:
    event = certificate.event
    if certificate.erased_at is None:
        return _(
            "A certificate does carry this number: %(event)s, %(title)s. The identity "
            "has not been kept."
        ) % _event(certificate)
    day = dates.short_date(event.local(certificate.erased_at))
    return _(
        "A certificate does carry this number: %(event)s, %(title)s. The identity has "
        "not been kept since %(day)s."
    ) % (_event(certificate) | {"day": day})


def _event(certificate: Certificate) -> dict[str, str]:
    event = certificate.event
    return {
        "event": wording.dated(event.noun.bare, event),
        "title": one_line(event.title),
    }
