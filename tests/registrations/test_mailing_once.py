"""Two organisers send the same message at once: it is sent once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from registrations import operations
from registrations.models import Mailing, Message
from tests.factories import MailingFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def test_many_senders_at_once_send_once():
    draft = MailingFactory()
    RegistrationFactory.create_batch(3, event=draft.event)
    barrier = Barrier(AT_ONCE)

    def send(_number):
        own = Mailing.objects.get(pk=draft.pk)
        barrier.wait()
        try:
            return operations.send_mailing(own, actor=None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [*pool.map(send, range(AT_ONCE))]

    assert sorted(answers, key=str) == [3, None, None, None]
    assert Message.objects.count() == 3
