"""`manage.py migrate`: where two start it at once, both end well; and a fresh one takes seconds."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from quartiersarbeit.management.autodetector import Autodetector
from quartiersarbeit.management.executor import Executor
from quartiersarbeit.management.lock import one_at_a_time

migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]  # Django's command takes it from its module alone


class Command(migrate.Command):
    """Django's; the second one waits, and then finds nothing left to do."""

    autodetector = Autodetector

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, alone. Who only looks (`--plan`, `--check`) waits for nobody."""
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        with one_at_a_time(connections[options["database"]], self.stderr.write):
            super().handle(*args, **options)
