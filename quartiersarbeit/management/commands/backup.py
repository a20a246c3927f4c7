"""`manage.py backup`: the database and the documents of one moment, with check sums; older backups go."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from quartiersarbeit.ground import german
from quartiersarbeit.ground.postgres import NoDatabaseError
from quartiersarbeit.operating import backing_up, keeping


class Command(BaseCommand):
    help = (
        "Sichert Datenbank und Dokumente in einen neuen Ordner unter BACKUP_DIR, mit Prüfsummen, auf Wunsch "
        "verschlüsselt, und entfernt Sicherungen, die älter sind als BACKUP_KEEP_DAYS Tage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and who alone can read it."""
        parser.add_argument("--to", default=settings.BACKUP_DIR, metavar="ORDNER", help="statt BACKUP_DIR")
        parser.add_argument("--recipient", default=settings.BACKUP_RECIPIENT, metavar="SCHLÜSSEL",
                            help="öffentlicher Schlüssel von age oder GPG, statt BACKUP_RECIPIENT")  # fmt: skip

    def handle(self, *args: Any, to: str, recipient: str, **options: Any) -> None:
        """Ends with 1 where nothing was backed up, or where a document is not what was kept."""
        if not to:
            raise CommandError("Wohin? Bitte BACKUP_DIR setzen oder --to ORDNER angeben.")
        folder, now = Path(to).absolute(), timezone.now()
        try:
            made = backing_up.make(folder, recipient, now)
            removed = keeping.thin_out(folder, settings.BACKUP_KEEP_DAYS, now)
        except (keeping.BackupError, NoDatabaseError) as error:
            raise CommandError(str(error)) from error
        size = sum(path.stat().st_size for path in made.backup.folder.iterdir())
        kept = german.count(made.documents, "Dokument", "Dokumente")
        self.stdout.write(f"Gesichert: {made.backup.folder} ({size // 1024 + 1} KB, {kept}).")
        if removed:
            self.stdout.write(
                f"{german.count(len(removed), 'ältere Sicherung', 'ältere Sicherungen')} entfernt."
            )
        for one in made.wrong:
            self.stdout.write(f"ABWEICHUNG  {one}")
        if made.wrong:
            raise CommandError(
                "Die Sicherung ist vollständig, aber nicht jedes Dokument ist, was hinterlegt wurde."
            )
