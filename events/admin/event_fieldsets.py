"""The fields of an event, in the order in which an organiser thinks of them."""

from typing import Any

from django.utils.translation import gettext_lazy

NEW_FIELDSETS = [
    (
        None,
        {
            "fields": [
                "title_fr",
                "type",
                "day",
                "begins",
                "ends",
                "venue_name",
                "venue_town",
                "seats",
            ]
        },
    )
]
FIELDSETS: Any = [
    (
        gettext_lazy("The main points"),
        {
            "fields": [
                "state_now",
                "pages",
                "type",
                "title_fr",
                "short_title_fr",
                "starts_at",
                "ends_at",
                "seats",
                "is_promotion_meant",
            ]
        },
    ),
    (
        gettext_lazy("Place and access"),
        {
            "fields": [
                "attendance_mode",
                "venue",
                "venue_name",
                "venue_town",
                "room",
                "doors_open_at",
            ],
            "description": gettext_lazy(
                "Choose a place of your earlier events, or name another one; its "
                "address is then filled in on its own page."
            ),
        },
    ),
    (
        gettext_lazy("Presentation"),
        {
            "fields": [
                "subtitle_fr",
                "summary_fr",
                "presentation_fr",
                "practical_fr",
                "content_language",
            ]
        },
    ),
    (
        gettext_lazy("Registration"),
        {
            "fields": [
                "registration_opens_at",
                "registration_closes_at",
                "has_waiting_list",
                "promotion_stops_at",
                "has_walk_ins",
                "has_meal",
                "asks_half_days",
            ]
        },
    ),
    (
        gettext_lazy("Certificates"),
        {
            "fields": [
                "signatory",
                "has_hours_on_certificate",
                "has_institution_on_certificate",
            ]
        },
    ),
    (
        gettext_lazy("Messages"),
        {
            "fields": [
                "has_week_reminder",
                "has_day_reminder",
                "reminder_note_fr",
                "receives_digest",
            ],
            "description": gettext_lazy(
                "Reminders leave at 9 am, to everybody who has a place by then."
            ),
        },
    ),
    (
        gettext_lazy("Sharing"),
        {
            "fields": [
                "accent",
                "is_listed",
                "has_speaker_pages",
                "for_another_site",
            ]
        },
    ),
    (
        gettext_lazy("Contact and personal data"),
        {
            "fields": [
                "contact_name",
                "contact_email",
                "data_controller",
                "data_contact",
                "needs_retention_days",
                "retention_months",
                "has_needs_shown_to_secretary",
            ]
        },
    ),
    (
        gettext_lazy("In English"),
        {
            "fields": [
                "title_en",
                "short_title_en",
                "subtitle_en",
                "summary_en",
                "presentation_en",
                "practical_en",
                "reminder_note_en",
            ],
            "classes": ["collapse"],
            "description": gettext_lazy("Without it, the English page is in French."),
        },
    ),
    (
        gettext_lazy("Advanced settings"),
        {"fields": ["slug", "time_zone"], "classes": ["collapse"]},
    ),
]
# What only makes sense while it is typed.
TYPED_ONLY = {"venue_name", "venue_town", "is_promotion_meant", "receives_digest"}
