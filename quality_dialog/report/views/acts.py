"""What is done with a report: review, co-signatures, approval, submission, publication, outcomes, correction."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.models import User
from quality_dialog.report import approval, expecting, publishing
from quality_dialog.report.forms.way import (
    AskCoSignatureForm,
    CorrectionForm,
    CoSignForm,
    OutcomeForm,
    ReasonForm,
    ScheduleForm,
    SubmissionCorrectionForm,
    SubmissionForm,
)
from quality_dialog.report.models import CoSignature, Meeting, Report
from quality_dialog.report.models.meeting import schedule
from quality_dialog.report.models.putting_right import correct_submission
from quality_dialog.report.models.signing import ask_co_signature
from quality_dialog.report.views.pages import may_approve, may_change, may_view, visible
from quality_dialog.report.views.report import answer_report
from quartiersarbeit.ground.forms import answer_form, answer_reason, refused
from quartiersarbeit.ground.hands import permission_required


def _pressed(request: HttpRequest, report: Report, act, done: str) -> HttpResponse:
    """A button's verb: its success as a message, its refusal on the report's page."""
    if refusal := refused(act, by=request.user, on=timezone.localdate()):
        return answer_report(request, report.pk, refusal.messages)
    messages.success(request, done)
    return redirect(report)


# --- review and approval -----------------------------------------------------------------------------


@require_POST
@may_change
def report_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft to review."""
    report = visible(request, pk)
    done = "Der Bericht ist in Prüfung. Wer ihn jetzt ändert, beendet die Prüfung."
    return _pressed(request, report, partial(expecting.begin_review, report), done)


@may_view
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back to the draft with a reason: who may approve or change it."""
    report, user = visible(request, pk), request.user
    if not (user.has_perm("quality_dialog.approve_report") or user.has_perm("quality_dialog.change_report")):
        raise PermissionDenied
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        report.return_to_draft,
        report,
        "Zum Entwurf zurückgeben",
        done="Der Bericht ist wieder ein Entwurf.",
        warnings=["Was schon mitgezeichnet ist, muss danach neu mitgezeichnet werden."],
    )


@may_change
def report_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft up, with a reason."""
    report = visible(request, pk)
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        report.discard,
        report,
        "Entwurf verwerfen",
        done="Der Entwurf ist verworfen. Er bleibt zum Nachlesen erhalten.",
        warnings=["Ein verworfener Entwurf lässt sich nicht mehr bearbeiten und nicht zurückholen."],
    )


@may_change
def co_signature_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody who sees the review to co-sign."""
    report = visible(request, pk)
    people = User.objects.filter(is_active=True, groups__permissions__codename="see_everything")
    form = AskCoSignatureForm(request.POST or None, user=people.exclude(pk=report.drafted_by_id).distinct())
    return answer_form(
        request,
        form,
        partial(ask_co_signature, report),
        report,
        "Mitzeichnung erbitten",
        done=lambda asked: f"{asked.user} ist um Mitzeichnung gebeten.",
    )


@may_change
def co_signature_withdraw(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    """Take a request to co-sign back that is not answered."""
    report = visible(request, pk)
    found = get_object_or_404(report.co_signatures.visible_to(request.user).select_related("user"), pk=asked)
    return answer_reason(
        request,
        found.withdraw,
        report,
        f"Bitte zurücknehmen: {found.user}",
        done=f"{found.user} ist nicht mehr um Mitzeichnung gebeten.",
        intro="Die Freigabe wartet danach nicht mehr auf diese Mitzeichnung. Die gefragte Person erfährt es.",
    )


@may_view
def report_co_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of whoever is asked; nobody else gets this form."""
    report = visible(request, pk)
    persons = {request.user.pk, *request.user.absent}  # as a deputy, what the absent person is asked for
    asked = report.co_signatures.visible_to(request.user).filter(user__in=persons).first()
    if asked is None:
        raise PermissionDenied

    def answer(signs: str, remark: str, **given) -> CoSignature:
        act = asked.sign if signs == "ja" else asked.decline
        act(remark=remark, **given)
        return asked

    return answer_form(
        request,
        CoSignForm(request.POST or None),
        answer,
        report,
        "Mitzeichnung",
        done=lambda given: f"Ihre Antwort ist gespeichert: {given.status_on(timezone.localdate())}.",
        submit_label="Antwort speichern",
    )


