"""Drafts given back to whoever drafted them, with the reason, by somebody who would have had to approve them."""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from partners.models import Notification
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.guards import Guard, differs, kept_while, never_changed, queued, refusing
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse

_OPEN = "Dieser Entwurf ist zur Überarbeitung zurückgegeben und liegt bei der Person, die ihn entworfen hat."
_BINDS = "Zurückgegeben wird nur ein Entwurf; was verbindlich ist, bleibt, wie es ist."
_STANDS = "Eine Rückgabe ändert sich nicht mehr; nur dass der Entwurf überarbeitet ist, kommt noch hinzu."
_BOUND = """EXISTS (SELECT FROM funding_decision d WHERE d.id = {row}.decision_id AND d.approved_on IS NOT NULL)
  OR EXISTS (SELECT FROM funding_repaymentclaim c WHERE c.id = {row}.claim_id AND c.issued_on IS NOT NULL)"""


class DraftReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The city's and audit's: a partner sees no draft."""
        return self if user.sees_everything else self.none()

    def stood(self, on: date):
        """Given back by the end of that day and not revised by then."""
        return self.filter(Q(mended_on__isnull=True) | Q(mended_on__gt=on), on__lte=on)


@tracked()
class DraftReturn(models.Model):
    """Somebody who approves gave a draft back; `mended_on` is the day on which its author changed it.

    A draft of a notice or of a claim; of a reallocation it is its increase, which says where the whole stands.
    """

    decision = models.ForeignKey(
        "funding.Decision",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="returns",
        verbose_name="Bescheid",
    )
    claim = models.ForeignKey(
        "funding.RepaymentClaim",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="returns",
        verbose_name="Rückforderung",
    )
    reason = models.TextField("Grund")
    on = models.DateField("Zurückgegeben am")
    by = person("Zurückgegeben von", null=False, blank=False)
    mended_on, mended_by = day_and_person(
        "draft_return_mended_has_person",
        "Überarbeitet am",
        "Überarbeitet von",
        "Zur Überarbeitung gehören Datum und Person.",
    )

    objects = DraftReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückgabe eines Entwurfs"
        verbose_name_plural = "Rückgaben von Entwürfen"
        ordering = ["on", "pk"]
        constraints = [
            CheckConstraint(
                name="draft_return_of_one_draft",
                field="decision",
                condition=Q(decision__isnull=True, claim__isnull=False)
                | Q(decision__isnull=False, claim__isnull=True),
                violation_error_message="Zurückgegeben wird ein Bescheid oder eine Rückforderung.",
            ),
            filled(
                "draft_return_has_reason",
                "reason",
                "Nennen Sie den Grund, warum Sie den Entwurf zurückgeben.",
                field="reason",
            ),
            CheckConstraint(
                name="draft_return_mended_afterwards",
                field="mended_on",
                condition=Q(mended_on__isnull=True) | Q(mended_on__gte=F("on")),
                violation_error_message="Überarbeitet wird ein Entwurf nicht vor seiner Rückgabe.",
            ),
            once("draft_return_decision_once", "decision", _OPEN, condition=Q(mended_on__isnull=True)),
            once("draft_return_claim_once", "claim", _OPEN, condition=Q(mended_on__isnull=True)),
        ]
        triggers = [
            queued(),
            refusing("draft_return_of_draft", _BOUND.format(row="NEW"), _BINDS),
            never_changed(
                "draft_return_immutable",
                _STANDS,
                when=pgtrigger.Condition(
                    "OLD.mended_on IS NOT NULL OR "
                    + differs("decision_id", "claim_id", "reason", "on", "by_id")
                ),
            ),
            kept_while("draft_return_kept", _BOUND.format(row="OLD"), _STANDS),
        ]

    def __str__(self) -> str:
        return f"Rückgabe am {self.on:%d.%m.%Y}"


def returned(on: date, path: str, field: str = "decision") -> Exists:
    """Of a draft, reached by `path`: given back on that day, and not revised by then."""
    return Exists(DraftReturn.objects.stood(on).filter(**{field: OuterRef(path)}))


def given_back(on: date, path: str, field: str = "decision") -> models.Subquery:
    """Since when the draft is back with its author."""
    stood = DraftReturn.objects.stood(on).filter(**{field: OuterRef(path)})
    return models.Subquery(stood.values("on")[:1])


def its_author(path: str) -> Case:
    """Who alone can change the draft: its author, while they have an account; after that whoever has the right."""
    return Case(When(**{f"{path}__is_active": True}, then=f"{path}_id"))


def refuse_others_draft(draft: Any, by, message: str) -> None:
    """A draft is changed by its author; one whose author has left, by whoever takes it on. Code: `not_ones_own`."""
    if draft.drafted_by_id != by.pk and draft.drafted_by.is_active:
        refuse("not_ones_own", f"{message} Bitten Sie diese Person darum: {draft.drafted_by}.")


def waits_for_its_author(column: str, day: str) -> Guard:
    """A draft that was given back does not become binding on `day` before somebody revised it."""
    return refusing(
        "draft_returned",
        f"EXISTS (SELECT FROM funding_draftreturn r WHERE r.{column} = NEW.id AND r.mended_on IS NULL)",
        _OPEN,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.{day} IS NULL AND NEW.{day} IS NOT NULL"),
    )


def send_back(
    draft: Any, occasion: Occasion, *, permission: str, reason: str, by, on: date, told: Any = None, **words
) -> DraftReturn:
    """Give the draft back to its author, who is told; `told` is the record to open, where it is another one.

    Refuses one's own draft and one given back already (`return_ones_own`, `draft_returned`); the database an empty
    reason (`draft_return_has_reason`).
    """
    own = "Diesen Entwurf haben Sie selbst geschrieben. Ändern Sie ihn, oder nehmen Sie ihn zurück."
    four_eyes(by, permission, [draft.drafted_by_id], "return_ones_own", own)
    if draft.returns.filter(mended_on=None).exists():
        refuse("draft_returned", _OPEN)
    made = draft.returns.create(reason=reason, on=on, by=by)
    Notification.objects.tell(occasion, told or draft, to=[draft.drafted_by], by=by, on=on, **words)
    return made


def mend(draft: Any, *, by, on: date) -> None:
    """Its author has revised the draft: it waits for its approval again."""
    for stood in draft.returns.filter(mended_on=None):
        stood.mended_on, stood.mended_by = on, by
        stood.save(update_fields=["mended_on", "mended_by"])
