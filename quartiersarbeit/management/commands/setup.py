"""`manage.py setup`: the first account by invitation, and what is still missing; asks nothing and may be run again."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from quartiersarbeit.first_steps import steps


class Command(BaseCommand):
    help = "Sagt, was für den ersten Tag noch fehlt, und nennt den Weg zum ersten Konto."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Nothing but whether to fail where something is missing."""
        parser.add_argument("--check", action="store_true", help="endet mit 1, solange ein Schritt offen ist")

    def handle(self, *, check: bool, **options: Any) -> None:
        """The steps as lines, each with where it is done."""
        known = steps(timezone.localdate())
        if not User.objects.filter(is_active=True).exists():
            self.stdout.write(
                "Noch gibt es kein Konto. Legen Sie das erste mit `manage.py createsuperuser` an."
            )
        for number, step in enumerate(known, start=1):
            word, _ = step.state
            self.stdout.write(f"{number:>2}. {word:<18} {step.title}: {step.waits_for or step.told}")
        left = sum(not step.done for step in known)
        self.stdout.write(f"Weiter geht es nach der Anmeldung: {settings.PUBLIC_URL}{reverse('first_steps')}")
        if check and left:
            raise CommandError(f"Noch {left} von {len(known)} Schritten sind offen.")
