"""Where a post leads that has done its work."""

from django.http import HttpResponse
from django.shortcuts import redirect


def see_result(to: str, *arguments: str) -> HttpResponse:
    """To the page that says what was done, by GET.

    It has a fragment of its own: browsers would keep the one of the form.
    """
    response = redirect(to, *arguments)
    response.status_code = 303
    response.headers["Location"] += "#resultat"
    return response
