"""`manage.py verify_reports`: proves of every approved report that it is what was approved."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from quality_dialog.models import Report
from quality_dialog.report import verifying
from quartiersarbeit import german
from quartiersarbeit.demo.readiness import ready


class Command(BaseCommand):
    """Reads only; ends with an error where a single check fails, so that a timer can watch it."""

    help = (
        "Prüft freigegebene Berichte: Prüfsummen, Siegel und ob aus den Fakten dieselben Dateien entstehen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", nargs="*", type=int, help="Nummern von Berichten; ohne Nummer alle")

    def handle(self, **options) -> None:
        ready(self.stderr.write)
        reports = Report.objects.filter(approved_on__isnull=False).order_by("seal_number")
        if wanted := options["id"]:
            reports = reports.filter(pk__in=wanted)
            if missing := sorted(set(wanted) - set(reports.values_list("pk", flat=True))):
                named = german.listing(map(str, missing))
                raise CommandError(f"Einen freigegebenen Bericht mit der Nummer {named} gibt es nicht.")
        failed = [report for report in reports if not self._holds(report)]
        if last := Report.objects.filter(seal_number__isnull=False).order_by("seal_number").last():
            # Kept elsewhere, it shows an owner of the tables who computes the whole chain anew.
            self.stdout.write(f"Letztes Siegel: Nr. {last.seal_number} {last.seal_sha256}")
        if failed:
            raise CommandError(f"{german.count(len(failed), 'Bericht stimmt', 'Berichte stimmen')} nicht.")

    def _holds(self, report: Report) -> bool:
        """Print the report with what is wrong, or remarkable, about it."""
        checks = verifying.verify(report)
        wrong = [check for check in checks if not check.holds]
        self.stdout.write(f"{'OK        ' if not wrong else 'ABWEICHUNG'}  {report.pk}  {report}")
        for check in wrong or [check for check in checks if not check.decided]:
            self.stdout.write(f"            {check.what}: {check.found}")
        return not wrong
