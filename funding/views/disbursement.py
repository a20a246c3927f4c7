"""The pages of payments: every step signed by its person, taken back with a reason, never edited."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding.duties import INSTALMENT_RELEASE
from funding.forms.disbursement import DisbursementFilter, PaymentForm, ReasonForm, ReversalForm
from funding.models import Disbursement
from funding.payment_sheet import grouped
from funding.statuses import UNPAID, DisbursementStatus, FiscalYearStatus
from funding.views.columns import AMOUNT, DUE, PAID, RECIPIENT, REFERENCE, YEAR
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE, STATUS, Column, Table
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import first_hand, permission_required
from quartiersarbeit.ground.listing import answer_list

PAGE = (
    *("allocation__fiscal_year", "allocation__site", "allocation__recipient", "reversal__by"),
    *("drafted_by", "certified_by", "released_by", "paid_by"),
)
COLUMNS = (
    Column(
        "payment",
        "Auszahlung",
        value=lambda payment: f"{payment.allocation.site}, {payment.number}. Rate",
        sort=("allocation__site__name", "number"),
        link=Disbursement.get_absolute_url,
    ),
    YEAR,
    RECIPIENT,
    AMOUNT,
    DUE,
    STATUS,
    PAID,
    REFERENCE,
)


@permission_required("funding.view_disbursement", raise_exception=True)
@require_safe
def disbursement_list(request: HttpRequest) -> HttpResponse:
    """All payments, from the plan to the reversal."""
    rows = Disbursement.objects.visible_to(request.user).with_status(timezone.localdate())
    return answer_list(
        request,
        rows.select_related("allocation__fiscal_year", "allocation__site", "allocation__recipient"),
        columns=COLUMNS,
        title="Auszahlungen",
        template="funding/disbursement_list.html",
        search=("allocation__site__name", "allocation__recipient__name", "reference"),
        filterset=DisbursementFilter,
        order="-due_on",
        empty="Noch keine Rate vorgesehen. Raten werden auf der Seite einer Zuweisung geplant.",
    )


@permission_required("funding.view_disbursement", raise_exception=True)
@require_safe
def disbursement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One instalment: its steps with day and person, and what comes next."""
    return _page(request, pk)


