"""`manage.py retain`: delete or anonymise what is past its day, with a proof; say what would be; verify the proofs."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partners.models import DeletionProof
from quartiersarbeit.ground import german
from quartiersarbeit.ground.history import acting
from quartiersarbeit.models import SentForm
from quartiersarbeit.privacy.retaining import NOT_OWNER, kind_label, owns_the_tables, plans, retain, unproven
from quartiersarbeit.privacy.rules import RULES


class Command(BaseCommand):
    help = "Löscht oder anonymisiert, was über seine Aufbewahrungsfrist ist, und schreibt den Löschnachweis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, and whether anything is done at all."""
        parser.add_argument("--on", type=date.fromisoformat, help="Tag des Laufs, JJJJ-MM-TT (sonst heute)")
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was gelöscht würde")
        parser.add_argument("--verify", action="store_true", help="die Löschnachweise prüfen, sonst nichts")

    def handle(self, *, on: date | None, dry_run: bool, verify: bool, **options: Any) -> None:
        """One transaction and one proof a rule; ends with 1 where a proof does not hold."""
        today = timezone.localdate()
        if verify:
            self._verify()
        elif dry_run:
            self._say(on or today)
        elif on and on > today:
            raise CommandError("Gelöscht wird nicht für einen Tag, der noch kommt. Möglich ist --dry-run.")
        elif not owns_the_tables():
            raise CommandError(NOT_OWNER)
        else:
            self._do(on or today)

    def _say(self, on: date) -> None:
        for plan in plans(on):
            self.stdout.write(
                f"{plan.rule.label}: {plan.past} abgelaufen, davon {plan.ready} zu löschen und {plan.waiting} dem "
                "Stadtarchiv anzubieten oder dort angeboten."
            )

    def _do(self, on: date) -> None:
        for rule in RULES:
            with acting(None, reason=f"Aufbewahrung: {rule.label}"):
                proof = retain(rule, on)
            if proof is None:
                self.stdout.write(f"{rule.label}: nichts zu löschen.")
                continue
            counted = german.listing(f"{number} {kind_label(kind)}" for kind, number in proof.counted.items())
            self.stdout.write(f"{rule.label}: {counted}; {proof}, Prüfsumme {proof.sha256}")
        keys, _ = SentForm.objects.outdated().delete()
        self.stdout.write(f"Schlüssel abgesendeter Formulare: {keys} gelöscht.")

    def _verify(self) -> None:
        if found := unproven():
            raise CommandError("\n".join(found))
        last = DeletionProof.objects.order_by("-number").first()
        said = f" Die Prüfsumme des letzten ist {last.sha256}." if last else ""
        self.stdout.write(f"Alle Löschnachweise halten ({DeletionProof.objects.count()}).{said}")
