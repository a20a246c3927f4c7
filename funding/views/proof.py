"""The proof of use: written by the recipient's people, kept while it is being typed, then reviewed."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funding.duties import PROOF_REVIEW
from funding.forms.proof import AMOUNTS, FIGURES, NARRATIVE, ProofFilter, ProofForm, stored, totals, typed
from funding.forms.repayment import ExtensionForm
from funding.models import Allocation, ProofOfUse, SampleMember, past
from funding.models.calculation import calculation, income, other_funding
from funding.models.proof_guards import OtherFunding
from funding.rules import NOTHING, funded
from funding.statuses import WRITABLE, ProofStatus
from funding.views.columns import DUE, RECIPIENT, YEAR, money, site
from funding.views.receipt_table import covered_table, receipt_table
from funding.views.record import OF_ALLOCATION, record_page
from partners.notified import notified
from partners.ways_back import ways_back
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column, Table, Task
from quartiersarbeit.ground.events import Signatures, entered_later, signature
from quartiersarbeit.ground.forms import accepted, refused
from quartiersarbeit.ground.hands import first_hand, permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.several import Several

TOPICS = {NARRATIVE: "Sachbericht", FIGURES: "Zahlenmäßiger Nachweis"}

may_see = permission_required("funding.view_proofofuse", raise_exception=True)
may_write = permission_required("funding.submit_proofofuse", raise_exception=True)


def proof_of(request: HttpRequest, pk: int) -> ProofOfUse:
    """The proof of the allocation `pk`, as far as one sees it."""
    seen = ProofOfUse.objects.visible_to(request.user).with_status(timezone.localdate())
    seen = seen.select_related(*OF_ALLOCATION, "submitted_by", "accepted_by", "saved_by")
    return get_object_or_404(
        seen.prefetch_related("lines", "incomes", "receipts", "attachments", "returns__by"), allocation=pk
    )


SEVERAL = (
    Several(
        "nachweise-verlaengern",
        "Frist verlängern",
        "Frist verlängert",
        ProofOfUse,
        "funding.review_proofofuse",
        lambda proof: proof.extend,
        "funding:proof_list",
        ("Verwendungsnachweis", "Verwendungsnachweise"),
        (site(ProofOfUse.get_absolute_url), YEAR, RECIPIENT, DUE),
        lambda data, user: ExtensionForm(data),
        OF_ALLOCATION,
    ),
)


@may_see
@require_safe
@kept_page
def proof_list(request: HttpRequest) -> HttpResponse:
    """All proofs one sees: what is to review, what is overdue, whose turn it is."""
    on = timezone.localdate()
    rows = ProofOfUse.objects.visible_to(request.user).with_status(on)
    columns = [
        site(ProofOfUse.get_absolute_url),
        YEAR,
        RECIPIENT,
        DUE,
        Column("submitted_on", "Eingereicht am", sort="submitted_on", kind="date"),
        Column("accepted_on", "Angenommen am", sort="accepted_on", kind="date"),
        STATUS,
    ]
    return answer_list(
        request,
        rows.select_related(*OF_ALLOCATION),
        columns=columns,
        title="Verwendungsnachweise",
        template="funding/money_listing.html",
        search=["allocation__site__name", "allocation__recipient__name", "allocation__recipient__short_name"],
        filterset=ProofFilter,
        acts=SEVERAL,
        order="-due_on",
        empty="Noch kein Verwendungsnachweis. Er entsteht, wenn der erste Bescheid freigegeben wird.",
        context=_list_context(request.user, on),
    )


def _list_context(user, on) -> dict:
    """Where the list lies, and what is missing in it, said to the city."""
    if not user.sees_everything:
        return {"crumbs": crumbs("funding:allocation_list", "Nachweise")}
    missing = Allocation.objects.visible_to(user).without_proof(on).count()
    said = f"{german.count(missing, 'Zuweisung', 'Zuweisungen')} noch ohne Verwendungsnachweis."
    return {"crumbs": crumbs("funding:proof_list"), "intro": said if missing else ""}


@may_see
@require_safe
def proof_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof as it is saved, with its attachments, its returns and what can be done next."""
    return proof_page(request, pk)


def proof_page(request: HttpRequest, pk: int, refusals: Iterable[str] = (), what: str = "") -> HttpResponse:
    """The proof as it is stored, whatever was just refused."""
    proof, user, on = proof_of(request, pk), request.user, timezone.localdate()
    allocation = proof.allocation
    in_hand = proof.status in WRITABLE
    theirs = not proof.paper_on or user.sees_everything  # what is on paper the city enters
    may_write = in_hand and theirs and user.has_perm("funding.submit_proofofuse")
    return record_page(
        request,
        "funding/proof_detail.html",
        proof,
        title=f"Verwendungsnachweis: {allocation.site}, {allocation.fiscal_year.year}",
        is_example=allocation.fiscal_year.is_example,
        refusals=refusals,
        refused_what=what,
        proof=proof,
        allocation=allocation,
        facts=_facts(proof, on),
        statement=_statement(proof),
        incomes=income(proof),
        other_funding=other_funding(proof),
        receipts=list(proof.receipts.all()),
        receipt_table=receipt_table(proof),
        covered=covered_table(proof),
        calculation=calculation(proof, on),
        returns=_returns(proof),
        attachments=_attachments(proof, may_write),
        may_write=may_write,
        tasks=_tasks(proof) if may_write else (),
        in_hand=in_hand,
        may_take_back=proof.status == ProofStatus.SUBMITTED
        and theirs
        and user.has_perm("funding.submit_proofofuse"),
        ways_back=ways_back(user, proof),
        may_review=proof.status == ProofStatus.SUBMITTED and user.has_perm("funding.review_proofofuse"),
        first_hand=first_hand(user, PROOF_REVIEW.permission, [proof.submitted_by_id]),
        just_saved="gespeichert" in request.GET,
        notified=notified(user, proof),
    )


