"""`manage.py restore`: a whole backup into an empty database and storage, and the proof that it is one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from quartiersarbeit.ground.postgres import NoDatabaseError
from quartiersarbeit.operating import keeping, restoring


class Command(BaseCommand):
    help = (
        "Holt eine Sicherung in eine leere Datenbank und eine leere Ablage zurück (mit dem Datenbankkonto des "
        "Eigentümers) und prüft danach Regeln, Historie, Dokumente, Berichte und Bescheide."
    )
    requires_system_checks = []  # the database is empty

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one, and what opens it."""
        parser.add_argument("folder", type=Path, metavar="ORDNER", help="der Ordner einer Sicherung")
        parser.add_argument("--identity", default="", metavar="DATEI", help="geheimer Schlüssel von age")
        parser.add_argument("--check-only", action="store_true", help="nur die Prüfsummen vergleichen")

    def handle(self, *args: Any, folder: Path, identity: str, check_only: bool, **options: Any) -> None:
        """Refused, with nothing changed, where the backup is not whole or anything is there already."""
        backup = keeping.Backup(folder.absolute())
        try:
            if check_only:
                backup.check()
                self.stdout.write("Die Sicherung ist unversehrt. Zurückgeholt wurde nichts.")
                return
            wrong = restoring.restore(backup, identity, self.stdout.write)
        except (keeping.BackupError, NoDatabaseError) as error:
            raise CommandError(str(error)) from error
        for one in wrong:
            self.stdout.write(f"ABWEICHUNG  {one}")
        call_command("verify_reports", stdout=self.stdout)
        if wrong:
            raise CommandError("Zurückgeholt, aber nicht alles ist, wie es war: siehe oben.")
        self.stdout.write(
            "Regeln, Historie, Dokumente, Berichte und Bescheide sind geprüft und unverändert.\n"
            "Jetzt noch: deploy/roles.sql ausführen, dann „manage.py retain“ (was seit der Sicherung gelöscht wurde)."
        )
