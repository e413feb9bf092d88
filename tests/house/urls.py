"""The real addresses, and some that break in the ways a test asks for."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from config import urls

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500


def broken(request):
    raise RuntimeError("broken")


def database_away(request):
    raise OperationalError("server closed the connection unexpectedly")


def forbidden(request):
    raise PermissionDenied


def echo(request):
    return HttpResponse("fine")


def careless(request):
    return HttpResponse(
        '<p style="color: red">Red</p><script>document.title = "run"</script>'
        '<img src="https://elsewhere.example/pixel.png">'
    )


def _in_both_languages(word, view):
    return [path(f"test/{word}/", view), path(f"en/test/{word}/", view)]


urlpatterns = [
    *_in_both_languages("broken", broken),
    *_in_both_languages("database-away", database_away),
    *_in_both_languages("forbidden", forbidden),
    *_in_both_languages("echo", echo),
    *_in_both_languages("careless", careless),
    *_in_both_languages("post-only", require_POST(echo)),
    *urls.urlpatterns,
]
