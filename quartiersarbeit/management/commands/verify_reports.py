"""`manage.py verify_reports`: proves of every report, notice and other kept paper that it is what was given out.

That every uploaded document is what was kept, and that the database still keeps every rule, without which the next
one would prove nothing.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model, QuerySet

from funding.models import Notice, PaymentRunExport
from funding.verifying import verify as notice_checks
from funding.verifying import verify_copy
from quality_dialog.dialogue.minutes import verify as minutes_checks
from quality_dialog.models import MinutesVersion, Report
from quality_dialog.report import verifying
from quartiersarbeit.ground import documents, german, guarded
from quartiersarbeit.ground.paper.keeping import Check
from quartiersarbeit.health import insist_on_migrations

# By what a claim is called; decisions are called by themselves.
CLAIM = ("claim__allocation__site", "claim__allocation__fiscal_year")


def _kept() -> Iterator[tuple[QuerySet, Callable[..., list[Check]], str, str]]:
    """What is kept beside reports, how each is verified, and what one and many are called."""
    notices = Notice.objects.select_related("decision", *CLAIM).prefetch_related("files")
    yield notices.order_by("pk"), notice_checks, "Bescheid", "Bescheide"
    copies = PaymentRunExport.objects.exclude(sha256="").select_related("run__fiscal_year")
    yield copies.order_by("pk"), verify_copy, "Zahlungsliste auf Papier", "Zahlungslisten auf Papier"
    versions = MinutesVersion.objects.select_related("dialogue__site", "dialogue__cycle")
    yield versions.order_by("pk"), minutes_checks, "Protokoll", "Protokolle"


class Command(BaseCommand):
    """Reads only; ends with an error where a single check fails, so that a timer can watch it."""

    help = (
        "Prüft Berichte, Bescheide, Zahlungslisten auf Papier und Protokolle: Prüfsummen, Siegel und ob aus den Fakten "
        "dieselben Dateien entstehen; ob jedes hochgeladene Dokument da und unverändert ist; und ob die Datenbank alle "
        "Regeln hat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "id", nargs="*", type=int, help="Nummern von Berichten; ohne Nummer alle, mit den Bescheiden"
        )

    def handle(self, **options) -> None:
        insist_on_migrations()
        reports = Report.objects.filter(approved_on__isnull=False).order_by("seal_number")
        if wanted := options["id"]:
            reports = reports.filter(pk__in=wanted)
            if missing := sorted(set(wanted) - set(reports.values_list("pk", flat=True))):
                named = german.listing(map(str, missing))
                raise CommandError(f"Einen freigegebenen Bericht mit der Nummer {named} gibt es nicht.")
        failed = [report for report in reports if not self._holds(report, verifying.verify)]
        if last := Report.objects.filter(seal_number__isnull=False).order_by("seal_number").last():
            # Kept elsewhere, it shows an owner of the tables who computes the whole chain anew.
            self.stdout.write(f"Letztes Siegel: Nr. {last.seal_number} {last.seal_sha256}")
        wrong = [german.count(len(failed), "Bericht stimmt", "Berichte stimmen")] if failed else []
        for rows, verify, one, many in () if wanted else _kept():
            if forged := self._forged(rows, verify, one, many):
                wrong.append(german.count(forged, f"{one} stimmt", f"{many} stimmen"))
        if not wanted and (changed := self._changed_documents()):
            wrong.append(german.count(changed, "Dokument stimmt", "Dokumente stimmen"))
        faults = guarded.faults()
        for fault in faults:
            self.stdout.write(f"REGEL       {fault}")
        if faults:
            wrong.append(
                german.count(len(faults), "Regel der Datenbank stimmt", "Regeln der Datenbank stimmen")
            )
        if wrong:
            raise CommandError(f"{german.listing(wrong)} nicht.")

    def _forged(self, rows: QuerySet, verify: Callable[..., list[Check]], one: str, many: str) -> int:
        """How many are not what was given out; each of them is printed, the others are only counted."""
        forged = [row for row in rows.iterator(100) if not self._holds(row, verify, quiet=True)]
        if count := rows.count():
            self.stdout.write(f"{german.count(count, one, many)} geprüft")
        return len(forged)

    def _changed_documents(self) -> int:
        """How many uploaded documents are gone or are not what was kept; each of them is printed."""
        changed = documents.wrong()
        for one in changed:
            self.stdout.write(f"ABWEICHUNG  {one}")
        return len(changed)

    def _holds(self, paper: Model, verify: Callable[..., list[Check]], *, quiet=False) -> bool:
        """Print the paper with what is wrong, or remarkable, about it; where `quiet`, only if there is anything."""
        checks = verify(paper)
        wrong = [check for check in checks if not check.holds]
        worth_saying = wrong or [check for check in checks if not check.decided]
        if worth_saying or not quiet:
            self.stdout.write(f"{'OK        ' if not wrong else 'ABWEICHUNG'}  {paper.pk}  {paper}")
        for check in worth_saying:
            self.stdout.write(f"            {check.what}: {check.found}")
        return not wrong
