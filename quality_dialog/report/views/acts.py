"""What is done with a report: review, co-signatures, approval, submission, publication, outcomes, correction."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.models import User
from quality_dialog.report import approval
from quality_dialog.report.forms import (
    AskCoSignatureForm,
    CorrectionForm,
    CoSignForm,
    OutcomeForm,
    ReasonForm,
    ScheduleForm,
    SubmissionForm,
)
from quality_dialog.report.models import Meeting, Report
from quality_dialog.report.models.meeting import schedule
from quality_dialog.report.models.signing import ask_co_signature
from quality_dialog.report.views.report import answer_report
from quartiersarbeit.ground.forms import accepted, refused

may_change = permission_required("quality_dialog.change_report", raise_exception=True)
may_approve = permission_required("quality_dialog.approve_report", raise_exception=True)


def _visible(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.user), pk=pk)


def _pressed(request: HttpRequest, report: Report, act, done: str) -> HttpResponse:
    """A button's verb: its success as a message, its refusal on the report's page."""
    if refusal := refused(act, by=request.user, on=timezone.localdate()):
        return answer_report(request, report.pk, refusal.messages)
    messages.success(request, done)
    return redirect(report)


def _form_page(request: HttpRequest, report: Report, form, heading: str, **context) -> HttpResponse:
    crumbs = [
        ("Übersicht", reverse("dashboard")),
        ("Berichte", reverse("quality_dialog:report_list")),
        (report.subject, report.get_absolute_url()),
        (heading, ""),
    ]
    given = {"form": form, "heading": heading, "submit_label": heading, "crumbs": crumbs}
    return render(request, "form.html", {**given, "cancel_url": report.get_absolute_url(), **context})


# --- review and approval -----------------------------------------------------------------------------


@require_POST
@may_change
def report_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft to review."""
    report = _visible(request, pk)
    done = "Der Bericht ist in Prüfung. Wer ihn jetzt ändert, beendet die Prüfung."
    return _pressed(request, report, report.submit_for_review, done)


@permission_required("quality_dialog.view_report", raise_exception=True)
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back to the draft with a reason: who may approve or change it."""
    report, user = _visible(request, pk), request.user
    if not (user.has_perm("quality_dialog.approve_report") or user.has_perm("quality_dialog.change_report")):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if accepted(form, report.return_to_draft, by=user, on=timezone.localdate()):
        messages.success(request, "Der Bericht ist wieder ein Entwurf.")
        return redirect(report)
    warnings = ["Was schon mitgezeichnet ist, muss danach neu mitgezeichnet werden."]
    return _form_page(request, report, form, "Zum Entwurf zurückgeben", warnings=warnings)


@may_change
def report_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft up, with a reason."""
    report = _visible(request, pk)
    form = ReasonForm(request.POST or None)
    if accepted(form, report.discard, by=request.user, on=timezone.localdate()):
        messages.success(request, "Der Entwurf ist verworfen. Er bleibt zum Nachlesen erhalten.")
        return redirect(report)
    warnings = ["Ein verworfener Entwurf lässt sich nicht mehr bearbeiten und nicht zurückholen."]
    return _form_page(request, report, form, "Entwurf verwerfen", warnings=warnings)


@may_change
def co_signature_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody who sees the review to co-sign."""
    report = _visible(request, pk)
    people = User.objects.filter(is_active=True, groups__permissions__codename="see_everything")
    form = AskCoSignatureForm(request.POST or None, people=people.exclude(pk=report.drafted_by_id).distinct())
    given = {"report": report, "by": request.user, "on": timezone.localdate()}
    if accepted(form, ask_co_signature, **given):
        messages.success(request, f"{form.result.user} ist um Mitzeichnung gebeten.")
        return redirect(report)
    return _form_page(request, report, form, "Mitzeichnung erbitten")


@permission_required("quality_dialog.view_report", raise_exception=True)
def report_co_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of whoever is asked; nobody else gets this form."""
    report = _visible(request, pk)
    asked = report.co_signatures.visible_to(request.user).filter(user=request.user).first()
    if asked is None:
        raise PermissionDenied

    def answer(signs: str, remark: str, **given) -> None:
        act = asked.sign if signs == "ja" else asked.decline
        act(remark=remark, **given)

    form = CoSignForm(request.POST or None)
    if accepted(form, answer, by=request.user, on=timezone.localdate()):
        answered = asked.status_on(timezone.localdate())
        messages.success(request, f"Ihre Antwort ist gespeichert: {answered}.")
        return redirect(report)
    return _form_page(request, report, form, "Mitzeichnung", submit_label="Antwort speichern")


