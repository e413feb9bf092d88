"""Write down who did what. The table only grows, and names no participant."""

from events.models import Event, JournalEntry, User

Act = JournalEntry.Act


def record(
    act: Act, event: Event | None, actor: User | None, *, subject: str = "", **details
) -> None:
    """Add one line, in the transaction of the act itself; the site is no actor."""
    JournalEntry.objects.create(
        act=act, event=event, actor=actor, subject=subject, details=details
    )
