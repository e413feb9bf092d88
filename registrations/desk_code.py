"""The code that is shown at the desk: the address of the person’s page at the door.

It opens nothing for anybody else. The same drawing is on the personal page and in the
mail, and is always dark on white.
"""

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.languages import Language
from events.models import Event
from registrations.models import Registration

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 wants it
PIXELS_A_MODULE = 6


def has_desk(event: Event) -> bool:
    """Is there anybody to show the code to?"""
    return event.attendance_mode != Event.AttendanceMode.ONLINE


def description(registration: Registration) -> str:
    """What stands for the code where it cannot be seen."""
    return _("Desk code %(reference)s") % {"reference": registration.reference}


def svg(registration: Registration) -> SafeString:
    """To be put into a page; the name is given by what is around it."""
    drawing = _code(registration).svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308


def png(registration: Registration) -> bytes:
    drawing = BytesIO()
    _code(registration).save(
        drawing, kind="png", scale=PIXELS_A_MODULE, border=QUIET_ZONE
    )
    return drawing.getvalue()


def _code(registration: Registration) -> segno.QRCode:
    # One address whatever the language of whoever shows it, and of whoever reads it.
    with override(Language.FRENCH):
        path = reverse("registrations:desk_code", args=[registration.reference])
    return segno.make(settings.SITE_URL + path, micro=False, error="m")
