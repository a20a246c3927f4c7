"""The self-assessment: a partner answers, field by field, hands in, and opens it again with a reason."""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quality_dialog.dialogue.answering import FieldPage, Progress, ReopenForm, field_page, progress
from quality_dialog.dialogue.answering.typed import ExtensionForm
from quality_dialog.dialogue.models import Dialogue, FieldOfAction, Participation, Rating, Submission
from quality_dialog.dialogue.models.extension import Extension
from quality_dialog.dialogue.models.submission import may_reopen_alone
from quality_dialog.dialogue.statuses import AssessmentStatus
from quality_dialog.dialogue.views.dialogue import dialogue_of
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import Crumbs, crumbs
from quartiersarbeit.ground.columns import EXAMPLE, Task
from quartiersarbeit.ground.events import Signatures
from quartiersarbeit.ground.forms import accepted, answer_form, refused
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.templatetags.kern import Complaint, complaints


class Side(NamedTuple):
    """A partner of the dialogue, and whether it has handed in; nothing of what is in a draft."""

    partner: str
    state: AssessmentStatus
    since: str
    due: str
    reopen_url: str
    extend_url: str


@permission_required("quality_dialog.view_dialogue", raise_exception=True)
@require_safe
def self_assessment(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """How far one's own self-assessment has come, and whether the others have handed in theirs."""
    return overview(request, dialogue_of(request, year, site_pk))


def overview(request: HttpRequest, dialogue: Dialogue, warnings=()) -> HttpResponse:
    """The page itself, a list of the fields of action; with warnings when something was refused."""
    partner = _own_partner(request, dialogue)
    fields = progress(dialogue, partner) if partner else []
    handed_in = _handed_in(dialogue, partner)
    context = {
        "dialogue": dialogue,
        "badge": EXAMPLE if dialogue.cycle.is_example else None,
        "crumbs": crumbs(dialogue, "Selbsteinschätzung"),
        "heading": f"Selbsteinschätzung: {dialogue.site}, {dialogue.cycle.year}",
        "is_own": bool(partner),
        "tasks": [_task(one, _field_url(dialogue, one.field)) for one in fields],
        "check_url": _url("self_assessment_check", dialogue),
        "saved_url": _saved_url(request, dialogue),
        "answered": sum(one.answered for one in fields),
        "criteria": sum(one.criteria for one in fields),
        "handed_in": handed_in,
        "due_on": _own_due(dialogue, partner),
        "sides": _sides(request, dialogue),
        "warnings": warnings,
        "next_url": next((_field_url(dialogue, one.field) for one in fields if not one.is_complete), ""),
    }
    return render(request, "quality_dialog/self_assessment.html", context, status=422 if warnings else 200)


def _task(one: Progress, url: str) -> Task:
    told = f"{one.answered} von {one.criteria} Fragen beantwortet"
    if one.indicators:
        told += f", {one.valued} von {one.indicators} Kennzahlen erfasst"
    return Task(str(one.field), url, one.is_complete, told, begun=bool(one.answered or one.valued))


@permission_required("quality_dialog.change_assessment", raise_exception=True)
@require_safe
def self_assessment_check(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """„Angaben prüfen“: all that is answered and all that is open, on one page to look at, print and hand in."""
    dialogue = dialogue_of(request, year, site_pk)
    if _own_partner(request, dialogue) is None:
        raise Http404("Ihre Organisation nimmt an diesem Dialog nicht teil.")
    return _checked(request, dialogue)


def _checked(request: HttpRequest, dialogue: Dialogue, refusals=()) -> HttpResponse:
    """The page itself; with what was refused."""
    partner = request.user.partner_id
    fields = progress(dialogue, partner)
    seen = FieldOfAction.objects.visible_to(request.user).filter(framework=dialogue.cycle.framework_id)
    known = seen.prefetch_related("criteria", "indicators").in_bulk([one.field.pk for one in fields])
    pages = [field_page(dialogue, partner, known[one.field.pk]).show() for one in fields]
    context = {
        "dialogue": dialogue,
        "crumbs": _crumbs(dialogue, "Angaben prüfen"),
        "heading": "Angaben prüfen",
        "title": f"Angaben prüfen: Selbsteinschätzung {dialogue.site}, {dialogue.cycle.year}",
        "pages": [(page, _field_url(dialogue, page.of)) for page in pages],
        "ratings": Rating.labels,
        "answered": sum(one.answered for one in fields),
        "criteria": sum(one.criteria for one in fields),
        "open": [(criterion, _field_url(dialogue, one.field)) for one in fields for criterion in one.open],
        "handed_in": _handed_in(dialogue, partner),
        "saved_url": _saved_url(request, dialogue),
        "refusals": refusals,
        "overview_url": _url("self_assessment", dialogue),
    }
    return render(
        request, "quality_dialog/self_assessment_check.html", context, status=422 if refusals else 200
    )


@permission_required("quality_dialog.change_assessment", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def self_assessment_field(request: HttpRequest, year: int, site_pk: int, field_pk: int) -> HttpResponse:
    """One field of action: its questions, its indicators, last year beside them; saves itself while one types."""
    dialogue = dialogue_of(request, year, site_pk)
    partner = _own_partner(request, dialogue)
    if not partner:
        raise Http404("Ihre Organisation nimmt an diesem Dialog nicht teil.")
    if request.method == "POST":  # from here to the end of the request nobody else writes in this dialogue
        Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
    fields = FieldOfAction.objects.visible_to(request.user).filter(framework=dialogue.cycle.framework_id)
    of = get_object_or_404(fields.prefetch_related("criteria", "indicators"), pk=field_pk)
    page = field_page(dialogue, partner, of).show()
    if request.method != "POST":
        return _shown(request, page)
    if handed_in := _handed_in(dialogue, partner):
        return _too_late(request, page, handed_in)
    page.receive(request.POST, by=request.user, at=timezone.now())
    if not request.accepts("text/html"):
        return _answer_autosave(request, page)
    if page.conflicts or page.wrong:
        return _shown(request, page, status=409 if page.conflicts else 422)
    return _go_on(request, page)


@require_POST
@permission_required("quality_dialog.add_submission", raise_exception=True)
def self_assessment_submit(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Hand in one's own self-assessment; with open questions only for whoever says that they stay open."""
    dialogue = dialogue_of(request, year, site_pk)
    own = _own_partner(request, dialogue)
    left = sum(len(one.open) for one in progress(dialogue, own)) if own else 0
    if left and "bleibt_offen" not in request.POST:
        open_now = german.count(left, "Frage ist", "Fragen sind")
        next_step = "Beantworten Sie sie, oder kreuzen Sie unten an, dass sie ohne Antwort bleiben."
        return _checked(request, dialogue, [f"{open_now} noch offen. {next_step}"])
    if refusal := refused(
        Submission.objects.submit, dialogue=dialogue, by=request.user, on=timezone.localdate()
    ):
        return (
            _checked(request, dialogue, refusal.messages)
            if own
            else overview(request, dialogue, refusal.messages)
        )
    messages.success(
        request, "Die Selbsteinschätzung ist eingereicht. Die Beteiligten und die Stadt sehen sie jetzt."
    )
    return redirect(_url("self_assessment", dialogue))


@permission_required("quality_dialog.change_submission", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def self_assessment_reopen(request: HttpRequest, year: int, site_pk: int, partner_pk: int) -> HttpResponse:
    """Open a self-assessment again, with a reason: one's own until the meeting, the city any."""
    dialogue = dialogue_of(request, year, site_pk)
    if request.user.partner_id not in (None, partner_pk):
        raise Http404("Das ist nicht Ihre Selbsteinschätzung.")
    handed_in = Submission.objects.visible_to(request.user).filter(dialogue=dialogue, reopened_on=None)
    submission = get_object_or_404(handed_in.select_related("partner", "dialogue__cycle"), partner=partner_pk)
    form = ReopenForm(request.POST or None)
    if accepted(form, submission.reopen, by=request.user, on=timezone.localdate()):
        messages.success(
            request,
            "Die Selbsteinschätzung ist wieder geöffnet. Bis zur erneuten Einreichung sieht sie nur der Partner.",
        )
        return redirect(_url("self_assessment", dialogue))
    context = {
        "form": form,
        "heading": f"Selbsteinschätzung wieder öffnen: {submission.partner}",
        "intro": (
            f"Eingereicht am {german.day(submission.submitted_on)}. Die Antworten werden wieder zum Entwurf, "
            "den nur der Partner sieht. Der Grund bleibt für alle Beteiligten stehen."
        ),
        "crumbs": _crumbs(dialogue, "Wieder öffnen"),
        "submit_label": "Wieder öffnen",
        "cancel_url": _url("self_assessment", dialogue),
    }
    return render(request, "form.html", context, status=422 if form.errors else 200)


@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def self_assessment_extend(request: HttpRequest, year: int, site_pk: int, partner_pk: int) -> HttpResponse:
    """Give one partner more time, with a reason; the others keep the year's day."""
    dialogue, on = dialogue_of(request, year, site_pk), timezone.localdate()
    rows = Participation.objects.visible_to(request.user).filter(dialogue=dialogue).with_due(on)
    row = get_object_or_404(rows.select_related("partner", "dialogue__cycle"), partner=partner_pk)
    stands = (
        f"Die Frist läuft bis zum {german.day(row.due_on)}." if row.due_on else "Es gibt noch keine Frist."
    )
    return answer_form(
        request,
        ExtensionForm(request.POST or None),
        row.extend,
        dialogue,
        f"Frist verlängern: {row.partner}",
        done=f"{row.partner} hat mehr Zeit für die Selbsteinschätzung und erfährt es.",
        intro=f"{stands} Verlängert wird sie nur für {row.partner}; für die anderen bleibt sie, wie sie ist.",
        then=_url("self_assessment", dialogue),
        cancel_url=_url("self_assessment", dialogue),
        crumbs=_crumbs(dialogue, "Frist verlängern"),
        submit_label="Frist verlängern",
    )


# --- The page of a field -------------------------------------------------------------------------------


def _shown(request: HttpRequest, page: FieldPage, status: int = 200, handed_in=None) -> HttpResponse:
    dialogue, fields = page.dialogue, progress(page.dialogue, page.partner_id)
    handed_in = handed_in or _handed_in(dialogue, page.partner_id)
    after = _next_field(fields, page.of)
    context = {
        "page": page,
        "dialogue": dialogue,
        "crumbs": _crumbs(dialogue, str(page.of)),
        "heading": str(page.of),
        "title": f"{page.of}: Selbsteinschätzung {dialogue.site}, {dialogue.cycle.year}",
        "fields": [(one, _field_url(dialogue, one.field)) for one in fields],
        "after": after,
        "after_url": _field_url(dialogue, after) if after else "",
        "saved_url": _saved_url(request, dialogue),
        "found": _complaints(page),
        "is_last_year": page.earlier_year == dialogue.cycle.year - 1,
        "handed_in": handed_in,
        "too_late": status == 409 and bool(handed_in),
        "saved_at": max(
            (part.stored.saved_at for part in page.parts if part.stored and part.stored.saved_at),
            default=None,
        ),
        "overview_url": _url("self_assessment", dialogue),
    }
    return render(request, "quality_dialog/self_assessment_field.html", context, status=status)


def _too_late(request: HttpRequest, page: FieldPage, handed_in: Submission) -> HttpResponse:
    """A colleague has handed in meanwhile: nothing is written, what was typed stays on the screen."""
    for part in page.parts:
        part.bind(request.POST)
    if request.accepts("text/html"):
        return _shown(request, page, status=409, handed_in=handed_in)
    return render(request, "quality_dialog/_autosave_conflict.html", {"handed_in": handed_in}, status=409)


def _answer_autosave(request: HttpRequest, page: FieldPage) -> HttpResponse:
    """What the script shows: when it was saved, what could not be, or who was faster."""
    if page.conflicts:
        return render(
            request, "quality_dialog/_autosave_conflict.html", {"conflicts": page.conflicts}, status=409
        )
    saved = {"version": page.version, "saved_at": f"{timezone.localtime():%H:%M}"}
    if not page.wrong:
        return JsonResponse(saved)
    said = [f"{part.about.code}: {errors[0]}" for part in page.wrong for errors in part.form.errors.values()]
    return JsonResponse(saved | {"message": f"Noch nicht gespeichert: {' '.join(said)}"}, status=422)


def _go_on(request: HttpRequest, page: FieldPage) -> HttpResponse:
    """Where the button leads: the next field, the overview, or the same page with last year's answers."""
    dialogue, here = page.dialogue, _field_url(page.dialogue, page.of)
    if which := request.POST.get("wie_vorjahr"):
        taken = page.take_over(which, by=request.user, at=timezone.now())
        messages.success(
            request,
            f"{german.count(taken, 'Antwort', 'Antworten')} aus {page.earlier_year} übernommen. "
            "Sie können jede noch ändern.",
        )
        return redirect(f"{here}?gespeichert={page.of.pk}" + ("" if which == "alle" else f"#frage-{which}"))
    messages.success(request, f"Gespeichert: {page.of}.")
    after = _next_field(progress(dialogue, page.partner_id), page.of)
    to = _field_url(dialogue, after) if after else _url("self_assessment_check", dialogue)
    if "uebersicht" in request.POST:
        to = _url("self_assessment", dialogue)
    return redirect(f"{to}?gespeichert={page.of.pk}")


def _complaints(page: FieldPage) -> list[Complaint]:
    """What the error summary says, in the order of the page."""
    found = []
    for part in page.parts:
        found += complaints(part.form)
        if part.is_conflict:
            who = str(part.stored.saved_by or "jemand anderes")
            said = f"Inzwischen hat {who} etwas anderes gespeichert. Bitte wählen Sie, was gelten soll."
            found.append(Complaint(part.about.code, said, f"{part.prefix}-meine"))
    return found


def _next_field(fields: list[Progress], of: FieldOfAction) -> FieldOfAction | None:
    order = [one.field for one in fields]
    at = order.index(of) + 1
    return order[at] if at < len(order) else None


# --- Who, where ----------------------------------------------------------------------------------------


def _own_partner(request: HttpRequest, dialogue: Dialogue) -> int | None:
    """One's organisation, if it takes part and one may write for it."""
    partner = request.user.partner_id
    may = request.user.has_perm("quality_dialog.change_assessment")
    return partner if may and partner and dialogue.participations.filter(partner=partner).exists() else None


def _handed_in(dialogue: Dialogue, partner: int | None) -> Submission | None:
    if partner is None:
        return None
    handed_in = dialogue.submissions.filter(partner=partner, reopened_on=None)
    return handed_in.select_related("submitted_by", "partner").first()


def _sides(request: HttpRequest, dialogue: Dialogue) -> list[Side]:
    """Each partner with its newest submission; reopened ones say by whom and why."""
    on, user = timezone.localdate(), request.user
    rows = Submission.objects.visible_to(user).filter(dialogue=dialogue)
    newest = {
        row.partner_id: row for row in rows.select_related("submitted_by", "reopened_by").order_by("pk")
    }
    sides, signed = [], Signatures(newest.values())
    extends = user.has_perm("quality_dialog.change_dialogue")
    longer = {
        one.participation_id: one
        for one in Extension.objects.visible_to(user).filter(participation__dialogue=dialogue)
    }
    taking_part = (
        dialogue.participations.taking_part(on).with_status(on).with_due(on).select_related("partner")
    )
    for one, partner, status in ((one, one.partner, one.status) for one in taking_part):
        row = newest.get(partner.pk)
        mine = user.partner_id == partner.pk and may_reopen_alone(dialogue, on)
        may = user.has_perm("quality_dialog.change_submission") and (mine or user.partner_id is None)
        open_again = status == AssessmentStatus.SUBMITTED and may
        url = _url("self_assessment_reopen", dialogue, partner.pk) if open_again else ""
        waits = status != AssessmentStatus.SUBMITTED
        more = _url("self_assessment_extend", dialogue, partner.pk) if waits and extends else ""
        due = _due(one.due_on, longer.get(one.pk)) if waits else ""
        sides.append(Side(str(partner), status, _since(status, row, signed), due, url, more))
    return sides


def _own_due(dialogue: Dialogue, partner: int | None) -> date | None:
    """Until when one's own self-assessment is due."""
    own = dialogue.participations.with_due(timezone.localdate()).filter(partner=partner)
    return own.values_list("due_on", flat=True).first() if partner else None


def _due(due_on: date | None, longer: Extension | None) -> str:
    """The deadline of a side that has one of its own, with the reason; seen by the city and that side alone."""
    if longer is None or due_on is None:
        return ""
    return f"Frist verlängert bis zum {german.day(due_on)}, am {german.day(longer.on)}: {longer.reason}"


def _since(status: AssessmentStatus, row: Submission | None, signed: Signatures) -> str:
    if row is None or status == AssessmentStatus.NOT_SUBMITTED:
        return ""
    if status == AssessmentStatus.REOPENED:
        return f"am {german.day(row.reopened_on)} von {signed.of(row, 'reopened_by')}: {row.reopen_reason}"
    return f"am {german.day(row.submitted_on)} von {signed.of(row, 'submitted_by')}"


def _url(name: str, dialogue: Dialogue, *more: int) -> str:
    return reverse(f"quality_dialog:{name}", args=[dialogue.cycle.year, dialogue.site_id, *more])


def _saved_url(request: HttpRequest, dialogue: Dialogue) -> str:
    """The page whose button led here: its copy in the browser is no longer needed."""
    saved = request.GET.get("gespeichert", "")
    known = saved.isascii() and saved.isdigit() and len(saved) < 18
    return _url("self_assessment_field", dialogue, int(saved)) if known else ""


def _field_url(dialogue: Dialogue, of: FieldOfAction) -> str:
    return _url("self_assessment_field", dialogue, of.pk)


def _crumbs(dialogue: Dialogue, here: str) -> Crumbs:
    """A page under one's self-assessment, which is no record of its own."""
    *above, _ = crumbs(dialogue, "Selbsteinschätzung")
    return [*above, ("Selbsteinschätzung", _url("self_assessment", dialogue)), (here, "")]
