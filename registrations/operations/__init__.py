"""Every change of a registration, for the site, the admin and whatever comes later.

Each operation takes the event's row first and counts under that one lock, so that
capacity is kept by whoever comes in. On SQLite the IMMEDIATE transaction is the lock.
Operations know no request; they get clean values and raise RegistrationRefused with a
sentence fit to show.
"""

from registrations.operations.addresses import correct_address
from registrations.operations.cancelling import cancel, cancel_by_team
from registrations.operations.certificates import (
    certificate_of,
    issue_certificate,
    queue_certificates,
    revoke_certificate,
)
from registrations.operations.corrections import correct
from registrations.operations.erasing import (
    erase_due,
    erase_needs,
    erase_people,
    erase_person,
    forecast,
    is_to_come,
)
from registrations.operations.floods import purge
from registrations.operations.forgetting import forget_sessions, forget_strangers
from registrations.operations.mailings import (
    copy_mailing,
    draft_to,
    save_draft,
    send_mailing,
)
from registrations.operations.notices import (
    dismiss_change,
    invite,
    propose_change,
    tell_cancelled,
    tell_change,
    tell_postponed,
)
from registrations.operations.own_changes import edit, register_again
from registrations.operations.presence import record_presence, undo_presence
from registrations.operations.questions import (
    remove_profile,
    remove_question,
    save_profile,
    save_question,
)
from registrations.operations.reminding import remind, send_digests
from registrations.operations.reordering import move
from registrations.operations.sending import resend, send_again, send_personal_link
from registrations.operations.sign_up import add_by_hand, register
from registrations.operations.waiting_list import give_place, promote_waiting, rank
from registrations.operations.wordings import (
    restore_wording,
    save_wording,
    send_test,
)

__all__ = [
    "add_by_hand",
    "cancel",
    "cancel_by_team",
    "certificate_of",
    "copy_mailing",
    "correct",
    "correct_address",
    "dismiss_change",
    "draft_to",
    "edit",
    "erase_due",
    "erase_needs",
    "erase_people",
    "erase_person",
    "forecast",
    "forget_sessions",
    "forget_strangers",
    "give_place",
    "invite",
    "is_to_come",
    "issue_certificate",
    "move",
    "promote_waiting",
    "propose_change",
    "purge",
    "queue_certificates",
    "rank",
    "record_presence",
    "register",
    "register_again",
    "remind",
    "remove_profile",
    "remove_question",
    "resend",
    "restore_wording",
    "revoke_certificate",
    "save_draft",
    "save_profile",
    "save_question",
    "save_wording",
    "send_again",
    "send_digests",
    "send_mailing",
    "send_personal_link",
    "send_test",
    "tell_cancelled",
    "tell_change",
    "tell_postponed",
    "undo_presence",
]
