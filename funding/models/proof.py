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
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import LessThan

from funding import rules
from funding.duties import PROOF_REVIEW, PROOF_REVISE, PROOF_SUBMIT
from funding.models import past, sums
from funding.models.allocation import Allocation
from funding.models.proof_guards import (
    ACCEPTED,
    OTHER_FUNDING_NAMED,
    RECOGNISED,
    SUBMITTED,
    OtherFunding,
    belongs_to_accepted_proof,
)
from funding.models.receipting import Receipted
from funding.models.settling import Settled
from funding.news import PROOF_ACCEPTED, PROOF_EXTENDED, PROOF_RETURNED, PROOF_SUBMITTED, PROOF_TAKEN_BACK
from funding.statuses import NOT_HANDED_IN, ProofStatus
from partners.functions import second_hand
from partners.models import Notification, User
from partners.models.way_back import Way, WayBack, put_right_with_reason, stood
from quartiersarbeit.ground import german, uploads
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, text_given
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import EuroField, within_euros
from quartiersarbeit.ground.guards import (
    Guard,
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
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write

_DUE = "Eine Frist, die schon steht, wird nur mit Grund verlängert."
MOST_ATTACHMENTS = 30


NEW = (ProofStatus.AWAITED, ProofStatus.OVERDUE)  # never handed in; the other states are those of a return


def _handed_in(on: date) -> Q:
    """Submitted by that day and not returned by then: a return empties the row, `ProofReturn` keeps what it was."""
    returned_later = ProofReturn.objects.filter(proof=OuterRef("pk"), submitted_on__lte=on, on__gt=on)
    return Q(submitted_on__lte=on) | Q(Exists(returned_later))


def _on_demand(on: date) -> Q:
    """Owed by nobody that day: below its year's sum before the sample is drawn, and not drawn afterwards."""
    committed = sums.sums_of(Allocation, on)["committed"]
    of_year = "fiscal_year__proof_samples__"
    small = Allocation._base_manager.annotate(bound=committed).filter(
        Q(**{f"{of_year}drawn_on__isnull": True}) | Q(**{f"{of_year}drawn_on__gt": on}),
        Q(**{f"{of_year}dropped_on__isnull": True}) | Q(**{f"{of_year}dropped_on__gt": on}),
        pk=OuterRef("allocation"),
        bound__gt=0,
        **{f"{of_year}announced_on__lte": on, f"{of_year}below__gt": F("bound")},
    )
    spared = ProofOfUse._base_manager.filter(
        pk=OuterRef("pk"), sample_members__is_drawn=False, sample_members__sample__drawn_on__lte=on
    )
    return Q(Exists(small)) | Q(Exists(spared))


class ProofOfUseQuerySet(StatusQuerySet):
    STATUS = ProofStatus

    def status_expression(self, on: date) -> Any:
        """Whose turn it was at the end of that day, and whether it was late."""
        back = Exists(ProofReturn.objects.filter(proof=OuterRef("pk"), on__lte=on))
        late = Q(LessThan(stood(self.model, "due_on", on), on)) & Q(paper_on__isnull=True)
        return first_of(
            ProofStatus,
            (Q(accepted_on__lte=on), ProofStatus.ACCEPTED),
            (_handed_in(on), ProofStatus.SUBMITTED),
            (Q(back) & late, ProofStatus.RETURNED_OVERDUE),
            (back, ProofStatus.RETURNED),
            (_on_demand(on), ProofStatus.ON_DEMAND),
            (late, ProofStatus.OVERDUE),
            otherwise=ProofStatus.AWAITED,
        )

    def visible_to(self, user):
        """The proofs of the allocations one sees."""
        return of_seen(self, "allocation", Allocation.objects.visible_to(user))

    def require(self, allocation: Allocation, *, on: date) -> "ProofOfUse":
        """The proof of use it owes, made with its due date if there is none yet.

        Due at the end of the month that lies PROOF_DUE_MONTHS (settings) after the budget year's end. Called
        when the first grant is approved, and by hand for what is older.
        """
        due_on = self.due_of(allocation)
        return self.get_or_create(allocation=allocation, defaults={"due_on": due_on, "required_on": on})[0]

    def due_of(self, allocation: Allocation) -> date:
        """When a proof of this money is due, unless more time is given."""
        return months_later(allocation.fiscal_year.last_day, settings.PROOF_DUE_MONTHS)

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

    def proven(self, on: date):
        """Accepted by that day, with `proven`: what was recognised or, without a type of financing, its lines."""
        own = ProofOfUse._base_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
        lines = Subquery(own.annotate(sum=Sum(sums.funded("lines__"))).values("sum"))
        proven = Coalesce("recognised", lines, rules.NOTHING, output_field=sums.EUROS)
        return self.filter(sums.accepted(on)).annotate(proven=proven)

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
        asked = self.not_handed_in(on).filter(paper_on__isnull=True)
        new = asked.filter(status__in=NEW)
        # What was handed in on paper is the city's to enter and to confirm, since it was entered and never before.
        since = Greatest(Coalesce(handed, "submitted_on"), "entered_on")
        mend = self.not_handed_in(on).filter(paper_on__isnull=False).exclude(status__in=NEW)
        return [
            owes(new, PROOF_SUBMIT, since="required_on", **theirs),
            owes(asked.exclude(status__in=NEW), PROOF_REVISE, since=back, **theirs),
            owes(mend, PROOF_REVISE, since=back, **named),
            owes(self.to_review(on).filter(past.known(on)), PROOF_REVIEW, since=since, **named),
        ]


def proof_status(on: date) -> Subquery:
    """Where an allocation's proof of use stands on that day; None where none was asked for by then."""
    asked = ProofOfUse.objects.asked_for(on).filter(allocation=OuterRef("pk"))
    return Subquery(asked.with_status(on).values("status"))


# Typed text changes every few seconds; the trail holds what somebody saved, not each pause.
_BEING_TYPED = ["draft", "version", "saved_at", "saved_by"]


@tracked(exclude=_BEING_TYPED)
class ProofOfUse(Settled, Receipted, HasStatus):
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
    other_funding = models.CharField(
        "Andere Förderung des Standorts",
        max_length=10,
        choices=OtherFunding,
        blank=True,
        default="",
        db_default="",
    )
    other_funding_from = models.TextField(
        "Andere Förderung: von wem, wofür, wie viel", blank=True, default="", db_default=""
    )
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
    recognised = EuroField("Anerkannt", null=True, blank=True, editable=False)
    paper_on, entered_on = past.days("Auf Papier eingereicht am")

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
            CheckConstraint(
                name="proof_other_funding_named",
                field="other_funding_from",
                condition=(Q(other_funding=OtherFunding.SOME) & Q(other_funding_from__regex=r"\S"))
                | (~Q(other_funding=OtherFunding.SOME) & Q(other_funding_from="")),
                violation_error_message=OTHER_FUNDING_NAMED,
            ),
            models.CheckConstraint(
                name="proof_recognised_with_acceptance",
                condition=Q(recognised__isnull=True)
                | (Q(accepted_on__isnull=False) & within_euros("recognised")),
                violation_error_message="Anerkannt wird ein Betrag mit der Annahme, und er ist nicht negativ.",
            ),
            *past.PROOF_RULES,
        ]
        triggers = [
            second_hand(
                "proof_second_hand",
                first="SELECT NEW.submitted_by_id",
                by="accepted_by_id",
                on="accepted_on",
                permission=PROOF_REVIEW.permission,
                day="greatest(NEW.entered_on, NEW.accepted_on)",
            ),
            *past.PROOF_GUARDS,
            queued(),
            put_right_with_reason("proof_due_extended", _DUE, record="funding.proofofuse", day="due_on"),
            *frozen("proof_immutable", ACCEPTED, when=pgtrigger.Q(old__accepted_on__isnull=False)),
            refusing(
                "proof_submitted_stands",
                "OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NOT NULL",
                SUBMITTED,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "allocation",
                    "narrative",
                    "other_funding",
                    "other_funding_from",
                    "submitted_on",
                    "submitted_by",
                ),
            ),
            Guard(
                name="proof_recognised",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("counted", "numeric")],
                func=RECOGNISED,
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
        self,
        *,
        narrative: str,
        lines: dict[str, dict[str, Decimal]],
        version: int,
        by,
        at: datetime,
        incomes: dict[str, Decimal] | None = None,
        other_funding: str = "",
        other_funding_from: str = "",
    ) -> int:
        """Store narrative, lines (category → planned, spent, own_funds in euros) and income (source → euros).

        The draft is used up. A category or source without any amount has no row. Codes: `proof_submitted_stands`,
        `stale_version`; from the database `proof_other_funding_named`.
        """
        proof = self._in_hand(version)
        for source, amount in (incomes or {}).items():
            if amount:
                proof.incomes.update_or_create(source=source, defaults={"amount": amount})
            else:
                proof.incomes.filter(source=source).delete()
        for category, amounts in lines.items():
            if any(amounts.values()):
                proof.lines.update_or_create(category=category, defaults=amounts)
            else:
                proof.lines.filter(category=category).delete()
        declared = {"other_funding": other_funding, "other_funding_from": other_funding_from}
        return proof._count_on(by, at, narrative=narrative, draft={}, **declared)

    @transaction.atomic
    def submit(self, *, by, on: date) -> None:
        """Hand it in; from now on it stands. Needs a narrative and amounts.

        Without a type of financing no more is spent than was paid; with one, other funding is declared. Codes:
        `proof_submitted_stands`, `unsaved_draft`, `narrative_missing`, `lines_missing`, `proven_within_paid`,
        `other_funding_missing`, `proof_on_paper`.
        """
        proof = self._in_hand()
        if proof.draft:
            refuse("unsaved_draft", "Speichern Sie zuerst Ihre letzten Eingaben. Dann reichen Sie ein.")
        if proof.paper_on and by.partner_id:
            refuse("proof_on_paper", "Dieser Nachweis liegt der Stadt auf Papier vor; sie trägt ihn ein.")
        if not proof.narrative.strip():
            refuse("narrative_missing", "Der Sachbericht fehlt noch.")
        if not proof.lines.exists():
            refuse("lines_missing", "Der zahlenmäßige Nachweis fehlt noch: Tragen Sie die Beträge ein.")
        if proof.allocation.financing and not proof.other_funding:
            said = "Sagen Sie bei den Zahlen, ob noch jemand anderes den Standort fördert."
            refuse("other_funding_missing", said)
        proof.refuse_more_than_paid(proof.paper_on or on)
        entered = {"entered_on": on} if proof.paper_on else {}
        write(proof, submitted_on=proof.paper_on or on, submitted_by=by, **entered)
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
        proof.put_off(due_on=due_on, reason=reason, by=by, on=on)
        told = {"by": by, "on": on, "called": str(proof.allocation), "day": german.day(due_on)}
        Notification.objects.tell(PROOF_EXTENDED, proof, to=proof.allocation.people(), **told)

    def put_off(self, *, due_on: date, reason: str, by, on: date) -> None:
        """Another deadline, with its reason; the verb that asks for it says who may and who hears of it."""
        given = {
            "fact": "due_on",
            "before": self.due_on,
            "after": due_on,
            "reason": reason,
            "by": by,
            "on": on,
        }
        WayBack.objects.note(self, Way.EXTENDED, partner=self.allocation.recipient, **given)
        write(self, due_on=due_on)

    @transaction.atomic
    def accept(self, *, review_note: str, by, on: date, accepted_on: date | None = None) -> Decimal:
        """Accept it with a review note, by another than who handed it in; answers what may be claimed back. What was
        accepted on paper was so on its day, `accepted_on`.

        What it recognises the database writes with it. Codes: `proof_immutable`, `not_submitted`,
        `proof_accepted_by_another`, `proven_within_paid`, `claims_within_unspent`,
        `paper_in_future`, `accepted_before_submission`.
        """
        proof = self._handed_in()
        four_eyes(
            by,
            PROOF_REVIEW.permission,
            [proof.submitted_by_id],
            "proof_accepted_by_another",
            "Vier-Augen-Prinzip: Sie haben diesen Nachweis eingereicht und können ihn nicht annehmen.",
        )
        day = past.acceptance(proof, accepted_on, on)
        proof.refuse_more_than_paid(day)
        proof.refuse_claimed(on)
        entered = {"entered_on": on} if proof.paper_on else {}
        write(proof, accepted_on=day, accepted_by=by, review_note=review_note, **entered)
        proof._tell(PROOF_ACCEPTED, proof.submitted_by, by=by, on=on)
        return rules.unspent(proof.paid(on), proof.proves(on) + proof.claimed())

    def _tell(self, occasion: Occasion, *others: User, by, on: date) -> None:
        """The recipient's people hear of it, and these: who reviews it, or who handed it in for the recipient."""
        people = [*others, *(() if self.paper_on else self.allocation.people())]
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

    def _in_hand(self, version: int | None = None) -> "ProofOfUse":
        """The stored row, locked, while it may still be written; refuses a version somebody has left behind."""
        proof = self._not_accepted()
        if proof.submitted_on:
            refuse("proof_submitted_stands", SUBMITTED)
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
            refuse("proof_immutable", ACCEPTED)
        return proof

    def _count_on(self, by, at: datetime, **typed) -> int:
        write(self, version=self.version + 1, saved_at=at, saved_by=by, **typed)
        return self.version


class OfProofQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The parts of the proofs one sees."""
        return of_seen(self, "proof", ProofOfUse.objects.visible_to(user))


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
