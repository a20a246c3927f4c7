"""`manage.py remind`: the daily mail, for a timer where no worker runs; asking twice changes nothing."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from quartiersarbeit.ground import german
from quartiersarbeit.mail import reminding


class Command(BaseCommand):
    help = "Merkt die Benachrichtigungen des Tages vor; verpasste Tage werden nachgeholt, keiner doppelt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="JJJJ-MM-TT", help="statt heute")

    def handle(self, *args: Any, on: date | None, **options: Any) -> None:
        """Put the mail down; the worker sends it."""
        today = on or timezone.localdate()
        number = reminding.remind(today) + reminding.at_once(today)
        self.stdout.write(f"{german.count(number, 'Benachrichtigung', 'Benachrichtigungen')} vorgemerkt.")
