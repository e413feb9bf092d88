"""Who comes: registrations, what they answered, and the mails they cause."""

from registrations.models.change_notice import ChangeNotice
from registrations.models.mailing import Mailing
from registrations.models.message import Delivery, Failure, Message, Notice
from registrations.models.message_template import MessageTemplate
from registrations.models.presence import Certificate, PlannedHalfDay, Presence
from registrations.models.profile import Profile, profiles_of
from registrations.models.question import Answer, Choice, Question, questions_of
from registrations.models.rate_limit import RateLimit
from registrations.models.registration import Needs, Origin, Registration, Status
from registrations.models.submission import Submission
from registrations.models.waiting_person import WaitingPerson
from registrations.models.workshop import WorkshopPlace

__all__ = [
    "Answer",
    "Certificate",
    "ChangeNotice",
    "Choice",
    "Delivery",
    "Failure",
    "Mailing",
    "Message",
    "MessageTemplate",
    "Needs",
    "Notice",
    "Origin",
    "PlannedHalfDay",
    "Presence",
    "Profile",
    "Question",
    "RateLimit",
    "Registration",
    "Status",
    "Submission",
    "WaitingPerson",
    "WorkshopPlace",
    "profiles_of",
    "questions_of",
]
