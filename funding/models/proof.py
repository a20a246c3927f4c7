"""Proof of use: what the money was spent on, handed in by the recipient and reviewed by the city."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from funding import rules
from funding.duties import PROOF_REVIEW, PROOF_REVISE, PROOF_SUBMIT
from funding.models import sums
from funding.models.allocation import Allocation
from funding.news import PROOF_ACCEPTED, PROOF_EXTENDED, PROOF_RETURNED, PROOF_SUBMITTED, PROOF_TAKEN_BACK
from funding.statuses import NOT_HANDED_IN, ProofStatus
from partners.functions import second_hand
from partners.models import Notification, User
from partners.models.way_back import Way, WayBack, put_right_with_reason, stood
from quartiersarbeit.ground import german, uploads
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import text_given
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField, within_euros
from quartiersarbeit.ground.guards import (
    Guard,
    belongs_to_frozen,
    checked,
    frozen,
    queue_up,
    queued,
    refusing,
)
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import in_order, months_later
from quartiersarbeit.ground.refusals import refuse, refuse_no_later
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write

_ACCEPTED = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."
_SUBMITTED = "Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück."
_DUE = "Eine Frist, die schon steht, wird nur mit Grund verlängert."
MOST_ATTACHMENTS = 30


def belongs_to_accepted_proof(name: str) -> Guard:
    """Lines, attachments and returns of an accepted proof never change, come or go."""
    return belongs_to_frozen(
        name,
        parent="funding_proofofuse",
        key="proof_id",
        frozen_by="accepted_on",
        rule=name,
        message=_ACCEPTED,
    )


def belongs_to_submitted_proof(name: str) -> Guard:
    """Lines and attachments stand with their proof while the city reads it; a return frees them again."""
    return belongs_to_frozen(
        name,
        parent="funding_proofofuse",
        key="proof_id",
        frozen_by="submitted_on",
        rule="proof_submitted_stands",
        message=_SUBMITTED,
    )


NEW = (ProofStatus.AWAITED, ProofStatus.OVERDUE)  # never handed in; the other states are those of a return


def _handed_in(on: date) -> Q:
    """Submitted by that day and not returned by then: a return empties the row, `ProofReturn` keeps what it was."""
    returned_later = ProofReturn.objects.filter(proof=OuterRef("pk"), submitted_on__lte=on, on__gt=on)
    return Q(submitted_on__lte=on) | Q(Exists(returned_later))


class ProofOfUseQuerySet(StatusQuerySet):
    STATUS = ProofStatus

    def status_expression(self, on: date) -> Any:
        """Whose turn it was at the end of that day, and whether it was late."""
        back = Exists(ProofReturn.objects.filter(proof=OuterRef("pk"), on__lte=on))
        late = Q(LessThan(stood(self.model, "due_on", on), on))
        return first_of(
            ProofStatus,
            (Q(accepted_on__lte=on), ProofStatus.ACCEPTED),
            (_handed_in(on), ProofStatus.SUBMITTED),
            (Q(back) & late, ProofStatus.RETURNED_OVERDUE),
            (back, ProofStatus.RETURNED),
            (late, ProofStatus.OVERDUE),
            otherwise=ProofStatus.AWAITED,
        )

    def visible_to(self, user):
        """The proofs of the allocations one sees."""
        return self.filter(allocation__in=Allocation.objects.visible_to(user))

    def require(self, allocation: Allocation, *, on: date) -> "ProofOfUse":
        """The proof of use it owes, made with its due date if there is none yet.

        Due at the end of the month that lies PROOF_DUE_MONTHS (settings) after the budget year's end. Called
        when the first grant is approved, and by hand for what is older.
        """
        due_on = months_later(allocation.fiscal_year.last_day, settings.PROOF_DUE_MONTHS)
        return self.get_or_create(allocation=allocation, defaults={"due_on": due_on, "required_on": on})[0]

    def asked_for(self, on: date):
        """Those that somebody owed by that day; of old rows it is not known since when."""
        return self.filter(Q(required_on__isnull=True) | Q(required_on__lte=on))

    def handed_in(self, on: date):
        """Submitted by that day and not returned by then: it is the city's turn, or accepted."""
        return self.in_status(on, ProofStatus.SUBMITTED, ProofStatus.ACCEPTED)

    def not_handed_in(self, on: date):
        """Asked for by that day and never submitted, or returned since: it is the recipient's turn."""
        return self.asked_for(on).in_status(on, *NOT_HANDED_IN)

    def overdue(self, on: date):
        """Asked for, due before that day and not handed in by then; what was returned is not handed in."""
        return self.asked_for(on).in_status(on, ProofStatus.OVERDUE, ProofStatus.RETURNED_OVERDUE)

    def to_review(self, on: date):
        """Handed in and not yet accepted on that day."""
        return self.in_status(on, ProofStatus.SUBMITTED)

    def accepted(self, on: date):
        """Reviewed and accepted by that day."""
        return self.in_status(on, ProofStatus.ACCEPTED)

    def owed(self, on: date) -> list[Owed]:
        """The next steps: the recipient's, until it is handed in; then the city's."""
        allocation = wording("allocation__site__name", Value(" "), "allocation__fiscal_year__year")
        named = {"subject": allocation, "site": "allocation__site", "key": "allocation_id"}
        due = stood(self.model, "due_on", on)
        theirs = named | {"due_on": due, "partner": "allocation__recipient"}
        returns = ProofReturn.objects.filter(proof=OuterRef("pk"))
        back = Subquery(returns.filter(on__lte=on).order_by("-on", "-pk").values("on")[:1])
        # What was sent back on a later day had been handed in on its own.
        handed = Subquery(returns.filter(submitted_on__lte=on, on__gt=on).values("submitted_on")[:1])
        asked = self.not_handed_in(on)
        new = asked.filter(status__in=NEW)
        return [
            owes(new, PROOF_SUBMIT, since="required_on", **theirs),
            owes(asked.exclude(status__in=NEW), PROOF_REVISE, since=back, **theirs),
            owes(self.to_review(on), PROOF_REVIEW, since=Coalesce(handed, "submitted_on"), **named),
        ]


