"""What people who come must know of an event, and be told again when it changes."""

from datetime import UTC

from events.models import Event


def announced(event: Event) -> dict[str, str | bool]:
    """Date, hours and place as they were announced, as plain values that can be kept.

    Two of them differ exactly when people have something to be told.
    """
    venue = event.venue
    return {
        "starts_at": event.starts_at.astimezone(UTC).isoformat(),
        "ends_at": event.ends_at.astimezone(UTC).isoformat(),
        "time_zone": event.time_zone,
        "attendance_mode": event.attendance_mode,
        "venue": venue.full_name if venue else "",
        "address": venue.address if venue else "",
        "town": venue.town if venue else "",
        "room": event.room,
        "is_postponed": event.postponed_at is not None,
    }
