"""Who stands in for whom: entering an absence and ending it early; and leaving for good."""

from datetime import date
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.forms.absence import AbsenceForm, DepartureForm
from partners.models import Absence, Departure, User
from partners.models.absence import MAINTAINS
from partners.models.departure import of_person
from partners.views.endings import ENDS, Ending, table
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.handing_over import bound
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.periods import PeriodStatus

COLUMNS = (
    Column("person", "Abwesend"),
    Column("deputy", "Vertretung"),
    Column("starts_on", "Von", kind="date"),
    Column("ends_on", "Bis", kind="date"),
    STATUS,
)
SEES = "partners.view_user"
SHOWN = 50  # what is over longer is in the history
GOES = "geht an die Nachfolge"


def absence_list(request: HttpRequest, reasons=()) -> HttpResponse:
    """One's own absences and those in which one stands in; for Verwaltung all. Below it a new one is entered."""
    user, on = cast(User, request.user), timezone.localdate()
    maintains = user.has_perm(MAINTAINS)
    seen = Absence.objects.visible_to(user) if maintains else Absence.objects.of(user)
    shown = list(seen.with_status(on).select_related("person", "deputy")[:SHOWN])
    bound_form = request.POST if request.method == "POST" and not reasons else None
    form = AbsenceForm(bound_form, user=user, for_others=maintains, initial={"starts_on": on})
    enter = Absence.objects.enter if maintains else partial(Absence.objects.enter, person=user)
    if accepted(form, enter, by=user, on=on):
        messages.success(request, f"Eingetragen: {form.result}.")
        return redirect("partners:absence_list")
    return form_page(
        request,
        form,
        "partners:absence_list",
        "Vertretung",
        crumbs=crumbs("partners:absence_list"),
        template="partners/absences.html",
        submit_label="Vertretung eintragen",
        cancel_url="",
        status=422 if reasons or form.errors else 200,
        warnings=reasons,
        absences=Table(COLUMNS, shown, "Vertretungen"),
        to_end=[one for one in shown if one.may_be_ended_by(user) and one.status is not PeriodStatus.PAST],
    )


@require_POST
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Back early: from today on nobody stands in any more."""
    absence = get_object_or_404(Absence.objects.visible_to(request.user), pk=pk)
    if refusal := refused(absence.end, by=request.user, on=timezone.localdate()):
        return absence_list(request, refusal.messages)
    messages.success(request, "Die Vertretung ist beendet.")
    return redirect("partners:absence_list")


@permission_required(MAINTAINS, raise_exception=True)
def user_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an account for good; first it is shown what that ends, and what a successor gets."""
    user, on = cast(User, request.user), timezone.localdate()
    person = get_object_or_404(User.objects.visible_to(user).select_related("partner"), pk=pk)
    account = reverse("partners:account_detail", args=[pk]) if user.has_perm(SEES) else reverse("dashboard")
    form = DepartureForm(request.POST or None, person=person)
    if accepted(form, partial(Departure.objects.leave, person=person), by=user, on=on):
        messages.success(request, f"Das Konto von {person} ist gesperrt.")
        return redirect(account)
    return form_page(
        request,
        form,
        "partners:absence_list",
        f"Abschied: {person}",
        template="partners/user_leave.html",
        submit_label="Konto sperren und übergeben",
        danger=True,
        cancel_url=account,
        person=person,
        endings=table(_endings(person, on)),
        endings_lead="Was nur auf diesen Namen lautet, geht an die Nachfolge; Vertretungen enden.",
    )


def _endings(person: User, on: date) -> list[Ending]:
    """What waits for this person alone, and the absences in which they are away or stand in."""
    tasks = [Ending(str(row._meta.verbose_name), row.task, "", GOES) for row in bound(person, on)]  # type: ignore[attr-defined]
    absences = of_person(person, on)
    return [*tasks, *(Ending("Vertretung", one.names, one.days, ENDS) for one in absences)]
