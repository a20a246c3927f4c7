"""Notices (Bescheide): the office's dated texts for them, and each as it was frozen at its approval."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from funding import notice_paper
from funding.models.allocation import Decision
from funding.rules import NOTHING
from quartiersarbeit import german
from quartiersarbeit.guards import Guard, raising
from quartiersarbeit.history import tracked
from quartiersarbeit.paper import Paper


class NoticeKind(models.TextChoices):
    """The three notices."""

    GRANT = "grant", "Zuwendungsbescheid"
    CHANGE = "change", "Änderungsbescheid"
    REVOCATION = "revocation", "Widerrufsbescheid"


class NoticePart(models.TextChoices):
    """Where in a notice a text stands, in the order of the paper."""

    INTRODUCTION = "introduction", "Einleitung"
    CONDITIONS = "conditions", "Nebenbestimmungen"
    LEGAL_BASIS = "legal_basis", "Rechtsgrundlage"
    APPEAL = "appeal", "Rechtsbehelfsbelehrung"
    CLOSING = "closing", "Schluss"


def refuse_unknown_tokens(body: str) -> None:
    """Name what stands in braces and is no token."""
    if unknown := notice_paper.unknown_tokens(body):
        known = german.listing(f"{{{name}}}" for name in notice_paper.TOKENS)
        text = f"Unbekannter Platzhalter: {german.listing(unknown)}. Bekannt sind {known}."
        raise ValidationError(text, code="notice_text_tokens_known")


class NoticeTextQuerySet(models.QuerySet):
    """The office's texts for notices."""

    def visible_to(self, user):
        """The city's and audit's alone; others read them in their notices."""
        return self if user.sees_everything else self.none()

    def valid(self, on: date):
        """Of each kind and part the newest version that was valid on that day."""
        rows = self.filter(valid_from__lte=on).order_by("kind", "part", "-valid_from", "-pk")
        return rows.distinct("kind", "part")

    def write(self, *, kind: str, part: str, body: str, valid_from: date, is_example: bool, by, on: date):
        """A new version, valid from a day that has not passed; an empty one ends the text.

        Codes: `notice_text_not_backdated`, `notice_text_version_unique`, `notice_text_tokens_known`.
        """
        _refuse_backdated(valid_from, on)
        return self.create(kind=kind, part=part, body=body, valid_from=valid_from, is_example=is_example)


def _refuse_backdated(valid_from: date, on: date) -> None:
    if valid_from < on:
        text = "Ein Baustein gilt frühestens ab heute: Was schon gilt, wird nicht nachträglich anders."
        raise ValidationError({"valid_from": ValidationError(text, code="notice_text_not_backdated")})


_USED = """
IF EXISTS (SELECT 1 FROM funding_decision d WHERE d.approved_on >= OLD.valid_from
    AND CASE WHEN d.kind IN ('grant', 'revocation') THEN d.kind ELSE 'change' END = OLD.kind) THEN
"""


