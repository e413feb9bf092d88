"""The process beside the web server: it sends the mail and does the timed jobs.

Several may run at once. None keeps anything that another could not take over.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic, sleep

from django.core.mail import mailers
from django.db import close_old_connections
from django.db import connection as database

from registrations import delivery, limits, operations
from registrations.delivery import Outcome
from registrations.models import Submission

# Short enough for a mail to leave within a second of the act that caused it.
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_AFTER_TROUBLE = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to do again and again; doing it twice at once must do no harm."""

    name: str
    every: timedelta
    run: Callable[[], object]


def forget_submissions() -> None:
    """Delete what was posted in the form, an hour later."""
    Submission.objects.expired().delete()


def erase_what_is_due() -> int:
    """At how many events something was erased; the journal of each says how much."""
    return len(operations.erase_due())


JOBS = [
    Job("forget submissions", timedelta(minutes=5), forget_submissions),
    Job("reminders", timedelta(minutes=5), operations.remind),
    Job("digests", timedelta(minutes=5), operations.send_digests),
    Job("forget networks", timedelta(hours=1), limits.forget_networks),
    Job("erase what is due", timedelta(hours=1), erase_what_is_due),
    Job("forget strangers", timedelta(hours=1), operations.forget_strangers),
    Job("forget sessions", timedelta(hours=1), operations.forget_sessions),
    Job("certificates", timedelta(minutes=10), operations.queue_certificates),
]


class Worker:
    """Sends what is due, does the jobs, rests; whatever happens, it goes on.

    `sent` counts mails, `done` what each job did.

    `is_stopping` may be set at any time: the mail under way is finished first.
    """

    def __init__(self) -> None:
        self.is_stopping = False
        self.sent = 0
        self.done: dict[str, int] = {}
        self._refusals = 0
        self._refused_since = 0.0
        self._paused_until = 0.0
        self._next_run = dict.fromkeys((job.name for job in JOBS), 0.0)

    def run(self) -> None:
        """Work until told to stop."""
        logger.info("The worker has started")
        while not self.is_stopping:
            try:
                self.run_once()
            except Exception:
                # The database is away, most likely: its connection is made anew.
                logger.exception("The worker was interrupted and goes on")
                database.close()
                self._rest(SECONDS_AFTER_TROUBLE)
            self._rest(SECONDS_BETWEEN_LOOKS)
        logger.info("The worker has stopped")

    def run_once(self) -> None:
        """Do the jobs whose time has come and send every mail that is due."""
        close_old_connections()
        self._do_jobs()
        if monotonic() >= self._paused_until and delivery.is_mail_due():
            self._send_due()

    def _do_jobs(self) -> None:
        now = monotonic()
        for job in JOBS:
            if self._next_run[job.name] <= now:
                self._next_run[job.name] = now + job.every.total_seconds()
                self._do(job)

    def _do(self, job: Job) -> None:
        """One job that fails keeps neither the others nor the mail from their work."""
        try:
            result = job.run()
        except Exception:
            logger.exception("The job “%s” failed and is tried again later", job.name)
            close_old_connections()
        else:
            count = result if isinstance(result, int) else 0
            self.done[job.name] = self.done.get(job.name, 0) + count

    def _send_due(self) -> None:
        """Send over one connection, closed when nothing is left to send."""
        connection = mailers.default
        try:
            while not self.is_stopping and (message := delivery.claim()):
                outcome = delivery.deliver(message, connection)
                if outcome == Outcome.SERVER_IS_DOWN:
                    self._pause()
                    return
                if outcome == Outcome.SENT:
                    self._refusals = 0
                    self.sent += 1
        finally:
            delivery.close(connection)

    def _pause(self) -> None:
        """Leave the mail server in peace, for longer each time in a row."""
        now = monotonic()
        if self._refusals == 0:
            self._refused_since = now
        self._refusals += 1
        down_for = timedelta(seconds=now - self._refused_since)
        pause = delivery.delay(self._refusals, down_for).total_seconds()
        self._paused_until = now + pause
        logger.error("The mail server takes no mail; next try in %d s", pause)

    def _rest(self, seconds: float) -> None:
        """Sleep, in steps short enough to stop soon."""
        end = monotonic() + seconds
        while not self.is_stopping and monotonic() < end:
            sleep(min(seconds, SECONDS_BETWEEN_LOOKS))
