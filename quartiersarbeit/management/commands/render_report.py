"""`manage.py render_report`: a stored report, or a draft straight from the facts, as a file."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quality_dialog import composing
from quality_dialog.models import Report
from quartiersarbeit.demo.readiness import ready
from quartiersarbeit.paper import Paper, pdf, whole_page

FORMATS = {"html": whole_page, "pdf": pdf}


class Command(BaseCommand):
    """Writes one file; nothing is stored."""

    help = "Schreibt einen Bericht als Datei; ohne Nummer den Entwurf aus den Daten zu Jahr und Stichtag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", nargs="?", type=int, help="Nummer eines gespeicherten Berichts")
        parser.add_argument("--year", type=int, help="Berichtsjahr (ohne Nummer)")
        parser.add_argument("--as-of", help="Stichtag JJJJ-MM-TT (ohne Nummer)")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--output", type=Path, required=True, help="die Datei, die geschrieben wird")

    def handle(self, **options) -> None:
        ready(self.stderr.write)
        paper = self._stored(options["id"]) if options["id"] else self._draft(options)
        content = FORMATS[options["format"]](paper)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"{options['output']} lässt sich nicht schreiben: {error.strerror}."
            ) from error
        self.stdout.write(f"{options['output']}: {len(content)} Bytes")

    def _stored(self, number: int) -> Paper:
        report = Report.objects.filter(pk=number).first()
        if report is None:
            raise CommandError(f"Einen Bericht mit der Nummer {number} gibt es nicht.")
        return composing.paper_of(report)

    def _draft(self, options) -> Paper:
        if options["year"] is None or options["as_of"] is None:
            raise CommandError("Nennen Sie die Nummer eines Berichts oder --year und --as-of.")
        try:
            as_of = date.fromisoformat(options["as_of"])
        except ValueError as error:
            raise CommandError(f"„{options['as_of']}“ ist kein Datum der Form 2021-01-26.") from error
        try:
            return composing.draft_paper(year=options["year"], as_of=as_of, today=timezone.localdate())
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
