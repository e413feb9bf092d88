"""What the mails to a team lead to: choosing a password, and stopping the digest."""

from django.contrib.auth import views as auth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from events import teams
from events.models import User
from registrations import accounts, digests, invitations
from registrations.views.privacy import private, read_or_post


class Join(auth.PasswordResetConfirmView):
    """A newcomer chooses a name and a password; reading the page changes nothing.

    The token is soon out of the address, in the session: see Django’s view.
    """

    form_class = accounts.InvitationForm
    template_name = "registrations/join.html"
    token_generator = invitations.Tokens()

    def get_user(self, uidb64: str) -> User | None:
        return invitations.invited(uidb64)


@csrf_exempt  # the signature says who asks; a mail program has no cookie of ours
@private
@read_or_post
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the button does; stop on POST, also on that of RFC 8058."""
    membership = digests.membership_of(token)
    if membership is None:
        raise Http404
    if request.method == "POST":
        teams.set_digest(membership, has_digest=False)
    context = {"event": membership.event, "is_stopped": not membership.has_digest}
    return render(request, "registrations/stop_digest.html", context)
