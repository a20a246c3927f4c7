"""`manage.py setup`: the first account by invitation, and what is still missing; asks nothing and may be run again."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from partners.models import AccountInvitation, User
from quartiersarbeit.first_steps import steps
from quartiersarbeit.ground import german


class Command(BaseCommand):
    help = "Sagt, was für den ersten Tag noch fehlt, und nennt den Weg zum ersten Konto."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom to invite as the first, and whether to fail where something is missing."""
        parser.add_argument(
            "--invite",
            metavar="ADRESSE",
            help="lädt die erste Person ein (Rolle Verwaltung) und nennt ihren Link",
        )
        parser.add_argument("--check", action="store_true", help="endet mit 1, solange ein Schritt offen ist")

    def handle(self, *, check: bool, invite: str | None, **options: Any) -> None:
        """The steps as lines, each with where it is done; or the link of the first account, and nothing else."""
        if invite:
            self.stdout.write(self._link(invite))
            return
        known = steps(timezone.localdate())
        if not User.objects.filter(is_active=True).exists():
            self.stdout.write(
                "Noch gibt es kein Konto. Laden Sie die erste Person mit `setup --invite ADRESSE` ein."
            )
        for number, step in enumerate(known, start=1):
            word, _ = step.state
            self.stdout.write(f"{number:>2}. {word:<18} {step.title}: {step.waits_for or step.told}")
        left = sum(not step.done for step in known)
        self.stdout.write(f"Weiter geht es nach der Anmeldung: {settings.PUBLIC_URL}{reverse('first_steps')}")
        if check and left:
            raise CommandError(f"Noch {left} von {len(known)} Schritten sind offen.")

    def _link(self, address: str) -> str:
        """Where the first person makes their account; CommandError where the address is none, or somebody is there."""
        try:
            validate_email(address)
            rows: Any = AccountInvitation.objects
            row, secret = rows.invite_first(email=address, on=timezone.localdate())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stderr.write(f"Nur für {row.email}, bis {german.day(row.expires_on)}, und nur einmal gut:")
        return settings.PUBLIC_URL + reverse("partners:invitation_accept", args=[secret])
