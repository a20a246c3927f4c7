"""`manage.py verify_history`: proves that no row of the history was changed, removed or put in; then seals its end."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quartiersarbeit import chain
from quartiersarbeit.ground import german, guarded
from quartiersarbeit.health import insist_on_migrations


class Command(BaseCommand):
    """Ends with an error where one row or seal is wrong, so that a timer can watch it."""

    help = (
        "Prüft die ganze Historie: ob eine Zeile verändert, entfernt oder hinzugefügt wurde und ob jedes Siegel "
        "hält. Danach wird gesiegelt, was noch ungesiegelt war."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A seal written down elsewhere also shows whether the end was cut off or the whole chain computed anew."""
        parser.add_argument(
            "--kept",
            nargs=2,
            metavar=("NUMMER", "SIEGEL"),
            help="ein früher ausgegebenes, aufbewahrtes Siegel",
        )

    def handle(self, *args: Any, kept: list[str] | None, **options: Any) -> None:
        """Prove, tell, seal."""
        if kept and not kept[0].isdecimal():
            raise CommandError("Die Nummer des Siegels ist keine Zahl.")
        insist_on_migrations()
        proof = chain.verify(chain.Kept(int(kept[0]), kept[1]) if kept else None)
        proof.wrong += [f"Regel der Datenbank: {fault}." for fault in guarded.faults()]
        for wrong in proof.wrong:
            self.stdout.write(f"ABWEICHUNG  {wrong}")
        for remark in proof.remarks:
            self.stdout.write(f"HINWEIS     {remark}")
        if proof.unsealed:
            ends = german.count(proof.unsealed, "Eintrag war", "Einträge waren")
            self.stdout.write(f"HINWEIS     {ends} noch ungesiegelt.")
        if proof.wrong:  # nothing is sealed that is known to be wrong
            raise CommandError(
                f"Die Historie stimmt nicht: {german.count(len(proof.wrong), 'Fund', 'Funde')}."
            )
        chain.seal()
        self.stdout.write(
            f"{german.count(proof.events, 'Ereignis', 'Ereignisse')} geprüft, alle unverändert."
        )
        if last := chain.newest():
            # Kept elsewhere, it shows an owner of the tables who computes the whole chain anew.
            self.stdout.write(f"Letztes Siegel: {last} {last.sha256}")
