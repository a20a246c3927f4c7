"""A finding with all its voices: who agrees, who dissents and why, and who has not answered yet."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.notified import notified
from quality_dialog.dialogue.forms.comment import CommentForm
from quality_dialog.dialogue.forms.finding import StatementForm
from quality_dialog.dialogue.models import Comment, Finding, Measure
from quality_dialog.dialogue.statuses import FindingStatus, VoiceStatus
from quality_dialog.dialogue.views.measure import measure_table
from quality_dialog.dialogue.views.voices import voices
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import EXAMPLE
from quartiersarbeit.ground.events import first_written, later_than
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.past import told


@permission_required("quality_dialog.view_finding", raise_exception=True)
@require_safe
@kept_page
def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding's wording, what was said to it and to earlier wordings, and what follows from it."""
    return finding_page(request, pk)


def finding_page(
    request: HttpRequest, pk: int, *, answer=None, comment=None, reasons=(), shown: str = ""
) -> HttpResponse:
    """The page of a finding; `answer` and `comment` are forms that were refused, `reasons` refused acts.

    `shown` is the wording a refused statement had been written to.
    """
    on, user = timezone.localdate(), request.user
    seen = Finding.objects.visible_to(user).select_related(
        "dialogue__cycle", "dialogue__site", "criterion__field", "raised_by", "raised_for", "withdrawn_by"
    )
    seen = seen.annotate(
        measured=Exists(Measure.objects.filter(finding=OuterRef("pk"))), written_at=first_written(Finding)
    )
    finding = get_object_or_404(seen.with_status(on).with_voices(on), pk=pk)
    chain, partners = _chain(user, finding), finding.dialogue.partners.all()
    may = _may(user, finding, chain)
    form = answer or StatementForm(initial={"read": finding.wording_sha256})
    context = {
        "finding": finding,
        "notified": notified(user, finding),
        "title": f"Feststellung: {finding}",
        "state": finding.status,
        "badge": EXAMPLE if finding.dialogue.cycle.is_example else None,
        "crumbs": crumbs(finding.dialogue, "Feststellung", of=finding),
        "facts": _facts(user, finding, chain),
        "voices": voices(finding, partners) if finding.shared_on else (),
        "statements": _said(finding),
        "measures": measure_table(user, on, finding=finding),
        "may": may,
        "form": form,
        "complaints": next((one for one in (answer, comment) if one), None),
        "comments": Comment.objects.visible_to(user)
        .filter(finding=finding)
        .select_related("partner", "side", "written_by"),
        "comment_form": comment or comment_form(user, partners),
        "comment_url": reverse("quality_dialog:finding_comment", args=[finding.pk]),
        "reasons": reasons,
        "shown": shown,
    }
    return render(request, "quality_dialog/finding_detail.html", context)


def comment_form(user, partners: QuerySet, data=None) -> CommentForm | None:
    """Where somebody may comment: the form with the readers this person can choose."""
    if not user.has_perm("quality_dialog.add_comment"):
        return None
    return CommentForm(data, user=user, partners=partners)


def _chain(user, finding: Finding) -> list[Finding]:
    """What it was taken over from and what a later year made of it; `seen`: whether the person sees that one."""
    of_chain = Q(pk=finding.carried_over_from_id) | Q(carried_over_from=finding)
    rows = Finding.objects.filter(of_chain).select_related("dialogue__cycle")
    return list(rows.annotate(seen=Exists(Finding.objects.visible_to(user).filter(pk=OuterRef("pk")))))


def _may(user, finding: Finding, chain: list[Finding]) -> dict[str, bool]:
    """What this person can do to the finding as it stands."""
    own, draft = finding.is_of(user), finding.status == FindingStatus.DRAFT
    taken_over = any(other.carried_over_from_id == finding.pk for other in chain)
    counts = finding.status != FindingStatus.WITHDRAWN and not taken_over
    writes = counts and own and user.has_perm("quality_dialog.change_finding")
    bound = finding.measured or finding.statements.all()
    return {
        "edit": writes,
        "share": writes and draft,
        "withdraw": writes and not bound,
        "answer": counts and not draft and not own and user.has_perm("quality_dialog.add_statement"),
        "resolve": counts and not draft and user.has_perm("quality_dialog.add_measure"),
        "enter": bool(finding.entered_on)
        and not user.partner_id
        and user.has_perm("quality_dialog.add_statement"),
    }


def _said(finding: Finding) -> list[dict]:
    """Every statement as it was given; one to an earlier wording stands with that wording."""
    given = finding.statements.all()
    outdated = any(said.wording_sha256 != finding.wording_sha256 for said in given)
    rows = finding.earlier_wordings.all() if outdated else ()
    earlier = {row.wording_sha256: row for row in rows}
    return [
        {
            "who": str(said.partner or city().name),
            "stance": VoiceStatus(said.stance),
            "text": said.text,
            "given_on": said.given_on,
            "entered": told(said),
            "is_outdated": said.wording_sha256 != finding.wording_sha256,
            "earlier": earlier.get(said.wording_sha256),
        }
        for said in given
    ]


def _facts(user, finding: Finding, chain: list[Finding]) -> list[tuple]:
    """What kind of finding it is and whose; an earlier one only where one sees it."""
    side = str(finding.raised_for or city().name)
    raised = f"{side}, {german.day(finding.raised_on)}"
    criterion = finding.criterion
    facts = [
        ("Art", finding.get_kind_display()),
        ("Handlungsfeld", str(criterion.field) if criterion else ""),
        ("Kriterium", str(criterion) if criterion else ""),
        ("Eingebracht von", f"{raised}, erfasst von {finding.raised_by}" if user.sees_everything else raised),
        ("Geteilt am", german.day(finding.shared_on) if finding.shared_on else "noch nicht"),
    ]
    if later := told(finding) or later_than(finding.raised_on, finding.written_at):
        facts.append(("Nacherfasst", later))
    if finding.worded_on:
        facts.append(("Wortlaut geändert am", german.day(finding.worded_on)))
    if finding.withdrawn_on:
        facts.append(("Zurückgezogen am", f"{german.day(finding.withdrawn_on)}: {finding.withdrawal_reason}"))
    ways = {finding.carried_over_from_id: "Übernommen aus"}
    facts += [
        (
            ways.get(other.pk, "Übernommen nach"),
            f"{other.dialogue.cycle.year}: {other}",
            other.get_absolute_url(),
        )
        for other in sorted(chain, key=lambda one: one.pk not in ways)
        if other.seen
    ]
    return facts
