"""Members of a team, signed in, and the pages that they open."""

from django.test import Client
from django.urls import reverse
from django.utils import translation

from events.access import Role
from tests.factories import MembershipFactory


def client_of(user) -> Client:
    """A browser in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def member_of(event, role=Role.ORGANISER) -> Client:
    """A browser in which somebody with this role on the event is signed in."""
    return client_of(MembershipFactory(event=event, role=role).user)


def page(name: str, *arguments, of: str = "registration") -> str:
    """Like `page("changelist")`, in English whatever a test has spoken before."""
    with translation.override("en"):
        return reverse(f"admin:registrations_{of}_{name}", args=arguments)


def posted_by(response, **typed) -> dict:
    """What a browser would post: what the form shows, with what a person typed."""
    form = response.context["adminform"].form
    data = {}
    for bound in form:
        if (value := bound.value()) not in (None, False):
            data[bound.html_name] = "on" if value is True else value
        if bound.field.show_hidden_initial:
            shown = form.data.get(bound.html_initial_name, bound.initial)
            data[bound.html_initial_name] = "" if shown is None else shown
    data |= typed
    return {name: value for name, value in data.items() if value is not False}
