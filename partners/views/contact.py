"""The people one reaches at a partner: enter, correct, end, and forget who it was."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.forms.partner import ContactForm
from partners.models import Contact, Partner
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import permission_required


@permission_required("partners.add_contact", raise_exception=True)
def contact_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A further person at this partner."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    form = ContactForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if accepted(form, partner.contacts.create):
        messages.success(request, f"{form.result.name} ist als Ansprechperson erfasst.")
        return redirect(partner)
    heading = f"Neue Ansprechperson: {partner}"
    return form_page(request, form, partner, heading, title=heading, here="Neue Ansprechperson")


@permission_required("partners.change_contact", raise_exception=True)
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a person; from here they are ended or anonymised."""
    contact = _seen(request, pk)
    form = ContactForm(request.POST or None, facts=contact)
    if accepted(form, contact.revise):
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect(contact.partner)
    return _page(request, pk, form)


@require_POST
@permission_required("partners.change_contact", raise_exception=True)
def contact_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Today is the person's last day in the function."""
    contact = _seen(request, pk)
    if refusal := refused(contact.end, on=timezone.localdate()):
        return _page(request, pk, ContactForm(facts=_seen(request, pk)), refusal.messages)
    messages.success(request, f"Die Tätigkeit von {contact.name} endet heute.")
    return redirect(contact.partner)


@permission_required("partners.change_contact", raise_exception=True)
def contact_anonymise(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then forget who it was."""
    contact = _seen(request, pk)
    form = Form(request.POST if request.method == "POST" else None)
    if accepted(form, contact.anonymise, on=timezone.localdate()):
        messages.success(request, "Die Ansprechperson ist anonymisiert.")
        return redirect(contact.partner)
    heading = "Ansprechperson anonymisieren"
    return form_page(
        request,
        form,
        contact.partner,
        heading,
        title=heading,
        here="Anonymisieren",
        template="partners/contact_anonymise.html",
        contact=contact,
        submit_label="Endgültig anonymisieren",
        danger=True,
    )


def _seen(request: HttpRequest, pk: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user).select_related("partner")
    return get_object_or_404(contacts, pk=pk)


def _page(request: HttpRequest, pk: int, form: ContactForm, reasons=()) -> HttpResponse:
    contact = _seen(request, pk)
    heading = f"{contact.name} ({contact.partner})"
    return form_page(
        request,
        form,
        contact.partner,
        heading,
        title=heading,
        here=contact.name,
        template="partners/contact_form.html",
        status=422 if reasons else 200,
        contact=contact,
        warnings=reasons,
    )
