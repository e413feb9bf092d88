"""Mail on a laptop: nothing leaves; each mail is a file and a text on the terminal."""

import re
import sys
from datetime import datetime
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from events.text import many_lines

RULE = "─" * 72


class EmlBackend(BaseEmailBackend):
    """Write each mail to `folder` as one .eml file, and show what it says."""

    def __init__(self, folder: Path, **options):
        super().__init__(**options)
        self._folder = Path(folder)

    def send_messages(self, email_messages) -> int:
        self._folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = self._folder / _file_name(message, timezone.localtime())
            path.write_bytes(message.message().as_bytes())
            sys.stdout.write(f"{RULE}\n{_shown(message)}\n\n{path}\n{RULE}\n")
            sys.stdout.flush()
        return len(email_messages)


def _file_name(message: EmailMessage, now: datetime) -> str:
    """Names sort in order of sending and tell to whom, without a path in them."""
    recipients = re.sub(r"[^\w.]+", "-", " ".join(message.to))[:60]
    return f"{now:%Y%m%d-%H%M%S-%f}-{recipients}.eml"


def _shown(message: EmailMessage) -> str:
    """The mail as its reader meets it, with nothing that could drive a terminal."""
    lines = [
        f"From: {message.from_email}",
        f"To: {', '.join(message.to)}",
        f"Subject: {message.subject}",
        *(f"Attached: {_attachment_name(part)}" for part in message.attachments),
    ]
    return many_lines("\n".join([*lines, "", str(message.body)]))


def _attachment_name(part) -> str:
    return part.get_filename() if hasattr(part, "get_filename") else part[0]