def _tasks(proof: ProofOfUse) -> list[Task]:
    """What is to be done before it is handed in, each with how far it has come."""
    edit = reverse("funding:proof_edit", args=[proof.allocation_id])
    lines, many = list(proof.lines.all()), len(proof.attachments.all())
    spent = german.euro(sum((line.spent for line in lines), NOTHING))
    return [
        Task("Sachbericht", f"{edit}?teil={NARRATIVE}", bool(proof.narrative.strip())),
        Task("Zahlen", f"{edit}?teil={FIGURES}", bool(lines), f"ausgegeben: {spent}" if lines else ""),
        Task(
            "Belege und Fotos",
            f"{reverse('funding:attachment_create', args=[proof.allocation_id])}?weiter=1",
            bool(many),
            german.count(many, "Anlage", "Anlagen") if many else "wenn die Stadt welche braucht",
            optional=True,
        ),
    ]


STATEMENT = (
    Column("category", "Kostenart", "get_category_display"),
    *(money(amount, label) for amount, label in AMOUNTS.items()),
    money("funded", "aus der Zuwendung", value=lambda line: funded(line.spent, line.own_funds)),
)


def _in_sample(member: SampleMember) -> str:
    """Where the proof stood in the lot, so that its recipient can draw again."""
    sample = member.sample
    result = "gezogen" if member.is_drawn else "nicht gezogen; einzureichen ist nichts"
    return (
        f"{result}, Rang {member.rank} am {german.day(sample.drawn_on)}\n"
        f"SHA-256 von „{sample.seed}:{member.number}“: {member.digest}"
    )


def _statement(proof: ProofOfUse) -> Table:
    """The lines and what they sum up to; by a type of financing, what of it is the grant's is calculated."""
    lines = list(proof.lines.all())
    columns = STATEMENT[:-1] if proof.allocation.financing else STATEMENT
    sums = {column.key: sum(column.value_of(line) for line in lines) for column in columns[1:]}
    return Table(columns, lines, "Zahlenmäßiger Nachweis", total={"category": "Summe", **sums})


def _facts(proof: ProofOfUse, on) -> list[tuple]:
    allocation = proof.allocation
    day = proof.accepted_on or on  # an accepted one stands with what was paid then
    facts = [
        ("Zuweisung", str(allocation), allocation.get_absolute_url()),
        ("Empfänger", allocation.recipient.name),
        ("Zweck", allocation.purpose),
        ("Fällig am", german.day(proof.due_on)),
        ("Finanzierungsart", allocation.financed),
        (f"Ausgezahlt (Stand {german.day(day)})", german.euro(proof.paid(day))),
    ]
    if drawn := proof.sample_members.select_related("sample").first():
        facts.append(("Stichprobe", _in_sample(drawn)))
    if proof.recognised is not None:
        facts.append(("Anerkannt", german.euro(proof.recognised)))
    if proof.submitted_on:
        facts.append(("Eingereicht", german.signed(proof.submitted_on, signature(proof, "submitted_by"))))
    elif proof.saved_at:
        facts.append(("Zuletzt gespeichert", f"{german.moment(proof.saved_at)}, {proof.saved_by}"))
    if proof.accepted_on:
        facts.append(("Angenommen", german.signed(proof.accepted_on, signature(proof, "accepted_by"))))
        facts.append(("Prüfvermerk", proof.review_note))
    if proof.paper_on and not proof.submitted_on:
        facts.append(("Auf Papier eingereicht am", german.day(proof.paper_on)))
    if later := past.told(proof) or entered_later(proof, proof.submitted_on):
        facts.append(("Nacherfasst", later))
    return facts


def _returns(proof: ProofOfUse) -> list[tuple]:
    """The returns in order, each with who sent the proof back, with „i. V.“."""
    returns = list(proof.returns.all())
    signed = Signatures(returns)
    return [(back, signed.of(back, "by")) for back in returns]


def _attachments(proof: ProofOfUse, may_remove: bool) -> list[tuple]:
    """Title, checksum, extent, and the addresses to get and – while it may be written – to remove it."""
    found = []
    for one in proof.attachments.all():
        arguments = [proof.allocation_id, one.pk]
        remove = reverse("funding:attachment_delete", args=arguments) if may_remove else ""
        address = reverse("funding:attachment_file", args=arguments)
        found.append((one.title, one.sha256, one.extent(), address, remove))
    return found


