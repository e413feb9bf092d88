"""What the team sees of registrations, and of the mails about them."""

from registrations.admin.certificate import CertificateAdmin
from registrations.admin.change_notice import ChangeNoticeAdmin
from registrations.admin.mailing import MailingAdmin
from registrations.admin.message import MessageAdmin
from registrations.admin.message_template import MessageTemplateAdmin
from registrations.admin.presence import PresenceAdmin
from registrations.admin.profile import ProfileAdmin
from registrations.admin.question import QuestionAdmin
from registrations.admin.registration import RegistrationAdmin
from registrations.admin.waiting_list import WaitingListAdmin

__all__ = [
    "CertificateAdmin",
    "ChangeNoticeAdmin",
    "MailingAdmin",
    "MessageAdmin",
    "MessageTemplateAdmin",
    "PresenceAdmin",
    "ProfileAdmin",
    "QuestionAdmin",
    "RegistrationAdmin",
    "WaitingListAdmin",
]
