"""The pages of payment lists: drawn up once, given out with a number, paid or cancelled as a whole."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding import payment_order, payment_sheet
from funding.forms.disbursement import PaymentForm, ReasonForm
from funding.forms.payment_run import PaymentRunFilter
from funding.models import Disbursement, FiscalYear, PaymentItem, PaymentRun
from funding.models.payment_run import NO_DEBTOR, ExportKind
from funding.models.posting import POSTING
from funding.statuses import PaymentRunStatus
from funding.views.columns import money
from funding.views.record import record_page
from partners.models import Municipality
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.bank import is_name
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.downloads import disposition
from quartiersarbeit.ground.events import Signatures, signature
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.transactions import stored

may_view = permission_required("funding.view_paymentrun", raise_exception=True)
TYPES = {
    ExportKind.XLSX: spreadsheet.FORMATS["xlsx"],
    ExportKind.PDF: "application/pdf",
    ExportKind.XML: "application/xml",
}

RUNS = (
    Column(
        "run", "Zahlungsliste", str, sort=("fiscal_year__year", "number"), link=PaymentRun.get_absolute_url
    ),
    Column("created_on", "Erstellt am", kind="date", sort="created_on"),
    Column("created_by", "Erstellt von"),
    Column("item_count", "Zahlungen", kind="number", sort="item_count"),
    money("total", "Summe"),
    STATUS,
)


@may_view
@require_safe
@kept_page
def payment_run_list(request: HttpRequest) -> HttpResponse:
    """All payment lists; above them what is released and stands on none."""
    on = timezone.localdate()
    runs = PaymentRun.objects.visible_to(request.user).with_status(on)
    waiting = [
        (year, Disbursement.objects.awaiting_list(year, on).count())
        for year in FiscalYear.objects.visible_to(request.user).unclosed(on).order_by("year")
    ]
    runs = runs.select_related("fiscal_year", "created_by")
    signed = Signatures(runs)
    made_by = Column("created_by", "Erstellt von", lambda run: signed.of(run, "created_by"))
    return answer_list(
        request,
        runs,
        columns=[made_by if column.key == "created_by" else column for column in RUNS],
        title="Zahlungslisten",
        template="funding/payment_run_list.html",
        filterset=PaymentRunFilter,
        order="-run",
        empty="Noch keine Zahlungsliste. Sie entsteht aus freigegebenen Raten.",
        context={
            "crumbs": crumbs("funding:payment_run_list"),
            "ready": [
                (year.year, count, _lacking(request.user, year, on)) for year, count in waiting if count
            ],
            "account": _account(),
            "may_create": request.user.has_perm("funding.add_paymentrun"),
        },
    )


LACKING = (
    Column(
        "payment",
        "Rate",
        lambda item: f"{item.disbursement.allocation.site}, {item.disbursement.number}. Rate",
        link=lambda item: item.disbursement.get_absolute_url(),
    ),
    Column("recipient_name", "Empfänger"),
    Column("lacking", "Es fehlt", lambda item: german.listing(item.lacking())),
)


def _lacking(user, year: FiscalYear, on: date) -> Table | None:
    """What is said before the list is made: who cannot be paid by file, or whose payment cannot be booked."""
    rows = PaymentRun.objects.lacking(year, on)
    mended = Column(
        "where",
        "Einzutragen",
        lambda item: "Kontierung" if is_name(item.holder) else WITHOUT_HOLDER,
        link=lambda item: _mended_at(user, item),
    )
    columns = (*LACKING, mended)
    return Table(columns, rows, f"Was für die Zahlungsliste {year.year} fehlt") if rows else None


WITHOUT_HOLDER = "Kontoinhaber beim Kooperationspartner; vorher die Freigabe zurücknehmen"


def _mended_at(user, item: PaymentItem) -> str | None:
    """Where this person puts right what a row lacks first: what the whole year lacks, of the year."""
    allocation = item.disbursement.allocation
    if not is_name(item.holder):
        return allocation.recipient.get_absolute_url()
    year = allocation.fiscal_year
    if not any(getattr(year, name) for name in POSTING) and user.has_perm("funding.change_fiscalyear"):
        return reverse("funding:fiscal_year_posting", args=[year.year])
    if user.has_perm("funding.change_allocation"):
        return reverse("funding:allocation_posting", args=[allocation.pk])
    return None


def _account() -> str:
    """What to say where the city's own account is not entered."""
    city = Municipality.objects.first()
    return "" if city is not None and city.has_account else NO_DEBTOR


@transaction.non_atomic_requests
@require_POST
@permission_required("funding.add_paymentrun", raise_exception=True)
def payment_run_create(request: HttpRequest, year: int) -> HttpResponse:
    """Put all that is released in a year on a new list."""
    fiscal_year = get_object_or_404(FiscalYear.objects.visible_to(request.user), year=year)
    given = {"fiscal_year": fiscal_year, "by": request.user, "on": timezone.localdate()}
    if refusal := refused(PaymentRun.objects.draw_up, **given):
        for text in refusal.messages:
            messages.error(request, text)
        return redirect("funding:payment_run_list")
    run = PaymentRun.objects.filter(fiscal_year=fiscal_year).latest("number")
    messages.success(request, f"{run} ist erstellt. Geben Sie sie jetzt der Stadtkasse.")
    return redirect(run)


