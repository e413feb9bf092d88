"""How a list of events is narrowed."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class WhenFilter(admin.SimpleListFilter):
    title = gettext_lazy("date")
    parameter_name = "quand"

    def lookups(self, request, model_admin):
        return [("a-venir", _("To come")), ("passees", _("Past"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "a-venir":
            return queryset.filter(ends_at__gt=now)
        if self.value() == "passees":
            return queryset.filter(ends_at__lte=now)
        return queryset


class LifeFilter(admin.SimpleListFilter):
    """The states that somebody sets; those that time sets are shown, not filtered."""

    title = gettext_lazy("state")
    parameter_name = "etat"

    def lookups(self, request, model_admin):
        return [
            ("brouillon", _("Draft")),
            ("publiee", _("Published")),
            ("annulee", _("Cancelled")),
            ("reportee", _("Postponed")),
        ]

    def queryset(self, request, queryset):
        conditions = {
            "brouillon": {"published_at": None},
            "publiee": {"published_at__isnull": False},
            "annulee": {"cancelled_at__isnull": False},
            "reportee": {"postponed_at__isnull": False},
        }
        return queryset.filter(**conditions.get(self.value(), {}))
