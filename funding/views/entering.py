"""The pages on which payments and proofs from before are entered; another person confirms them on their own pages."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from funding.forms.entering import EnteredPaymentForm, EnteredProofForm
from funding.models import Allocation
from funding.models.entering import enter_payment, enter_proof
from funding.views.fiscal_year import closed_says
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted, form_page
from quartiersarbeit.ground.hands import permission_required


def _allocation(request: HttpRequest, pk: int) -> Allocation:
    seen = Allocation.objects.visible_to(request.user).select_related("fiscal_year", "site", "recipient")
    return get_object_or_404(seen, pk=pk)


@permission_required("funding.certify_disbursement", raise_exception=True)
def payment_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a payment that was made before."""
    allocation, on = _allocation(request, pk), timezone.localdate()
    form = EnteredPaymentForm(request.POST or None)
    if accepted(form, partial(enter_payment, allocation), by=request.user, on=on):
        messages.success(request, "Die Zahlung ist eingetragen und wartet auf Bestätigung.")
        return redirect(form.result)
    label = "Zahlung nacherfassen"
    return form_page(
        request,
        form,
        allocation,
        label,
        submit_label="Zahlung eintragen",
        intro=f"Gebunden und noch nicht ausgezahlt sind {german.euro(allocation.plannable())}. Die Zahlung zählt mit "
        "ihrem Tag, sobald eine zweite Person sie anhand der Akte bestätigt hat. Gezahlt wird dadurch nichts.",
        warnings=closed_says(allocation.fiscal_year, "Es nimmt keine Zahlung mehr auf."),
    )


@permission_required("funding.change_proofofuse", raise_exception=True)
def proof_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to enter a proof of use that is there on paper."""
    allocation = _allocation(request, pk)
    form = EnteredProofForm(request.POST or None)
    if accepted(form, partial(enter_proof, allocation), by=request.user, on=timezone.localdate()):
        messages.success(
            request, "Tragen Sie jetzt ein, was im Nachweis steht, und reichen Sie ihn dann ein."
        )
        return redirect(form.result)
    label = "Nachweis nacherfassen"
    return form_page(
        request,
        form,
        allocation,
        label,
        submit_label=label,
        intro="Für einen Verwendungsnachweis, der auf Papier vorliegt. Sie tragen danach Sachbericht und Zahlen ein; "
        "der Partner wird nicht mehr daran erinnert. Annehmen muss ihn eine zweite Person.",
    )
