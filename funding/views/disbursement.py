"""The pages of disbursements: every step signed by its person, taken back with a reason, never edited."""

from collections.abc import Callable, Iterable
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding.duties import INSTALMENT_CERTIFY, INSTALMENT_RELEASE
from funding.forms.disbursement import DisbursementFilter, PaymentForm, ReasonForm, ReversalForm
from funding.models import Disbursement, Reversal, past
from funding.payment_sheet import grouped
from funding.statuses import UNPAID, DisbursementStatus
from funding.views.columns import AMOUNT, DISBURSEMENT, DUE, PAID, RECIPIENT, REFERENCE, YEAR
from funding.views.record import OF_ALLOCATION, record_page
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.events import Signatures, entered_later, signature, told_late
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import first_hand, permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list, several

PAGE = (
    *OF_ALLOCATION,
    "reversal__by",
    "payment_return__by",
    "payment_return__settled_by",
    "dropped_by",
    "drafted_by",
    "certified_by",
    "released_by",
    "paid_by",
)
COLUMNS = (DISBURSEMENT, YEAR, RECIPIENT, AMOUNT, DUE, STATUS, PAID, REFERENCE)


SEVERAL = (  # what is done with several at once, on the page of tasks
    ("Mehrere zeichnen", INSTALMENT_CERTIFY.code, "funding.certify_disbursement"),
    ("Mehrere freigeben", INSTALMENT_RELEASE.code, "funding.release_disbursement"),
)


