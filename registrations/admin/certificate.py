"""The certificates of an event: their numbers, and which of them are void."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from events import access, dates
from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.of_event import EventFilter, OfEventAdmin
from events.admin.scoped import action
from programme.admin.hours import hours_page
from registrations import operations
from registrations.admin.export import CHOOSE_AN_EVENT
from registrations.forms.verify import as_printed
from registrations.models import Certificate, Registration


class RevokedFilter(admin.SimpleListFilter):
    title = pgettext_lazy("certificate", "state")
    parameter_name = "state"
    VALID, REVOKED = "valid", "revoked"

    def lookups(self, request, model_admin):
        return [
            (self.VALID, pgettext("certificate", "Issued")),
            (self.REVOKED, pgettext("certificate", "Revoked")),
        ]

    def queryset(self, request, queryset):
        if self.value() not in {self.VALID, self.REVOKED}:
            return queryset
        return queryset.filter(revoked_at__isnull=self.value() == self.VALID)


@action(Verb.REVOKE_CERTIFICATES, description=gettext_lazy("Revoke…"))
def revoke(model_admin, request, queryset):
    valid = queryset.filter(revoked_at=None)
    count = valid.count()
    if not count:
        sentence = _("These certificates are revoked already.")
        model_admin.message_user(request, sentence, messages.WARNING)
        return None
    if not is_confirmed(request):
        question = ngettext(
            "Revoke %(count)s certificate?", "Revoke %(count)s certificates?", count
        )
        return confirm_page(
            model_admin,
            request,
            valid,
            question=question % {"count": count},
            button=_("Revoke"),
            consequences=[
                _("Whoever checks the number reads that it is revoked, for good.")
            ],
            named=_named,
        )
    actor = request.user
    revoked = sum(operations.revoke_certificate(row, actor=actor) for row in valid)
    sentence = ngettext(
        "%(count)s certificate revoked.", "%(count)s certificates revoked.", revoked
    )
    model_admin.message_user(request, sentence % {"count": revoked}, messages.SUCCESS)
    return None


def _named(certificate: Certificate) -> str:
    return f"{certificate.number} ({person(certificate)})"


@admin.display(description=gettext_lazy("person"), ordering="registration__sort_key")
def person(certificate: Certificate) -> str:
    """The name; nothing once it is erased or the number was replaced."""
    registration: Registration | None = certificate.registration
    return (registration.full_name.strip() if registration else "") or "–"


@admin.display(description=gettext_lazy("issued"), ordering="issued_at")
def issued(certificate: Certificate) -> str:
    return dates.short_moment(certificate.event.local(certificate.issued_at))


@admin.display(description=pgettext_lazy("certificate", "state"))
def state(certificate: Certificate) -> str:
    if certificate.revoked_at is None:
        return pgettext("certificate", "Issued")
    day = dates.short_date(certificate.event.local(certificate.revoked_at))
    return _("Revoked on %(day)s") % {"day": day}


@admin.register(Certificate)
class CertificateAdmin(OfEventAdmin):
    """Numbers are given by the act that needs them, and never deleted."""

    see_verb = Verb.EDIT_REGISTRATIONS
    history_verb = None
    actions = [revoke]
    list_display = ["number", person, "event", issued, state]
    list_filter = [EventFilter, RevokedFilter]
    list_select_related = ["event", "registration"]
    search_fields = ["number"]
    search_help_text = gettext_lazy("A number or a name. Accents do not matter.")

    def get_urls(self):
        """One page more: how long each half-day counts."""
        hours = path(
            "hours/",
            self.admin_site.admin_view(self.hours_view),
            name="registrations_certificate_hours",
        )
        return [hours, *super().get_urls()]

    def hours_view(self, request):
        if not access.may(request.user, Verb.EDIT_EVENT):
            raise PermissionDenied
        self.choose_event(request, Verb.EDIT_EVENT)
        if request.listed_event:
            return hours_page(self, request)
        self.message_user(request, CHOOSE_AN_EVENT, messages.WARNING)
        return redirect("admin:registrations_certificate_changelist")

    def get_fields(self, request, obj=None):
        return self.list_display

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        people = Registration.objects.matching(search_term)
        found = queryset.filter(registration__in=people)
        return found | queryset.filter(number=as_printed(search_term)), False

    def list_context(self, request) -> dict:
        event = request.listed_event
        title = _("Certificates: %(event)s") % {"event": event} if event else None
        may_edit = event and access.may(request.user, Verb.EDIT_EVENT, event)
        context = {"title": title or _("Certificates"), "may_set_hours": may_edit}
        return super().list_context(request) | context
