"""What the team sees of registrations, and of the mails about them."""

from registrations.admin.message import MessageAdmin
from registrations.admin.registration import RegistrationAdmin

__all__ = ["MessageAdmin", "RegistrationAdmin"]
