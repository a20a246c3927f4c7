"""`manage.py shorten_security_log`: removes what is older than SECURITY_LOG_DAYS, as the tables' owner."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from partners.models import SecurityEntry, SecurityKind
from partners.security import note
from quartiersarbeit.ground import german


class Command(BaseCommand):
    help = "Entfernt Zeilen des Sicherheitsprotokolls, die älter sind als SECURITY_LOG_DAYS Tage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="nur zählen")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Remove them and note that it was done; the app's own role is refused with one sentence."""
        first_kept = timezone.localdate() - timedelta(days=settings.SECURITY_LOG_DAYS)
        older = SecurityEntry.objects.filter(at__date__lt=first_kept)
        said = f"vor dem {german.day(first_kept)}"
        if dry_run:
            self.stdout.write(f"{german.count(older.count(), 'Zeile', 'Zeilen')} {said} würden entfernt.")
            return
        try:
            with transaction.atomic():
                removed = SecurityEntry.objects.shorten(before=first_kept)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        lines = german.count(removed, "Zeile", "Zeilen")
        if removed:
            note(SecurityKind.SHORTENED, detail=f"{lines} {said}")
        self.stdout.write(f"{lines} {said} entfernt.")
