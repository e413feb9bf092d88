"""« Inscrire une autre personne » : the form again, with the institution alone."""

from django.http import HttpRequest

from events.models import Event
from registrations import cookies
from registrations.forms.registration import new_request
from registrations.models import Submission
from registrations.views.personal import opened_here

# The address of the form carries where the institution is to be read, and nothing of
# anybody: the reference of an opened page, or nothing for the form that was just sent.
ANOTHER = "autre"


def another_person(request: HttpRequest, event: Event) -> dict:
    """What the form starts with; it has a new key, since it is for somebody new."""
    reference = request.GET[ANOTHER]
    institution = (
        _of_opened_page(request, reference)
        if reference
        else _of_form_just_sent(request, event)
    )
    return {"request": new_request(), "institution": institution}


def _of_opened_page(request: HttpRequest, reference: str) -> str:
    registration = opened_here(request, reference)
    return registration.institution if registration else ""


def _of_form_just_sent(request: HttpRequest, event: Event) -> str:
    request_key, fingerprint = cookies.submission(request)
    sent = Submission.objects.live().filter(
        event=event, request_key=request_key, fingerprint=fingerprint
    )
    return sent[0].answers["institution"] if sent else ""
