"""Repayment claims: proposed from what was not proven, issued by another, settled in one sum."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding import issuing, rules
from funding.claim_paper import interest_table
from funding.duties import CLAIM_ISSUE
from funding.forms.decision import ReturnForm
from funding.forms.repayment import ClaimFilter, ClaimForm, ExtensionForm, ReceiptForm
from funding.models import Allocation, LegalFigure, RepaymentClaim
from funding.models.notice import transfer_of
from funding.statuses import DRAFTED_CLAIMS, ClaimStatus
from funding.views.clock import clock_of
from funding.views.columns import AMOUNT, DUE, RECIPIENT, YEAR, site
from funding.views.on_paper import on_paper
from funding.views.record import OF_ALLOCATION, record_page
from partners.models.way_back import Way, WayBack
from partners.ways_back import ways_back
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column
from quartiersarbeit.ground.events import entered_later, signature, told_late
from quartiersarbeit.ground.forms import accepted, answer_form, answer_reason, form_page, refused
from quartiersarbeit.ground.hands import first_hand, permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.paper import code_on_screen

may_see = permission_required("funding.view_repaymentclaim", raise_exception=True)
PEOPLE = ("drafted_by", "issued_by", "recorded_by")
PLACES = ("booked_in", *OF_ALLOCATION)


@may_see
@require_safe
@kept_page
def claim_list(request: HttpRequest) -> HttpResponse:
    """All claims one sees, the one due first on top."""
    on, user = timezone.localdate(), request.user
    columns = [
        site(RepaymentClaim.get_absolute_url),
        YEAR,
        RECIPIENT,
        AMOUNT,
        DUE,
        Column("paid_on", "Eingegangen am", sort="paid_on", kind="date"),
        STATUS,
    ]
    budget, own = ("funding:claim_list",), ("funding:allocation_list", "Rückforderungen")
    return answer_list(
        request,
        RepaymentClaim.objects.visible_to(user).with_status(on).select_related(*PLACES),
        columns=columns,
        title="Rückforderungen",
        template="funding/money_listing.html",
        search=["allocation__site__name", "allocation__recipient__name", "allocation__recipient__short_name"],
        filterset=ClaimFilter,
        order="due_on",
        empty="Noch keine Rückforderung. Sie wird vorgeschlagen, wenn ein Nachweis weniger belegt, als ausgezahlt ist."
        if user.sees_everything
        else "Die Stadt fordert nichts von Ihnen zurück.",
        context={"crumbs": crumbs(*(budget if user.sees_everything else own))},
    )


@may_see
@require_safe
def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A claim with its interest as of today, and what can be done next."""
    return answer_claim(request, pk)


@permission_required("funding.add_repaymentclaim", raise_exception=True)
def claim_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a claim; amount, due date and interest are proposed and can be overridden."""
    on, user = timezone.localdate(), request.user
    seen = Allocation.objects.visible_to(user).select_related("fiscal_year", "site", "recipient")
    allocation = get_object_or_404(seen, pk=pk)
    left = RepaymentClaim.objects.left_to_claim(allocation, on)
    interest = LegalFigure.objects.interest(on)
    form = ClaimForm(request.POST or None, initial=_proposal(allocation, left, on), interest=interest)
    if accepted(form, RepaymentClaim.objects.draft, allocation=allocation, by=user, on=on):
        messages.success(request, "Die Rückforderung ist entworfen. Erlassen muss sie eine andere Person.")
        return redirect(form.result)
    return form_page(
        request,
        form,
        allocation,
        "Rückforderung entwerfen",
        intro=f"{allocation.recipient}, {allocation}: {german.euro(left)} sind ausgezahlt und weder "
        "nachgewiesen noch schon zurückgefordert.",
        warnings=[] if interest else [_missing(on)],
        submit_label="Entwurf speichern",
    )


def _proposal(allocation: Allocation, left: Decimal, on: date) -> dict:
    """What the form starts with: what is left and the rule's due date; by the type of financing, why."""
    proposal: dict = {"due_on": on + timedelta(days=settings.REPAYMENT_DUE_DAYS)}
    if left:
        proposal |= {"amount": left, "reason": "Der Betrag wurde ausgezahlt, aber nicht nachgewiesen."}
    proof = getattr(allocation, "proof", None)
    if left and proof and proof.recognised is not None:
        proposal["reason"] = (
            f"Nach der Abrechnung ({allocation.financed}) stehen {german.euro(proof.recognised)} der ausgezahlten "
            "Zuwendung zu. Der Rest ist zurückzuzahlen."
        )
    return proposal


