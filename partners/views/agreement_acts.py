"""What Koordination does with an agreement: draft, send, have it signed, amend it, terminate it."""

from collections.abc import Callable
from copy import copy
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from partners.forms.agreement import (
    AgreementForm,
    AmendmentForm,
    DocumentForm,
    DraftForm,
    PartyFormSet,
    SendingForm,
    SignatureForm,
    TerminationForm,
)
from partners.models import Agreement, Negotiation, Partner, Sector, draft_agreement
from partners.models.party import PartyRole
from partners.statuses import AgreementStatus, State
from partners.views import endings
from partners.views.choosing import coverable, number_in, partner_asked, taking_part
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted, answer_form, form_page
from quartiersarbeit.ground.hands import permission_required

may_add = permission_required("partners.add_agreement", raise_exception=True)
may_change = permission_required("partners.change_agreement", raise_exception=True)
TERMINABLE = (AgreementStatus.SIGNED, AgreementStatus.IN_FORCE, AgreementStatus.EXPIRING)
AMENDABLE = (*TERMINABLE, AgreementStatus.EXPIRED)  # also what has run out can be prolonged


def acts_of(agreement: Agreement, user) -> list[tuple[str, str, str]]:
    """What may be done now (label, address, icon), the next step first."""
    if not user.has_perm("partners.change_agreement"):
        return []
    stands, draft = agreement.status, agreement.is_draft()
    wanted = [
        ("Versand erfassen", "agreement_send", "mail", draft and agreement.sent_on is None),
        ("Unterschrift erfassen", "agreement_sign", "check", stands == AgreementStatus.SENT),
        ("Bearbeiten", "agreement_edit", "edit", draft),
        ("Nachtrag entwerfen", "amendment_create", "add", stands in AMENDABLE and not _amended(agreement)),
        ("Kündigung erfassen", "agreement_terminate", "close", stands in TERMINABLE),
        ("Versand zurücknehmen", "agreement_recall", "close", draft and agreement.sent_on is not None),
        ("Entwurf verwerfen", "agreement_discard", "close", draft and agreement.sent_on is None),
        ("Kündigung berichtigen", "termination_correct", "edit", agreement.terminated_on is not None),
    ]
    return [
        (label, reverse(f"partners:{name}", args=[agreement.pk]), icon)
        for label, name, icon, due in wanted
        if due
    ]


def _amended(agreement: Agreement) -> bool:
    return getattr(agreement, "amended_by", None) is not None


@may_add
def agreement_create(request: HttpRequest) -> HttpResponse:
    """Draft an agreement with parties and sites; `?gespraech=` and `?partner=` bring along what is known already."""
    talk, partner = _concluded_talk(request), partner_asked(request)
    if talk and talk.partner:
        partner = talk.partner
    known: dict = {"sites": [site.pk for site in talk.sites.all()]} if talk else {}
    if talk or partner:
        known["title"] = f"Kooperationsvereinbarung mit {talk or partner}"
    form = DraftForm(request.POST or None, initial=known, sites=_sites_offered(request))
    parties, hint = _party_formset(request, [_party(partner, talk)] if partner else [])
    draft = partial(draft_agreement, by=request.user, on=timezone.localdate())
    return _draft_page(
        request, form, parties, draft, "partners:agreement_list", "Neue Vereinbarung", formset_hint=hint
    )


@may_change
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; what somebody has signed is changed by an amendment only."""
    agreement = _agreement(request, pk)
    if not agreement.is_draft():
        messages.warning(request, "Sie ist schon unterzeichnet. Vereinbaren Sie einen Nachtrag.")
        return redirect(agreement)
    known = list(agreement.parties.values("partner", "role", "position"))
    parties, hint = _party_formset(request, known)
    sent = agreement.sent_on and f"Dieser Text ist schon am {german.day(agreement.sent_on)} versandt worden."
    return _draft_page(
        request,
        AgreementForm(request.POST or None, facts=agreement),
        parties,
        partial(copy(agreement).revise, by=request.user, on=timezone.localdate()),
        agreement,
        "Entwurf bearbeiten",
        title=f"Bearbeiten: {agreement}",
        here="Bearbeiten",
        warnings=[sent] if sent else [],
        formset_hint=hint,
    )


@may_change
def agreement_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that it went out for signature."""
    agreement = _agreement(request, pk)
    form = SendingForm(request.POST or None, initial={"sent_on": timezone.localdate()})
    done = "Der Versand ist erfasst. Jetzt fehlen die Unterschriften."
    return answer_form(request, form, agreement.send, agreement, "Versand erfassen", done=done)


@may_change
def agreement_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a party's signature."""
    agreement = _agreement(request, pk)
    parties = agreement.parties.filter(signed_on__isnull=True).select_related("partner")
    form = SignatureForm(request.POST or None, party=parties)
    warnings = [] if agreement.sent_on else ["Diese Vereinbarung ist noch nicht zur Unterschrift versandt."]
    done, heading = "Die Unterschrift ist erfasst.", "Unterschrift erfassen"
    return answer_form(request, form, agreement.sign, agreement, heading, done=done, warnings=warnings)


