"""The pages of allocations: what a site's recipient gets, from the plan to the proof of use."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding.forms.allocation import AllocationForm, FinancingForm
from funding.forms.entering import EnteredAllocationForm
from funding.models import Allocation, Decision, Disbursement, FiscalYear, ProofOfUse, RepaymentClaim, past
from funding.models.financing import ASSUMED, FOLLOWS
from funding.models.posting import posted
from funding.views.clock import grounds_of
from funding.views.columns import (
    AMOUNT,
    APPROVED,
    DECISION,
    DRAFTED,
    DRAFTED_BY,
    DUE,
    NOTICE_NUMBER,
    PAID,
    REFERENCE,
    SUMS,
)
from funding.views.fiscal_year import Card, chosen_day, closed_says, warn_of_excess, without_account
from partners.models import Partner
from partners.notified import notified
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE, STATUS, Column, Table
from quartiersarbeit.ground.events import Signatures
from quartiersarbeit.ground.forms import accepted, answer_form, form_page, left_out
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.sorting import german_key
from sites.models import Site


@permission_required("funding.add_allocation", raise_exception=True)
def allocation_create(request: HttpRequest, year: int) -> HttpResponse:
    """Plan money for a site: an allocation with its first, not yet approved grant."""
    return _new_allocation(request, year, AllocationForm, "Zuweisung planen", "sind für {year} geplant")


@permission_required("funding.add_allocation", raise_exception=True)
def allocation_enter(request: HttpRequest, year: int) -> HttpResponse:
    """Enter an allocation with its first notice, which was given on paper before."""
    return _new_allocation(
        request, year, EnteredAllocationForm, "Zuweisung nacherfassen", "sind für {year} eingetragen", BEFORE
    )


BEFORE = (
    "Für Bescheide, die auf Papier ergangen sind. Sie zählen mit ihrem Tag, sobald eine zweite Person sie anhand der "
    "Akte bestätigt hat. Ein neuer Bescheid entsteht nicht, und der Partner bekommt keine Nachricht. "
)


def _new_allocation(
    request: HttpRequest, year: int, kind: type[AllocationForm], label: str, done: str, before: str = ""
) -> HttpResponse:
    """An allocation with its first notice; who approves or confirms it comes after."""
    on = timezone.localdate()
    years = FiscalYear.objects.visible_to(request.user).with_totals(on)
    fiscal_year = get_object_or_404(years, year=year)
    partners = Partner.objects.visible_to(request.user)
    taking_part = partners.active(fiscal_year.within(on)).values("pk")
    # Also who has left by now, after a part of the year: the plan for all sites offers the same.
    in_the_year = Q(pk__in=taking_part) | Q(pk__in=fiscal_year.roles().values("partner"))
    form = kind(
        request.POST or None,
        sites=_coverable(request.user, fiscal_year),
        recipients={
            "rows": partners.filter(in_the_year),
            "said": left_out((one, str(one.status)) for one in partners.exclude(in_the_year).with_status(on)),
        },
    )
    if accepted(form, fiscal_year.allocate, by=request.user, on=on):
        amount = german.euro(form.cleaned_data["amount"])
        messages.success(
            request,
            f"{form.result.site}: {amount} {done.format(year=year)}. Der Bescheid wartet auf Freigabe.",
        )
        warn_of_excess(request, fiscal_year, on)
        for said in warnings_of(form.result):
            messages.warning(request, said)
        return redirect(fiscal_year)
    what, act = label.split()
    return form_page(
        request,
        form,
        fiscal_year,
        f"{what} für {year} {act}",
        here=label,
        intro=before
        + f"Von {german.euro(fiscal_year.available)} sind {german.euro(fiscal_year.committed)} gebunden und "
        f"{german.euro(fiscal_year.planned)} geplant. Frei sind {german.euro(fiscal_year.free)}.",
        warnings=closed_says(fiscal_year, "Neue Zuweisungen nimmt nur ein offenes Jahr auf."),
        submit_label=label,
    )


def _coverable(user, year: FiscalYear) -> dict:
    """The sites that can get money of the year; the others at work in it have no seat."""
    seen, covered = Site.objects.visible_to(user), year.covered_sites().values("pk")
    others = seen.exclude(pk__in=covered).exclude(closed_on__lt=year.first_day)
    said = left_out((site, f"{year.year} ohne Platz") for site in others)
    return {
        "rows": seen.filter(pk__in=covered).order_by(german_key("name"), "pk"),
        "said": said,
        "known": seen,
    }


@permission_required("funding.change_allocation", raise_exception=True)
def allocation_finance(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it is financed, before its notice is approved."""
    seen = Allocation.objects.visible_to(request.user).select_related("fiscal_year", "site")
    allocation = get_object_or_404(seen, pk=pk)
    initial = {"financing": allocation.financing, "share": allocation.share}
    follows = " ".join(f"{kind.label}: {text}" for kind, text in FOLLOWS.items())
    return answer_form(
        request,
        FinancingForm(request.POST or None, initial=initial),
        allocation.finance,
        allocation,
        "Finanzierungsart festlegen",
        done="Die Finanzierungsart ist festgelegt.",
        intro=f"{follows} {ASSUMED}",
        submit_label="Speichern",
    )


