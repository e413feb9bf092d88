"""Getting the personal link again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from events.lookup import public_event
from registrations import outbox
from registrations.forms.find import FindForm
from registrations.views.privacy import private, read_or_post


@private
@read_or_post
def find(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Send the personal links of an address; the answer tells nothing about it."""
    event = public_event(request, slug) if slug else None
    form = FindForm(request.POST if request.method == "POST" else None)
    context = {"event": event, "form": form}
    if not form.is_valid():
        return render(request, "registrations/find.html", context)
    address = form.cleaned_data["email"]
    outbox.queue_personal_links(address, event=event, language=get_language())
    return render(request, "registrations/link_sent.html", {**context, "to": address})