@require_POST
@may_approve
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze it; a refusal names its reason on the report's page, and nothing is stored."""
    report = visible(request, pk)
    act = partial(approval.approve, report, seen=request.POST.get("gesehen", ""))
    done = "Der Bericht ist freigegeben. Text, Zahlen und Dateien stehen fest."
    return _pressed(request, report, act, done)


# --- after approval ----------------------------------------------------------------------------------


@may_change
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that it went to the council office."""
    report = visible(request, pk)
    form = SubmissionForm(request.POST or None, initial={"reference": report.reference})
    done = "Die Einreichung ist erfasst."
    return answer_form(request, form, report.submit, report, "Einreichung erfassen", done=done)


@may_change
def report_submission_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the day of the submission right, or take out one that never was."""
    report = visible(request, pk)
    return answer_form(
        request,
        SubmissionCorrectionForm(request.POST or None, initial={"submitted_on": report.submitted_on}),
        partial(correct_submission, report),
        report,
        "Einreichung berichtigen",
        done="Die Einreichung ist berichtigt.",
        intro="Was bisher da stand, bleibt mit dem Grund lesbar. Text, Zahlen und Dateien ändern sich nicht.",
    )


@require_POST
@permission_required("quality_dialog.publish_report", raise_exception=True)
def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to committees and partners."""
    report = visible(request, pk)
    done = "Der Bericht ist für Gremien und Partner veröffentlicht."
    if settings.PUBLIC_PAGES:
        done += " Ohne Namen von Personen steht er jetzt auch im Internet."
    return _pressed(request, report, partial(publishing.publish, report), done)


@may_change
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of an approved report."""
    report = visible(request, pk)
    if (newer := report.corrections.kept(timezone.localdate()).first()) is not None:
        messages.warning(request, "Zu diesem Bericht gibt es schon eine neue Fassung.")
        return redirect(newer)
    return answer_form(
        request,
        CorrectionForm(request.POST or None, initial={"as_of": report.as_of}),
        report.correct,
        report,
        "Neue Fassung anlegen",
        done="Die neue Fassung ist angelegt. Ändern Sie die Texte und geben Sie sie zur Prüfung.",
        then=Report.get_absolute_url,
        intro=(
            "Die freigegebene Fassung bleibt, wie sie ist. Die neue nennt am Ende jede Änderung, alt neben neu."
        ),
    )


@permission_required("quality_dialog.add_consultation", raise_exception=True)
def consultation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an approved report on a further meeting's agenda."""
    report = visible(request, pk)
    ahead = Meeting.objects.exclude(consultations__report=report).filter(held_on__gte=report.as_of)
    return answer_form(
        request,
        ScheduleForm(request.POST or None, meeting=ahead.select_related("committee").order_by("held_on")),
        partial(schedule, report),
        report,
        "Weitere Sitzung ansetzen",
        done=lambda stop: f"Angesetzt: {stop.meeting}.",
    )


@permission_required("quality_dialog.change_consultation", raise_exception=True)
def consultation_note(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Record what a committee made of it."""
    report = visible(request, pk)
    consultation = get_object_or_404(
        report.consultations.select_related("meeting__committee", "report"), pk=stop
    )
    known = {name: getattr(consultation, name) for name in ("item", "outcome", "remark")}
    return answer_form(
        request,
        OutcomeForm(request.POST or None, initial=known),
        consultation.note,
        report,
        f"Ergebnis: {consultation.meeting}",
        done=f"Gespeichert: {consultation.meeting}.",
        submit_label="Ergebnis speichern",
    )


@permission_required("quality_dialog.change_consultation", raise_exception=True)
def consultation_withdraw(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Take a stop back that was scheduled later, before anything came of it."""
    report = visible(request, pk)
    found = get_object_or_404(report.consultations.select_related("meeting__committee"), pk=stop)
    return answer_reason(
        request,
        found.withdraw,
        report,
        f"Beratung zurücknehmen: {found.meeting}",
        done=f"Zurückgenommen: {found.meeting}.",
        intro="Die Sitzung steht danach nicht mehr in der Beratungsfolge.",
    )
