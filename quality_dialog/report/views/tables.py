"""Tables of a report's page: the meetings it goes to, and who co-signs, each with its way back."""

from collections.abc import Sequence

from quality_dialog.report.models import Consultation, CoSignature, Report
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.columns import Column, Table


def stops_table(report: Report, stops: Sequence[Consultation], user) -> Table:
    """The meetings with what came of them, read with their `status`."""
    columns = [
        Column("meeting", "Sitzung"),
        Column("item", "TOP"),
        Column("status", "Ergebnis", kind="badge"),
        Column("remark", "Bemerkung des Gremiums"),
    ]
    if report.submitted_on and user.has_perm("quality_dialog.change_consultation"):
        columns.append(
            Column(
                "act",
                "Erfassen",
                lambda stop: f"Ergebnis: {stop.meeting}",
                link=lambda stop: address("quality_dialog:consultation_note", report.pk, stop.pk),
            )
        )
        columns.append(
            Column(
                "wish",
                "Wunsch des Gremiums",
                lambda stop: f"Wunsch erfassen: {stop.meeting}",
                link=lambda stop: address("quality_dialog:wish_create", report.pk, stop.pk),
            )
        )
    if user.has_perm("quality_dialog.change_consultation"):
        columns.append(Column("withdraw", "Rücknahme", _unscheduled, link=_unscheduling))
    return Table(columns, stops, "Beratungsfolge")


def _unscheduled(stop: Consultation) -> str:
    return f"Zurücknehmen: {stop.meeting}" if _unscheduling(stop) else ""


def _unscheduling(stop: Consultation) -> str | None:
    """Where a stop that was scheduled later is taken back, while nothing came of it."""
    if stop.scheduled_on is None or stop.outcome:
        return None
    return address("quality_dialog:consultation_withdraw", stop.report_id, stop.pk)


def signatures_table(signatures: Sequence[CoSignature], user) -> Table:
    """Who is asked to co-sign, what they said, and where an unanswered request is taken back."""
    columns = [
        Column("person", "Person", str),
        Column("office", "Amt"),
        Column("requested_on", "Erbeten am", kind="date"),
        Column("status", "Stand", kind="badge"),
        Column("on", "Am", lambda one: one.signed_on or one.declined_on, kind="date"),
        Column("remark", "Bemerkung"),
    ]
    if user.has_perm("quality_dialog.change_report"):
        columns.append(Column("act", "Rücknahme", _unasked, link=_unasking))
    return Table(columns, signatures, "Mitzeichnungen")


def _unasked(asked: CoSignature) -> str:
    return f"Bitte zurücknehmen: {asked.user}" if _unasking(asked) else ""


def _unasking(asked: CoSignature) -> str | None:
    """Where a request that is not answered is taken back."""
    if asked.signed_on or asked.declined_on:
        return None
    return address("quality_dialog:co_signature_withdraw", asked.report_id, asked.pk)