@may_write
def proof_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it: narrative and all categories on one page; what is not right yet stays as it was typed."""
    proof = proof_of(request, pk)
    if proof.status not in WRITABLE:
        messages.info(request, "Der Nachweis ist eingereicht. Ändern lässt er sich nur nach einer Rückgabe.")
        return redirect(proof)
    form, topic = ProofForm(request.POST or None, initial=stored(proof)), request.GET.get("teil", "")
    if accepted(form, proof.save_statement, by=request.user, at=timezone.now()):
        messages.success(request, "Gespeichert. Der Nachweis ist noch nicht eingereicht.")
        after = _after(proof, "" if "uebersicht" in request.POST else topic)
        return redirect(f"{after}gespeichert=1")  # tells autosave.js to forget its copy
    if form.has_error("__all__", code="stale_version"):
        return _both_versions(request, pk)
    if topic in TOPICS and not form.wrong_in(topic):
        form.only(topic)
    return _form_page(request, proof, form, topic=topic)


def _after(proof: ProofOfUse, topic: str) -> str:
    """Where „Speichern und weiter“ leads from a topic: the next one, then the documents, then what is handed in."""
    if topic == NARRATIVE:
        return f"{reverse('funding:proof_edit', args=[proof.allocation_id])}?teil={FIGURES}&"
    if topic == FIGURES:
        return f"{reverse('funding:attachment_create', args=[proof.allocation_id])}?weiter=1&"
    return f"{proof.get_absolute_url()}?"


def _form_page(
    request: HttpRequest, proof: ProofOfUse, form: ProofForm, status: int = 200, **more
) -> HttpResponse:
    shown = form.data if form.is_bound else form.initial
    context = {
        "form": form,
        "proof": proof,
        "allocation": proof.allocation,
        "paid": proof.paid(timezone.localdate()),
        "crumbs": crumbs(proof, "Bearbeiten", user=request.user),
        "totals": totals(shown),
        "part": TOPICS.get(more.get("topic", ""), "") if form.carried() else "",
        "just_saved": "gespeichert" in request.GET,
        "autosave_url": reverse("funding:proof_autosave", args=[proof.allocation_id]),
        **more,
    }
    return render(request, "funding/proof_form.html", context, status=status)


def _both_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two tabs or two people: one's own text to go on with, and beside it what was saved meanwhile."""
    proof = proof_of(request, pk)
    theirs = stored(proof)
    data = request.POST.copy()
    data["version"] = str(proof.version)  # who saves now has seen the other version
    form = ProofForm(data, initial=theirs)
    mine = typed(request.POST)
    shown = ProofForm(initial=theirs)
    differing = [
        (shown[name].label, shown[name].value(), text)
        for name, text in mine.items()
        if _as_typed(shown[name].value()) != _as_typed(text)
    ]
    differing = [(label, _as_typed(their), _as_typed(text)) for label, their, text in differing]
    return _form_page(request, proof, form, 409, conflict=True, differing=differing)


def _as_typed(value) -> str:
    """A stored value as its field shows it."""
    if value is None:
        return ""
    value = dict(OtherFunding.choices).get(value, value)
    text = value if isinstance(value, str) else german.number(value, 2)
    return text.replace("\r\n", "\n").strip()


@require_POST
@may_write
def proof_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is being typed (see autosave.js): JSON with time and version, or 409 and who was faster."""
    proof, now = proof_of(request, pk), timezone.now()
    text, known = typed(request.POST), request.POST.get("version", "")
    version = int(known) if known.isascii() and known.isdigit() and len(known) < 9 else -1
    try:
        with transaction.atomic():
            version = proof.save_draft(typed=text, version=version, by=request.user, at=now)
    except ValidationError as refusal:
        context = {"proof": proof_of(request, pk), "reason": refusal.messages[0]}
        return render(request, "funding/_proof_conflict.html", context, status=409)
    saved_at = f"{timezone.localtime(now):%H:%M}"
    return JsonResponse({"version": version, "saved_at": saved_at, "texts": totals(text)})


@require_POST
@may_write
def proof_submit(request: HttpRequest, pk: int) -> HttpResponse:
    proof = proof_of(request, pk)
    if refusal := refused(proof.submit, by=request.user, on=timezone.localdate()):
        return proof_page(request, pk, refusal.messages, "Der Nachweis ist nicht eingereicht")
    messages.success(request, "Der Verwendungsnachweis ist eingereicht. Die Stadt prüft ihn.")
    return redirect(proof)


@require_POST
@permission_required("funding.review_proofofuse", raise_exception=True)
def proof_require(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the proof of an allocation that has none yet."""
    allocation = get_object_or_404(Allocation.objects.visible_to(request.user), pk=pk)
    with transaction.atomic():
        proof = ProofOfUse.objects.require(allocation, on=timezone.localdate())
    messages.success(
        request, f"Der Verwendungsnachweis ist angefordert, fällig am {german.day(proof.due_on)}."
    )
    return redirect(allocation)
