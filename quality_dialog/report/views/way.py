"""A report's way on its page: each step with day and person, and what one may do now, or why not."""

from datetime import date
from typing import NamedTuple

from partners.models import User
from quality_dialog.report import asking, expecting
from quality_dialog.report.duties import REPORT_APPROVE
from quality_dialog.report.models import CoSignature, Report
from quality_dialog.report.statuses import CoSignatureStatus, ReportStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.events import Signatures
from quartiersarbeit.ground.hands import first_hand
from quartiersarbeit.ground.paper import Paper


class Act(NamedTuple):
    """Something to do: a button that posts at once, or a link to a form."""

    label: str
    url: str
    posts: bool = False


class Step(NamedTuple):
    """One step: what it is, when and by whom it was done, what to do now, or why one cannot."""

    label: str
    done: str
    acts: list[Act]
    hint: str = ""
    is_current: bool = False


def way(report: Report, user: User, signatures: list[CoSignature], printed: Paper, on: date) -> list[Step]:
    """The five steps from draft to publication as this person sees them; for those who see everything.

    `report` and `signatures` come with their `status`.
    """
    signed = Signatures([report])

    def done(step: str) -> str:
        on = getattr(report, f"{step}_on")
        return f"{german.day(on)}, {signed.of(report, f'{step}_by')}" if on else ""

    return [
        Step("Entwurf", done("drafted"), *_drafting(report, user)),
        Step("Prüfung und Mitzeichnung", done("review"), *_review(report, user, signatures)),
        Step("Freigabe", done("approved"), *_approval(report, user, signatures, printed, on)),
        Step("Einreichung", done("submitted"), *_submission(report, user)),
        Step("Veröffentlichung", done("published"), *_publication(report, user)),
    ]


def _act(report: Report, label: str, name: str, *, posts: bool = False) -> Act:
    return Act(label, address(f"quality_dialog:{name}", report.pk), posts)


def _drafting(report: Report, user: User) -> tuple[list[Act], str, bool]:
    if report.status != ReportStatus.DRAFT:
        return [], "Der Entwurf ist verworfen." if report.status == ReportStatus.DISCARDED else "", False
    if not user.has_perm("quality_dialog.change_report"):
        return [], "Die Koordination schreibt noch am Text.", True
    acts = [
        _act(report, "In Prüfung geben", "report_review", posts=True),
        _act(report, "Mitzeichnung erbitten", "co_signature_create"),
        _act(report, "Entwurf verwerfen", "report_discard"),
    ]
    acts.append(_act(report, "Fragen des Gremiums ansehen", "report_questions"))
    return acts, "In der Prüfung ändert sich der Text nicht; wer ihn doch ändert, beendet sie.", True


def _review(report: Report, user: User, signatures: list[CoSignature]) -> tuple[list[Act], str, bool]:
    if report.status != ReportStatus.IN_REVIEW:
        return [], "", False
    acts = []
    asked_of = {user.pk, *user.absent}
    if any(asked.user_id in asked_of and asked.status != CoSignatureStatus.SIGNED for asked in signatures):
        acts.append(_act(report, "Mitzeichnen oder ablehnen", "report_co_sign"))
    if user.has_perm("quality_dialog.change_report"):
        acts.append(_act(report, "Mitzeichnung erbitten", "co_signature_create"))
    if user.has_perm("quality_dialog.change_report") or user.has_perm("quality_dialog.approve_report"):
        acts.append(_act(report, "Zum Entwurf zurückgeben", "report_return"))
    acts.append(_act(report, "Fragen des Gremiums ansehen", "report_questions"))
    missing = sum(asked.status != CoSignatureStatus.SIGNED for asked in signatures)
    waiting = german.count(missing, "Mitzeichnung fehlt", "Mitzeichnungen fehlen")
    return acts, f"Noch {waiting}." if missing else "", bool(missing)


def _approval(
    report: Report, user: User, signatures: list[CoSignature], printed: Paper, on: date
) -> tuple[list[Act], str, bool]:
    if report.status != ReportStatus.IN_REVIEW:
        return [], "", False
    if any(asked.status != CoSignatureStatus.SIGNED for asked in signatures):
        return [], "Freigegeben wird erst, wenn alle mitgezeichnet haben.", False
    if not user.has_perm("quality_dialog.approve_report"):
        return (
            [],
            _waits_for(report, printed, on) or "Freigeben muss eine zweite Person mit der Rolle Freigabe.",
            True,
        )
    wrote = {report.drafted_by_id, *(one.user_id for one in report.contributors.all())}
    if who := first_hand(user, REPORT_APPROVE.permission, wrote):
        return (
            [],
            f"Vier-Augen-Prinzip: {who} an diesem Bericht geschrieben. Freigeben muss ihn eine andere Person.",
            True,
        )
    if waiting := _waits_for(report, printed, on):
        acts = [_act(report, "Grund nennen, warum nicht gefragt wird", "report_leave_out")]
        return acts, waiting, True
    hint = "Mit der Freigabe stehen Text, Zahlen und Dateien fest."
    return [_act(report, "Bericht freigeben", "report_approve", posts=True)], hint, True


def _waits_for(report: Report, printed: Paper, on: date) -> str:
    """What is still owed to partners and committees before an approval, in German; empty for nothing."""
    found = [report.readings.told_unreached(), report.readings.told_awaited(on)]
    if owed := list(asking.owed(report, printed)):
        found.append(asking.unasked(owed))
    if waiting := list(report.questions.unsettled()):
        found.append(expecting.told(waiting))
    return " ".join(part for part in found if part)


def _submission(report: Report, user: User) -> tuple[list[Act], str, bool]:
    if report.submitted_on and user.has_perm("quality_dialog.change_report"):
        return [_act(report, "Einreichung berichtigen", "report_submission_correct")], "", False
    if report.status != ReportStatus.APPROVED:
        return [], "", False
    if not user.has_perm("quality_dialog.change_report"):
        return [], "Die Koordination reicht den Bericht beim Büro der Gremien ein.", True
    return [_act(report, "Einreichung erfassen", "report_submit")], "", True


def _publication(report: Report, user: User) -> tuple[list[Act], str, bool]:
    if report.status != ReportStatus.SUBMITTED:
        return [], "", False
    if not user.has_perm("quality_dialog.publish_report"):
        return [], "Veröffentlichen muss eine Person mit der Rolle Freigabe.", True
    hint = "Danach sehen ihn Gremien und Partner."
    return [_act(report, "Bericht veröffentlichen", "report_publish", posts=True)], hint, True
