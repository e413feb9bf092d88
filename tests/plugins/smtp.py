"""A real mail server on this machine that says what a test tells it to say."""

import asyncio
import email
import email.policy
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property

import pytest
from aiosmtpd.smtp import SMTP

HOLD = "hold"
HANG = "hang"
DRIP = "drip"
DROP = "drop"


@dataclass(frozen=True)
class Received:
    """A mail that the server took, or had in full before it misbehaved."""

    recipients: list[str]
    content: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=email.policy.default)


class MailServer:
    """`answer(step, address)` is asked at MAIL, RCPT and DATA; None accepts.

    HOLD accepts once the test sets `released`; HANG says nothing, DRIP says nothing
    byte by byte, DROP ends the connection; any other text is sent as it is.
    """

    def __init__(self, **options):
        self.port = 0
        self.answer: Callable[[str, str], str | None] = lambda step, address: None
        self.received: list[Received] = []
        self.released = threading.Event()
        self.connections = 0
        self._options = options
        self._protocols: list[SMTP] = []

    def start(self) -> None:
        """Listen; a second start takes the port of the first one again."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._run(self._listen())

    def stop(self) -> None:
        """Be gone at once, as if the machine had lost its power."""
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def mailers(self) -> dict:
        """Django's MAILERS for this server."""
        return {
            "default": {
                "OPTIONS": {"host": "127.0.0.1", "port": self.port, "timeout": 10}
            }
        }

    @property
    def environment(self) -> dict[str, str]:
        """What a process of its own needs, to send its mail here."""
        return {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_SECURITY": "none",
        }

    def _run(self, coroutine) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._server = await self._loop.create_server(
            self._new_protocol, "127.0.0.1", self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for protocol in self._protocols:
            if protocol.transport:
                protocol.transport.abort()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _new_protocol(self) -> SMTP:
        self.connections += 1
        protocol = SMTP(self, loop=self._loop, hostname="mail.example", **self._options)
        self._protocols.append(protocol)
        return protocol

    async def handle_MAIL(self, smtp, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return await self._say(self.answer("MAIL", address), smtp)

    async def handle_RCPT(self, smtp, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return await self._say(self.answer("RCPT", address), smtp)

    async def handle_DATA(self, smtp, session, envelope):  # noqa: N802
        answer = self.answer("DATA", envelope.rcpt_tos[0])
        if not (answer and answer[0].isdigit()):
            self.received.append(Received(envelope.rcpt_tos, envelope.content))
        return await self._say(answer, smtp)

    async def _say(self, answer: str | None, smtp: SMTP) -> str:
        if answer == HOLD:
            await asyncio.to_thread(self.released.wait)
        elif answer == DROP:
            smtp.transport.abort()
        elif answer == HANG:
            await asyncio.Event().wait()
        elif answer == DRIP:
            while not smtp.transport.is_closing():
                smtp.transport.write(b"2")
                await asyncio.sleep(0.05)
        elif answer:
            return answer
        return "250 OK"


@pytest.fixture
def mail_server(settings):
    """The server that the mailer of the test and of its processes leads to."""
    server = MailServer()
    server.start()
    settings.MAILERS = server.mailers
    yield server
    server.released.set()
    server.stop()


def encrypting(certificate, key) -> dict:
    """Options of a MailServer that offers STARTTLS with a certificate of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return {"tls_context": context}
