"""Who comes: registrations, the posts that made them, and the mails they cause."""

from registrations.models.message import Delivery, Failure, Message, Notice
from registrations.models.profile import Profile, profiles_of
from registrations.models.registration import Needs, Origin, Registration, Status
from registrations.models.submission import Submission

__all__ = [
    "Delivery",
    "Failure",
    "Message",
    "Needs",
    "Notice",
    "Origin",
    "Profile",
    "Registration",
    "Status",
    "Submission",
    "profiles_of",
]
