"""What each answer of a mail server means for the mail, and for the others."""

import ssl
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.utils import translation

from registrations.models import Failure, Message
from registrations.troubles import NOT_WRITTEN, SERVER_TROUBLE, Trouble, trouble_in

LATER = Trouble(Failure.NOT_NOW)


def final(failure: Failure) -> Trouble:
    return Trouble(failure, is_final=True)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("550 5.1.1 No such user", final(Failure.UNKNOWN_ADDRESS)),
        ("550 No such user", final(Failure.UNKNOWN_ADDRESS)),
        ("551 User not local", final(Failure.UNKNOWN_ADDRESS)),
        ("553 5.1.3 Bad address", final(Failure.UNKNOWN_ADDRESS)),
        ("550 5.1.2 Bad domain", final(Failure.NO_MAIL_DOMAIN)),
        ("556 5.1.10 Null MX", final(Failure.NO_MAIL_DOMAIN)),
        ("552 5.2.2 Over quota", final(Failure.MAILBOX_FULL)),
        ("552 Over quota", final(Failure.MAILBOX_FULL)),
        ("550 5.2.1 Disabled", final(Failure.MAILBOX_CLOSED)),
        ("550 5.7.1 We do not want this", final(Failure.REFUSED)),
        ("554 Rejected", final(Failure.REFUSED)),
        ("450 4.2.0 Greylisted", LATER),
        ("451 4.7.1 Try again later", LATER),
        ("452 4.2.2 Over quota", LATER),
        ("421 4.7.0 Too many connections", SERVER_TROUBLE),
        ("452 4.3.1 Out of space", SERVER_TROUBLE),
        ("432 4.7.12 A password transition is needed", SERVER_TROUBLE),
        ("454 4.7.0 Temporary authentication failure", SERVER_TROUBLE),
        ("530 5.7.0 Authentication required", SERVER_TROUBLE),
        ("535 5.7.8 Bad credentials", SERVER_TROUBLE),
        ("550 5.7.1 Relaying denied", SERVER_TROUBLE),
        ("554 5.7.1 Relay access denied", SERVER_TROUBLE),
        ("550 5.1.8 Sender’s domain not found", SERVER_TROUBLE),
        ("503 5.5.1 Bad sequence of commands", SERVER_TROUBLE),
    ],
)
def test_answers_about_a_recipient(answer, trouble):
    code, reply = answer.split(" ", 1)
    error = SMTPRecipientsRefused({"j@example.org": (int(code), reply.encode())})

    assert trouble_in(error) == trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (SMTPDataError(550, b"Spam"), final(Failure.REFUSED)),
        (SMTPDataError(554, b"5.6.0 Bad content"), final(Failure.REFUSED)),
        (SMTPDataError(451, b"Try again later"), LATER),
        (SMTPDataError(421, b"Closing"), SERVER_TROUBLE),
        (SMTPSenderRefused(550, b"5.1.0 Refused", "s@example.org"), SERVER_TROUBLE),
        (SMTPSenderRefused(452, b"Later", "s@example.org"), SERVER_TROUBLE),
        (SMTPAuthenticationError(535, b"Bad password"), SERVER_TROUBLE),
        (SMTPConnectError(554, b"No SMTP service here"), SERVER_TROUBLE),
        (SMTPNotSupportedError("No STARTTLS"), SERVER_TROUBLE),
        (SMTPServerDisconnected("Connection unexpectedly closed"), SERVER_TROUBLE),
        (SMTPDataError(-1, b"\xff"), SERVER_TROUBLE),
        (ConnectionRefusedError(), SERVER_TROUBLE),
        (TimeoutError(), SERVER_TROUBLE),
        (ssl.SSLCertVerificationError(), SERVER_TROUBLE),
        (ValueError("Invalid address"), NOT_WRITTEN),
    ],
)
def test_answers_about_the_rest(error, trouble):
    assert trouble_in(error) == trouble


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Adresse inconnue chez example.org"),
        ("en", "Address unknown at example.org"),
    ],
)
def test_a_failure_is_told_in_plain_words(language, words):
    message = Message(to="j@example.org", failure=Failure.UNKNOWN_ADDRESS)

    with translation.override(language):
        assert message.failure_in_words == words
        assert Message(to="j@example.org").failure_in_words == ""
