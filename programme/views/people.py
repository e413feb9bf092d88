"""The page of somebody who speaks, where the organisers want one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from events.lookup import public_event
from events.views import public
from programme import kept, people


@public
@conditional_page
def person(request: HttpRequest, slug: str, uid: UUID) -> HttpResponse:
    """Only whom the programme names, as readers see it: 404 for everybody else."""
    event = public_event(request, slug)
    if not event.has_speaker_pages:
        raise Http404
    speaker = people.speaker(kept.programme(event), str(uid))
    if speaker is None:
        raise Http404
    context = {
        "event": event,
        "speaker": speaker,
        "elsewhere": people.elsewhere(event, speaker),
    }
    return render(request, "programme/person.html", context)
