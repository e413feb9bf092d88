"""E-mail addresses: which ones we write to, and when two are the same person's.

Addresses are compared by a key: the domain in its IDNA form, all of it casefolded.
The local part is not otherwise touched: dots and « + » belong to the person.
"""

import idna
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, EmailValidator
from django.utils.translation import gettext_lazy as _

from events.text import one_line

MAX_LENGTH = 254
MAX_LOCAL_LENGTH = 64

_incomplete = _("Enter a full email address, with an @ and a dot after it")
_too_long = _("Email address must be 254 characters or fewer")
_is_email = EmailValidator(allowlist=[])
_is_domain = DomainNameValidator(accept_idna=False)


def clean_email(value: str) -> str:
    """The address without the spaces around it, as it is written to.

    Raises ValidationError for one that no mail server on the internet takes: with a
    quoted local part, without a dot in its domain, at a bare number, or longer than
    RFC 5321 allows.
    """
    address = one_line(value).strip("\u00a0 ")
    if len(address) > MAX_LENGTH:
        raise ValidationError(_too_long)
    local, at, domain = address.rpartition("@")
    if not at or not local.isascii() or len(local) > MAX_LOCAL_LENGTH or '"' in local:
        raise ValidationError(_incomplete)
    ascii_domain = _ascii(domain)
    try:
        _is_email(f"{local}@{ascii_domain}")
        _is_domain(ascii_domain)
    except ValidationError:
        raise ValidationError(_incomplete) from None
    if len(f"{local}@{ascii_domain}") > MAX_LENGTH:
        raise ValidationError(_too_long)
    return address


def email_key(address: str) -> str:
    """What two writings of the same address share; takes a cleaned address.

    A Cyrillic « а » in a domain shows as punycode here: it is another domain.
    """
    local, _at, domain = address.rpartition("@")
    return f"{local.casefold()}@{_ascii(domain)}"


def deliverable(address: str) -> str:
    """A cleaned address as mail servers take it.

    Its domain is encoded here, after IDNA 2008: others would still send a mail for
    « straße.de » to « strasse.de », which belongs to somebody else.
    """
    local, _at, domain = address.rpartition("@")
    return f"{local}@{_ascii(domain)}"


def _ascii(domain: str) -> str:
    try:
        return idna.encode(domain, uts46=True).decode().lower()
    except idna.IDNAError:
        raise ValidationError(_incomplete) from None
