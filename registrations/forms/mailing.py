"""A message of the team to people: to whom, and what it says in each language."""

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.versioned import VersionedForm
from events.fields import LineField
from events.languages import Language
from events.models import Event
from registrations import audiences
from registrations.forms.wording import SUBJECT_LENGTH, TextField
from registrations.letters import rules, samples
from registrations.letters.custom import Words
from registrations.models import Mailing, Notice, Profile, Status

Audience = Mailing.Audience


class MailingForm(VersionedForm):
    """A draft. The choices tell how many people each would reach today."""

    for_event: Event

    audience = forms.ChoiceField(label=gettext_lazy("To"), widget=forms.RadioSelect)
    # Declared, because the admin would offer to change profiles from here.
    profile = forms.ModelChoiceField(
        Profile.objects.none(),
        label=gettext_lazy("Profile"),
        help_text=gettext_lazy("For the choice “of one profile” alone."),
        required=False,
    )
    subject_fr = LineField(
        label=gettext_lazy("Subject in French"), max_length=SUBJECT_LENGTH
    )
    text_fr = TextField(
        label=gettext_lazy("Text in French"),
        rows=12,
        help_text=gettext_lazy(
            "A blank line starts a new paragraph. The personal link, the contact and "
            "the reason of the message are added below."
        ),
    )
    subject_en = LineField(
        label=gettext_lazy("Subject in English"),
        max_length=SUBJECT_LENGTH,
        required=False,
        help_text=gettext_lazy(
            "Without an English text, people who read English get the French one."
        ),
    )
    text_en = TextField(label=gettext_lazy("Text in English"), rows=8, required=False)

    class Meta:
        model = Mailing
        fields = [
            "audience",
            "profile",
            "subject_fr",
            "text_fr",
            "subject_en",
            "text_en",
        ]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.instance.event = self.for_event
        if "profile" not in self.fields:  # the page of what was sent
            return
        fields: Any = self.fields
        fields["audience"].choices = self._audiences()
        fields["profile"].queryset = self._profiles()
        fields["profile"].label_from_instance = _profile_with_count
        if self.instance.pk is None:
            self.initial.setdefault("audience", Audience.CONFIRMED)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("audience") != Audience.PROFILE:
            cleaned["profile"] = None
        elif not cleaned.get("profile") and "profile" not in self.errors:
            self.add_error("profile", _("Choose a profile."))
        self._refuse_half_a_language(cleaned)
        for language in Language:
            self._check_words(cleaned, language)
        return cleaned

    def _refuse_half_a_language(self, cleaned: dict) -> None:
        subject, text = cleaned.get("subject_en"), cleaned.get("text_en")
        if text and not subject:
            self.add_error("subject_en", _("The English text needs its subject."))
        if subject and not text:
            self.add_error("text_en", _("The English subject needs its text."))

    def _check_words(self, cleaned: dict, language: Language) -> None:
        subject = cleaned.get(f"subject_{language}") or ""
        text = cleaned.get(f"text_{language}") or ""
        with translation.override(language):
            sample = samples.sample_message(
                self.for_event, Notice.FREE_MESSAGE, language
            )
            facts = samples.sample_facts(sample)
        problems = rules.problems_of(Words(subject, text), facts, language)
        for name, sentences in problems.items():
            for sentence in sentences:
                self.add_error(f"{name}_{language}", sentence)

    def _profiles(self):
        confirmed = Q(registrations__status=Status.CONFIRMED)
        people = Count("registrations", filter=confirmed)
        profiles = self.for_event.profiles.annotate(people=people)
        return profiles.order_by("position", "pk")

    def _audiences(self) -> list[tuple[str, str]]:
        """Who may be meant, each with the number of people of today."""
        counts = _counts(self.for_event)
        choices = [
            (audience.value, f"{audience.label} ({count})")
            for audience, count in counts.items()
        ]
        choices.append((Audience.PROFILE.value, str(Audience.PROFILE.label)))
        if self.instance.audience == Audience.SELECTION:
            count = audiences.people_of(self.instance).count()
            label = Audience.SELECTION.label
            choices.insert(0, (Audience.SELECTION.value, f"{label} ({count})"))
        return choices


def _counts(event: Event) -> dict[Audience, int]:
    found = event.registrations.order_by().aggregate(
        confirmed=Count("pk", filter=Q(status=Status.CONFIRMED)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )
    present = audiences.people_of(Mailing(event=event, audience=Audience.PRESENT))
    return {
        Audience.ACTIVE: found["confirmed"] + found["waiting"],
        Audience.CONFIRMED: found["confirmed"],
        Audience.WAITING: found["waiting"],
        Audience.PRESENT: present.count(),
    }


def _profile_with_count(profile: Any) -> str:
    return f"{profile.label} ({profile.people})"
