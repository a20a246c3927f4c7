"""`manage.py worker`: sends what is queued, and sees to the daily mail; as many as one likes may run."""

import logging
import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from quartiersarbeit.mail import reminding

log = logging.getLogger(__name__)

LOOKS_EVERY = 60  # seconds between two looks whether mail is due


class Worker(db_worker.Worker):
    """The library's worker, which also looks whether mail is due before it takes the next task."""

    _looks_at = 0.0

    def run(self) -> None:
        """Until it is told to stop. A database that is away is waited for."""
        while self.running:
            try:
                self._look()
                self.batch = True  # all that is queued, then back to here
                super().run()
            except DatabaseError:
                log.exception("the database does not answer; trying again")
            if self.running:
                time.sleep(self.interval)

    def _look(self) -> None:
        if time.monotonic() < self._looks_at:
            return
        self._looks_at = time.monotonic() + LOOKS_EVERY
        close_old_connections()
        now = timezone.localtime()
        if now.hour >= settings.MAIL_HOUR:
            reminding.remind(now.date())
        reminding.at_once(now.date())


class Command(db_worker.Command):
    help = "Versendet Vorgemerktes und merkt die täglichen Benachrichtigungen vor, bis er beendet wird."

    def handle(self, *, verbosity: int, interval: float, **options: Any) -> None:
        """Work until SIGINT or SIGTERM."""
        self.configure_logging(verbosity)
        worker = Worker(
            queue_names=["default"],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()
