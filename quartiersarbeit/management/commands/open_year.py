"""`manage.py open_year`: open a fiscal year from the command line, by the rules of the page."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from funding.forms.fiscal_year import NewYearForm
from funding.models import FiscalYear
from partners.models import Mandate, User
from quartiersarbeit.demo import ready
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted
from quartiersarbeit.ground.history import acting


class Command(BaseCommand):
    """The same form and the same verb as `/haushalt/neu/`, so the same refusals."""

    help = "Eröffnet ein Haushaltsjahr mit Ansatz, Übertragung und Beschlussgrundlage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, metavar="JAHR")
        parser.add_argument("--appropriation", required=True, help="der Ansatz, zum Beispiel 80.000,00")
        parser.add_argument("--carry-over", default="0", help="die Übertragung aus dem Vorjahr")
        parser.add_argument("--mandate", required=True, help="die Drucksache, zum Beispiel 10517/2014-2020")
        parser.add_argument("--by", required=True, help="die E-Mail-Adresse dessen, der es eröffnet")

    def handle(self, **options) -> None:
        ready(self.stderr.write)
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None or not by.has_perm("funding.add_fiscalyear"):
            raise CommandError(f"{options['by']} darf keine Haushaltsjahre eröffnen.")
        mandates = Mandate.objects.filter(reference=options["mandate"])
        if mandates.count() != 1:
            raise CommandError(f"Es gibt nicht genau eine Beschlussgrundlage „{options['mandate']}“.")
        typed = {
            "year": options["year"],
            "appropriation": options["appropriation"],
            "carry_over_received": options["carry_over"],
            "mandate": mandates.get().pk,
        }
        form = NewYearForm(typed, mandates=mandates)
        with acting(by, reason="manage.py open_year"):
            opened = accepted(form, FiscalYear.objects.open, by=by, on=timezone.localdate())
        if not opened:
            raise CommandError(self._said(form))
        year = FiscalYear.objects.get(year=options["year"])
        self.stdout.write(f"{year} ist eröffnet: {german.euro(year.available_now)} sind verfügbar.")

    @staticmethod
    def _said(form) -> str:
        """Each refusal with the field it belongs to."""
        return " ".join(
            f"{form.fields[name].label}: {text}" if name in form.fields else str(text)
            for name, texts in form.errors.items()
            for text in texts
        )