def _finance_url(user, allocation: Allocation) -> str:
    """Where the type of financing is set, while neither notice nor proof rests on it."""
    if not user.has_perm("funding.change_allocation"):
        return ""
    if allocation.financing_kept_by():
        return ""
    return reverse("funding:allocation_finance", args=[allocation.pk])


@permission_required("funding.view_allocation", raise_exception=True)
@require_safe
@kept_page
def allocation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a site's recipient gets in a year: decisions, disbursements and their proof."""
    on, user = chosen_day(request), request.user
    seen = Allocation.objects.visible_to(user).select_related("fiscal_year", "site", "recipient")
    allocation = get_object_or_404(seen.with_totals(on), pk=pk)
    disbursements = Disbursement.objects.visible_to(user).filter(allocation=allocation)
    claims = RepaymentClaim.objects.visible_to(user).filter(allocation=allocation)
    proof = ProofOfUse.objects.visible_to(user).with_status(on).filter(allocation=allocation).first()
    year_open = not allocation.fiscal_year.is_closed(timezone.localdate())
    return render(
        request,
        "funding/allocation_detail.html",
        {
            "allocation": allocation,
            "notified": notified(user, allocation),
            "crumbs": crumbs(allocation, user=user),
            "badge": EXAMPLE if allocation.fiscal_year.is_example else None,
            "on": on,
            "warnings": warnings_of(allocation) if year_open and user.sees_everything else (),
            "cards": _cards(user, allocation),
            "facts": _facts(user, allocation),
            "decisions": _decisions(user, allocation, on),
            "disbursements": _disbursements(user, disbursements.with_status(on)),
            "proof_facts": _proof_facts(proof) if proof else (),
            "proof": proof,
            "may_require": not proof and user.has_perm("funding.review_proofofuse"),
            "claims": Table(CLAIMS, claims.with_status(on), "Rückforderungen"),
            "create": _create(user, allocation) if year_open else None,
            "posting_url": _posting_url(user, allocation) if year_open else "",
            "plan_url": _plan_url(user, allocation) if year_open else "",
            **grounds_of(user, allocation, on),
            "finance_url": _finance_url(user, allocation),
            "entering": _entering(user, allocation, proof, year_open),
        },
    )


def warnings_of(allocation: Allocation) -> list[str]:
    """What whoever plans money here should know: no account to pay to, or a role for a part of the year only."""
    year, recipient = allocation.fiscal_year, allocation.recipient
    said = without_account(recipient)
    spans = year.role_spans(allocation.site, recipient)
    if spans and spans != [(year.first_day, year.last_day)]:
        when = german.listing(f"vom {german.day(begin)} bis {german.day(end)}" for begin, end in spans)
        said.append(f"{recipient} hat {year.year} nur {when} eine Rolle am Standort {allocation.site}.")
    return said


def _create(user, allocation: Allocation) -> tuple[str, str] | None:
    """The button for those who may draft, while the year is open."""
    if not user.has_perm("funding.add_decision"):
        return None
    return ("Bescheid entwerfen", reverse("funding:decision_create", args=[allocation.pk]))


def _entering(user, allocation: Allocation, proof, year_open: bool) -> list[tuple[str, str]]:
    """What can be entered that was on paper before: in a closed year no money any more, but its proof."""
    acts = (
        ("Bescheid nacherfassen", "decision_enter", "funding.add_decision", year_open),
        (
            "Zahlung nacherfassen",
            "payment_enter",
            "funding.certify_disbursement",
            year_open and allocation.plannable() > 0,
        ),
        (
            "Nachweis nacherfassen",
            "proof_enter",
            "funding.change_proofofuse",
            allocation.committed > 0 and (not proof or not (proof.paper_on or proof.submitted_on)),
        ),
    )
    found = [(label, name) for label, name, may, now in acts if now and user.has_perm(may)]
    seen = user.sees_everything
    return [(label, reverse(f"funding:{name}", args=[allocation.pk])) for label, name in found if seen]


def _plan_url(user, allocation: Allocation) -> str:
    """Where those who may plan instalments do so, while the year is open and money is bound."""
    if not user.has_perm("funding.add_disbursement"):
        return ""
    return reverse("funding:instalments_plan", args=[allocation.pk]) if allocation.plannable() > 0 else ""