@permission_required("funding.view_disbursement", raise_exception=True)
@require_safe
@kept_page
def disbursement_list(request: HttpRequest) -> HttpResponse:
    """All disbursements, from the plan to the reversal."""
    rows = Disbursement.objects.visible_to(request.user).with_status(timezone.localdate())
    return answer_list(
        request,
        rows.select_related(*OF_ALLOCATION),
        columns=COLUMNS,
        title="Auszahlungen",
        template="funding/disbursement_list.html",
        search=("allocation__site__name", "allocation__recipient__name", "reference"),
        filterset=DisbursementFilter,
        order="-due_on",
        empty="Noch keine Rate vorgesehen. Raten werden auf der Seite einer Zuweisung geplant.",
        context={"several": several(request.user, *SEVERAL)},
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
    return _button(request, pk, Disbursement.certify, "Sachlich und rechnerisch richtig gezeichnet: {}.")


@transaction.non_atomic_requests
@require_POST
@permission_required("funding.release_disbursement", raise_exception=True)
def disbursement_release(request: HttpRequest, pk: int) -> HttpResponse:
    done = "Freigegeben: {}. Jetzt kann gezahlt werden."
    if Disbursement.objects.visible_to(request.user).filter(pk=pk, paper_on__isnull=False).exists():
        done = "Bestätigt: {}. Die Zahlung ist nacherfasst."
    return _button(request, pk, Disbursement.release, done, seen=request.POST.get("gesehen", ""))


def _button(request: HttpRequest, pk: int, verb: Callable, done: str, **seen: str) -> HttpResponse:
    """A step that needs no form; a refusal is said on the disbursement's page, and nothing is stored."""
    disbursement = get_object_or_404(Disbursement.objects.visible_to(request.user), pk=pk)
    bound = getattr(disbursement, verb.__name__)
    if refusal := refused(bound, by=request.user, on=timezone.localdate(), **seen):
        return _page(request, pk, refusal.messages)
    messages.success(request, done.format(disbursement))
    return redirect(disbursement)


@transaction.non_atomic_requests
@permission_required("funding.pay_disbursement", raise_exception=True)
def disbursement_pay(request: HttpRequest, pk: int) -> HttpResponse:
    disbursement = _disbursement(request, pk)
    day = disbursement.allocation.fiscal_year.within(timezone.localdate())
    form = PaymentForm(request.POST or None, initial={"paid_on": day})
    warnings = [ACCOUNT_CHANGED] if disbursement.account_changed() else []
    return _act(
        request,
        disbursement,
        form,
        disbursement.pay,
        "Zahlung erfassen",
        "Die Zahlung ist erfasst.",
        warnings=warnings,
    )


@transaction.non_atomic_requests
@permission_required("funding.add_reversal", raise_exception=True)
def disbursement_reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a payment back; its money can be planned again."""
    disbursement = _disbursement(request, pk)
    form = ReversalForm(request.POST or None, initial={"reversed_on": timezone.localdate()})
    done = "Die Zahlung ist storniert. Der Betrag kann neu als Rate geplant werden."
    verb = partial(Reversal.objects.record, disbursement=disbursement)
    return _act(request, disbursement, form, verb, "Zahlung stornieren", done, danger=True)


@transaction.non_atomic_requests
@permission_required("funding.pay_disbursement", raise_exception=True)  # the two roles that sign
def disbursement_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last signature back, with its reason."""
    disbursement = _disbursement(request, pk)
    released = disbursement.status == DisbursementStatus.RELEASED
    label = "Freigabe zurücknehmen" if released else "Feststellung zurücknehmen"
    done = "Die Unterschrift ist zurückgenommen. Grund und Person stehen bei den Schritten."
    return _act(request, disbursement, ReasonForm(request.POST or None), disbursement.withdraw, label, done)


@transaction.non_atomic_requests
@permission_required("funding.add_disbursement", raise_exception=True)
def disbursement_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a planned instalment off: its money can be planned anew, or taken back."""
    disbursement = _disbursement(request, pk)
    done = "Die Rate ist gestrichen. Ihr Betrag kann neu geplant, gemindert oder widerrufen werden."
    form = ReasonForm(request.POST or None)
    return _act(request, disbursement, form, disbursement.drop, "Rate streichen", done, danger=True)


def _disbursement(request: HttpRequest, pk: int) -> Disbursement:
    seen = Disbursement.objects.visible_to(request.user).with_status(timezone.localdate())
    return get_object_or_404(seen.select_related(*PAGE), pk=pk)


def _act(
    request: HttpRequest, disbursement: Disbursement, form, verb: Callable, label: str, done: str, **context
) -> HttpResponse:
    """A step with a form of its own; its refusal stands at the field or on top, the input is kept."""
    if accepted(form, verb, by=request.user, on=timezone.localdate()):
        messages.success(request, done)
        return redirect(disbursement)
    said = f"{disbursement.allocation}: {disbursement}, {disbursement.allocation.recipient.name}."
    return form_page(request, form, disbursement, label, intro=said, submit_label=label, **context)


ACCOUNT_CHANGED = (
    "Name oder IBAN des Kooperationspartners sind inzwischen andere als bei der Freigabe. Gezahlt wird auf das "
    "freigegebene Konto. Stimmt es nicht mehr, nehmen Sie die Freigabe zurück."
)


def _page(request: HttpRequest, pk: int, refusals: Iterable[str] = ()) -> HttpResponse:
    """The disbursement as it is stored, whatever was just refused."""
    disbursement = _disbursement(request, pk)
    item = disbursement.payment_items.listed().select_related("run__fiscal_year").first()
    return record_page(
        request,
        "funding/disbursement_detail.html",
        disbursement,
        title=f"{disbursement}, {disbursement.allocation}",
        is_example=disbursement.allocation.fiscal_year.is_example,
        refusals=refusals,
        disbursement=disbursement,
        facts=_facts(disbursement, item),
        steps=Table(STEPS, _steps(disbursement), "Schritte der Auszahlung"),
        withdrawals=_withdrawals(disbursement),
        account_changed=disbursement.status in UNPAID and disbursement.account_changed() and ACCOUNT_CHANGED,
        next=_next(request.user, disbursement, item),
    )


def _facts(disbursement: Disbursement, item) -> list[tuple]:
    """What is paid to whom; the account is the one released, or the one known today."""
    allocation, recipient = disbursement.allocation, disbursement.allocation.recipient
    iban = disbursement.recipient_iban or recipient.iban
    later = past.told(disbursement) or entered_later(disbursement, disbursement.paid_on)
    if disbursement.paper_on and not disbursement.entered_on:
        later = "wartet auf Bestätigung"
    return [
        ("Zuweisung", str(allocation), allocation.get_absolute_url()),
        ("Empfänger", disbursement.recipient_name or recipient.name, recipient.get_absolute_url()),
        (
            "IBAN",
            f"{grouped(iban)}{'' if disbursement.released_on else ' (wird mit der Freigabe festgehalten)'}",
        )
        if iban and not disbursement.paper_on
        else ("IBAN", ""),
        ("Kontoinhaber", disbursement.holder),
        ("Betrag", german.euro(disbursement.amount)),
        ("Fällig am", german.day(disbursement.due_on)),
        ("Zahlungsliste", str(item.run), item.run.get_absolute_url()) if item else ("Zahlungsliste", ""),
        ("Buchungszeichen", disbursement.reference),
        *([("Laut Akte gezahlt am", german.day(disbursement.paper_on))] if disbursement.paper_on else []),
        *([("Nacherfasst", later)] if later else []),
    ]


STEPS = (
    Column("step", "Schritt"),
    Column("on", "Am", kind="date"),
    Column("by", "Von"),
    Column("note", "Bemerkung"),
)
SIGNED = {"certification": "certified_by", "release": "released_by"}  # by the step that was signed


def _withdrawals(disbursement: Disbursement) -> Table:
    """The signatures that were taken back: who had given each, and who took it back, with „i. V.“."""
    rows = list(disbursement.withdrawals.select_related("signed_by", "by"))
    given, taken = Signatures([disbursement] if rows else []), Signatures(rows)
    columns = (
        Column("step", "Unterschrift", value="get_step_display"),
        Column("signed_on", "Unterschrieben am", kind="date"),
        Column("signed_by", "Von", lambda row: given.given(disbursement.pk, SIGNED[row.step], row.signed_by)),
        Column("on", "Zurückgenommen am", kind="date"),
        Column("by", "Durch", lambda row: taken.of(row, "by")),
        Column("reason", "Grund"),
    )
    return Table(columns, rows, "Zurückgenommene Unterschriften")


def _steps(disbursement: Disbursement) -> list[dict]:
    """The way of a disbursement, step by step; a step not yet taken has no day."""
    back, signed = getattr(disbursement, "reversal", None), Signatures([disbursement])

    def row(label: str, step: str, note: str = "") -> tuple:
        return label, getattr(disbursement, f"{step}_on"), signed.of(disbursement, f"{step}_by"), note

    rows = [
        row("Vorgesehen", "drafted"),
        row("Sachlich und rechnerisch richtig", "certified"),
        row("Freigegeben", "released"),
        row("Ausgezahlt", "paid", disbursement.reference),
    ]
    if disbursement.entered_on:  # who signed then stands in the files
        entered, confirmed = (signed.of(disbursement, f"{step}_by") for step in ("certified", "released"))
        told = f"eingetragen von {entered}, bestätigt von {confirmed}"
        paid = ("Ausgezahlt", disbursement.paid_on, "", disbursement.reference)
        rows = [paid, ("Nacherfasst", disbursement.entered_on, confirmed, told)]
    if disbursement.dropped_on:
        rows.append(row("Gestrichen", "dropped", disbursement.drop_reason))
    if returned := getattr(disbursement, "payment_return", None):
        rows.append(
            (
                "Zurückgekommen",
                returned.on,
                signature(returned, "by"),
                told_late(returned.reason, returned, returned.on),
            )
        )
        if returned.settled_on:
            said = f"{returned.settlement} Vereinnahmt: {returned.booked_in}."
            rows.append(("Rücklauf geklärt", returned.settled_on, signature(returned, "settled_by"), said))
    if back:
        rows.append(("Storniert", back.on, signature(back, "by"), told_late(back.reason, back, back.on)))
    return [dict(zip(("step", "on", "by", "note"), row, strict=True)) for row in rows]


def _next(user, disbursement: Disbursement, item) -> dict:
    """What this person may do now, or whose turn it is; one primary button at most."""
    first = (disbursement.drafted_by_id, disbursement.certified_by_id)
    may, own = user.has_perm, first_hand(user, INSTALMENT_RELEASE.permission, first)
    if ended := _ended(user, disbursement):
        return ended
    signed = disbursement.status in (DisbursementStatus.CERTIFIED, DisbursementStatus.RELEASED)
    found: dict = {"withdraw": may("funding.pay_disbursement") and signed and not item}
    if disbursement.status == DisbursementStatus.RELEASED:
        said = "Die Rate ist freigegeben und kann gezahlt werden."
        if not item:
            said = "Die Rate ist freigegeben. Sie steht noch auf keiner Zahlungsliste für die Stadtkasse."
        lists = not item and may("funding.view_paymentrun")
        return found | {"said": said, "pay": may("funding.pay_disbursement"), "lists": lists}
    if disbursement.status == DisbursementStatus.PLANNED:
        said = "Als Nächstes zeichnet die Koordination die Rate als sachlich und rechnerisch richtig."
        if (certify := may("funding.certify_disbursement")) and user.pk in first:
            said = "Zeichnen dürfen Sie, obwohl Sie die Rate vorgesehen haben; freigeben muss sie eine andere Person."
        return found | {"said": said, "certify": certify, "drop": may("funding.add_disbursement")}
    if disbursement.paper_on:
        return found | _to_confirm(user, disbursement, own)
    if own:
        said = (
            f"Vier-Augen-Prinzip: {own} diese Rate vorgesehen oder festgestellt. Freigeben muss sie eine "
            "andere Person."
        )
        return found | {"said": said}
    said = "Als Nächstes gibt eine Person sie frei, die sie weder vorgesehen noch festgestellt hat."
    return found | {"said": said, "release": may("funding.release_disbursement")}


def _returnable(user, disbursement: Disbursement, *, closed: bool) -> dict:
    """What may be done about money the bank sent back; while the year is open, the payment is reversed."""
    if not disbursement.paid_on or hasattr(disbursement, "reversal"):
        return {}
    back = getattr(disbursement, "payment_return", None)
    if back is None:
        return {"return": user.has_perm("funding.pay_disbursement")}
    if back.settled_on:
        return {}
    who = first_hand(user, "funding.add_reversal", [disbursement.paid_by_id])
    said = "Das Geld ist zurückgekommen. " + (
        "Sagen Sie, was damit geschieht; es zählt im nächsten offenen Haushaltsjahr."
        if closed
        else "Stornieren Sie die Zahlung; dann kann der Betrag neu geplant werden."
    )
    if who:
        said = f"Das Geld ist zurückgekommen. Vier-Augen-Prinzip: {who} die Zahlung erfasst. Klären muss es eine "
        said += "andere Person."
    return {"came_back": said, "settle": closed and not who and user.has_perm("funding.add_reversal")}


def _ended(user, disbursement: Disbursement) -> dict:
    """What is said of one that goes no further; nothing of one that does."""
    if disbursement.allocation.fiscal_year.is_closed(timezone.localdate()):
        return {"said": "Das Haushaltsjahr ist abgeschlossen."} | _returnable(user, disbursement, closed=True)
    if disbursement.status == DisbursementStatus.DROPPED:
        return {"said": "Die Rate ist gestrichen. Ihr Betrag kann neu geplant werden."}
    if disbursement.status == DisbursementStatus.REVERSED:
        return {"said": "Die Zahlung ist storniert. Ihr Betrag kann neu als Rate geplant werden."}
    if disbursement.status == DisbursementStatus.PAID:
        return _reversible(user, disbursement) | _returnable(user, disbursement, closed=False)
    return {}


def _to_confirm(user, disbursement: Disbursement, own: str) -> dict:
    """A payment of before that somebody entered: another person compares it with the files."""
    if own:
        return {
            "said": f"Vier-Augen-Prinzip: {own} diese Zahlung eingetragen. Bestätigen muss sie eine andere Person."
        }
    said = "Als Nächstes bestätigt eine zweite Person anhand der Akte, dass an diesem Tag gezahlt wurde."
    may = user.has_perm("funding.release_disbursement")
    return {"said": said, "release": may, "paper": german.day(disbursement.paper_on)}


def _reversible(user, disbursement: Disbursement) -> dict:
    """A payment is taken back by somebody else than who recorded it."""
    said = "Diese Rate ist ausgezahlt."
    who = first_hand(user, "funding.add_reversal", [disbursement.paid_by_id])
    if not (may := user.has_perm("funding.add_reversal")) or not who:
        return {"said": said, "reverse": may}
    return {
        "said": f"{said} Vier-Augen-Prinzip: {who} die Zahlung erfasst. Stornieren muss sie eine andere Person."
    }
