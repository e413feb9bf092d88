"""« Durées »: how long each half-day counts on certificates, and why."""

from datetime import date

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import dates
from events.dates import NBSP
from events.models import Event
from programme import hours, kept, operations
from programme.durations import DurationField, duration
from programme.half_days import Half, half_days, name_of
from programme.hours import Sum


class HoursForm(forms.Form):
    """A field for each half-day: the organiser’s own figure; empty is the sum."""

    def __init__(self, *arguments, event: Event, **options):
        super().__init__(*arguments, **options)
        self.sums = {one.key: one for one in hours.calculation(kept.programme(event))}
        self.stored = hours.stored_figures(event)
        self.with_date = event.has_many_days
        halves = [(each.date, each.half) for each in half_days(event)]
        self.keys = {
            _name(*key): key for key in {**dict.fromkeys(halves), **self.stored}
        }
        for name, key in self.keys.items():
            self.fields[name] = DurationField(
                label=capfirst(name_of(*key, with_date=self.with_date)),
                required=False,
                initial=self.stored.get(key),
                show_hidden_initial=True,
            )

    @property
    def figures(self) -> dict[tuple[date, Half], int | None]:
        """What was changed here: the rest may have been meanwhile, by others."""
        return {self.keys[name]: self.cleaned_data[name] for name in self.changed_data}

    @property
    def rows(self) -> list[dict]:
        """What the page says of each half-day, beside its field."""
        return [
            {"field": self[name], "sum": in_words(self.sums.get(key))}
            for name, key in self.keys.items()
        ]

    @property
    def total(self) -> str:
        computed = {key: one.minutes for key, one in self.sums.items()}
        minutes = sum((computed | self.stored).values())
        return duration(minutes) if minutes else ""


def in_words(of_half_day: Sum | None) -> dict:
    """The intervals, and « 15 + 30 + 60 + 80 = 185 min = 3 h 05 »."""
    if of_half_day is None:
        return {"intervals": [], "sum": ""}
    intervals = of_half_day.intervals
    minutes = f"{of_half_day.minutes}{NBSP}min"
    terms = [" + ".join(str(one.minutes) for one in intervals)]
    steps = [*(terms if len(intervals) > 1 else []), minutes]
    if of_half_day.minutes >= 60:
        steps.append(duration(of_half_day.minutes))
    return {
        "intervals": [
            f"{dates.clock(one.starts_at)}{NBSP}– {dates.clock(one.ends_at)}"
            for one in intervals
        ],
        "sum": " = ".join(steps),
    }


def hours_page(model_admin, request):
    """The rule, the sums and the fields; a POST keeps the figures."""
    event = request.listed_event
    posted = request.POST if request.method == "POST" else None
    form = HoursForm(posted, event=event)
    if form.is_valid():
        has_changed = operations.set_hours(event, form.figures, actor=request.user)
        words = (
            _("The durations are saved. Certificates say them from now on.")
            if has_changed
            else _("Nothing to change.")
        )
        model_admin.message_user(request, words, messages.SUCCESS)
        return redirect(request.get_full_path())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Durations: %(event)s") % {"event": event},
        "subtitle": None,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "event": event,
        "form": form,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/programme/hours.html", context)


def _name(day: date, half: str) -> str:
    return f"{day.isoformat()}-{half}"
