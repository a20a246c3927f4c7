"""`manage.py worker`: sends what is queued, sees to the daily mail, seals the history; many may run at once."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from quartiersarbeit import chain
from quartiersarbeit.ground import pending
from quartiersarbeit.mail import reminding, sending

log = logging.getLogger(__name__)

LOOKS_EVERY = 60  # seconds between two looks whether mail is due
TIDIES_EVERY = 24 * 3600  # seconds between two times that the results of old tasks are thrown away
KEPT_DAYS = 3  # of the results of tasks; the log of mails keeps what matters
AT_MOST = 50  # tasks between two looks: a mail server that answers none of them must not stop the looking


class Worker(db_worker.Worker):
    """The library's worker, which also looks whether mail is due before it takes the next task."""

    _looks_at = _tidies_at = 0.0

    def run(self) -> None:
        """Until it is told to stop. A database that is away is waited for."""
        while self.running:
            try:
                self.look()
                self._run_tasks = 0
                super().run()  # all that is queued, at most AT_MOST, then back to here
            except Error:
                log.exception("the database does not answer; trying again")
                connections.close_all()
            if self.running:
                time.sleep(self.interval)

    def look(self) -> None:
        """Now and then: put down the mail that is due, find again what was lost, seal the history, and tidy up."""
        if time.monotonic() < self._looks_at:
            return
        close_old_connections()
        now = timezone.localtime()
        if now.hour >= settings.MAIL_HOUR:
            reminding.remind(now.date())
            reminding.at_once(now.date())
        sending.queue_lost()
        chain.seal()
        pending.tidy()
        if time.monotonic() >= self._tidies_at:
            call_command("prune_db_task_results", min_age_days=KEPT_DAYS, verbosity=0)
            self._tidies_at = time.monotonic() + TIDIES_EVERY
        self._looks_at = time.monotonic() + LOOKS_EVERY


class Command(db_worker.Command):
    help = "Versendet Vorgemerktes und merkt die täglichen Benachrichtigungen vor, bis er beendet wird."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often to look; which tasks, is the library's default."""
        parser.add_argument(
            "--interval", default=1, type=db_worker.valid_interval, help="Sekunden bis zum nächsten Blick"
        )

    def handle(self, *, verbosity: int, interval: float, **options: Any) -> None:
        """Work until SIGINT or SIGTERM."""
        self.configure_logging(verbosity)
        worker = Worker(
            queue_names=["default"],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=AT_MOST,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()
