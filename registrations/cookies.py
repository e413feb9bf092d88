"""What a visitor carries: two signed cookies, each set when it is first needed.

One holds the key of the form just sent, with the fingerprint of its answers. The other
holds the personal pages that were opened, each proven by the signature of its link, so
that a link that dies closes the page too; a page stays open for two hours after its
last visit.
"""

import time

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from registrations import links
from registrations.models import Registration
from registrations.models.submission import LIFE

SUBMISSION = f"{settings.COOKIE_PREFIX}submission"
OPENED = f"{settings.COOKIE_PREFIX}opened"
OPEN_FOR_SECONDS = 2 * 60 * 60
MAX_OPENED = 8


def remember_submission(
    response: HttpResponse, request_key: str, fingerprint: str
) -> None:
    _set(response, SUBMISSION, [request_key, fingerprint], LIFE.total_seconds())


def submission(request: HttpRequest) -> tuple[str, str]:
    """The request key and the fingerprint of the form just sent; blanks for none."""
    sent = _get(request, SUBMISSION, LIFE.total_seconds())
    return tuple(sent) if sent else ("", "")


def is_opened(request: HttpRequest, registration: Registration) -> bool:
    """Was the link of today for this registration opened here, and not long ago?"""
    signature, _at = _opened(request).get(registration.reference, ("", 0))
    return links.is_signed(registration, signature)


def remember_opened(
    request: HttpRequest, response: HttpResponse, registration: Registration
) -> None:
    """Open the page of this registration, or keep it open from now on."""
    opened = _opened(request)
    opened.pop(registration.reference, None)
    opened[registration.reference] = (links.signature(registration), _now())
    latest = dict(list(opened.items())[-MAX_OPENED:])
    _set(response, OPENED, latest, OPEN_FOR_SECONDS)


def forget_submission(response: HttpResponse) -> None:
    response.delete_cookie(SUBMISSION, samesite="Lax")


def forget_opened(request: HttpRequest, response: HttpResponse, reference: str) -> None:
    opened = _opened(request)
    opened.pop(reference, None)
    if opened:
        _set(response, OPENED, opened, OPEN_FOR_SECONDS)
    else:
        response.delete_cookie(OPENED, samesite="Lax")


def _opened(request: HttpRequest) -> dict[str, tuple[str, int]]:
    opened = _get(request, OPENED, OPEN_FOR_SECONDS) or {}
    since = _now() - OPEN_FOR_SECONDS
    return {ref: (sign, at) for ref, (sign, at) in opened.items() if at > since}


def _now() -> int:
    return int(time.time())


def _get(request: HttpRequest, name: str, max_age: float):
    try:
        return signing.loads(
            request.COOKIES.get(name, ""),
            salt=f"registrations.{name}",
            max_age=int(max_age),
        )
    except signing.BadSignature:
        return None


def _set(response: HttpResponse, name: str, value, max_age: float) -> None:
    response.set_cookie(
        name,
        signing.dumps(value, salt=f"registrations.{name}"),
        max_age=int(max_age),
        secure=settings.IS_SECURE,
        httponly=True,
        samesite="Lax",
    )
