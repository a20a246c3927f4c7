"""The days of a notice: hearing before, service after it, appeal and finality; and since when a ground is known."""

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from funding.forms.clock import AnswerForm, AppealEndForm, AppealForm, GroundForm, HearingForm, ServiceForm
from funding.models import (
    Allocation,
    Decision,
    Hearing,
    LegalPeriod,
    Notice,
    RepaymentClaim,
    RevocationGround,
    Service,
)
from funding.models.allocation import DecisionKind
from funding.models.hearing import act_of, needs_hearing
from funding.models.legal_period import PeriodKind, missing
from funding.statuses import GroundStatus, ServiceStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.events import told_late
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required

# Koordination writes down what happens around a notice; whoever approves only reads it.
MAY = {"decision": "funding.change_decision", "claim": "funding.change_repaymentclaim"}
LIES_HERE = "Dass der Bescheid hier abrufbar ist, gilt nicht als Bekanntgabe."


class Clock(NamedTuple):
    """What the page of a decision or claim says of its days; each part facts and acts (label and address)."""

    hearing: list[tuple]
    hearing_acts: list[tuple[str, str]]
    grounds: list[tuple]
    service: list[tuple]
    service_acts: list[tuple[str, str]]
    notes: list[str]
    shows_hearing: bool
    shows_service: bool


def clock_of(user, act: Decision | RepaymentClaim, on: date) -> Clock:
    """The days of this decision or claim, as this person may see and write them."""
    kind, binds = act_of(act), bool(_bound(act))
    may = user.has_perm(MAY[kind])
    hearing = Hearing.objects.visible_to(user).filter(**{kind: act}).first()
    notice = Notice.objects.visible_to(user).filter(**{kind: act}).defer("paper").first()
    stands = Service.objects.visible_to(user).standing_of(notice, on) if notice else None
    needed = needs_hearing(act) and (not binds or hearing is not None) and user.sees_everything
    grounds, notes = _grounds(user, act, on)
    return Clock(
        _heard(hearing),
        _hearing_acts(act, hearing) if may and not binds else [],
        grounds,
        _served(user, stands),
        _service_acts(notice, stands) if notice and user.has_perm(MAY["decision"]) else [],
        notes,
        needed,
        notice is not None,
    )


def _bound(act: Decision | RepaymentClaim) -> date | None:
    return act.approved_on if isinstance(act, Decision) else act.issued_on


def _heard(hearing: Hearing | None) -> list[tuple]:
    if hearing is None:
        return []
    if hearing.held_on is None:
        return [("Keine Anhörung, weil", hearing.waived_reason)]
    asked = hearing.answer_due_on and german.day(hearing.answer_due_on)
    return [
        ("Angehört", f"am {german.day(hearing.held_on)} {hearing.get_way_display()}"),
        ("Äußerung erbeten bis", asked or "ohne Frist"),
        (
            "Äußerung",
            f"{german.day(hearing.answered_on)}: {hearing.answer}" if hearing.answered_on else "keine",
        ),
        ("Eingetragen", german.signed(hearing.recorded_on, hearing.recorded_by)),
    ]


def _hearing_acts(act: Any, hearing: Hearing | None) -> list[tuple[str, str]]:
    kind = act_of(act)
    label = "Anhörung eintragen" if hearing is None else "Anhörung ändern"
    acts = [(label, reverse(f"funding:{kind}_hearing", args=[act.pk]))]
    if hearing and hearing.held_on and not hearing.answered_on:
        acts.append(("Äußerung eintragen", reverse(f"funding:{kind}_hearing_answer", args=[act.pk])))
    return acts


def _grounds(user, act: Any, on: date) -> tuple[list[tuple], list[str]]:
    """Since when the grounds of a revocation are known, and until when it may be approved."""
    if getattr(act, "kind", "") != DecisionKind.REVOCATION or not user.sees_everything:
        return [], []
    day = act.approved_on or on
    rows = RevocationGround.objects.visible_to(user).filter(allocation_id=act.allocation_id)
    rows = rows.filter(decision=act) if act.approved_on else rows.open(on)
    if not (known := list(rows)):
        return [], [] if act.approved_on else [
            "Seit wann der Grund bekannt ist, fehlt; das steht bei der Zuweisung."
        ]
    row = LegalPeriod.objects.visible_to(user).of(PeriodKind.REVOCATION, day)
    facts: list[tuple] = [("Bekannt seit", f"{german.day(one.known_on)}: {one.what}") for one in known]
    if row is None:
        return facts, [missing(PeriodKind.REVOCATION, day)]
    until = row.ends_on(known[0].known_on)
    return [*facts, ("Widerruf möglich bis", german.day(until)), ("Nach", row.rests_on)], []


def _on(stands: Service, fact: str) -> str:
    """A day, and when it was entered where that was later."""
    day = getattr(stands, fact)
    return told_late(german.day(day), stands, day, fact)


