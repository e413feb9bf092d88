"""manage.py work: sends the mail and does the timed jobs."""

import signal

from django.core.management.base import BaseCommand, CommandParser

from registrations.worker import Worker


class Command(BaseCommand):
    help = "Send the mail and do the timed jobs, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="Send what is due, then end; for a host that has only cron.",
        )

    def handle(self, *, once: bool, **options) -> None:
        worker = Worker()
        stop_on_signals(worker)
        if once:
            worker.run_once()
            self.stdout.write(f"{worker.sent} sent")
            for name, count in worker.done.items():
                if count:
                    self.stdout.write(f"{name}: {count}")
        else:
            worker.run()


def stop_on_signals(worker: Worker) -> None:
    """The first SIGTERM or Ctrl-C lets the worker finish; the next one ends it."""

    def stop(number, frame):
        worker.is_stopping = True
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