@transaction.non_atomic_requests
@require_POST
@permission_required("funding.certify_disbursement", raise_exception=True)
def disbursement_certify(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign as „sachlich und rechnerisch richtig“."""
    return _button(request, pk, Disbursement.certify, "Sachlich und rechnerisch richtig gezeichnet: {}.")


@transaction.non_atomic_requests
@require_POST
@permission_required("funding.release_disbursement", raise_exception=True)
def disbursement_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be paid."""
    done = "Freigegeben: {}. Jetzt kann gezahlt werden."
    return _button(request, pk, Disbursement.release, done, seen=request.POST.get("gesehen", ""))


def _button(request: HttpRequest, pk: int, verb: Callable, done: str, **seen: str) -> HttpResponse:
    """A step that needs no form; a refusal is said on the payment's page, and nothing is stored."""
    payment = get_object_or_404(Disbursement.objects.visible_to(request.user), pk=pk)
    bound = getattr(payment, verb.__name__)
    if refusal := refused(bound, by=request.user, on=timezone.localdate(), **seen):
        return _page(request, pk, refusal.messages)
    messages.success(request, done.format(payment))
    return redirect(payment)


@transaction.non_atomic_requests
@permission_required("funding.pay_disbursement", raise_exception=True)
def disbursement_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the money went out."""
    payment = _payment(request, pk)
    day = payment.allocation.fiscal_year.within(timezone.localdate())
    form = PaymentForm(request.POST or None, initial={"paid_on": day})
    warnings = [ACCOUNT_CHANGED] if payment.account_changed() else []
    return _act(
        request, payment, form, payment.pay, "Zahlung erfassen", "Die Zahlung ist erfasst.", warnings=warnings
    )


@transaction.non_atomic_requests
@permission_required("funding.add_reversal", raise_exception=True)
def disbursement_reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a payment back; its money can be planned again."""
    payment = _payment(request, pk)
    form = ReversalForm(request.POST or None, initial={"reversed_on": timezone.localdate()})
    done = "Die Zahlung ist storniert. Der Betrag kann neu als Rate geplant werden."
    return _act(request, payment, form, payment.reverse, "Zahlung stornieren", done, danger=True)


@transaction.non_atomic_requests
@permission_required("funding.view_disbursement", raise_exception=True)
@permission_required(
    ("funding.pay_disbursement",), raise_exception=True
)  # the two roles that sign; Revision only looks
def disbursement_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last signature back, with its reason."""
    payment = _payment(request, pk)
    released = payment.status == DisbursementStatus.RELEASED
    label = "Freigabe zurücknehmen" if released else "Feststellung zurücknehmen"
    done = "Die Unterschrift ist zurückgenommen. Grund und Person stehen bei den Schritten."
    return _act(request, payment, ReasonForm(request.POST or None), payment.withdraw, label, done)


def _payment(request: HttpRequest, pk: int) -> Disbursement:
    seen = Disbursement.objects.visible_to(request.user).with_status(timezone.localdate())
    return get_object_or_404(seen.select_related(*PAGE), pk=pk)


def _act(
    request: HttpRequest, payment: Disbursement, form, verb: Callable, label: str, done: str, **context
) -> HttpResponse:
    """A step with a form of its own; its refusal stands at the field or on top, the input is kept."""
    if accepted(form, verb, by=request.user, on=timezone.localdate()):
        messages.success(request, done)
        return redirect(payment)
    said = f"{payment.allocation}: {payment}, {payment.allocation.recipient.name}."
    return form_page(request, form, payment, label, intro=said, submit_label=label, **context)


ACCOUNT_CHANGED = (
    "Name oder IBAN des Kooperationspartners sind inzwischen andere als bei der Freigabe. Gezahlt wird auf das "
    "freigegebene Konto. Stimmt es nicht mehr, nehmen Sie die Freigabe zurück."
)


def _page(request: HttpRequest, pk: int, refusals: Iterable[str] = ()) -> HttpResponse:
    """The payment as it is stored, whatever was just refused."""
    payment = _payment(request, pk)
    withdrawals = payment.withdrawals.select_related("signed_by", "by")
    item = payment.payment_items.listed().select_related("run__fiscal_year").first()
    return render(
        request,
        "funding/disbursement_detail.html",
        {
            "payment": payment,
            "state": payment.status,
            "badge": EXAMPLE if payment.allocation.fiscal_year.is_example else None,
            "crumbs": crumbs(payment),
            "facts": _facts(payment, item),
            "steps": Table(STEPS, _steps(payment), "Schritte der Auszahlung"),
            "withdrawals": Table(WITHDRAWALS, withdrawals, "Zurückgenommene Unterschriften"),
            "account_changed": payment.status in UNPAID and payment.account_changed() and ACCOUNT_CHANGED,
            "refusals": refusals,
            "next": _next(request.user, payment, item),
        },
        status=422 if refusals else 200,
    )


def _facts(payment: Disbursement, item) -> list[tuple]:
    """What is paid to whom; the account is the one released, or the one known today."""
    allocation, recipient = payment.allocation, payment.allocation.recipient
    iban = payment.recipient_iban or recipient.iban
    return [
        ("Zuweisung", str(allocation), allocation.get_absolute_url()),
        ("Empfänger", payment.recipient_name or recipient.name, recipient.get_absolute_url()),
        ("IBAN", f"{grouped(iban)}{'' if payment.released_on else ' (wird mit der Freigabe festgehalten)'}")
        if iban
        else ("IBAN", ""),
        ("Betrag", german.euro(payment.amount)),
        ("Fällig am", german.day(payment.due_on)),
        ("Zahlungsliste", str(item.run), item.run.get_absolute_url()) if item else ("Zahlungsliste", ""),
        ("Buchungszeichen", payment.reference),
    ]


STEPS = (
    Column("step", "Schritt"),
    Column("on", "Am", kind="date"),
    Column("by", "Von"),
    Column("note", "Bemerkung"),
)
WITHDRAWALS = (
    Column("step", "Unterschrift", value="get_step_display"),
    Column("signed_on", "Unterschrieben am", kind="date"),
    Column("signed_by", "Von"),
    Column("on", "Zurückgenommen am", kind="date"),
    Column("by", "Durch"),
    Column("reason", "Grund"),
)


def _steps(payment: Disbursement) -> list[dict]:
    """The way of a payment, step by step; a step not yet taken has no day."""
    back = getattr(payment, "reversal", None)
    rows = [
        ("Vorgesehen", payment.drafted_on, payment.drafted_by, ""),
        ("Sachlich und rechnerisch richtig", payment.certified_on, payment.certified_by, ""),
        ("Freigegeben", payment.released_on, signature(payment, "released_by"), ""),
        ("Ausgezahlt", payment.paid_on, payment.paid_by, payment.reference),
    ]
    if back:
        rows.append(("Storniert", back.on, back.by, back.reason))
    return [dict(zip(("step", "on", "by", "note"), row, strict=True)) for row in rows]


def _next(user, payment: Disbursement, item) -> dict:
    """What this person may do now, or whose turn it is; one primary button at most."""
    first = (payment.drafted_by_id, payment.certified_by_id)
    may, own = user.has_perm, first_hand(user, INSTALMENT_RELEASE.permission, first)
    if payment.allocation.fiscal_year.status_on(timezone.localdate()) == FiscalYearStatus.CLOSED:
        return {"said": "Das Haushaltsjahr ist abgeschlossen."}
    if payment.status == DisbursementStatus.REVERSED:
        return {"said": "Die Zahlung ist storniert. Ihr Betrag kann neu als Rate geplant werden."}
    if payment.status == DisbursementStatus.PAID:
        return _reversible(user, payment)
    signed = payment.status in (DisbursementStatus.CERTIFIED, DisbursementStatus.RELEASED)
    found: dict = {"withdraw": may("funding.pay_disbursement") and signed and not item}
    if payment.status == DisbursementStatus.RELEASED:
        said = "Die Rate ist freigegeben und kann gezahlt werden."
        if not item:
            said = "Die Rate ist freigegeben. Sie steht noch auf keiner Zahlungsliste für die Stadtkasse."
        lists = not item and may("funding.view_paymentrun")
        return found | {"said": said, "pay": may("funding.pay_disbursement"), "lists": lists}
    if payment.status == DisbursementStatus.PLANNED:
        said = "Als Nächstes zeichnet die Koordination die Rate als sachlich und rechnerisch richtig."
        if (certify := may("funding.certify_disbursement")) and user.pk in first:
            said = "Zeichnen dürfen Sie, obwohl Sie die Rate vorgesehen haben; freigeben muss sie eine andere Person."
        return found | {"said": said, "certify": certify}
    if own:
        said = (
            f"Vier-Augen-Prinzip: {own} diese Rate vorgesehen oder festgestellt. Freigeben muss sie eine "
            "andere Person."
        )
        return found | {"said": said}
    said = "Als Nächstes gibt eine Person sie frei, die sie weder vorgesehen noch festgestellt hat."
    return found | {"said": said, "release": may("funding.release_disbursement")}


def _reversible(user, payment: Disbursement) -> dict:
    """A payment is taken back by somebody else than who recorded it."""
    said = "Diese Rate ist ausgezahlt."
    who = first_hand(user, "funding.add_reversal", [payment.paid_by_id])
    if not (may := user.has_perm("funding.add_reversal")) or not who:
        return {"said": said, "reverse": may}
    return {
        "said": f"{said} Vier-Augen-Prinzip: {who} die Zahlung erfasst. Stornieren muss sie eine andere Person."
    }