def _served(user, stands: Service | None) -> list[tuple]:
    if stands is None:
        return []
    facts = [
        ("Stand", stands.status),
        ("Weg", f"{stands.get_way_display()} am {german.day(stands.sent_on)}"),
        ("Gilt als bekannt gegeben am", german.day(stands.known_on)),
        ("Nach", stands.rule.rests_on),
        ("Rechtsbehelf möglich bis", german.day(stands.appeal_until)),
        ("Frist nach", stands.appeal_rule.rests_on),
    ]
    if stands.appealed_on:
        facts.append(("Rechtsbehelf eingegangen am", _on(stands, "appealed_on")))
        facts.append(("Rechtsbehelf erledigt am", stands.appeal_ended_on and _on(stands, "appeal_ended_on")))
    elif stands.status != ServiceStatus.FINAL:
        facts.append(("Bestandskräftig", f"ab dem {german.day(stands.final_from)}, wenn keiner eingeht"))
    else:
        facts.append(("Bestandskräftig seit", german.day(stands.final_from)))
    if user.sees_everything:
        facts.append(("Eingetragen", german.signed(stands.recorded_on, stands.recorded_by)))
    return facts


def _service_acts(notice: Notice, stands: Service | None) -> list[tuple[str, str]]:
    if stands is None:
        return [("Bekanntgabe eintragen", reverse("funding:service_record", args=[notice.pk]))]
    acts = [("service_withdraw", "Bekanntgabe zurücknehmen")]
    if stands.appealed_on is None and stands.status != ServiceStatus.FINAL:
        acts.insert(0, ("service_appeal", "Rechtsbehelf eintragen"))
    elif stands.appealed_on and stands.appeal_ended_on is None:
        acts.insert(0, ("service_appeal_end", "Rechtsbehelf ist erledigt"))
    return [(label, reverse(f"funding:{name}", args=[stands.pk])) for name, label in acts]


# --- Hearings ----------------------------------------------------------------------------------------


@permission_required(MAY["decision"], raise_exception=True)
def decision_hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the recipient of a drafted decision was heard, or why not."""
    return _hearing(request, get_object_or_404(Decision.objects.visible_to(request.user), pk=pk))


@permission_required(MAY["claim"], raise_exception=True)
def claim_hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of a drafted claim."""
    return _hearing(request, get_object_or_404(RepaymentClaim.objects.visible_to(request.user), pk=pk))


def _hearing(request: HttpRequest, act: Decision | RepaymentClaim) -> HttpResponse:
    known = Hearing.objects.visible_to(request.user).filter(**{act_of(act): act}).first()
    form = HearingForm(request.POST or None, facts=known)
    return answer_form(
        request,
        form,
        Hearing.objects.record,
        act,
        "Anhörung eintragen",
        done="Die Anhörung ist eingetragen.",
        given={"about": act, "by": request.user, "on": timezone.localdate()},
        submit_label="Speichern",
        intro="Der Bescheid wird erst verbindlich, wenn hier die Anhörung steht oder der Grund, warum es keine gibt.",
    )


@permission_required(MAY["decision"], raise_exception=True)
def decision_hearing_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the recipient of a drafted decision said."""
    seen = Decision.objects.visible_to(request.user)
    return _answer(request, get_object_or_404(seen, pk=pk, hearing__isnull=False))


@permission_required(MAY["claim"], raise_exception=True)
def claim_hearing_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of a drafted claim."""
    seen = RepaymentClaim.objects.visible_to(request.user)
    return _answer(request, get_object_or_404(seen, pk=pk, hearing__isnull=False))


def _answer(request: HttpRequest, act: Decision | RepaymentClaim) -> HttpResponse:
    form = AnswerForm(request.POST or None, facts=act.hearing)
    done = "Die Äußerung ist eingetragen."
    return answer_form(request, form, act.hearing.note_answer, act, "Äußerung eintragen", done=done)


# --- Services ----------------------------------------------------------------------------------------


def _notice(request: HttpRequest, **key: Any) -> Notice:
    rows = Notice.objects.visible_to(request.user).defer("paper").select_related("decision", "claim")
    return get_object_or_404(rows, **key)


