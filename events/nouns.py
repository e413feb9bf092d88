"""The kinds of event, and the words that agree with them.

French says « cette journée est annulée » but « cet atelier est annulé »: a sentence
takes the noun ready-made from here, and agrees through a gettext context named after
the gender. English has one form for all.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventType(models.TextChoices):
    STUDY_DAY = "study_day", _("Study day")
    MEETING = "meeting", _("Meeting")
    CONFERENCE = "conference", _("Conference")
    SEMINAR = "seminar", _("Seminar")
    WORKSHOP = "workshop", _("Workshop")


@dataclass(frozen=True)
class Noun:
    """The noun of a kind of event, in the places where French changes it."""

    gender: str
    bare: str  # study day · journée
    the: str  # the study day · la journée
    this: str  # this study day · cette journée
    for_the: str  # for the study day · à la journée (inscription à…)
    to_the: str  # to the study day · à la journée (retour à…)
    of_the: str  # of the study day · de la journée
    in_the: str  # in the study day · à la journée (participer à…)
    in_the_full: str  # in the study day · à la journée d’études (on papers)

    def agree(self, *, feminine: str, masculine: str) -> str:
        """The one of two sentences that agrees with the noun.

        They share their English text under the gettext contexts of the same names.
        """
        return feminine if self.gender == "feminine" else masculine


NOUNS = {
    EventType.STUDY_DAY: Noun(
        gender="feminine",
        bare=_("study day"),
        the=_("the study day"),
        this=_("this study day"),
        for_the=pgettext_lazy("registration …", "for the study day"),
        to_the=_("to the study day"),
        of_the=_("of the study day"),
        in_the=pgettext_lazy("take part …", "in the study day"),
        in_the_full=pgettext_lazy("on a certificate: took part …", "in the study day"),
    ),
    EventType.MEETING: Noun(
        gender="feminine",
        bare=_("meeting"),
        the=_("the meeting"),
        this=_("this meeting"),
        for_the=pgettext_lazy("registration …", "for the meeting"),
        to_the=_("to the meeting"),
        of_the=_("of the meeting"),
        in_the=pgettext_lazy("take part …", "in the meeting"),
        in_the_full=pgettext_lazy("on a certificate: took part …", "in the meeting"),
    ),
    EventType.CONFERENCE: Noun(
        gender="masculine",
        bare=_("conference"),
        the=_("the conference"),
        this=_("this conference"),
        for_the=pgettext_lazy("registration …", "for the conference"),
        to_the=_("to the conference"),
        of_the=_("of the conference"),
        in_the=pgettext_lazy("take part …", "in the conference"),
        in_the_full=pgettext_lazy("on a certificate: took part …", "in the conference"),
    ),
    EventType.SEMINAR: Noun(
        gender="masculine",
        bare=_("seminar"),
        the=_("the seminar"),
        this=_("this seminar"),
        for_the=pgettext_lazy("registration …", "for the seminar"),
        to_the=_("to the seminar"),
        of_the=_("of the seminar"),
        in_the=pgettext_lazy("take part …", "in the seminar"),
        in_the_full=pgettext_lazy("on a certificate: took part …", "in the seminar"),
    ),
    EventType.WORKSHOP: Noun(
        gender="masculine",
        bare=_("workshop"),
        the=_("the workshop"),
        this=_("this workshop"),
        for_the=pgettext_lazy("registration …", "for the workshop"),
        to_the=_("to the workshop"),
        of_the=_("of the workshop"),
        in_the=pgettext_lazy("take part …", "in the workshop"),
        in_the_full=pgettext_lazy("on a certificate: took part …", "in the workshop"),
    ),
}
