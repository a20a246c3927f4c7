"""A payment that came back: recorded by hand, and settled where its year is closed."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from funding.forms.disbursement import ReturnForm, SettlementForm
from funding.models import Disbursement, PaymentReturn
from funding.views.record import OF_ALLOCATION
from quartiersarbeit.ground.forms import accepted, form_page
from quartiersarbeit.ground.hands import permission_required


@transaction.non_atomic_requests
@permission_required("funding.pay_disbursement", raise_exception=True)
def disbursement_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the bank sent the money back."""
    disbursement = _disbursement(request, pk)
    form = ReturnForm(request.POST or None, initial={"returned_on": timezone.localdate()})
    verb = partial(PaymentReturn.objects.record, disbursement=disbursement)
    return _act(
        request,
        disbursement,
        form,
        verb,
        "Rücklauf erfassen",
        "Der Rücklauf ist erfasst. Eine andere Person, als die Zahlung erfasst hat, klärt ihn.",
    )


@transaction.non_atomic_requests
@permission_required("funding.add_reversal", raise_exception=True)
def return_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of money that came back after its year was closed."""
    disbursement = _disbursement(request, pk)
    back = get_object_or_404(PaymentReturn.objects.visible_to(request.user), disbursement=disbursement)
    return _act(
        request,
        disbursement,
        SettlementForm(request.POST or None),
        back.settle,
        "Rücklauf klären",
        "Der Rücklauf ist geklärt. Das Geld zählt im nächsten offenen Haushaltsjahr.",
    )


def _disbursement(request: HttpRequest, pk: int) -> Disbursement:
    return get_object_or_404(
        Disbursement.objects.visible_to(request.user).select_related(*OF_ALLOCATION), pk=pk
    )


def _act(
    request: HttpRequest, disbursement: Disbursement, form, verb: Callable, label: str, done: str
) -> HttpResponse:
    if accepted(form, verb, by=request.user, on=timezone.localdate()):
        messages.success(request, done)
        return redirect(disbursement)
    said = f"{disbursement.allocation}: {disbursement}, {disbursement.allocation.recipient.name}."
    return form_page(request, form, disbursement, label, intro=said, submit_label=label)