@tracked()
class NoticeText(models.Model):
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
            models.UniqueConstraint(
                fields=["kind", "part", "valid_from"],
                name="notice_text_version_unique",
                violation_error_message="Diesen Baustein gibt es für den Tag schon.",
            ),
            models.CheckConstraint(
                name="notice_text_tokens_known",
                condition=~Q(body__regex=notice_paper.UNKNOWN_TOKEN),
                violation_error_message="In geschweiften Klammern stehen nur bekannte Platzhalter.",
            ),
        ]
        triggers = [
            Guard(
                name="notice_text_used",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_USED
                + raising(
                    "notice_text_used",
                    "Nach diesem Baustein ist schon ein Bescheid ergangen. Legen Sie eine neue Fassung an.",
                )
                + " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_part_display()}, ab {german.day(self.valid_from)}"

    def get_absolute_url(self) -> str:
        return reverse("funding:notice_text_detail", args=[self.pk])

    def revise(self, *, body: str, valid_from: date, is_example: bool, by, on: date) -> None:
        """Correct a version by which nothing was decided yet; codes: as `write`, and `notice_text_used`."""
        if valid_from != self.valid_from:
            _refuse_backdated(valid_from, on)
        self.body, self.valid_from, self.is_example = body, valid_from, is_example
        self.save(update_fields=["body", "valid_from", "is_example"])

    @property
    def is_used(self) -> bool:
        """Whether a notice of this kind was approved since it is valid: then it never changes."""
        kinds = [self.kind] if self.kind != NoticeKind.CHANGE else ["increase", "reduction"]
        return Decision.objects.filter(kind__in=kinds, approved_on__gte=self.valid_from).exists()


class NoticeQuerySet(models.QuerySet):
    """Frozen notices."""

    def visible_to(self, user):
        """Those of the decisions one sees: a partner's own."""
        return self.filter(decision__in=Decision.objects.visible_to(user))

    @transaction.atomic
    def freeze(self, decision: Decision, *, by, on: date) -> "Notice":
        """The decision's notice, drawn up and frozen if there is none yet; a draft is refused.

        The texts are those valid on the day of approval, whenever this is done. Code: `notice_of_approved`.
        """
        decision = with_all_a_notice_says(Decision.objects.all()).get(pk=decision.pk)
        if not decision.approved_on:
            raise ValidationError(_ONLY_APPROVED, code="notice_of_approved")
        stored = notice_paper.frozen(paper_of(decision, decision.approved_on))
        facts = {"paper": stored, "sha256": notice_paper.checksum(stored), "frozen_on": on, "frozen_by": by}
        return self.get_or_create(decision=decision, defaults=facts)[0]


_STAYS = "Ein Bescheid ändert sich nach der Freigabe nicht mehr und wird nicht gelöscht."
_ONLY_APPROVED = "Ausgefertigt wird nur ein freigegebener Bescheid."


@tracked(exclude=["paper"])
class Notice(models.Model):
    """A decision's paper as it was approved: JSON and its SHA-256, never changed, never deleted.

    PDF and Word file (`NoticeFile`) are drawn from it once, so that later facts (a moved recipient, a new text)
    change nothing.
    """

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="notice", verbose_name="Bescheid (Betrag)"
    )
    paper = models.TextField("Schriftstück (JSON)")
    sha256 = models.CharField("SHA-256", max_length=64)
    frozen_on = models.DateField("Ausgefertigt am")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Ausgefertigt von"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausgefertigter Bescheid"
        verbose_name_plural = "Ausgefertigte Bescheide"
        ordering = ["decision"]
        triggers = [
            Guard(
                name="notice_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=raising("notice_immutable", _STAYS),
            ),
            Guard(
                name="notice_of_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM funding_decision d WHERE d.id = NEW.decision_id"
                    " AND d.approved_on <= NEW.frozen_on) THEN "
                    + raising("notice_of_approved", _ONLY_APPROVED)
                    + " END IF; RETURN NEW;"
                ),
            ),
            Guard(
                name="notice_is_its_hash",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF encode(sha256(convert_to(NEW.paper, 'UTF8')), 'hex') <> NEW.sha256 THEN "
                    + raising("notice_is_its_hash", "Die Prüfsumme passt nicht zum Schriftstück.")
                    + " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}, Bescheid-Nr. {self.decision.notice_number}"


def with_all_a_notice_says(decisions):
    """The decisions with everything their notice names, in one question."""
    return decisions.select_related(
        "allocation__fiscal_year", "allocation__site", "allocation__recipient", "approved_by"
    )


def paper_of(decision: Decision, on: date) -> Paper:
    """What the decision's notice says: of an approved one as of its approval, of a draft as of `on`."""
    facts = _facts(decision, on)
    rows = NoticeText.objects.valid(on).filter(kind=facts.notice_kind)
    return notice_paper.paper(facts, [notice_paper.Text(row.part, row.body, row.is_example) for row in rows])


def _facts(decision: Decision, on: date) -> notice_paper.Facts:
    allocation = decision.allocation
    partner = allocation.recipient
    town = f"{partner.postcode} {partner.city}".strip()
    return notice_paper.Facts(
        kind=decision.kind,
        amount=decision.amount,
        before=_granted_before(decision),
        year=allocation.fiscal_year.year,
        site=str(allocation.site),
        purpose=allocation.purpose,
        reason=decision.reason,
        recipient=tuple(line for line in (partner.name, partner.street, town) if line),
        sender=tuple(settings.NOTICE_SENDER),
        on=on,
        number=decision.notice_number,
        approved_by=str(decision.approved_by) if decision.approved_by else "",
        is_example=allocation.fiscal_year.is_example,
    )


def _granted_before(decision: Decision):
    """Σ of the allocation's decisions numbered before this one; of a draft: of all approved (euros)."""
    earlier = decision.allocation.decisions.filter(approved_on__isnull=False).exclude(pk=decision.pk)
    if decision.notice_sequence:
        earlier = earlier.filter(notice_sequence__lt=decision.notice_sequence)
    return earlier.aggregate(sum=models.Sum("amount"))["sum"] or NOTHING
