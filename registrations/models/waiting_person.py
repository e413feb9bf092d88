"""The waiting list of an event, as a list of its own in the admin."""

from django.utils.translation import gettext_lazy as _

from registrations.models.registration import Registration, RegistrationQuerySet


class WaitingPerson(Registration):
    """A registration that waits, or has waited, for a place."""

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("person on the waiting list")
        verbose_name_plural = _("people on the waiting list")
