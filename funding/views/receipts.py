"""The receipts of a proof of use: added one by one, taken out again until it is handed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from funding.forms.proof import ReceiptForm
from funding.models import ProofReceipt
from funding.views.proof import may_write, proof_of, proof_page
from funding.views.receipt_table import receipt_table
from quartiersarbeit.ground.forms import accepted, form_page, refused


@may_write
def receipt_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a receipt; then the same page for the next one, with what is there."""
    proof = proof_of(request, pk)
    form = ReceiptForm(request.POST or None)
    if accepted(form, proof.add_receipt):
        messages.success(
            request, f"{form.result} ist gespeichert. Jetzt der nächste, oder zurück zum Nachweis."
        )
        return redirect("funding:receipt_create", pk)
    return form_page(
        request,
        form,
        proof,
        "Beleg hinzufügen",
        template="funding/receipt_form.html",
        title=f"Beleg hinzufügen: {proof.allocation.site}, {proof.allocation.fiscal_year.year}",
        submit_label="Beleg speichern",
        receipts=receipt_table(proof),
    )


@require_POST
@may_write
def receipt_delete(request: HttpRequest, pk: int, receipt: int) -> HttpResponse:
    """Take a receipt out again, as long as the proof is not handed in."""
    seen = ProofReceipt.objects.visible_to(request.user)
    found, proof = get_object_or_404(seen, pk=receipt, proof__allocation=pk), proof_of(request, pk)
    if refusal := refused(proof.remove_receipt, receipt=found):
        return proof_page(request, pk, refusal.messages, "Der Beleg ist nicht entfernt")
    messages.success(request, f"{found} ist entfernt.")
    return redirect(proof)
