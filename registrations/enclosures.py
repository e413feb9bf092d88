"""What goes with a mail beside its two parts: files, and headers of its own."""

from collections.abc import Callable
from email.message import MIMEPart
from urllib.parse import urlsplit

from django.conf import settings

from events.calendars import event_calendar
from registrations import desk_code, digests
from registrations.models import Message, Notice


def _calendar(message: Message, method: str = "PUBLISH") -> MIMEPart:
    part = MIMEPart()
    part.set_content(
        event_calendar(message.event, method=method).decode(),
        subtype="calendar",
        params={"method": method},
        disposition="attachment",
        filename=f"{message.event.slug}.ics",
    )
    return part


def _desk_code(message: Message) -> MIMEPart | None:
    if not desk_code.has_desk(message.event):
        return None
    part = MIMEPart()
    part.set_content(
        desk_code.png(message.registration),
        maintype="image",
        subtype="png",
        disposition="inline",
        filename="code-accueil.png",
        cid=f"<desk-code@{urlsplit(settings.SITE_URL).hostname}>",
    )
    part["Content-Description"] = desk_code.description(message.registration)
    return part


def _cancellation(message: Message) -> MIMEPart:
    return _calendar(message, method="CANCEL")


def _one_click_stop(message: Message) -> dict[str, str]:
    """RFC 8058: a mail program stops the digest by a POST, without opening a page."""
    return {
        "List-Unsubscribe": f"<{digests.stop_link(message.membership)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


# Which files go with which mail, in their order. An image with a Content-ID is also
# shown at the end of the letter, with its Content-Description as alternative text.
ATTACHMENTS: dict[str, tuple[Callable[[Message], MIMEPart | None], ...]] = {
    Notice.CONFIRMED: (_calendar, _desk_code),
    Notice.PROMOTED: (_calendar, _desk_code),
    Notice.EVENT_CHANGED: (_calendar,),
    Notice.EVENT_POSTPONED: (_calendar,),
    Notice.EVENT_CANCELLED: (_cancellation,),
}
# Which mails carry headers that others do not.
HEADERS: dict[str, Callable[[Message], dict[str, str]]] = {
    Notice.DIGEST: _one_click_stop,
}


def attachments_of(message: Message) -> list[MIMEPart]:
    parts = [make(message) for make in ATTACHMENTS.get(message.notice, ())]
    return [part for part in parts if part is not None]


def headers_of(message: Message) -> dict[str, str]:
    make = HEADERS.get(message.notice)
    return make(message) if make else {}