@may_change
def agreement_terminate(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a termination with all that ends with it; the notice period is watched."""
    agreement, on = _agreement(request, pk), timezone.localdate()
    line = Agreement.objects.line_of(agreement)
    given = Agreement._meta.get_field("coverages").related_model.objects.filter(agreement__in=line)
    form = TerminationForm(request.POST or None, initial={"terminated_on": on})
    notice, warnings = agreement.notice_months, []
    if notice:
        first = german.day(agreement.earliest_termination(on))
        months = german.count(notice, "Monat", "Monate")
        warnings = [f"Kündigungsfrist: {months}. Wer heute kündigt, kündigt frühestens zum {first}."]
    return answer_form(
        request,
        form,
        agreement.terminate,
        agreement,
        "Kündigung erfassen",
        done="Die Kündigung ist erfasst. Mit ihr enden die Plätze.",
        warnings=warnings,
        endings=endings.table(endings.of_coverages(given, request.user, on)),
        danger=True,
    )


@may_change
def agreement_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the signed document."""
    agreement = _agreement(request, pk)
    files = request.FILES if request.method == "POST" else None
    too_large = getattr(request, "upload_too_large", False)
    form = DocumentForm(request.POST if request.method == "POST" else None, files, too_large=too_large)
    warnings = ["Das bisherige Dokument wird ersetzt."] if agreement.document else []
    done, heading = "Das Dokument ist hinterlegt.", "Dokument hochladen"
    return answer_form(request, form, agreement.attach, agreement, heading, done=done, warnings=warnings)


@may_add
def amendment_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the next version: same parties, same terms, a new term."""
    agreement = _agreement(request, pk)
    proposed = {"title": f"{agreement}, Nachtrag"[:200], "ends_on": agreement.ends_on, "takes_sites": True}
    form = AmendmentForm(request.POST or None, initial=proposed)
    return answer_form(
        request,
        form,
        agreement.amend,
        agreement,
        "Nachtrag entwerfen",
        done="Der Nachtrag ist entworfen, mit denselben Vertragsparteien. Bearbeiten Sie, was sich ändert.",
        then=Agreement.get_absolute_url,
        given={"on": timezone.localdate()},
        intro="Der Nachtrag übernimmt Vertragsparteien und Bedingungen. Die bisherige Fassung bleibt erhalten. "
        "Danach bleiben der Versand und alle Unterschriften; bis dahin gilt die bisherige Fassung.",
    )


def _agreement(request: HttpRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.user).prefetch_related("parties"), pk=pk)


def _draft_page(
    request: HttpRequest, form, parties, verb: Callable, at: Agreement | str, heading: str, **more
) -> HttpResponse:
    complete = parties.is_valid() if parties.is_bound else False
    form.is_valid()  # so that both say what is wrong, not one after the other
    if complete and accepted(form, verb, parties=parties.parties()):
        messages.success(request, "Der Entwurf ist gespeichert.")
        return redirect(form.result or at)
    more |= {
        "formset": parties,
        "formset_legend": "Vertragsparteien",
        "formset_item": "Vertragspartei",
        "submit_label": "Entwurf speichern",
    }
    return form_page(request, form, at, heading, **more)


def _party_formset(request: HttpRequest, known: list[dict]):
    """The formset over partners that take part today and those that are parties already; and who is left out."""
    already = [facts["partner"] for facts in known]
    partners, others = taking_part(request.user, timezone.localdate(), *already)
    rows = PartyFormSet(
        request.POST or None, initial=known, prefix="parteien", form_kwargs={"partner": partners}
    )
    return rows, others


def _sites_offered(request: HttpRequest) -> dict | None:
    """The sites that can come under a new agreement: a seat that ends may be followed by one under the new one."""
    if not request.user.has_perm("sites.add_coverage"):
        return None
    held = Agreement._meta.get_field("coverages").related_model.objects.filter(ends_on__isnull=True)
    return coverable(request.user, held)


def _concluded_talk(request: HttpRequest) -> Negotiation | None:
    """The talk the address names, if one sees it and it was concluded."""
    talks = Negotiation.objects.visible_to(request.user).in_state(timezone.localdate(), State.CONCLUDED)
    key = number_in(request.GET.get("gespraech", ""))
    return talks.select_related("partner").filter(pk=key).first() if key else None


def _party(partner: Partner, talk: Negotiation | None) -> dict:
    """The partner as the first party, in the role that its sector says."""
    sector = talk.sector if talk else partner.sector
    role = PartyRole.HOUSING if sector == Sector.HOUSING else PartyRole.PROVIDER
    return {"partner": partner.pk, "role": role, "position": 1}
