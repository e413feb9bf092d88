"""The question that follows a change of date or place: tell people now?"""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event


def ask_to_tell(model_admin, request, event: Event) -> None:
    """« 86 personnes sont inscrites. Les prévenir maintenant ? »

    The event comes `with_seats()`. The page that it leads to shows the mail first.
    """
    count = event.confirmed_count + event.waiting_count
    if not count:
        return
    question = ngettext(
        "%(count)s person is registered. Tell them now?",
        "%(count)s people are registered. Tell them now?",
        count,
    )
    address = reverse("admin:registrations_changenotice_tell", args=[event.pk])
    link = format_html('<a href="{}">{}</a>', address, _("See the message"))
    words = format_html("{} {}", question % {"count": count}, link)
    model_admin.message_user(request, words, messages.WARNING)