def _posting_url(user, allocation: Allocation) -> str:
    """Where those who keep allocations say under which accounts this one is booked."""
    if not user.has_perm("funding.change_allocation"):
        return ""
    return reverse("funding:allocation_posting", args=[allocation.pk])


def _cards(user, allocation: Allocation) -> list[Card]:
    """The figures of an allocation; what is only planned is the city's own business."""
    where = {"paid": ("#auszahlungen", "Auszahlungen"), "proven": ("#nachweis", "Verwendungsnachweis")}
    return [
        Card(
            column.label,
            german.euro(column.value_of(allocation)),
            *where.get(column.key, ("#bescheide", "Bescheide")),
        )
        for column in SUMS
        if column.key != "planned" or user.sees_everything
    ]


def _facts(user, allocation: Allocation) -> list[tuple]:
    """Who gets the money, for what; links only where they lead somewhere."""
    year, site = allocation.fiscal_year, allocation.site
    sees_site = Site.objects.visible_to(user).filter(pk=site.pk).exists()
    return [
        ("Haushaltsjahr", year.year, year.get_absolute_url() if user.sees_everything else ""),
        ("Standort", str(site), site.get_absolute_url() if sees_site else ""),
        ("Empfänger", allocation.recipient.name, allocation.recipient.get_absolute_url()),
        ("Zweck", allocation.purpose),
        ("Finanzierungsart", allocation.financed),
        *(posted(allocation.posted_to().items()) if user.sees_everything else ()),
    ]


def _paper_of(decision: Decision) -> str:
    if decision.entered_on:
        return f"auf Papier, nacherfasst {past.told(decision)}"
    return f"PDF zu {decision.notice_number}" if hasattr(decision, "notice") else ""


def _paper_at(decision: Decision) -> str | None:
    return reverse("funding:notice_pdf", args=[decision.pk]) if hasattr(decision, "notice") else None


PAPER = Column("paper", "Schriftstück", _paper_of, link=_paper_at)
ENTERED = Column("entered_on", "Nacherfasst am", kind="date")
DECISIONS = (DECISION, AMOUNT, NOTICE_NUMBER, DRAFTED, DRAFTED_BY, APPROVED)
NOTICES = (*DECISIONS[:3], Column("approved_on", "Bescheid vom", kind="date"), PAPER)


def _decisions(user, allocation: Allocation, on: date) -> Table:
    """An allocation's decisions: with all hands for the city, as notices for the recipient."""
    rows = Decision.objects.visible_to(user).filter(allocation=allocation)
    rows = rows.with_status(on).select_related("notice").defer("notice__paper")
    if not user.sees_everything:
        return Table(NOTICES, rows.order_by("approved_on", "pk"), "Bescheide")
    found = list(rows.select_related("drafted_by", "approved_by"))
    signed = Signatures(found)
    approved_by = Column("approved_by", "Freigegeben von", lambda row: signed.of(row, "approved_by"))
    return Table((*DECISIONS, approved_by, STATUS, PAPER), found, "Bescheide")


def _disbursements(user, rows) -> Table:
    """Its instalments; the recipient sees no pages of them."""
    columns = INSTALMENTS if user.has_perm("funding.view_disbursement") else OWN_INSTALMENTS
    found = list(rows)
    entered = (ENTERED,) if any(row.entered_on for row in found) else ()
    return Table((*columns, *entered), found, "Auszahlungen")


NUMBER = Column("number", "Rate", lambda one: f"{one.number}. Rate", link=Disbursement.get_absolute_url)
INSTALMENTS = (NUMBER, AMOUNT, DUE, STATUS, PAID, REFERENCE)
OWN_INSTALMENTS = (replace(NUMBER, link=None), *INSTALMENTS[1:])
CLAIMS = (
    Column("due_on", "Fällig am", kind="date", link=RepaymentClaim.get_absolute_url),
    AMOUNT,
    Column("paid_on", "Eingegangen am", kind="date"),
    STATUS,
)


def _proof_facts(proof: ProofOfUse) -> list[tuple]:
    """How far the proof of use has come, with its days and the reasons of every return."""
    return [
        ("Stand", proof.status),
        ("Fällig am", german.day(proof.due_on)),
        ("Eingereicht am", proof.submitted_on and german.day(proof.submitted_on)),
        *((f"Zurückgegeben am {german.day(back.on)}", back.reasons) for back in proof.returns.all()),
        ("Angenommen am", proof.accepted_on and german.day(proof.accepted_on)),
        *([("Nacherfasst", entered)] if (entered := past.told(proof)) else []),
    ]
