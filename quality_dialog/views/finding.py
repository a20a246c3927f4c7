"""A finding with all its voices: who agrees, who dissents and why, and who has not answered yet."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.badges import EXAMPLE
from partners.models import Partner
from quality_dialog.forms import CommentForm, StatementForm
from quality_dialog.models import Comment, Dialogue, Finding, Statement
from quality_dialog.models.statement import Stance
from quality_dialog.views.measure import measure_table
from quartiersarbeit import german
from quartiersarbeit.listing import Badge

CITY = "Stadt Bielefeld"
AGREED = Badge("Einvernehmen", "success")
DISPUTED = Badge("abweichende Auffassung", "warning")
OPEN = Badge("offen", "info")
DRAFT = Badge("Entwurf, noch nicht geteilt")
WITHDRAWN = Badge("zurückgezogen")
STANCES = {
    Stance.AGREES: Badge(Stance.AGREES.label, "success"),
    Stance.AGREES_WITH_REMARK: Badge(Stance.AGREES_WITH_REMARK.label, "success"),
    Stance.DISSENTS: Badge(Stance.DISSENTS.label, "warning"),
}
RAISED_IT = Badge("hat sie eingebracht")
SILENT = Badge("noch keine Stellungnahme")
OUTDATED = Badge("Stellungnahme nur zum früheren Wortlaut")


class Voice(NamedTuple):
    """What one side says to the wording as it stands; silence is said, too."""

    who: str
    stance: Badge
    text: str = ""
    given_on: date | None = None


def with_states(findings, on: date):
    """Adds `is_agreed` and `is_disputed` on that day, in the model's own words."""
    return findings.annotate(
        is_agreed=Exists(Finding.objects.agreed(on).filter(pk=OuterRef("pk"))),
        is_disputed=Exists(Finding.objects.disputed(on).filter(pk=OuterRef("pk"))),
    )


def finding_state(finding: Finding, on: date) -> Badge:
    """Where a finding of `with_states` stands; whoever is silent leaves it open."""
    if finding.withdrawn_on and finding.withdrawn_on <= on:
        return WITHDRAWN
    if not finding.shared_on or finding.shared_on > on:
        return DRAFT
    if finding.is_disputed:
        return DISPUTED
    return AGREED if finding.is_agreed else OPEN


def voices(finding: Finding, participants: Iterable[Partner]) -> list[Voice]:
    """What the city, each participant and whoever else gave a statement say to a finding."""
    current = {statement.partner: statement for statement in finding.current}
    sides = dict.fromkeys([None, *participants, *current])
    return [_voice(finding, side, current.get(side)) for side in sides]


def _voice(finding: Finding, side: Partner | None, answer: Statement | None) -> Voice:
    who = str(side) if side else CITY
    if answer:
        return Voice(who, STANCES[answer.stance], answer.text, answer.given_on)
    if side == finding.raised_for:
        return Voice(who, RAISED_IT)
    earlier = any(statement.partner == side for statement in finding.statements.all())
    return Voice(who, OUTDATED if earlier else SILENT)


def dissent_of(finding: Finding) -> str:
    """Who dissents and why, in one line, of a finding of `with_voices`: it stands wherever the finding does."""
    return "; ".join(
        f"{said.partner or CITY}: {said.text}" for said in finding.current if said.stance == Stance.DISSENTS
    )


