"""`manage.py install`: is everything there for a first start? What is missing, in the order in which it is mended."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from quartiersarbeit.ground import german
from quartiersarbeit.operating.machine import checks


class Command(BaseCommand):
    help = (
        "Prüft diesen Rechner für den Betrieb und sagt der Reihe nach, was fehlt und welcher Schritt es behebt. "
        "Ändert nichts; mit den Einstellungen des Servers aufzurufen (deploy/manage install)."
    )
    requires_system_checks = []  # what is missing is what it says

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a question, and under a lack the step that mends it; ends with 1 where there is any."""
        lacking = 0
        for name, check in checks():
            try:
                lack = check()
            except DatabaseError:
                self.stdout.write(f"OFFEN  {name}: ohne Datenbank nicht zu prüfen")
                continue
            if lack is None:
                self.stdout.write(f"OK     {name}")
                continue
            lacking += 1
            self.stdout.write(f"FEHLT  {name}: {lack.what}\n       {lack.step}")
        if lacking:
            found = german.count(lacking, "Mangel", "Mängel")
            raise CommandError(f"{found}; bitte von oben nach unten beheben.")
        self.stdout.write("Alles ist da.")