@require_POST
@may_approve
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze it; a refusal names its reason on the report's page, and nothing is stored."""
    report = _visible(request, pk)

    def act(**given) -> None:
        approval.approve(report, seen=request.POST.get("gesehen", ""), **given)

    return _pressed(
        request, report, act, "Der Bericht ist freigegeben. Text, Zahlen und Dateien stehen fest."
    )


# --- after approval ----------------------------------------------------------------------------------


@may_change
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that it went to the council office."""
    report = _visible(request, pk)
    form = SubmissionForm(request.POST or None, initial={"reference": report.reference})
    if accepted(form, report.submit, by=request.user, on=timezone.localdate()):
        messages.success(request, "Die Einreichung ist erfasst.")
        return redirect(report)
    return _form_page(request, report, form, "Einreichung erfassen")


@require_POST
@permission_required("quality_dialog.publish_report", raise_exception=True)
def report_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to committees and partners."""
    report = _visible(request, pk)
    return _pressed(
        request, report, report.publish, "Der Bericht ist für Gremien und Partner veröffentlicht."
    )


@may_change
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of an approved report."""
    report = _visible(request, pk)
    if (newer := report.corrections.kept(timezone.localdate()).first()) is not None:
        messages.warning(request, "Zu diesem Bericht gibt es schon eine neue Fassung.")
        return redirect(newer)
    form = CorrectionForm(request.POST or None, initial={"as_of": report.as_of})
    if accepted(form, report.correct, by=request.user, on=timezone.localdate()):
        messages.success(
            request, "Die neue Fassung ist angelegt. Ändern Sie die Texte und geben Sie sie zur Prüfung."
        )
        return redirect(form.result)
    intro = (
        "Die freigegebene Fassung bleibt, wie sie ist. Die neue nennt am Ende jede Änderung, alt neben neu."
    )
    return _form_page(request, report, form, "Neue Fassung anlegen", intro=intro)


@permission_required("quality_dialog.add_consultation", raise_exception=True)
def consultation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an approved report on a further meeting's agenda."""
    report = _visible(request, pk)
    ahead = Meeting.objects.exclude(consultations__report=report).filter(held_on__gte=report.as_of)
    form = ScheduleForm(request.POST or None, meetings=ahead.select_related("committee").order_by("held_on"))
    given = {"report": report, "by": request.user, "on": timezone.localdate()}
    if accepted(form, schedule, **given):
        messages.success(request, f"Angesetzt: {form.result.meeting}.")
        return redirect(report)
    return _form_page(request, report, form, "Weitere Sitzung ansetzen")


@permission_required("quality_dialog.change_consultation", raise_exception=True)
def consultation_note(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Record what a committee made of it."""
    report = _visible(request, pk)
    consultation = get_object_or_404(
        report.consultations.select_related("meeting__committee", "report"), pk=stop
    )
    known = {name: getattr(consultation, name) for name in ("item", "outcome", "remark")}
    form = OutcomeForm(request.POST or None, initial=known)
    if accepted(form, consultation.note, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Gespeichert: {consultation.meeting}.")
        return redirect(report)
    heading = f"Ergebnis: {consultation.meeting}"
    return _form_page(request, report, form, heading, submit_label="Ergebnis speichern")
