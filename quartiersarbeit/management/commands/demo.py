"""`manage.py demo`: the example data; a second run changes nothing."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from quartiersarbeit import demo
from quartiersarbeit.ground import german
from quartiersarbeit.ground.history import acting


class Command(BaseCommand):
    help = "Lädt die Beispieldaten: die Angaben der Mitteilung vom 26.01.2021 und erfundene Folgejahre."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, default=None, metavar="JJJJ-MM-TT")

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        """Load in one transaction; refused where real work is done."""
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Beispieldaten gibt es nur im Demo-Betrieb (DEMO=on), nicht neben echten Daten."
            )
        demo.migrated(self.stderr.write)
        if others := demo.foreign():
            raise CommandError(
                f"Hier liegen Datensätze, die nicht zu den Beispieldaten gehören ({german.listing(others)}). "
                "Beispieldaten kommen nur in eine leere Datenbank; geändert wurde nichts."
            )
        # Nobody in particular did it: the history names the reason instead of a person.
        with acting(None, reason=demo.REASON):
            made = demo.load(today or timezone.localdate())
        if not options["verbosity"]:
            return
        for name, count in made.items():
            self.stdout.write(f"{count:>5} {name}")
        self.stdout.write(
            "Die Beispieldaten sind vollständig." if made else "Die Beispieldaten waren schon da."
        )