def _missing(on: date) -> str:
    """Which legal figures have no value on that day, so that no interest can be claimed."""
    kinds = german.listing(f"„{kind.label}“" for kind in LegalFigure.objects.missing(on))
    return (
        f"Zinsen lassen sich nicht fordern: Am {german.day(on)} gilt kein Rechtswert {kinds}. "
        "Die Verwaltung trägt ihn mit Norm und Quelle ein."
    )


@require_POST
@permission_required("funding.issue_repaymentclaim", raise_exception=True)
def claim_issue(request: HttpRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(RepaymentClaim.objects.visible_to(request.user), pk=pk)
    if refusal := refused(issuing.issue, claim=claim, by=request.user, on=timezone.localdate()):
        return answer_claim(request, pk, refusal.messages)
    messages.success(
        request, "Die Rückforderung ist erlassen. Der Empfänger sieht sie jetzt mit ihrem Bescheid."
    )
    return redirect(claim)


@permission_required("funding.add_repaymentclaim", raise_exception=True)
def claim_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, with the reason."""
    claim = _claim(request, pk)
    return answer_reason(
        request,
        claim.discard,
        claim,
        "Entwurf verwerfen",
        done="Der Entwurf der Rückforderung ist verworfen.",
        then=claim.allocation,
        intro=f"Der Entwurf über {german.euro(claim.amount)} fordert noch nichts. Er verschwindet; dass es ihn gab und "
        "warum er ging, steht bei der Zuweisung.",
    )


@permission_required("funding.issue_repaymentclaim", raise_exception=True)
def claim_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the recipient until a later day; the notice keeps the day it named."""
    claim, extended = _claim(request, pk), _claim(request, pk)
    form = ExtensionForm(request.POST or None, initial={"due_on": claim.due_on})
    return answer_form(
        request,
        form,
        extended.extend,
        claim,
        "Frist verlängern",
        done=f"Die Frist ist verlängert. {claim.allocation.recipient} erfährt es.",
        intro=f"Zu zahlen ist bisher bis zum {german.day(claim.due_on)}. Der Bescheid bleibt, wie er ist. Zinsen "
        "laufen ab dem Tag, der im Bescheid steht, oder ab dem Tag nach der neuen Frist, wenn er keinen nennt.",
    )


def _claim(request: HttpRequest, pk: int) -> RepaymentClaim:
    seen = RepaymentClaim.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related(*PLACES, *PEOPLE), pk=pk)


