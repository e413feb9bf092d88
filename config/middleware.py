"""What is turned away before it reaches a page."""

import re

from django.http import HttpResponseNotAllowed
from django.utils.translation import activate

from config import views
from events.languages import language_of_path

KNOWN_METHODS = ["GET", "HEAD", "POST"]
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class RefuseMalformedText:
    """Answer 400 to text that no database can hold: NUL and lone surrogates.

    They would be an error of ours in the middle of a query, wherever a parameter or a
    cookie reaches one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _is_malformed([request.path_info, *request.COOKIES.values()]):
            return views.bad_request(request)
        if _has_malformed_field(request.GET):
            return views.bad_request(request)
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        """Read the body here: the address is known, and CSRF is about to read it."""
        if request.method == "POST" and _has_malformed_field(request.POST):
            return views.bad_request(request)
        return None


class SpeakTheLanguageOfTheAddress:
    """The address alone carries the language: no cookie, no preference of a browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of_path(request.path_info)
        activate(language)
        request.LANGUAGE_CODE = language.value
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language.value)
        return response


class KeepErrorsOutOfCaches:
    """An error is of one moment: nobody keeps it, unless its page says otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class AnswerKnownMethods:
    """Answer 405, with a page, to methods that a page does not know."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in KNOWN_METHODS:
            response = self.get_response(request)
        else:
            response = HttpResponseNotAllowed(KNOWN_METHODS)
        if response.status_code == 405:
            return views.method_not_allowed(request, response)
        return response


def _has_malformed_field(fields) -> bool:
    return any(_is_malformed([name, *values]) for name, values in fields.lists())


def _is_malformed(texts) -> bool:
    return any(UNSTORABLE.search(text) for text in texts)