@may_view
@require_safe
def payment_run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its rows, its control sums, and who was given it."""
    run = _run(request, pk)
    user = request.user
    to_pay = run.status in (PaymentRunStatus.OPEN, PaymentRunStatus.PARTLY_PAID)
    items = _items(run)
    return record_page(
        request,
        "funding/payment_run_detail.html",
        run,
        title=str(run),
        is_example=run.fiscal_year.is_example,
        run=run,
        facts=_facts(run),
        items=Table(ITEMS, items, f"Zahlungen der {run}"),
        exports=Table(EXPORTS, run.exports.select_related("by").defer("content"), "Ausgaben"),
        account=_account() if not run.ordered_on else "",
        may_read=user.has_perm("funding.pay_disbursement") and run.status != PaymentRunStatus.CANCELLED,
        given_out=user.has_perm("funding.add_paymentrun") and run.status != PaymentRunStatus.CANCELLED,
        may_pay=user.has_perm("funding.pay_disbursement") and to_pay,
        may_cancel=user.has_perm("funding.change_paymentrun") and run.status == PaymentRunStatus.OPEN,
    )


ITEMS = (
    *payment_sheet.READ,
    Column("paid_on", "Ausgezahlt am", value="disbursement.paid_on", kind="date"),
)
EXPORTS = (
    Column("export", "Ausgabe", str),
    Column("on", "Am", kind="date"),
    Column("by", "An"),
)


def _facts(run: PaymentRun) -> list[tuple]:
    return [
        ("Erstellt", german.signed(run.created_on, signature(run, "created_by"))),
        ("Anzahl der Zahlungen", run.item_count),
        ("Summe", german.euro(run.total)),
        ("Prüfsumme (SHA-256)", payment_sheet.grouped(run.checksum)),
        ("Kennung der Zahlungsdatei", run.message_name),
        *_ordered(run),
        *payment_sheet.cancelled(run),
    ]


def _ordered(run: PaymentRun) -> list[tuple]:
    """From which account it is paid, once its payment file is made."""
    if not run.ordered_on:
        return []
    account = f"{run.debtor_name}, {payment_sheet.grouped(run.debtor_iban)}"
    made = german.signed(run.ordered_on, signature(run, "ordered_by"))
    return [("Zahlungsdatei", made), ("Konto der Stadt", account)]


@transaction.non_atomic_requests
@may_view
@require_http_methods(["GET", "HEAD", "POST"])
def payment_run_sheet(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The list as workbook or paper: POST gives out a numbered copy, GET one to look at."""
    run = _run(request, pk)
    copy, on_paper = payment_sheet.Copy(0, timezone.localdate(), str(request.user)), kind == ExportKind.PDF
    if request.method == "POST":
        if not request.user.has_perm("funding.add_paymentrun"):
            raise PermissionDenied
        drawn = {"draw": payment_sheet.draw} if on_paper else {}
        given = stored(run.export, kind=kind, by=request.user, on=timezone.localdate(), **drawn)
        if on_paper:
            return _handed(run, kind, bytes(given.content), given.number)
        copy = payment_sheet.Copy(given.number, given.on, str(given.by))
    draw = payment_sheet.printed if on_paper else payment_sheet.workbook
    return _handed(run, kind, draw(run, list(_items(run)), copy), copy.number)


@transaction.non_atomic_requests
@require_POST
@permission_required("funding.add_paymentrun", raise_exception=True)
def payment_run_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the list out as a payment file; what it lacks is said on its page. There is no copy only to look at."""
    run = _run(request, pk)
    given = {"kind": ExportKind.XML, "by": request.user, "on": timezone.localdate()}
    if refusal := refused(run.export, **given):
        for text in refusal.messages:
            messages.error(request, text)
        return redirect(run)
    run = _run(request, pk)  # with the city's account
    copy = run.exports.filter(kind=ExportKind.XML).latest("number")
    return _handed(run, ExportKind.XML, payment_order.xml(run, _items(run)), copy.number)


def _handed(run: PaymentRun, kind: str, content: bytes, number: int) -> HttpResponse:
    """The file, named after the list and the copy."""
    response = HttpResponse(content, content_type=TYPES[ExportKind(kind)])
    name = f"zahlungsliste-{run.fiscal_year.year}-{run.number}"
    name += f"-ausgabe-{number}.{kind}" if number else f"-ansicht.{kind}"
    response["Content-Disposition"] = disposition(name)
    response["Cache-Control"] = "private, no-store"
    return response


@transaction.non_atomic_requests
@permission_required("funding.pay_disbursement", raise_exception=True)
def payment_run_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the treasury paid the whole list."""
    run = _run(request, pk)
    form = PaymentForm(
        request.POST or None, initial={"paid_on": run.fiscal_year.within(timezone.localdate())}
    )
    return _act(
        request, run, form, run.pay, "Ganze Liste als ausgezahlt erfassen", "Die Zahlungen sind erfasst."
    )


@transaction.non_atomic_requests
@permission_required("funding.change_paymentrun", raise_exception=True)
def payment_run_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list back before anything of it is paid."""
    run = _run(request, pk)
    done = "Die Zahlungsliste ist storniert. Ihre Raten können auf eine neue."
    form = ReasonForm(request.POST or None)
    return _act(request, run, form, run.cancel, "Zahlungsliste stornieren", done, danger=True)


def _act(
    request: HttpRequest, run: PaymentRun, form, verb: Callable, label: str, done: str, **context
) -> HttpResponse:
    if accepted(form, verb, by=request.user, on=timezone.localdate()):
        messages.success(request, done)
        return redirect(run)
    said = f"{run}: {german.count(run.item_count, 'Zahlung', 'Zahlungen')}, {german.euro(run.total)}."
    return form_page(request, form, run, label, intro=said, submit_label=label, **context)


def _run(request: HttpRequest, pk: int) -> PaymentRun:
    seen = PaymentRun.objects.visible_to(request.user).with_status(timezone.localdate())
    return get_object_or_404(
        seen.select_related("fiscal_year", "created_by", "cancelled_by", "ordered_by"), pk=pk
    )


def _items(run: PaymentRun):
    return PaymentItem.objects.filter(run=run).in_order()
