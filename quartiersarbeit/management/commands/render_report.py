"""`manage.py render_report`: a stored report, or a draft straight from the facts, as a file."""

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from quality_dialog.models import Report
from quality_dialog.report import composing, renditions
from quartiersarbeit.demo import ready
from quartiersarbeit.ground.paper import Paper


class Command(BaseCommand):
    """Writes one file and stores no report; the demo's own database is made ready first where it is empty."""

    help = "Schreibt einen Bericht als Datei; ohne Nummer den Entwurf aus den Daten zu Jahr und Stichtag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", nargs="?", type=int, help="Nummer eines gespeicherten Berichts")
        parser.add_argument("--year", type=int, help="Berichtsjahr (ohne Nummer)")
        parser.add_argument("--as-of", help="Stichtag JJJJ-MM-TT (ohne Nummer)")
        parser.add_argument("--format", choices=sorted(renditions.MIME_TYPES), required=True)
        parser.add_argument("--output", type=Path, required=True, help="die Datei, die geschrieben wird")

    def handle(self, **options) -> None:
        ready(self.stderr.write)
        content = self._stored(options) if options["id"] else self._draft(options)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"{options['output']} lässt sich nicht schreiben: {error.strerror}."
            ) from error
        self.stdout.write(f"{options['output']}: {len(content)} Bytes")

    def _stored(self, options) -> bytes:
        """An approved report from its stored bytes, where there are some; a draft as it reads today."""
        report = Report.objects.filter(pk=options["id"]).first()
        if report is None:
            raise CommandError(f"Einen Bericht mit der Nummer {options['id']} gibt es nicht.")
        paper, format_ = composing.paper_of(report), options["format"]
        kept = {file.format: bytes(file.content) for file in report.renditions.sealed()}
        contents = report.attachments.order_by("position").values_list("content", flat=True)
        attached = renditions.attached(paper, contents) if format_ == "zip" else {}
        if kept and format_ == "zip":
            return renditions.bundle(paper, kept, attached)
        return kept.get(format_) or _drawn(paper, format_, report.get_absolute_url(), attached)

    def _draft(self, options) -> bytes:
        if options["year"] is None or options["as_of"] is None:
            raise CommandError("Nennen Sie die Nummer eines Berichts oder --year und --as-of.")
        try:
            as_of = date.fromisoformat(options["as_of"])
        except ValueError as error:
            raise CommandError(f"„{options['as_of']}“ ist kein Datum der Form 2021-01-26.") from error
        try:
            paper = composing.draft_paper(year=options["year"], as_of=as_of, today=timezone.localdate())
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        return _drawn(paper, options["format"], reverse("quality_dialog:report_list"))


def _drawn(paper: Paper, format_: str, path: str, attached: Mapping[str, bytes] | None = None) -> bytes:
    try:
        return renditions.render(paper, format_, address=renditions.address_of(path), attachments=attached)
    except ValueError as refusal:  # a table whose rows do not fit its columns
        raise CommandError(str(refusal)) from refusal
