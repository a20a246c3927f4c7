"""The paper of a report as pages show it: composed once per change of what it rests on, not on every view.

A draft is composed of records of all floors, an approved report is read from its frozen facts; both hold until a record
they were read from changes (`ground.kept`). The whole paper is the same for everybody; what a partner reads of it
before approval is cut out of it for each of them (`reading`), and never kept. Approval, proof and files compose anew.
"""

from functools import cached_property

from django.db import router
from django.utils.safestring import SafeString

from quality_dialog.report import composing, written_in
from quality_dialog.report.models import Report
from quartiersarbeit.ground import paper as paper_machine
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.paper import OnScreen, Paper


class Shown:
    """A paper, and how pages draw it: each way once."""

    def __init__(self, pk: int, paper: Paper) -> None:
        self.pk, self.paper = pk, paper

    def on_screen(self, *, linked: bool) -> OnScreen:
        """To be read; its figures lead to their records for those who may follow them."""
        return self._linked if linked else self._plain

    @cached_property
    def _linked(self) -> OnScreen:
        return paper_machine.on_screen(self.paper, self.figure_url)

    @cached_property
    def _plain(self) -> OnScreen:
        return paper_machine.on_screen(self.paper)

    @cached_property
    def html(self) -> SafeString:
        """As the file draws it."""
        return paper_machine.html(self.paper)

    def figure_url(self, key: str) -> str:
        """Where a figure shows its records."""
        return f"{self._figures}{key}/"

    @cached_property
    def _figures(self) -> str:
        return address("quality_dialog:report_figure", self.pk, "x").removesuffix("x/")


_kept: Kept[Shown] = Kept(most=24)  # one of two hundred pages takes some megabytes


def shown(report: Report) -> Shown:
    """The report as it is stored, whatever of it the given object says."""

    def composed() -> Shown:
        if (
            report.approved_on
        ):  # read by itself: what others write at their texts does not make it be drawn anew
            return Shown(report.pk, composing.paper_of(Report.objects.only("facts").get(pk=report.pk)))
        stored = written_in.read(report.pk)
        return Shown(report.pk, composing.paper_of(stored, stored=stored))

    # What the city is called is read once for all pages; it is part of what is said.
    return _kept.of((report.pk, city()), composed, using=router.db_for_read(Report) or "default")
