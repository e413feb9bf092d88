"""What an error while sending means: whose fault it is, and whether it will pass.

RFC 5321 answers: 4xx passes, 5xx stays. RFC 3463 codes (5.1.1) say more where a server
gives them. A fault of ours, of the sender’s address or of the password is the site’s
and never a mail’s: mails wait until somebody has repaired it.
"""

import re
from dataclasses import dataclass
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from registrations.models import Failure

_ENHANCED_CODE = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
# Slow down, come back, no room here: said to the sender, whatever the mail.
_SERVER_IS_BUSY = {421, 432, 452, 454}
# Authentication is missing or wrong, a command is not understood.
_SITE_IS_REFUSED = {500, 502, 503, 504, 530, 534, 535, 538}
_SENDER_IS_REFUSED = {"5.1.7", "5.1.8", "5.7.8", "5.7.9"}

_BY_ENHANCED_CODE = {
    "5.1.2": Failure.NO_MAIL_DOMAIN,
    "5.1.10": Failure.NO_MAIL_DOMAIN,
    "5.4.4": Failure.NO_MAIL_DOMAIN,
    "5.2.1": Failure.MAILBOX_CLOSED,
    "5.2.2": Failure.MAILBOX_FULL,
}
_BY_CODE = {
    550: Failure.UNKNOWN_ADDRESS,
    551: Failure.UNKNOWN_ADDRESS,
    552: Failure.MAILBOX_FULL,
    553: Failure.UNKNOWN_ADDRESS,
    556: Failure.NO_MAIL_DOMAIN,
}


@dataclass(frozen=True)
class Trouble:
    """Why a mail did not leave; the next one may leave, unless it concerns them all."""

    failure: Failure
    is_final: bool = False
    concerns_all: bool = False


SERVER_TROUBLE = Trouble(Failure.NO_SERVER, concerns_all=True)
NOT_WRITTEN = Trouble(Failure.NOT_WRITTEN, is_final=True)


def trouble_in(error: Exception) -> Trouble:
    """What went wrong while a mail with one recipient was handed over."""
    match error:
        case SMTPRecipientsRefused():
            [(code, reply)] = error.recipients.values()
            return _answered(code, _text(reply), _BY_CODE)
        case SMTPDataError():
            # Of the mail, not of the address: that one was accepted before.
            return _answered(error.smtp_code, _text(error.smtp_error), {})
        case SMTPSenderRefused() | SMTPException() | OSError():
            return SERVER_TROUBLE
    return NOT_WRITTEN


def _answered(code: int, reply: str, by_code: dict[int, Failure]) -> Trouble:
    found = _ENHANCED_CODE.search(reply)
    enhanced = found[0] if found else ""
    if _concerns_all(code, enhanced, reply):
        return SERVER_TROUBLE
    if code < 500:
        return Trouble(Failure.NOT_NOW)
    return Trouble(_final_failure(code, enhanced, by_code), is_final=True)


def _concerns_all(code: int, enhanced: str, reply: str) -> bool:
    if code < 400 or code in _SITE_IS_REFUSED or enhanced in _SENDER_IS_REFUSED:
        return True
    if code < 500:
        return code in _SERVER_IS_BUSY and not enhanced.startswith("4.2.")
    return "relay" in reply.lower()  # “relaying denied”: we are not known there


def _final_failure(code: int, enhanced: str, by_code: dict[int, Failure]) -> Failure:
    if enhanced in _BY_ENHANCED_CODE:
        return _BY_ENHANCED_CODE[enhanced]
    if enhanced.startswith("5.1."):
        return Failure.UNKNOWN_ADDRESS
    if enhanced:
        return Failure.REFUSED
    return by_code.get(code, Failure.REFUSED)


def _text(reply: bytes | str) -> str:
    return reply.decode(errors="replace") if isinstance(reply, bytes) else reply