@permission_required("funding.issue_repaymentclaim", raise_exception=True)
def claim_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back to its author, with the reason."""
    seen = RepaymentClaim.objects.visible_to(request.user).select_related(*PLACES, "drafted_by")
    claim, form = get_object_or_404(seen, pk=pk), ReturnForm(request.POST or None)
    if accepted(form, claim.send_back, by=request.user, on=timezone.localdate()):
        messages.success(request, f"Der Entwurf ist zurückgegeben und liegt wieder bei {claim.drafted_by}.")
        return redirect(claim)
    label = "Entwurf zurückgeben"
    said = "Wer ihn entworfen hat, verwirft ihn und entwirft eine andere Rückforderung."
    return form_page(request, form, claim, label, intro=said, submit_label=label)


@permission_required("funding.change_repaymentclaim", raise_exception=True)
def claim_receive(request: HttpRequest, pk: int) -> HttpResponse:
    on, user = timezone.localdate(), request.user
    claim = get_object_or_404(RepaymentClaim.objects.visible_to(user).select_related(*PLACES), pk=pk)
    rest = claim.outstanding
    owed = rest + claim.interest(on)
    form = ReceiptForm(request.POST or None, initial={"paid_on": on, "received": owed})
    if accepted(form, claim.receive, by=user, on=on):
        messages.success(request, _booked(claim, form.cleaned_data["received"], rest))
        return redirect(claim)
    said = (
        f"Offen sind {german.euro(rest)} von {german.euro(claim.amount)}, mit Zinsen bis heute {german.euro(owed)}. "
        "Ein kleinerer Betrag ist eine Teilzahlung: Der Rest bleibt offen und trägt von ihrem Tag an weniger Zinsen."
    )
    return form_page(request, form, claim, "Eingang buchen", intro=said, submit_label="Eingang buchen")


def _booked(claim: RepaymentClaim, received: Decimal, rest: Decimal) -> str:
    said = f"Der Eingang von {german.euro(received)} ist gebucht."
    if not claim.paid_on:
        return f"{said} Offen bleiben {german.euro(rest - received)}."
    if claim.booked_in_id == claim.allocation.fiscal_year_id:
        return said
    closed = claim.allocation.fiscal_year.year
    return f"{said} Er zählt im Haushaltsjahr {claim.booked_in.year}, weil {closed} abgeschlossen ist."


def answer_claim(request: HttpRequest, pk: int, refusals: Iterable[str] = ()) -> HttpResponse:
    """The claim as it is stored, whatever was just refused."""
    user, on = request.user, timezone.localdate()
    seen = RepaymentClaim.objects.visible_to(user).with_status(on).select_related(*PLACES, *PEOPLE)
    claim = get_object_or_404(seen, pk=pk)
    return record_page(
        request,
        "funding/claim_detail.html",
        claim,
        title=str(claim),
        is_example=claim.allocation.fiscal_year.is_example,
        refusals=refusals,
        claim=claim,
        is_draft=claim.status in DRAFTED_CLAIMS,
        back=claim.returns.filter(mended_on=None).select_related("by").first(),
        is_open=claim.status in (ClaimStatus.OUTSTANDING, ClaimStatus.OVERDUE),
        facts=_facts(user, claim, on),
        transfer=code_on_screen(code) if (code := transfer_of(claim)) else "",
        paper=on_paper(user, claim),
        clock=clock_of(user, claim, on),
        interest_table=interest_table(lines) if (lines := claim.interest_lines(on)) else None,
        unknown_rates=_unknown(lines),
        may_draw_up=user.has_perm("funding.issue_repaymentclaim"),
        first_hand=first_hand(user, CLAIM_ISSUE.permission, [claim.drafted_by_id]),
        ways_back=ways_back(user, claim),
    )


def _unknown(lines: list[rules.RatedDays]) -> str:
    """Which half-years have no base rate, so that nothing is computed for them, and who fills it where."""
    if not (days := sorted({rules.half_year(line.starts_on) for line in lines if line.rate is None})):
        return ""
    named = german.listing(german.day(day) for day in days)
    return (
        f"Für das Halbjahr ab {named} ist kein Basiszinssatz eingetragen; dafür ist noch nichts berechnet. Die "
        "Verwaltung trägt ihn unter „Stammdaten, Rechtswerte“ mit Norm und Quelle ein."
    )


def _facts(user, claim: RepaymentClaim, on: date) -> list[tuple]:
    """What is claimed, on what ground, with which interest; who did what is said to the city and audit."""
    interest = claim.interest(on)
    rate = f"{german.number(claim.interest_rate, 2)} % pro Jahr ab {german.day(claim.interest_starts_on)}"
    if claim.by_base_rate:
        rate += ", danach wie der Basiszinssatz des Halbjahrs"
    until = claim.paid_on or on
    facts = [
        ("Zuweisung", str(claim.allocation), claim.allocation.get_absolute_url()),
        ("Empfänger", claim.allocation.recipient.name),
        ("Betrag", german.euro(claim.amount)),
        ("Fällig am", german.day(claim.due_on)),
        ("Begründung", claim.reason),
        ("Zinssatz", rate if claim.interest_rate else "ohne Zinsen"),
        *([("Rechtsgrundlage", claim.interest_source)] if claim.interest_rate else []),
        (f"Zinsen bis {german.day(until)}", german.euro(interest)),
        ("Zusammen", german.euro(claim.amount + interest)),
        *([("Fällig ohne Verlängerung", first)] if (first := _first_due(claim)) else []),
    ]
    if user.sees_everything:
        facts.append(("Entworfen", german.signed(claim.drafted_on, claim.drafted_by)))
        if claim.issued_on:
            facts.append(("Erlassen", german.signed(claim.issued_on, signature(claim, "issued_by"))))
    elif claim.issued_on:
        facts.append(("Erlassen am", german.day(claim.issued_on)))
    facts += [
        ("Teilzahlung", told_late(f"{part}{_under(part.reference)}", part, part.paid_on))
        for part in claim.parts.all()
    ]
    if claim.parts.all() and not claim.paid_on:
        facts.append(("Noch offen ohne Zinsen", german.euro(claim.outstanding)))
    if claim.paid_on:
        facts.append(("Eingegangen", f"{german.euro(claim.received)} am {german.day(claim.paid_on)}"))
        facts.append(("Buchungszeichen", claim.reference))
        if later := entered_later(claim, claim.paid_on, "paid_on"):
            facts.append(("Nacherfasst", later))
        if user.sees_everything and claim.booked_in_id != claim.allocation.fiscal_year_id:
            counted = f"{claim.booked_in.year}, weil es nach dem Abschluss gebucht ist"
            facts.append(("Zählt im Haushaltsjahr", counted))
        if user.sees_everything:
            facts.append(("Gebucht von", signature(claim, "recorded_by")))
    return facts


def _under(reference: str) -> str:
    return f", Buchungszeichen {reference}" if reference else ""


def _first_due(claim: RepaymentClaim) -> str:
    """The day that the notice named, where it was put off since."""
    extended = WayBack.objects.of(claim).filter(way=Way.EXTENDED).first()
    return extended.before if extended else ""
