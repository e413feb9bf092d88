"""The filters of the registrations’ list, and its search."""

import re
from datetime import timedelta

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events import access
from events.access import Verb
from events.text import search_key
from programme.half_days import Half
from registrations.models import Delivery, Message, Needs, Presence, profiles_of
from registrations.models.registration import RegistrationQuerySet


class ProfileFilter(admin.SimpleListFilter):
    """The profiles of the event whose list is shown."""

    title = _("profile")
    parameter_name = "profile"

    def lookups(self, request, model_admin):
        event = request.listed_event
        return [(p.pk, p.label) for p in profiles_of(event)] if event else []

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        profiles = [str(key) for key, label in self.lookup_choices]
        chosen = [self.value()] if self.value() in profiles else []
        return queryset.filter(profile__in=chosen)


class PresenceFilter(admin.SimpleListFilter):
    """Who was there: at all, or in one half of the days."""

    title = _("presence")
    parameter_name = "presence"
    ANY, NONE = "any", "none"

    def lookups(self, request, model_admin):
        return [
            (self.ANY, _("Was there")),
            (self.NONE, _("Was not there")),
            *[(half.value, capfirst(half.label)) for half in Half],
        ]

    def queryset(self, request, queryset):
        standing = Presence.objects.standing().filter(registration=OuterRef("pk"))
        match self.value():
            case self.ANY:
                return queryset.filter(Exists(standing))
            case self.NONE:
                return queryset.filter(~Exists(standing))
            case Half.MORNING | Half.AFTERNOON as half:
                return queryset.filter(Exists(standing.filter(half=half)))
        return queryset


class PeriodFilter(admin.SimpleListFilter):
    """How long ago a mail was written."""

    title = _("date")
    parameter_name = "since"
    PERIODS = {"1": _("Past 24 hours"), "7": _("Past 7 days"), "30": _("Past 30 days")}

    def lookups(self, request, model_admin):
        return self.PERIODS.items()

    def queryset(self, request, queryset):
        if self.value() not in self.PERIODS:
            return queryset
        since = timezone.now() - timedelta(days=int(self.value()))
        return queryset.filter(created_at__gte=since)


class AttentionFilter(admin.SimpleListFilter):
    """What somebody of the team should look at."""

    title = _("to look at")
    parameter_name = "look_at"
    NEEDS, FAILED = "needs", "failed"

    def lookups(self, request, model_admin):
        event, user = request.listed_event, request.user
        offered = [
            (self.NEEDS, _("Needs"), Verb.SEE_NEEDS),
            (self.FAILED, _("Message not delivered"), Verb.SEE_MESSAGES),
        ]
        return [
            (value, label)
            for value, label, verb in offered
            if access.may(user, verb, event)
        ]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        if self.value() == self.NEEDS:
            needs = access.visible(Needs.objects.all(), request.user, Verb.SEE_NEEDS)
            return queryset.filter(pk__in=needs.values("registration"))
        return with_delivery(queryset, request.user).filter(delivery=Delivery.FAILED)


def with_delivery(queryset: RegistrationQuerySet, user) -> RegistrationQuerySet:
    """Bring `delivery`, what has become of the last mail, where the user may know."""
    messages = access.visible(Message.objects.all(), user, Verb.SEE_MESSAGES)
    last = messages.filter(registration=OuterRef("pk")).order_by("-pk")
    return queryset.annotate(
        delivery=Subquery(last.with_delivery().values("delivery")[:1])
    )


def with_presences(queryset: RegistrationQuerySet) -> RegistrationQuerySet:
    """Bring `in_morning`, `in_afternoon` and `half_days_present`, for the column."""
    standing = Presence.objects.standing().filter(registration=OuterRef("pk"))
    total = standing.order_by().values("registration").annotate(total=Count("pk"))
    return queryset.annotate(
        in_morning=Exists(standing.filter(half=Half.MORNING)),
        in_afternoon=Exists(standing.filter(half=Half.AFTERNOON)),
        half_days_present=Coalesce(Subquery(total.values("total")), 0),
    )


def search(queryset: RegistrationQuerySet, user, words: str) -> RegistrationQuerySet:
    """By names and institution, by reference, and by address where the user sees it."""
    found = queryset.filter(reference=_as_reference(words))
    if search_key(words):
        found |= queryset.matching(words)
    if address := words.strip().casefold():
        addresses = queryset.filter(email_key__contains=address)
        found |= access.visible(addresses, user, Verb.SEE_EMAILS)
    return found


def _as_reference(words: str) -> str:
    """« k7rd 4f7m » as it is printed, K7RD-4F7M."""
    code = re.sub(r"[^A-Z0-9]", "", words.upper())
    return f"{code[:4]}-{code[4:]}"
