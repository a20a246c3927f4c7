"""`manage.py upgrade`: back up, migrate, prove, and say how it went; two at once do it once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from quartiersarbeit.ground import guarded
from quartiersarbeit.health import unapplied_migrations
from quartiersarbeit.management.lock import one_at_a_time


class Command(BaseCommand):
    help = (
        "Bringt die Datenbank auf den Stand dieser Version: Sicherung, Migrationen, Prüfung, Bericht "
        "(mit dem Datenbankkonto des Eigentümers)."
    )
    requires_system_checks = []  # what is missing is what it brings

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A backup is the default."""
        parser.add_argument("--without-backup", action="store_true", help="nur, wenn eben gesichert wurde")

    def handle(self, *args: Any, without_backup: bool, **options: Any) -> None:
        """Under the lock of `migrate`, from before the backup until everything is proven."""
        with one_at_a_time(connection, self.stderr.write):
            missing = unapplied_migrations()
            if missing:
                self._migrate(missing, without_backup)
            else:
                self.stdout.write("Migrationen: keine offen.")
            self._prove()
        self.stdout.write(f"Die Datenbank ist auf dem Stand von Version {settings.VERSION}.")
        if missing:
            self.stdout.write(
                "Jetzt noch: deploy/roles.sql ausführen, „manage.py collectstatic --noinput“, Server und Worker "
                "neu starten."
            )

    def _migrate(self, missing: int, without_backup: bool) -> None:
        if "partners_user" not in connection.introspection.table_names():
            self.stdout.write("Sicherung: nicht nötig, die Datenbank ist leer.")
        elif not without_backup:
            call_command("backup", stdout=self.stdout)
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"Migrationen: {missing} angewendet.")

    def _prove(self) -> None:
        if found := guarded.faults():
            raise CommandError("Der Datenbank fehlen Regeln:\n" + "\n".join(map(str, found)))
        self.stdout.write("Regeln der Datenbank: alle da.")
        call_command("verify_history", stdout=self.stdout)
        call_command("verify_reports", stdout=self.stdout)