@permission_required(MAY["decision"], raise_exception=True)
def service_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep by which way and when a notice went out."""
    notice = _notice(request, pk=pk)
    return answer_form(
        request,
        ServiceForm(request.POST or None),
        Service.objects.record,
        notice.decision or notice.claim,  # type: ignore[arg-type]  # it is of one of them
        "Bekanntgabe eintragen",
        done=_told,
        given={"notice": notice, "by": request.user, "on": timezone.localdate()},
        intro=f"{LIES_HERE} Wann er als bekannt gegeben gilt und bis wann ein Rechtsbehelf möglich ist, rechnet die "
        "Anwendung nach den eingetragenen Rechtsfristen.",
    )


def _told(service: Service) -> str:
    known, until = german.day(service.known_on), german.day(service.appeal_until)
    return f"Der Bescheid gilt am {known} als bekannt gegeben; ein Rechtsbehelf ist bis zum {until} möglich."


def _service(request: HttpRequest, pk: int) -> tuple[Service, Any]:
    """A service that this person may go on with, and the decision or claim on whose page it stands."""
    rows = Service.objects.visible_to(request.user).select_related("appeal_rule")
    service = get_object_or_404(rows, pk=pk)
    notice = _notice(request, pk=service.notice_id)
    return service, notice.decision or notice.claim


@permission_required(MAY["decision"], raise_exception=True)
def service_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that an appeal came in."""
    service, act = _service(request, pk)
    form, done = AppealForm(request.POST or None), "Der Rechtsbehelf ist eingetragen."
    return answer_form(request, form, service.note_appeal, act, "Rechtsbehelf eintragen", done=done)


@permission_required(MAY["decision"], raise_exception=True)
def service_appeal_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that the appeal has ended and the notice stands."""
    service, act = _service(request, pk)
    form, done = AppealEndForm(request.POST or None), "Der Rechtsbehelf ist erledigt."
    return answer_form(request, form, service.end_appeal, act, "Rechtsbehelf ist erledigt", done=done)


@permission_required(MAY["decision"], raise_exception=True)
def service_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was entered wrong, or did not arrive."""
    service, act = _service(request, pk)
    return answer_reason(
        request,
        service.withdraw,
        act,
        "Bekanntgabe zurücknehmen",
        done="Die Bekanntgabe ist zurückgenommen. Sie kann neu eingetragen werden.",
        intro=f"{service}: Sie zählt dann nicht mehr, und der Bescheid gilt als nicht bekannt gegeben.",
    )


# --- Grounds for revocation --------------------------------------------------------------------------


@permission_required("funding.add_decision", raise_exception=True)
def ground_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a ground for revocation and since when it is known."""
    allocation = get_object_or_404(Allocation.objects.visible_to(request.user), pk=pk)
    return answer_form(
        request,
        GroundForm(request.POST or None),
        RevocationGround.objects.record,
        allocation,
        "Widerrufsgrund eintragen",
        done="Der Widerrufsgrund ist eingetragen.",
        given={"allocation": allocation, "by": request.user, "on": timezone.localdate()},
        intro="Mit der Kenntnis beginnt die Frist, in der ein Widerruf freigegeben werden kann.",
    )


@permission_required("funding.add_decision", raise_exception=True)
def ground_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why there is no revocation on this ground."""
    rows = RevocationGround.objects.visible_to(request.user).select_related("allocation")
    ground = get_object_or_404(rows, pk=pk)
    return answer_reason(
        request,
        ground.drop,
        ground.allocation,
        "Auf Widerruf verzichten",
        done="Der Verzicht ist eingetragen.",
        intro=f"{ground}: {ground.what}",
    )


def _came_of_it(one: RevocationGround) -> str:
    if one.decision:
        return f"Bescheid-Nr. {one.decision.notice_number}"
    return f"{german.day(one.dropped_on)}: {one.drop_reason}" if one.dropped_on else ""


def grounds_of(user, allocation: Allocation, on: date) -> dict[str, Any]:
    """What the allocation's page says of its grounds: a table, their rule, and who may write."""
    rows = list(
        RevocationGround.objects.visible_to(user)
        .with_status(on)
        .filter(allocation=allocation)
        .select_related("decision")
    )
    may = user.has_perm("funding.add_decision")
    rule = LegalPeriod.objects.visible_to(user).of(PeriodKind.REVOCATION, on)
    until = Column(
        "limit", "Widerruf möglich bis", lambda one: rule.ends_on(one.known_on) if rule else None, kind="date"
    )
    drop = Column("drop", "Nächster Schritt", lambda one: _may_drop(one, may), link=_drop_at(may))
    shown = (*GROUNDS, until, drop) if may else (*GROUNDS, until)
    said = f"Nach {rule.rests_on}." if rule else missing(PeriodKind.REVOCATION, on)
    return {"grounds": Table(shown, rows, "Widerrufsgründe"), "ground_rule": said}


GROUNDS = (
    Column("known_on", "Bekannt seit", kind="date"),
    Column("what", "Grund"),
    STATUS,
    Column("came_of_it", "Womit", _came_of_it),
)


def _may_drop(one: RevocationGround, may: bool) -> str:
    return "Auf Widerruf verzichten" if may and one.status == GroundStatus.OPEN else ""


def _drop_at(may: bool):
    def at(one: RevocationGround) -> str | None:
        return reverse("funding:ground_drop", args=[one.pk]) if _may_drop(one, may) else None

    return at
