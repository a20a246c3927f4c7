"""The roof's one list of what is due, over all floors; what one may not see is not in it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from funding.models import ProofOfUse
from partners.models import Agreement
from quality_dialog.models import Cycle, Measure, PartnerReading


class Deadline(NamedTuple):
    """Something due on a day: what it is, where it is done."""

    on: date
    title: str
    url: str


def deadlines(user, on: date) -> list[Deadline]:
    """What is still to come from that day on, the nearest first; the yearly report until it is published."""
    asked = (_of_cycles, _of_reports, _of_measures, _of_proofs, _of_agreements, _of_readings)
    return sorted(deadline for of in asked for deadline in of(user, on))


def _of_cycles(user, on: date) -> Iterator[Deadline]:
    for cycle in Cycle.objects.visible_to(user).opened(on):
        for due, title in (
            (cycle.assessment_due_on, "Selbsteinschätzung"),
            (cycle.meetings_due_on, "Dialoggespräche"),
        ):
            if due and due >= on:
                yield Deadline(due, f"{title} {cycle.year}", cycle.get_absolute_url())


def _of_reports(user, on: date) -> Iterator[Deadline]:
    """The yearly duty to report to the committees: due until the year's report is published, also late."""
    owed = Cycle.objects.visible_to(user).opened(on).filter(report_due_on__isnull=False)
    for cycle in owed.exclude(pk__in=Cycle.objects.reported(on).values("pk")):
        late = " (überfällig)" if cycle.report_due_on < on else ""
        title = f"Bericht an die Gremien {cycle.year}{late}"
        yield Deadline(cycle.report_due_on, title, cycle.get_absolute_url())


def _of_measures(user, on: date) -> Iterator[Deadline]:
    upcoming = Measure.objects.visible_to(user).unfinished(on).with_due(on).filter(due__gte=on)
    for measure in upcoming:
        yield Deadline(measure.due, f"Maßnahme: {measure}", measure.get_absolute_url())


def _of_proofs(user, on: date) -> Iterator[Deadline]:
    awaited = ProofOfUse.objects.visible_to(user).not_handed_in(on).filter(due_on__gte=on)
    for proof in awaited.select_related("allocation__site", "allocation__fiscal_year"):
        yield Deadline(proof.due_on, str(proof), proof.get_absolute_url())


def _of_agreements(user, on: date) -> Iterator[Deadline]:
    """What ends, by its term or by notice, and the last day on which notice to the end of a term can be given.

    Where a signed amendment goes on with it, nothing ends – unless notice comes first; its own end counts from its
    signature, not only once it has begun: the day for notice may come first.
    """
    concluded = Agreement.objects.visible_to(user).concluded(on).with_effective_end(on)
    goes_on = Q(replaced_to__isnull=False, effective_end=F("replaced_to"))
    for agreement in concluded.filter(effective_end__isnull=False).exclude(goes_on):
        address = agreement.get_absolute_url()
        if agreement.notice_to:
            yield Deadline(agreement.effective_end, f"Ende durch Kündigung: {agreement}", address)
            continue
        yield Deadline(agreement.ends_on, f"Ende der Laufzeit: {agreement}", address)
        notice = agreement.notice_deadline
        if notice and notice >= on:
            yield Deadline(notice, f"Kündigungsfrist: {agreement}", address)


def _of_readings(user, on: date) -> Iterator[Deadline]:
    """Reports on which one's own organisation may still say something before politics reads them."""
    mine = PartnerReading.objects.visible_to(user).filter(partner=user.partner_id).awaited(on)
    for reading in mine.select_related("report"):
        yield Deadline(
            reading.due_on, f"Stellungnahme zum Bericht: {reading.report.subject}", reading.get_absolute_url()
        )