@permission_required("quality_dialog.view_finding", raise_exception=True)
@require_safe
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
    finding = get_object_or_404(with_states(seen, on).with_voices(on), pk=pk)
    may = _may(user, finding)
    form = answer or StatementForm(initial={"read": finding.wording_sha256})
    context = {
        "finding": finding,
        "title": f"Feststellung: {finding}",
        "state": finding_state(finding, on),
        "badge": EXAMPLE if finding.dialogue.cycle.is_example else None,
        "crumbs": dialogue_trail(
            (str(finding.dialogue), finding.dialogue.get_absolute_url()), ("Feststellung", "")
        ),
        "facts": _facts(user, finding),
        "voices": voices(finding, finding.dialogue.partners.all()) if finding.shared_on else (),
        "statements": _said(finding),
        "measures": measure_table(user, on, finding=finding),
        "may": may,
        "form": form,
        "complaints": next((one for one in (answer, comment) if one), None),
        "comments": Comment.objects.visible_to(user)
        .filter(finding=finding)
        .select_related("partner", "side", "written_by"),
        "comment_form": comment or comment_form(user, finding.dialogue),
        "comment_url": reverse("quality_dialog:finding_comment", args=[finding.pk]),
        "reasons": reasons,
        "shown": shown,
    }
    return render(request, "quality_dialog/finding_detail.html", context)


def comment_form(user, dialogue: Dialogue, data=None) -> CommentForm | None:
    """Where somebody may comment: the form with the readers this person can choose."""
    if not user.has_perm("quality_dialog.add_comment"):
        return None
    return CommentForm(data, user=user, partners=dialogue.partners.all())


def _may(user, finding: Finding) -> dict[str, bool]:
    """What this person can do to the finding as it stands."""
    standing, own = not finding.withdrawn_on, finding.is_of(user)
    writes = standing and own and user.has_perm("quality_dialog.change_finding")
    shared = bool(finding.shared_on)
    return {
        "edit": writes,
        "share": writes and not shared,
        "withdraw": writes and not finding.statements.all(),
        "answer": standing and shared and not own and user.has_perm("quality_dialog.add_statement"),
        "resolve": standing and shared and user.has_perm("quality_dialog.add_measure"),
    }


def dialogue_trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Where the pages of the quality dialogue lie."""
    top = ("Qualitätsdialog", reverse("quality_dialog:cycle_list"))
    return [("Übersicht", reverse("dashboard")), top, *more]


def _said(finding: Finding) -> list[dict]:
    """Every statement as it was given; one to an earlier wording stands with that wording."""
    given = finding.statements.all()
    outdated = any(said.wording_sha256 != finding.wording_sha256 for said in given)
    rows = finding.earlier_wordings.all() if outdated else ()
    earlier = {row.wording_sha256: row for row in rows}
    return [
        {
            "who": str(said.partner or CITY),
            "stance": STANCES[said.stance],
            "text": said.text,
            "given_on": said.given_on,
            "is_outdated": said.wording_sha256 != finding.wording_sha256,
            "earlier": earlier.get(said.wording_sha256),
        }
        for said in given
    ]


def _facts(user, finding: Finding) -> list[tuple]:
    """What kind of finding it is and whose; an earlier one only where one sees it."""
    side = str(finding.raised_for or CITY)
    raised = f"{side}, {german.day(finding.raised_on)}"
    criterion = finding.criterion
    facts = [
        ("Art", finding.get_kind_display()),
        ("Handlungsfeld", str(criterion.field) if criterion else ""),
        ("Kriterium", str(criterion) if criterion else ""),
        ("Eingebracht von", f"{raised}, erfasst von {finding.raised_by}" if user.sees_everything else raised),
        ("Geteilt am", german.day(finding.shared_on) if finding.shared_on else "noch nicht"),
    ]
    if finding.worded_on:
        facts.append(("Wortlaut geändert am", german.day(finding.worded_on)))
    if finding.withdrawn_on:
        facts.append(("Zurückgezogen am", f"{german.day(finding.withdrawn_on)}: {finding.withdrawal_reason}"))
    seen = Finding.objects.visible_to(user).select_related("dialogue__cycle")
    chain = {
        "Übernommen aus": seen.filter(pk=finding.carried_over_from_id).first(),
        "Übernommen nach": seen.filter(carried_over_from=finding).first(),
    }
    facts += [
        (way, f"{other.dialogue.cycle.year}: {other}", other.get_absolute_url())
        for way, other in chain.items()
        if other
    ]
    return facts
