"""The event itself: what is announced, when, and how people may come."""

import zoneinfo
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from events import slugs, states
from events.languages import InBothLanguages, Language, current_language
from events.models.event_queryset import EventQuerySet
from events.models.event_slug import EventSlug
from events.models.venue import Venue
from events.nouns import NOUNS, EventType, Noun

CLOSES_DAYS_BEFORE = 7
CLOSES_AT = time(18)
PROMOTION_STOPS_BEFORE = timedelta(hours=12)


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless the name is one of the IANA time zones."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone such as Europe/Paris."))


def new_preview_key() -> str:
    return get_random_string(22)


class Event(models.Model):
    """A study day, conference, seminar, workshop or meeting."""

    class AttendanceMode(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("On site and online")

    class Accent(models.TextChoices):
        PETROLE = "petrole", _("Petrol blue")
        INDIGO = "indigo", _("Indigo")
        PRUNE = "prune", _("Plum")
        SAPIN = "sapin", _("Fir green")
        BRIQUE = "brique", _("Brick")
        ARDOISE = "ardoise", _("Slate")

    event_path = "pk"
    # Set by events.lookup for whoever looks at a draft; added to links between pages.
    preview_query = ""

    # What it is
    type = models.CharField(
        _("type"), max_length=12, choices=EventType, default=EventType.STUDY_DAY
    )
    title_fr = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    short_title_fr = models.CharField(
        _("short title"),
        max_length=40,
        blank=True,
        help_text=_(
            "For the subject of messages, badges and calendars. 40 characters."
        ),
    )
    short_title_en = models.CharField(
        _("short title in English"), max_length=40, blank=True
    )
    subtitle_fr = models.CharField(_("subtitle"), max_length=300, blank=True)
    subtitle_en = models.CharField(_("subtitle in English"), max_length=300, blank=True)
    summary_fr = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("Two sentences, shown in lists and in link previews."),
    )
    summary_en = models.TextField(_("summary in English"), max_length=300, blank=True)
    presentation_fr = models.TextField(
        _("presentation"), max_length=50_000, blank=True, help_text=_("Markdown.")
    )
    presentation_en = models.TextField(
        _("presentation in English"), max_length=50_000, blank=True
    )
    practical_fr = models.TextField(
        _("practical information"),
        max_length=20_000,
        blank=True,
        help_text=_("Lunch, Wi-Fi, what to bring. Markdown."),
    )
    practical_en = models.TextField(
        _("practical information in English"), max_length=20_000, blank=True
    )
    content_language = models.CharField(
        _("language of the day"),
        max_length=2,
        choices=Language,
        default=Language.FRENCH,
        help_text=_("The language in which people speak."),
    )

    # When and where
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    doors_open_at = models.DateTimeField(
        _("doors open"),
        blank=True,
        help_text=_("Empty: at the start."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        default="Europe/Paris",
        validators=[validate_time_zone],
    )
    attendance_mode = models.CharField(
        _("attendance"),
        max_length=8,
        choices=AttendanceMode,
        default=AttendanceMode.ON_SITE,
    )
    venue = models.ForeignKey(
        Venue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("venue"),
    )
    room = models.CharField(
        _("room"), max_length=100, blank=True, help_text=_("Lecture hall 2, 1st floor")
    )

    # Registration
    seats = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("Empty = no limit. Count the team and the speakers too."),
    )
    registration_opens_at = models.DateTimeField(
        _("registration opens"), default=timezone.now
    )
    registration_closes_at = models.DateTimeField(
        _("registration closes"),
        blank=True,
        help_text=_("By default 7 days before, at 6 pm."),
    )
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    promotion_stops_at = models.DateTimeField(
        _("end of automatic attribution"),
        blank=True,
        help_text=_(
            "By default 12 hours before the start. Afterwards, you give out places "
            "by hand."
        ),
    )
    has_walk_ins = models.BooleanField(
        _("people may come without registering"), default=False
    )
    has_meal = models.BooleanField(
        _("a meal is provided"),
        default=False,
        help_text=_("The form then also asks about diet."),
    )
    asks_half_days = models.BooleanField(
        _("the form asks which half-days people come"), default=False
    )

    # Messages
    has_week_reminder = models.BooleanField(
        _("remind people 7 days before"), default=True
    )
    has_day_reminder = models.BooleanField(
        _("remind people the day before"), default=True
    )
    reminder_note_fr = models.TextField(
        _("a word from the team in the reminders"), max_length=300, blank=True
    )
    reminder_note_en = models.TextField(
        _("the same word in English"), max_length=300, blank=True
    )

    # Certificates
    signatory = models.CharField(
        _("who signs"),
        max_length=200,
        blank=True,
        help_text=_(
            "Name and position, printed on certificates of registration and of "
            "attendance. Empty: the contact."
        ),
    )
    has_hours_on_certificate = models.BooleanField(
        _("certificates of attendance say how long people were there"),
        default=True,
        help_text=_("Computed from the programme, without welcome, breaks and meals."),
    )
    has_institution_on_certificate = models.BooleanField(
        _("certificates of attendance name the institution that people typed"),
        default=False,
    )

    # Personal data
    contact_name = models.CharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    data_controller = models.TextField(
        _("data controller"),
        max_length=500,
        blank=True,
        help_text=_("Name and address of the body that answers for the data."),
    )
    data_contact = models.EmailField(
        _("data protection contact"),
        blank=True,
        help_text=_("The data protection officer of your institution."),
    )
    needs_retention_days = models.PositiveSmallIntegerField(
        _("days for which needs are kept"),
        default=30,
        validators=[MaxValueValidator(365)],
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months for which personal data are kept"),
        default=12,
        validators=[MaxValueValidator(60)],
    )
    has_needs_shown_to_secretary = models.BooleanField(
        _("secretaries see the needs of participants"), default=False
    )

    # Life of the page
    slug = models.CharField(
        _("address of the page"),
        max_length=60,
        unique=True,
        validators=[
            slugs.validate_slug,
            slugs.validate_not_reserved,
            MinLengthValidator(3),
        ],
    )
    has_speaker_pages = models.BooleanField(
        _("a page for each person who speaks"),
        default=False,
        help_text=_("With what they say in this programme. Names lead to it."),
    )
    accent = models.CharField(
        _("colour"), max_length=8, choices=Accent, default=Accent.PETROLE
    )
    is_listed = models.BooleanField(
        _("shown in the list"),
        default=True,
        help_text=_("Unticked: whoever has the address can open the page."),
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    cancellation_told_at = models.DateTimeField(
        _("people told of the cancellation"), null=True, editable=False
    )
    postponed_at = models.DateTimeField(_("postponed"), null=True, editable=False)
    deleted_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    rescheduled_from = models.DateTimeField(
        _("previous start"), null=True, editable=False
    )
    demonstrates = models.DateField(
        _("demonstration of a day held on"), null=True, editable=False
    )
    preview_key = models.CharField(
        max_length=22, default=new_preview_key, editable=False
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    programme_version = models.PositiveIntegerField(default=1, editable=False)
    programme_changed_at = models.DateTimeField(null=True, editable=False)
    programme_published_at = models.DateTimeField(null=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    # Brought by with_seats().
    confirmed_count: int
    waiting_count: int
    # Brought by with_last_change() and with_programme().
    changed_at: datetime | None
    has_programme: bool

    objects = EventQuerySet.as_manager()

    title = InBothLanguages("title")
    subtitle = InBothLanguages("subtitle")
    summary = InBothLanguages("summary")
    presentation = InBothLanguages("presentation")
    practical = InBothLanguages("practical")
    reminder_note = InBothLanguages("reminder_note")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
            models.CheckConstraint(
                condition=Q(registration_closes_at__gt=F("registration_opens_at")),
                name="event_registration_closes_after_it_opens",
                violation_error_message=_("Registration must close after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(doors_open_at__lt=F("ends_at")),
                name="event_doors_open_before_it_ends",
                violation_error_message=_("The doors must open before the end."),
            ),
            models.CheckConstraint(
                condition=Q(type__in=EventType.values), name="event_type_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.short_title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        known = EventSlug.objects.filter(slug=self.slug).first()
        if known and (self.pk is None or known.event_id != self.pk):
            raise ValidationError(
                {"slug": _("This address is, or was, the one of another event.")}
            )
        if self.starts_at and self.time_zone in zoneinfo.available_timezones():
            self.fill_in_defaults()

    def save(self, **kwargs) -> None:
        """Fill in the moments that follow from the start, and keep every address."""
        self.fill_in_defaults()
        super().save(**kwargs)
        fields = kwargs.get("update_fields")
        if fields is None or "slug" in fields:
            EventSlug.objects.get_or_create(slug=self.slug, defaults={"event": self})

    def fill_in_defaults(self) -> None:
        """Set the doors, the closing and the cut-off where the organiser did not.

        Registration closes seven days before at 18 h, or at the start where that is
        already past; places are given automatically until 12 hours before.
        """
        if self.doors_open_at is None:
            self.doors_open_at = self.starts_at
        if self.promotion_stops_at is None:
            self.promotion_stops_at = self.starts_at - PROMOTION_STOPS_BEFORE
        if self.registration_closes_at is None:
            day = self.local(self.starts_at).date() - timedelta(days=CLOSES_DAYS_BEFORE)
            closing = datetime.combine(day, CLOSES_AT, self.zone)
            opens_at = self.registration_opens_at or timezone.now()
            is_late = closing <= max(opens_at, timezone.now())
            self.registration_closes_at = self.starts_at if is_late else closing

    @property
    def noun(self) -> Noun:
        return NOUNS[EventType(self.type)]

    @property
    def short_title(self) -> str:
        """The short title in the current language, else the beginning of the title."""
        if current_language() == Language.ENGLISH and self.short_title_en:
            return self.short_title_en
        if self.short_title_fr:
            return self.short_title_fr
        title = self.title
        return title if len(title) <= 40 else f"{title[:39].rsplit(' ', 1)[0]}…"

    @property
    def is_written_in_english(self) -> bool:
        """Is there an English text to show on the English page?"""
        return bool(self.title_en)

    @property
    def is_in_page_language(self) -> bool:
        """Is the text that the page shows in the language of the page?"""
        return current_language() == Language.FRENCH or self.is_written_in_english

    @property
    def is_shown_in_french_only(self) -> bool:
        """Does an English page show French because nobody wrote the English?"""
        if current_language() == Language.FRENCH:
            return False
        has_french_alone = bool(self.presentation_fr and not self.presentation_en)
        return has_french_alone or not self.is_written_in_english

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def local(self, moment: datetime) -> datetime:
        """The moment on the clocks of the place where the event is held."""
        return moment.astimezone(self.zone)

    @property
    def local_start(self) -> datetime:
        return self.local(self.starts_at)

    @property
    def local_end(self) -> datetime:
        return self.local(self.ends_at)

    @property
    def has_many_days(self) -> bool:
        return self.local_start.date() != self.local_end.date()

    @property
    def registration_ends_at(self) -> datetime:
        """When newcomers stop being accepted: the closing, at the latest the doors."""
        return min(self.registration_closes_at, self.doors_open_at)

    @property
    def free_seats(self) -> int | None:
        """Seats not yet confirmed; None without a limit. Needs `with_seats()`."""
        if self.seats is None:
            return None
        return max(self.seats - self.confirmed_count, 0)

    @property
    def has_seat_for_newcomer(self) -> bool:
        """Is a seat free and nobody waiting for it? Needs `with_seats()`."""
        return self.seats is None or (self.free_seats > 0 and not self.waiting_count)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_to_come(self) -> bool:
        """Is there still something to come to? Not of a cancelled event."""
        return self.cancelled_at is None and self.ends_at > timezone.now()

    @property
    def is_indexed(self) -> bool:
        """May search engines keep its pages? Not of a preview or an unlisted event."""
        return self.is_listed and self.is_published and not self.preview_query

    @property
    def has_unpublished_programme(self) -> bool:
        """Was it written to since readers got it? They may see the same by now."""
        changed, published = self.programme_changed_at, self.programme_published_at
        return changed is not None and (published is None or changed > published)

    @property
    def state(self) -> states.State:
        """The state of this moment; see events.states. Needs `with_seats()`."""
        return states.state_at(self, timezone.now())

    def promotes_at(self, moment: datetime) -> bool:
        """Do freed places go to those who wait without anybody’s help?"""
        return (
            self.published_at is not None
            and self.published_at <= moment < self.promotion_stops_at
            and self.cancelled_at is None
            and self.postponed_at is None
            and self.deleted_at is None
        )
