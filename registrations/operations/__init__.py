"""Every change of a registration, for the site, the admin and whatever comes later.

Each operation takes the event's row first and counts under that one lock, so that
capacity is kept by whoever comes in. On SQLite the IMMEDIATE transaction is the lock.
Operations know no request; they get clean values and raise RegistrationRefused with a
sentence fit to show.
"""

from registrations.operations.cancelling import cancel, cancel_by_team
from registrations.operations.corrections import correct
from registrations.operations.sending import resend, send_again, send_personal_link
from registrations.operations.sign_up import add_by_hand, register
from registrations.operations.waiting_list import give_place, promote_waiting, rank

__all__ = [
    "add_by_hand",
    "cancel",
    "cancel_by_team",
    "correct",
    "give_place",
    "promote_waiting",
    "rank",
    "register",
    "resend",
    "send_again",
    "send_personal_link",
]
