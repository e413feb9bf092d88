"""The mails of an event: what was sent, what is waiting, what did not arrive."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from events import access
from events.access import Verb
from events.admin.confirm import confirm_page, is_confirmed
from events.admin.of_event import EventFilter, OfEventAdmin
from events.admin.scoped import action
from registrations import operations
from registrations.admin import columns
from registrations.admin.filters import PeriodFilter
from registrations.models import Delivery, Message


class DeliveryFilter(admin.SimpleListFilter):
    title = pgettext_lazy("message", "state")
    parameter_name = "delivery"

    def lookups(self, request, model_admin):
        return Delivery.choices

    def queryset(self, request, queryset):
        return queryset.filter(delivery=self.value()) if self.value() else queryset


@action(Verb.SEE_MESSAGES, description=gettext_lazy("Send again…"))
def send_again(model_admin, request, queryset):
    """To the present address, with a fresh link and what holds today."""
    chosen = queryset.exclude(delivery=Delivery.PENDING)
    if not is_confirmed(request):
        return _ask(model_admin, request, chosen)
    sent = sum(operations.send_again(row, actor=request.user) for row in chosen)
    sentence = ngettext(
        "%(count)s message is on its way.", "%(count)s messages are on their way.", sent
    )
    level = messages.SUCCESS if sent else messages.WARNING
    model_admin.message_user(request, sentence % {"count": sent}, level)
    return None


def _ask(model_admin, request, chosen):
    count = chosen.count()
    if not count:
        sentence = _("These messages have not left yet: they are not sent twice.")
        model_admin.message_user(request, sentence, messages.WARNING)
        return None
    question = ngettext(
        "Send %(count)s message again?", "Send %(count)s messages again?", count
    )
    return confirm_page(
        model_admin,
        request,
        chosen,
        question=question % {"count": count},
        button=_("Send"),
        consequences=[
            _("Each says what holds today, and goes to the person’s present address.")
        ],
        named=Message.get_notice_display,
    )


@admin.register(Message)
class MessageAdmin(OfEventAdmin):
    """Read only: mails are written by operations and sent by the worker."""

    see_verb = Verb.SEE_MESSAGES
    history_verb = None
    actions = [send_again]
    list_filter = [EventFilter, "notice", DeliveryFilter, PeriodFilter]
    list_select_related = ["event"]
    search_fields = ["to"]
    search_help_text = gettext_lazy("An email address, or a part of one.")

    def get_queryset(self, request):
        return super().get_queryset(request).with_delivery()

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_list_display(self, request):
        address = ["to"] if self._sees_addresses(request, request.listed_event) else []
        return [
            columns.written_at,
            *address,
            "notice",
            "event",
            columns.delivery,
            columns.failure,
        ]

    def get_fields(self, request, obj=None):
        address = ["to"] if self._sees_addresses(request, obj.event) else []
        return [
            columns.written_at,
            *address,
            "notice",
            "event",
            "registration",
            columns.delivery,
            columns.sent_at,
            columns.failure,
        ]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)

    def get_search_fields(self, request):
        sees = self._sees_addresses(request, request.listed_event)
        return self.search_fields if sees else []

    def get_search_results(self, request, queryset, search_term):
        """An address as a whole: its dots and hyphens are no words apart."""
        if not search_term.strip():
            return queryset, False
        found = queryset.filter(to__icontains=search_term.strip())
        return access.visible(found, request.user, Verb.SEE_EMAILS), False

    def list_context(self, request) -> dict:
        event = request.listed_event
        title = _("Messages: %(event)s") % {"event": event} if event else None
        return super().list_context(request) | {"title": title or _("Messages")}

    def render_change_form(
        self, request, context, add=False, change=False, form_url="", obj=None
    ):
        context |= {"title": obj.get_notice_display(), "subtitle": None}
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def _sees_addresses(self, request, event) -> bool:
        return access.may(request.user, Verb.SEE_EMAILS, event)