def proof_status(on: date) -> Subquery:
    """Where an allocation's proof of use stands on that day; None where none was asked for by then."""
    asked = ProofOfUse.objects.asked_for(on).filter(allocation=OuterRef("pk"))
    return Subquery(asked.with_status(on).values("status"))


# Typed text changes every few seconds; the trail holds what somebody saved, not each pause.
_BEING_TYPED = ["draft", "version", "saved_at", "saved_by"]


@tracked(exclude=_BEING_TYPED)
class ProofOfUse(HasStatus):
    """A recipient's account of an allocation (Verwendungsnachweis): narrative and financial statement.

    `draft` holds what was typed since the last saving, exactly as typed, so that nothing is lost before it
    is right; `version` counts every saving, so that of two people nobody overwrites the other unseen.
    A return empties `submitted_on`/`submitted_by`; the `ProofReturn` keeps them.
    """

    allocation = models.OneToOneField(
        Allocation, models.PROTECT, related_name="proof", verbose_name="Zuweisung"
    )
    required_on = models.DateField("Angefordert am", null=True, blank=True, editable=False)
    due_on = models.DateField("Fällig am")
    narrative = models.TextField("Sachbericht", blank=True)
    draft = models.JSONField("Noch nicht gespeicherte Eingaben", default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField("Fassung", default=0, editable=False)
    saved_at = models.DateTimeField("Zuletzt gespeichert", null=True, blank=True, editable=False)
    saved_by = person("Zuletzt gespeichert von", editable=False)
    submitted_on, submitted_by = day_and_person(
        "proof_submission_has_person",
        "Eingereicht am",
        "Eingereicht von",
        "Zur Einreichung gehören Datum und Person.",
    )
    accepted_on, accepted_by = day_and_person(
        "proof_acceptance_has_person",
        "Angenommen am",
        "Angenommen von",
        "Zur Annahme gehören Datum und Person.",
    )
    review_note = models.TextField("Prüfvermerk", blank=True)

    objects = ProofOfUseQuerySet.as_manager()

    class Meta:
        verbose_name = "Verwendungsnachweis"
        verbose_name_plural = "Verwendungsnachweise"
        ordering = ["due_on", "pk"]
        permissions = [
            ("submit_proofofuse", "Darf Verwendungsnachweise ausfüllen und einreichen"),
            ("review_proofofuse", "Darf Verwendungsnachweise prüfen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="proof_accepted_after_submission",
                condition=in_order("submitted_on", "accepted_on"),
                violation_error_message="Angenommen wird nur ein eingereichter Nachweis.",
            ),
            models.CheckConstraint(
                name="proof_accepted_by_another",
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("submitted_by")),
                violation_error_message="Wer den Nachweis einreicht, nimmt ihn nicht selbst an.",
            ),
        ]
        triggers = [
            second_hand(
                "proof_second_hand",
                first="SELECT NEW.submitted_by_id",
                by="accepted_by_id",
                on="accepted_on",
                permission=PROOF_REVIEW.permission,
            ),
            queued(),
            put_right_with_reason("proof_due_extended", _DUE, record="funding.proofofuse", day="due_on"),
            *frozen("proof_immutable", _ACCEPTED, when=pgtrigger.Q(old__accepted_on__isnull=False)),
            refusing(
                "proof_submitted_stands",
                "OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NOT NULL",
                _SUBMITTED,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("allocation", "narrative", "submitted_on", "submitted_by"),
            ),
            # With its acceptance the lines count as proven: no more than was paid (`proven_within_paid`), and what is
            # claimed back cannot have been spent as well.
            *checked(
                "claimed",
                "funding_check_claims",
                "SELECT DISTINCT allocation_id FROM changed",
                pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"Verwendungsnachweis {self.allocation}"

    def get_absolute_url(self) -> str:
        return address("funding:proof_detail", self.allocation_id)

    def save_draft(self, *, typed: dict[str, str], version: int, by, at: datetime) -> int:
        """Keep what is being typed as it stands, right or not; answers the new version.

        Codes: `proof_submitted_stands`, `stale_version`.
        """
        proof = self._in_hand(version)
        return proof._count_on(by, at, draft=typed)

    def save_statement(
        self, *, narrative: str, lines: dict[str, dict[str, Decimal]], version: int, by, at: datetime
    ) -> int:
        """Store narrative and lines (category → planned, spent, own_funds in euros); the draft is used up.

        A category without any amount has no line. Codes: `proof_submitted_stands`, `stale_version`.
        """
        proof = self._in_hand(version)
        for category, amounts in lines.items():
            if any(amounts.values()):
                proof.lines.update_or_create(category=category, defaults=amounts)
            else:
                proof.lines.filter(category=category).delete()
        return proof._count_on(by, at, narrative=narrative, draft={})

    @transaction.atomic
    def submit(self, *, by, on: date) -> None:
        """Hand it in; from now on it stands. Needs a narrative, amounts, and no more spent than was paid.

        Codes: `proof_submitted_stands`, `unsaved_draft`, `narrative_missing`, `lines_missing`,
        `proven_within_paid`.
        """
        proof = self._in_hand()
        if proof.draft:
            refuse("unsaved_draft", "Speichern Sie zuerst Ihre letzten Eingaben. Dann reichen Sie ein.")
        if not proof.narrative.strip():
            refuse("narrative_missing", "Der Sachbericht fehlt noch.")
        if not proof.lines.exists():
            refuse("lines_missing", "Der zahlenmäßige Nachweis fehlt noch: Tragen Sie die Beträge ein.")
        proof.refuse_more_than_paid(on)
        write(proof, submitted_on=on, submitted_by=by)
        reviewers = User.objects.of_city().able_to(PROOF_REVIEW.permission)
        proof._tell(PROOF_SUBMITTED, *reviewers, by=by, on=on)

    @transaction.atomic
    def send_back(self, *, reasons: str, by, on: date) -> "ProofReturn":
        """Return it with the reasons; the recipient may change it and hand it in again.

        Codes: `proof_immutable`, `not_submitted`.
        """
        proof = self._handed_in()
        back = proof.returns.create(
            on=on,
            by=by,
            reasons=reasons,
            submitted_on=proof.submitted_on,
            submitted_by=proof.submitted_by,
        )
        write(proof, submitted_on=None, submitted_by=None)
        proof._tell(PROOF_RETURNED, back.submitted_by, by=by, on=on)
        return back

    @transaction.atomic
    def take_back(self, *, reasons: str, by, on: date) -> "ProofReturn":
        """Take one's own submission back, before the city has accepted it; what was handed in stays as a return.

        Codes: `proof_immutable`, `not_submitted`.
        """
        proof = self._handed_in()
        submitted = {"submitted_on": proof.submitted_on, "submitted_by": proof.submitted_by}
        back = proof.returns.create(on=on, by=by, reasons=reasons, **submitted)
        write(proof, submitted_on=None, submitted_by=None)
        reviewers = User.objects.of_city().able_to(PROOF_REVIEW.permission)
        proof._tell(PROOF_TAKEN_BACK, *reviewers, by=by, on=on)
        return back

    @transaction.atomic
    def extend(self, *, due_on: date, reason: str, by, on: date) -> None:
        """Give the recipient until a later day, with the reason. Codes: `proof_immutable`, `not_later`."""
        proof = self._not_accepted()
        refuse_no_later(due_on, proof.due_on)
        given = {
            "fact": "due_on",
            "before": proof.due_on,
            "after": due_on,
            "reason": reason,
            "by": by,
            "on": on,
        }
        WayBack.objects.note(proof, Way.EXTENDED, partner=proof.allocation.recipient, **given)
        write(proof, due_on=due_on)
        told = {"by": by, "on": on, "called": str(proof.allocation), "day": german.day(due_on)}
        Notification.objects.tell(PROOF_EXTENDED, proof, to=proof.allocation.people(), **told)

    @transaction.atomic
    def accept(self, *, review_note: str, by, on: date) -> Decimal:
        """Accept it with a review note, by another than who handed it in; answers what may be claimed back.

        Codes: `proof_immutable`, `not_submitted`, `proof_accepted_by_another`, `proven_within_paid`,
        `claims_within_unspent`.
        """
        proof = self._handed_in()
        four_eyes(
            by,
            PROOF_REVIEW.permission,
            [proof.submitted_by_id],
            "proof_accepted_by_another",
            "Vier-Augen-Prinzip: Sie haben diesen Nachweis eingereicht und können ihn nicht annehmen.",
        )
        proof.refuse_more_than_paid(on)
        proof._refuse_claimed(on)
        write(proof, accepted_on=on, accepted_by=by, review_note=review_note)
        proof._tell(PROOF_ACCEPTED, proof.submitted_by, by=by, on=on)
        return rules.unspent(proof.paid(on), proof.funded() + proof._claimed())

    def _tell(self, occasion: Occasion, *others: User, by, on: date) -> None:
        """The recipient's people hear of it, and these: who reviews it, or who handed it in for the recipient."""
        people = [*others, *self.allocation.people()]
        Notification.objects.tell(occasion, self, to=people, by=by, on=on, called=str(self.allocation))

    def attach(self, *, title: str = "", file) -> Any:
        """Keep a supporting document: a PDF or picture by its content, with its checksum.

        Without a title it is called after its file, and like no other here. Codes: `proof_submitted_stands`,
        `too_many`, `attachment_title_taken`, `attachment_twice`, and those of `uploads.document`.
        """
        proof = self._in_hand()
        if proof.attachments.count() >= MOST_ATTACHMENTS:
            refuse(
                "too_many",
                f"Es sind schon {MOST_ATTACHMENTS} Anlagen; mehr gehen nicht. Löschen Sie erst eine.",
            )
        taken = {one.title.lower(): one for one in proof.attachments.all()}
        proposed = uploads.title_for(title or file.name, taken)
        if title.lower() in taken:
            message = f"So heißt schon eine andere Anlage. Frei ist zum Beispiel „{proposed}“."
            refuse("attachment_title_taken", message, field="title")
        extent = uploads.document(file, field="file")
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        if twin := next((one for one in taken.values() if one.sha256 == digest), None):
            refuse("attachment_twice", f"Diese Datei ist schon angefügt: „{twin}“.", field="file")
        file.seek(0)
        file.name = f"anlage.{extent.kind}"
        known = {"size": extent.size, "pages": extent.pages, "sha256": digest}
        return proof.attachments.create(title=title or proposed, file=file, **known)

    @transaction.atomic
    def attach_all(self, *, file: Sequence, title: str = "") -> list[Any]:
        """Keep several documents in one act, or none; without a title each is called as its file.

        Refused as `attach` refuses, with the file named where there are several.
        """
        kept: list[Any] = []
        taken = {one.lower() for one in self.attachments.values_list("title", flat=True)}
        for one in file:
            name = one.name
            called = uploads.title_for(title, taken) if title and len(file) > 1 else title
            try:
                kept.append(self.attach(title=called, file=one))
            except ValidationError as refusal:
                if len(file) == 1:
                    raise
                code = refusal.error_dict["file"][0].code if hasattr(refusal, "error_dict") else refusal.code
                refuse(code, f"{name}: {' '.join(refusal.messages)}", field="file")
            taken.add(kept[-1].title.lower())
        return kept

    def detach(self, *, attachment) -> None:
        """Take a document out again, as long as the proof is not handed in. Code: `proof_submitted_stands`."""
        self._in_hand()
        storage, name = attachment.file.storage, attachment.file.name
        attachment.delete()
        transaction.on_commit(lambda: storage.delete(name))

    def paid(self, on: date) -> Decimal:
        """What was paid on its allocation by that day and not reversed (euros)."""
        return Allocation.objects.with_totals(on).get(pk=self.allocation_id).paid

    def funded(self) -> Decimal:
        """What of the city's money its lines say was spent: spent − own funds (euros)."""
        return sum((rules.funded(line.spent, line.own_funds) for line in self.lines.all()), rules.NOTHING)

    def refuse_more_than_paid(self, on: date) -> None:
        """No more of the city's money can have been spent than the city had paid by that day."""
        paid, funded = self.paid(on), self.funded()
        if funded > paid:
            refuse(
                "proven_within_paid",
                f"Ausgaben ohne Eigenmittel ergeben {german.euro(funded)}; ausgezahlt sind "
                f"{german.euro(paid)}. Tragen Sie {german.euro(funded - paid)} mehr als Eigenmittel ein, "
                "oder berichtigen Sie die Ausgaben.",
            )

    def _claimed(self) -> Decimal:
        """What is claimed back already, drafts of claims included (euros)."""
        return sums.total(self.allocation.repayment_claims)

    def _refuse_claimed(self, on: date) -> None:
        """No euro is both proven as spent and claimed back."""
        left = rules.unspent(self.paid(on), self._claimed())
        if self.funded() > left:
            refuse(
                "claims_within_unspent",
                f"Von {german.euro(self.paid(on))} sind {german.euro(self._claimed())} schon zurückgefordert. "
                f"Nachgewiesen sein können noch {german.euro(left)}. Geben Sie den Nachweis zurück, oder "
                "verwerfen Sie erst den Entwurf der Rückforderung.",
            )

    def _in_hand(self, version: int | None = None) -> "ProofOfUse":
        """The stored row, locked, while it may still be written; refuses a version somebody has left behind."""
        proof = self._not_accepted()
        if proof.submitted_on:
            refuse("proof_submitted_stands", _SUBMITTED)
        if version is not None and version != proof.version:
            refuse(
                "stale_version",
                "Der Nachweis wurde inzwischen an anderer Stelle gespeichert. Vergleichen Sie beide Fassungen.",
            )
        return proof

    def _handed_in(self) -> "ProofOfUse":
        """The stored row, locked, while it waits for review."""
        proof = self._not_accepted()
        if not proof.submitted_on:
            refuse("not_submitted", "Der Nachweis ist nicht eingereicht. Bitten Sie den Partner darum.")
        return proof

    def _not_accepted(self) -> "ProofOfUse":
        queue_up()
        proof = ProofOfUse.objects.select_for_update(of=["self"]).get(pk=self.pk)
        if proof.accepted_on:
            refuse("proof_immutable", _ACCEPTED)
        return proof

    def _count_on(self, by, at: datetime, **typed) -> int:
        write(self, version=self.version + 1, saved_at=at, saved_by=by, **typed)
        return self.version


class OfProofQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The parts of the proofs one sees."""
        return self.filter(proof__in=ProofOfUse.objects.visible_to(user))


class ProofLineQuerySet(OfProofQuerySet):
    def proven(self, on: date):
        """Those of proofs accepted by that day, with `funded`: what of the city's money was spent (euros)."""
        return self.filter(sums.proven(on)).annotate(funded=sums.funded())


class CostCategory(models.TextChoices):
    STAFF = "staff", "Personal"
    FREELANCE = "freelance", "Honorare"
    PREMISES = "premises", "Räume"
    MATERIAL = "material", "Sachkosten"
    ENGAGEMENT = "engagement", "Ehrenamt"
    OTHER = "other", "Sonstiges"
    CREDIT = "credit", "Gutschriften und Erstattungen"


@tracked()
class ProofLine(models.Model):
    """A line of the financial statement (zahlenmäßiger Nachweis); euros. Own funds are a part of what was spent."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="lines", verbose_name="Verwendungsnachweis"
    )
    category = models.CharField("Kostenart", max_length=20, choices=CostCategory)
    planned = EuroField("Geplant", default=0)
    spent = EuroField("Ausgegeben", default=0)
    own_funds = EuroField("Eigenmittel", default=0)

    objects = ProofLineQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeile des zahlenmäßigen Nachweises"
        verbose_name_plural = "Zeilen des zahlenmäßigen Nachweises"
        ordering = ["proof", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proof_line_amounts_not_negative",
                condition=within_euros("planned")
                & (
                    (~Q(category="credit") & within_euros("spent") & within_euros("own_funds"))
                    | Q(category="credit", planned=0, own_funds=0, spent__lte=0, spent__gte=-MAX_EUROS)
                ),
                violation_error_message=(
                    "Beträge im Nachweis dürfen nicht negativ sein; nur eine Gutschrift steht mit Minus als Ausgabe."
                ),
            ),
            models.CheckConstraint(
                name="proof_line_own_funds_within_spent",
                condition=Q(own_funds__lte=F("spent")) | Q(category="credit"),
                violation_error_message="Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch.",
            ),
            models.UniqueConstraint(
                fields=["proof", "category"],
                name="proof_line_category_once",
                violation_error_message="Diese Kostenart steht schon im Nachweis.",
            ),
        ]
        triggers = [
            queued(),
            belongs_to_accepted_proof("proof_line_immutable"),
            belongs_to_submitted_proof("proof_line_submitted"),
        ]

    def __str__(self) -> str:
        return self.get_category_display()


@tracked()
class ProofReturn(models.Model):
    """A proof sent back for correction, with the reasons."""

    proof = models.ForeignKey(
        ProofOfUse, models.CASCADE, related_name="returns", verbose_name="Verwendungsnachweis"
    )
    on = models.DateField("Zurückgegeben am")
    by = person("Zurückgegeben von", null=False, blank=False)
    reasons = models.TextField("Gründe")
    submitted_on, submitted_by = day_and_person(
        "proof_return_submission_has_person",
        "War eingereicht am",
        "War eingereicht von",
        "Zur zurückgegebenen Einreichung gehören Datum und Person.",
    )

    objects = OfProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückgabe des Nachweises"
        verbose_name_plural = "Rückgaben des Nachweises"
        ordering = ["proof", "on", "pk"]
        constraints = [
            text_given("proof_return_has_reasons", "reasons", "Nennen Sie die Gründe der Rückgabe."),
        ]
        triggers = [queued(), belongs_to_accepted_proof("proof_return_immutable")]

    def __str__(self) -> str:
        return f"Rückgabe: {self.proof}"
