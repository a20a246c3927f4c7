"""Notices (Bescheide): the office's dated texts for them, and each as it was frozen at its approval."""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Q

from funding import claim_paper, giro, notice_paper
from funding.models.allocation import Allocation
from funding.models.calculation import calculation, income, other_funding
from funding.models.decision import Decision
from funding.models.hearing import of as hearing_of
from funding.models.proof import ProofOfUse
from funding.models.repayment import RepaymentClaim
from funding.models.sums import total
from funding.models.versions import VersionQuerySet
from partners.models import Municipality
from quartiersarbeit.ground import german, marking, papers
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import letterhead
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.guards import Guard, kept_while, raising, refusing, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.paper import Paper, QrCode
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus
from quartiersarbeit.ground.transactions import write


class NoticeKind(models.TextChoices):
    """The four notices: three are decisions', one is a repayment claim's."""

    GRANT = "grant", "Zuwendungsbescheid"
    CHANGE = "change", "Änderungsbescheid"
    REVOCATION = "revocation", "Widerrufsbescheid"
    REPAYMENT = notice_paper.CLAIM, claim_paper.TITLE


class NoticePart(models.TextChoices):
    """Where in a notice a text stands, in the order of the paper."""

    INTRODUCTION = "introduction", "Einleitung"
    CONDITIONS = "conditions", "Nebenbestimmungen"
    LEGAL_BASIS = "legal_basis", "Rechtsgrundlage"
    APPEAL = "appeal", "Rechtsbehelfsbelehrung"
    CLOSING = "closing", "Schluss"


def refuse_unknown_tokens(body: str, kind: str = "", *, field: str | None = None) -> None:
    """Name what stands in braces and is no token; a claim's notice knows other ones than a decision's."""
    if unknown := notice_paper.unknown_tokens(body, kind):
        known = german.listing(
            f"{{{name}}}" for name in (notice_paper.tokens_of(kind) if kind else notice_paper.TOKENS)
        )
        where = f" im {NoticeKind(kind).label}" if kind else ""
        refuse(
            "notice_text_tokens_known",
            f"Unbekannter Platzhalter{where}: {german.listing(unknown)}. Bekannt sind {known}.",
            field=field,
        )


class NoticeTextQuerySet(VersionQuerySet):
    SAME = ("kind", "part")

    def write(self, *, kind: str, part: str, body: str, valid_from: date, is_example: bool, on: date):
        """A new version, valid from a day that has not passed; an empty one ends the text.

        Codes: `notice_text_not_backdated`, `notice_text_version_unique`, `notice_text_tokens_known`.
        """
        _refuse_backdated(valid_from, on)
        refuse_unknown_tokens(body, kind, field="body")
        return self.create(kind=kind, part=part, body=body, valid_from=valid_from, is_example=is_example)


def _refuse_backdated(valid_from: date, on: date) -> None:
    if valid_from < on:
        refuse(
            "notice_text_not_backdated",
            "Ein Baustein gilt frühestens ab heute: Was schon gilt, wird nicht nachträglich anders.",
            field="valid_from",
        )


_USED = """EXISTS (SELECT 1 FROM funding_decision d WHERE d.approved_on >= OLD.valid_from
    AND CASE WHEN d.kind IN ('grant', 'revocation') THEN d.kind ELSE 'change' END = OLD.kind)
  OR OLD.kind = 'repayment'
    AND EXISTS (SELECT 1 FROM funding_repaymentclaim c WHERE c.issued_on >= OLD.valid_from)"""


@tracked()
class NoticeText(HasStatus):
    """A part of a kind of notice in the office's words (Baustein), as it is valid from a day.

    Paragraphs are separated by an empty line; tokens in braces stand for the notice's facts.
    """

    kind = models.CharField("Bescheid", max_length=20, choices=NoticeKind)
    part = models.CharField("Teil", max_length=20, choices=NoticePart)
    body = models.TextField("Text", blank=True, validators=[refuse_unknown_tokens])
    valid_from = models.DateField("Gültig ab")
    is_example = models.BooleanField("Beispieltext", default=False)

    objects = NoticeTextQuerySet.as_manager()

    class Meta:
        verbose_name = "Baustein der Bescheide"
        verbose_name_plural = "Bausteine der Bescheide"
        ordering = ["kind", "part", "-valid_from"]
        constraints = [
            UniqueConstraint(
                fields=["kind", "part", "valid_from"],
                name="notice_text_version_unique",
                field="valid_from",
                violation_error_message="Diesen Baustein gibt es für den Tag schon.",
            ),
            CheckConstraint(
                name="notice_text_tokens_known",
                field="body",
                condition=(Q(kind=NoticeKind.REPAYMENT) | ~Q(body__regex=notice_paper.unknown_token("")))
                & (
                    ~Q(kind=NoticeKind.REPAYMENT)
                    | ~Q(body__regex=notice_paper.unknown_token(NoticeKind.REPAYMENT))
                ),
                violation_error_message="In geschweiften Klammern stehen nur bekannte Platzhalter.",
            ),
        ]
        triggers = [
            kept_while(
                "notice_text_used",
                _USED,
                "Nach diesem Baustein ist schon ein Bescheid ergangen. Legen Sie eine neue Fassung an.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_part_display()}, ab {german.day(self.valid_from)}"

    def get_absolute_url(self) -> str:
        return address("funding:notice_text_detail", self.pk)

    def revise(self, *, body: str, valid_from: date, is_example: bool, on: date) -> None:
        """Correct a version by which nothing was decided yet; codes: as `write`, and `notice_text_used`."""
        if valid_from != self.valid_from:
            _refuse_backdated(valid_from, on)
        refuse_unknown_tokens(body, self.kind, field="body")
        write(self, body=body, valid_from=valid_from, is_example=is_example)

    @property
    def is_used(self) -> bool:
        """Whether a notice of this kind was approved since it is valid: then it never changes."""
        if self.kind == NoticeKind.REPAYMENT:
            return RepaymentClaim.objects.filter(issued_on__gte=self.valid_from).exists()
        kinds = [self.kind] if self.kind != NoticeKind.CHANGE else ["increase", "reduction"]
        return Decision.objects.filter(kind__in=kinds, approved_on__gte=self.valid_from).exists()


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the decisions and claims one sees: a partner's own."""
        claims = RepaymentClaim.objects.visible_to(user)
        return self.filter(Q(decision__in=Decision.objects.visible_to(user)) | Q(claim__in=claims))

    @transaction.atomic
    def freeze(self, act: Decision | RepaymentClaim, *, by, on: date) -> "Notice":
        """The notice of a decision or claim, drawn up and frozen if there is none yet; a draft is refused.

        Facts and texts are those of the day of approval or issue, whenever this is done. Codes: `notice_of_approved`,
        `notice_on_paper`.
        """
        if isinstance(act, Decision):
            decision = Decision.objects.select_related(*OF_DECISION).get(pk=act.pk)
            if not decision.approved_on:
                refuse("notice_of_approved", _ONLY_APPROVED)
            if decision.paper_on:
                refuse("notice_on_paper", _ON_PAPER)
            printed = marking.marked(("Bescheid", decision.pk), paper_of(decision, decision.approved_on))
            facts = _frozen(printed, by, on)
            return self.get_or_create(decision=decision, defaults=facts)[0]
        claim = RepaymentClaim.objects.select_related(*OF_CLAIM).get(pk=act.pk)
        if not claim.issued_on:
            refuse("notice_of_approved", _ONLY_ISSUED)
        printed = marking.marked(("Rückforderung", claim.pk), claim_paper_of(claim, claim.issued_on))
        facts = _frozen(printed, by, on)
        return self.get_or_create(claim=claim, defaults=facts)[0]


def _frozen(paper: Paper, by, on: date) -> dict:
    stored = papers.frozen(paper)
    return {
        "paper": stored,
        "sha256": papers.checksum(stored),
        "check_code": paper.check_code,
        "frozen_on": on,
        "frozen_by": by,
    }


_STAYS = "Ein Bescheid ändert sich nach der Freigabe nicht mehr und wird nicht gelöscht."
_ONLY_APPROVED = "Ausgefertigt wird nur ein freigegebener Bescheid."
_ONLY_ISSUED = "Ausgefertigt wird nur eine erlassene Rückforderung."
_ON_PAPER = "Dieser Bescheid ist auf Papier ergangen; das Papier gilt."
_OF_ALLOCATION = ("allocation__fiscal_year", "allocation__site", "allocation__recipient")
OF_DECISION = (*_OF_ALLOCATION, "approved_by", "drafted_by")
OF_CLAIM = (*_OF_ALLOCATION, "issued_by", "drafted_by")


@tracked(exclude=["paper"])
class Notice(models.Model):
    """A decision's paper as it was approved, or a claim's as it was issued: JSON with its SHA-256, never changed.

    PDF and Word file (`NoticeFile`) are drawn from it once, so that later facts (a moved recipient, a new text)
    change nothing.
    """

    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, related_name="notice", verbose_name="Bescheid (Betrag)"
    )
    claim = models.OneToOneField(
        RepaymentClaim,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notice",
        verbose_name="Rückforderung",
    )
    paper = models.TextField("Schriftstück (JSON)")
    sha256 = models.CharField("SHA-256", max_length=64)
    check_code = models.CharField(
        "Prüfcode", max_length=marking.SPELLED, blank=True, default="", db_default="", editable=False
    )
    frozen_on = models.DateField("Ausgefertigt am")
    frozen_by = person("Ausgefertigt von", null=False, blank=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausgefertigter Bescheid"
        verbose_name_plural = "Ausgefertigte Bescheide"
        ordering = ["decision", "claim"]
        indexes = [models.Index(fields=["check_code"], name="notice_check_code")]
        constraints = [
            models.CheckConstraint(
                name="notice_of_one_act",
                condition=Q(decision__isnull=True, claim__isnull=False)
                | Q(decision__isnull=False, claim__isnull=True),
                violation_error_message="Ein Schriftstück gehört zu einem Bescheid oder zu einer Rückforderung.",
            ),
        ]
        triggers = [
            written_once("notice_immutable", _STAYS),
            Guard(
                name="notice_of_approved",
                operation=pgtrigger.Insert,
                func=(
                    "IF NEW.claim_id IS NULL AND NOT EXISTS (SELECT 1 FROM funding_decision d"
                    " WHERE d.id = NEW.decision_id AND d.approved_on <= NEW.frozen_on) THEN "
                    + raising("notice_of_approved", _ONLY_APPROVED)
                    + " END IF; IF NEW.claim_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funding_repaymentclaim c"
                    " WHERE c.id = NEW.claim_id AND c.issued_on <= NEW.frozen_on) THEN "
                    + raising("notice_of_approved", _ONLY_ISSUED)
                    + " END IF; RETURN NEW;"
                ),
            ),
            refusing(
                "notice_on_paper",
                "EXISTS (SELECT FROM funding_decision d WHERE d.id = NEW.decision_id AND d.paper_on IS NOT NULL)",
                _ON_PAPER,
            ),
            refusing(
                "notice_is_its_hash",
                "encode(sha256(convert_to(NEW.paper, 'UTF8')), 'hex') <> NEW.sha256",
                "Die Prüfsumme passt nicht zum Schriftstück.",
            ),
            refusing(
                "notice_is_its_code",
                marking.other_code("paper", "check_code"),
                "Der Prüfcode ist nicht der, der auf dem Schriftstück steht.",
            ),
        ]

    def __str__(self) -> str:
        if self.claim:
            return f"{claim_paper.TITLE}, {self.claim}"
        return f"{self.decision}, Bescheid-Nr. {self.decision.notice_number}"  # type: ignore[union-attr]  # one of both


def paper_of(decision: Decision, on: date) -> Paper:
    """What the decision's notice says: of an approved one as of its approval, of a draft as of `on`."""
    facts = notice_paper.Facts(
        kind=decision.kind,
        amount=decision.amount,
        before=_granted_before(decision),
        reason=decision.reason,
        on=on,
        number=decision.notice_number,
        approved_by=signature(decision, "approved_by"),
        contact=_whom_to_ask(decision),
        heard=_heard(decision),
        financing=decision.allocation.financed,
        **_of_allocation(decision.allocation),
    )
    return notice_paper.paper(facts, _texts(facts.notice_kind, on))


def _texts(kind: str, on: date) -> list[notice_paper.Text]:
    """The office's words for a kind of notice, as they hold on that day."""
    rows = NoticeText.objects.valid(on).filter(kind=kind)
    return [notice_paper.Text(row.part, row.body, row.is_example) for row in rows]


def _of_allocation(allocation: Allocation) -> dict[str, Any]:
    """What every notice says of its allocation, and between whom it passes."""
    year, partner = allocation.fiscal_year, allocation.recipient
    address = (partner.name, partner.street, f"{partner.postcode} {partner.city}".strip())
    return {
        "year": year.year,
        "site": str(allocation.site),
        "purpose": allocation.purpose,
        "recipient": tuple(line for line in address if line),
        "sender": letterhead(),
        "is_example": year.is_example,
    }


def _whom_to_ask(act: Decision | RepaymentClaim) -> str:
    """Who drafted it answers questions about it."""
    return ", ".join(part for part in (str(act.drafted_by), act.drafted_by.email) if part)


def _heard(act: Decision | RepaymentClaim) -> str:
    """How its recipient was heard; nothing where nobody had to be."""
    return str(hearing_of(act) or "")


def _granted_before(decision: Decision):
    """Σ of the allocation's decisions numbered before this one; of a draft: of all approved (euros)."""
    earlier = decision.allocation.decisions.filter(approved_on__isnull=False).exclude(pk=decision.pk)
    if decision.notice_sequence:
        earlier = earlier.filter(Q(notice_sequence__lt=decision.notice_sequence) | Q(paper_on__isnull=False))
    return total(earlier)


def claim_paper_of(claim: RepaymentClaim, on: date) -> Paper:
    """What the claim's notice says: of an issued one as of its issue, of a draft as of `on`."""
    allocation = claim.allocation
    totals = Allocation.objects.with_totals(on).get(pk=allocation.pk)
    facts = claim_paper.Facts(
        amount=claim.amount,
        due_on=claim.due_on,
        paid=totals.paid,
        proven=totals.proven,
        claimed=_claimed_before(claim),
        reason=claim.reason,
        granted_by=allocation.granted_by(),
        on=on,
        rate=claim.interest_rate,
        rate_source=claim.interest_source,
        interest_from=claim.interest_starts_on,
        issued_by=signature(claim, "issued_by"),
        contact=_whom_to_ask(claim),
        heard=_heard(claim),
        by_base_rate=claim.by_base_rate,
        interest_lines=tuple(claim.interest_lines(on)),
        pay_to=citys_account(),
        **_settlement(allocation, on),
        **_of_allocation(allocation),
    )
    return claim_paper.paper(facts, _texts(NoticeKind.REPAYMENT, on))


def _settlement(allocation: Allocation, on: date) -> dict[str, Any]:
    """What the proof accepted by that day comes to, as its page says it."""
    proof = ProofOfUse.objects.filter(allocation=allocation, accepted_on__lte=on).first()
    if proof is None or (found := calculation(proof, on)) is None:
        return {}
    tables = (income(proof), found.lines)
    return {
        "settlement": tuple(table.on_paper() for table in tables if table),
        "follows": found.follows,
        "other_funding": other_funding(proof),
    }


def citys_account() -> giro.Account | None:
    """Where repayments go; None where no account of the city is entered."""
    city = Municipality.objects.first()
    if city is None or not city.has_account:
        return None
    return giro.Account(city.account_holder, city.iban, city.bic)


def transfer_of(claim: RepaymentClaim) -> QrCode | None:
    """The transfer of what is still open of an issued claim, without interest, as a code."""
    account, allocation = citys_account(), claim.allocation
    if account is None or not claim.issued_on or claim.paid_on:
        return None
    words = claim_paper.purpose(allocation.granted_by(), str(allocation.site), allocation.fiscal_year.year)
    return giro.code(account, claim.outstanding, words)


def _claimed_before(claim: RepaymentClaim):
    """Σ of the allocation's claims issued before this one; of a draft: of all issued (euros)."""
    earlier = claim.allocation.repayment_claims.filter(issued_on__isnull=False).exclude(pk=claim.pk)
    if claim.issued_on:
        same_day = Q(issued_on=claim.issued_on, pk__lt=claim.pk)
        earlier = earlier.filter(Q(issued_on__lt=claim.issued_on) | same_day)
    return total(earlier)
