"""Proof on request (Nachweis auf Verlangen): below a sum only those drawn by lot hand their proof of use in.

The seed stands before it is known among whom is drawn; the order of the lot follows from seed and notice numbers
alone (`rules.drawing_key`), so anybody can draw again.
"""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from funding import rules
from funding.models.fiscal_year import FiscalYear
from funding.models.proof import ProofOfUse
from funding.news import PROOF_DRAWN
from funding.statuses import ProofStatus
from partners.models import Notification
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.fields import EuroField, within_euros
from quartiersarbeit.ground.guards import (
    Guard,
    frozen,
    kept_while,
    never_deleted,
    queue_up,
    queued,
    raising,
    refusing,
)
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.letters import one_line
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.transactions import write

_DRAWN = "Die Stichprobe ist gezogen. Sie wird nicht noch einmal gezogen und nicht geändert."
_DROPPED = "Diese Stichprobe ist verworfen. Legen Sie eine neue fest."
_EMPTY = "Niemand liegt unter der Grenze. Aus nichts wird keine Stichprobe gezogen."
_BY_SEED = "Die gezogenen Nachweise folgen nicht aus Startwert und Bescheid-Nummern."
_WHOLE = "Gezogen wird aus allen Nachweisen, die am Stichtag unter der Grenze lagen, und aus keinem anderen."
_ANNOUNCED = (
    "Grenze, Anteil, Startwert und Stichtag stehen fest. Verwerfen Sie sie vor dem Stichtag mit Grund."
)
_DRAW = f"""
IF NOT EXISTS (SELECT FROM funding_samplemember m WHERE m.sample_id = NEW.id) THEN
  {raising("sample_population_empty", _EMPTY)}
END IF;
IF EXISTS (SELECT FROM (SELECT m.proof_id, m.number::text FROM funding_samplemember m WHERE m.sample_id = NEW.id) m
             FULL JOIN funding_sample_population(NEW.id) p USING (proof_id, number)
            WHERE m IS NULL OR p IS NULL) THEN
  {raising("sample_population_whole", _WHOLE)}
END IF;
IF EXISTS (SELECT FROM (SELECT m.rank, m.is_drawn, row_number() OVER (ORDER BY m.digest, m.number) AS place,
                               count(*) OVER () AS everybody
                          FROM funding_samplemember m WHERE m.sample_id = NEW.id) lot
            WHERE lot.rank <> lot.place OR lot.is_drawn <> (lot.place <= (lot.everybody * NEW.percent + 99) / 100)) THEN
  {raising("sample_by_seed", _BY_SEED)}
END IF;
RETURN NEW;
"""
_MEMBER = f"""
IF NOT EXISTS (SELECT FROM funding_proofsample s
                WHERE s.id = NEW.sample_id AND s.drawn_on IS NULL AND s.dropped_on IS NULL
                  AND NEW.digest = encode(sha256(convert_to(s.seed || ':' || NEW.number, 'UTF8')), 'hex')) THEN
  {raising("sample_by_seed", _BY_SEED)}
END IF;
IF (NEW.proof_id, NEW.number::text) NOT IN (SELECT proof_id, number FROM funding_sample_population(NEW.sample_id)) THEN
  {raising("sample_population_whole", _WHOLE)}
END IF;
RETURN NEW;
"""
# Until the draw a member may go again: what it was written for too early can have changed by the day that fixes all.
_STAYS = """TG_OP = 'UPDATE'
OR EXISTS (SELECT FROM funding_proofsample s WHERE s.id = OLD.sample_id AND s.drawn_on IS NOT NULL)"""


class ProofSampleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the years one sees."""
        return of_seen(self, "fiscal_year", FiscalYear.objects.visible_to(user))

    def standing(self):
        """Not dropped: a year has one at most."""
        return self.filter(dropped_on__isnull=True)

    @transaction.atomic
    def announce(
        self,
        *,
        fiscal_year: FiscalYear,
        below: Decimal,
        percent: int,
        seed: str,
        fixed_on: date,
        by,
        on: date,
    ) -> "ProofSample":
        """Set the sum, the share, the seed and the day that fixes the population, which lies ahead.

        Codes: `sample_once_per_year`, `sample_seed_before_population`; from the database the other rules of the row.
        """
        queue_up()
        if self.standing().filter(fiscal_year=fiscal_year).exists():
            refuse("sample_once_per_year", "Für dieses Jahr steht schon eine Stichprobe fest.")
        if fixed_on <= on:
            refuse("sample_seed_before_population", _SEED_FIRST, field="fixed_on")
        terms = {"below": below, "percent": percent, "seed": one_line(seed), "fixed_on": fixed_on}
        return self.create(fiscal_year=fiscal_year, announced_on=on, announced_by=by, **terms)


_SEED_FIRST = (
    "Der Startwert steht fest, bevor feststeht, aus wem gezogen wird: Der Stichtag liegt nach heute."
)


@tracked()
class ProofSample(models.Model):
    """A year's rule for small grants: below so many euros a proof is handed in on request only, and who is asked.

    `percent` of those are drawn, at least one. Proofs of what is not drawn stay with their recipients.
    """

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="proof_samples", verbose_name="Haushaltsjahr"
    )
    below = EuroField("Nachweis auf Verlangen unter")
    percent = models.PositiveSmallIntegerField("Gezogen werden (%)")
    seed = models.CharField("Startwert", max_length=80)
    fixed_on = models.DateField("Stichtag")
    announced_on = models.DateField("Festgelegt am")
    announced_by = person("Festgelegt von", null=False, blank=False)
    drawn_on, drawn_by = day_and_person(
        "sample_drawing_has_person", "Gezogen am", "Gezogen von", "Zur Ziehung gehören Tag und Person."
    )
    due_on = models.DateField("Einzureichen bis", null=True, blank=True)
    dropped_on, dropped_by = day_and_person(
        "sample_dropping_has_person", "Verworfen am", "Verworfen von", "Zum Verwerfen gehören Tag und Person."
    )
    drop_reason = models.TextField("Grund", blank=True)

    objects = ProofSampleQuerySet.as_manager()

    class Meta:
        verbose_name = "Stichprobe der Verwendungsnachweise"
        verbose_name_plural = "Stichproben der Verwendungsnachweise"
        ordering = ["-fiscal_year__year", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["fiscal_year"],
                condition=Q(dropped_on__isnull=True),
                name="sample_once_per_year",
                violation_error_message="Für dieses Jahr steht schon eine Stichprobe fest.",
            ),
            CheckConstraint(
                name="sample_below_positive",
                field="below",
                condition=within_euros("below", "0.01"),
                violation_error_message="Die Grenze beträgt mindestens einen Cent.",
            ),
            CheckConstraint(
                name="sample_percent_within",
                field="percent",
                condition=Q(percent__gte=1, percent__lte=100),
                violation_error_message="Gezogen werden 1 bis 100 Prozent.",
            ),
            CheckConstraint(
                name="sample_seed_given",
                field="seed",
                condition=Q(seed__regex=r"\S"),
                violation_error_message="Nennen Sie den Startwert.",
            ),
            CheckConstraint(
                name="sample_seed_before_population",
                field="fixed_on",
                condition=Q(fixed_on__gt=F("announced_on")),
                violation_error_message=_SEED_FIRST,
            ),
            CheckConstraint(
                name="sample_drawn_after_population",
                field="fixed_on",
                condition=Q(drawn_on__isnull=True) | Q(drawn_on__gt=F("fixed_on")),
                violation_error_message="Gezogen wird erst nach dem Stichtag.",
            ),
            CheckConstraint(
                name="sample_due_after_drawing",
                field="due_on",
                condition=Q(drawn_on__isnull=True, due_on__isnull=True)
                | Q(drawn_on__isnull=False, due_on__isnull=False, due_on__gt=F("drawn_on")),
                violation_error_message="Die Frist liegt nach der Ziehung.",
            ),
            CheckConstraint(
                name="sample_dropped_before_population",
                field="drop_reason",
                condition=Q(dropped_on__isnull=True)
                | Q(dropped_on__gte=F("announced_on"), dropped_on__lte=F("fixed_on")),
                violation_error_message="Nach dem Stichtag wird der Startwert nicht mehr verworfen.",
            ),
            CheckConstraint(
                name="sample_dropped_with_reason",
                field="drop_reason",
                condition=Q(dropped_on__isnull=True, drop_reason="")
                | (Q(dropped_on__isnull=False) & Q(drop_reason__regex=r"\S")),
                violation_error_message="Nennen Sie den Grund.",
            ),
        ]
        triggers = [
            queued(),
            never_deleted(
                "sample_announced_kept",
                _ANNOUNCED,
                when=pgtrigger.Q(old__drawn_on__isnull=True, old__dropped_on__isnull=True),
                code="sample_announced_stands",
            ),
            *frozen("sample_drawn", _DRAWN, when=pgtrigger.Q(old__drawn_on__isnull=False)),
            *frozen("sample_dropped", _DROPPED, when=pgtrigger.Q(old__dropped_on__isnull=False)),
            refusing(
                "sample_announced_stands",
                "true",
                _ANNOUNCED,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "fiscal_year", "below", "percent", "seed", "fixed_on", "announced_on", "announced_by"
                ),
            ),
            Guard(
                name="sample_by_seed",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__drawn_on__isnull=False),
                func=_DRAW,
            ),
        ]

    def __str__(self) -> str:
        return f"Stichprobe {self.fiscal_year.year}"

    def get_absolute_url(self) -> str:
        return address("funding:sample_detail", self.fiscal_year.year)

    def population(self) -> models.QuerySet[ProofOfUse]:
        """The proofs on request at the end of the day that fixes them."""
        of_year = ProofOfUse.objects.filter(allocation__fiscal_year=self.fiscal_year_id)
        return of_year.in_status(self.fixed_on, ProofStatus.ON_DEMAND)

    @transaction.atomic
    def draw(self, *, due_on: date, by, on: date) -> list["SampleMember"]:
        """Draw, once, after the day that fixes the population; who is drawn hands in until `due_on`.

        Codes: `sample_drawn`, `sample_dropped`, `sample_drawn_after_population`, `sample_due_after_drawing`,
        `sample_population_empty`.
        """
        sample = self._standing()
        if on <= sample.fixed_on:
            said = f"Aus wem gezogen wird, steht erst nach dem {german.day(sample.fixed_on)} fest."
            refuse("sample_drawn_after_population", said)
        if due_on <= on:
            refuse("sample_due_after_drawing", "Die Frist liegt nach der Ziehung.", field="due_on")
        proofs = {
            one.allocation.granted_by(): one for one in sample.population().select_related("allocation")
        }
        if not proofs:
            refuse("sample_population_empty", _EMPTY)
        order, size = rules.drawn_order(sample.seed, proofs), rules.sample_size(len(proofs), sample.percent)
        members = sample.members.bulk_create(
            SampleMember(
                sample=sample,
                proof=proofs[number],
                number=number,
                digest=rules.drawing_key(sample.seed, number),
                rank=rank,
                is_drawn=rank <= size,
            )
            for rank, number in enumerate(order, start=1)
        )
        write(sample, drawn_on=on, drawn_by=by, due_on=due_on)
        for one in members[:size]:
            one.ask(due_on=due_on, by=by, on=on)
        return members

    @transaction.atomic
    def drop(self, *, reason: str, by, on: date) -> None:
        """Drop it before the population is fixed, with the reason; the row stays.

        Codes: `sample_drawn`, `sample_dropped`, `sample_dropped_before_population`; from the database
        `sample_dropped_with_reason`.
        """
        sample = self._standing()
        if on > sample.fixed_on:
            fixed = german.day(sample.fixed_on)
            said = f"Seit dem {fixed} steht fest, aus wem gezogen wird. Jetzt wird nur noch gezogen."
            refuse("sample_dropped_before_population", said)
        write(sample, dropped_on=on, dropped_by=by, drop_reason=reason.strip())

    def _standing(self) -> "ProofSample":
        queue_up()
        sample = ProofSample.objects.select_for_update(of=["self"]).get(pk=self.pk)
        if sample.drawn_on:
            refuse("sample_drawn", _DRAWN)
        if sample.dropped_on:
            refuse("sample_dropped", _DROPPED)
        return sample


class SampleMemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the proofs one sees."""
        return of_seen(self, "proof", ProofOfUse.objects.visible_to(user))


@tracked()
class SampleMember(models.Model):
    """A proof among which was drawn: its place in the order of the lot, and whether it was drawn."""

    sample = models.ForeignKey(ProofSample, models.PROTECT, related_name="members", verbose_name="Stichprobe")
    proof = models.ForeignKey(
        ProofOfUse, models.PROTECT, related_name="sample_members", verbose_name="Verwendungsnachweis"
    )
    number = models.CharField("Bescheid-Nr.", max_length=60)
    digest = models.CharField("SHA-256", max_length=64)
    rank = models.PositiveIntegerField("Rang")
    is_drawn = models.BooleanField("Gezogen")

    objects = SampleMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachweis in der Stichprobe"
        verbose_name_plural = "Nachweise in der Stichprobe"
        ordering = ["sample", "rank"]
        constraints = [
            UniqueConstraint(
                fields=["sample", "proof"],
                name="sample_member_once",
                violation_error_message="Dieser Nachweis steht schon in der Stichprobe.",
            ),
        ]
        triggers = [
            queued(),
            Guard(name="sample_member_by_seed", operation=pgtrigger.Insert, func=_MEMBER),
            kept_while("sample_member_immutable", _STAYS, _DRAWN),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.number}"

    def ask(self, *, due_on: date, by, on: date) -> None:
        """Its recipient hands the proof in, until that day or a later one that stands already, and hears of it."""
        proof = self.proof
        proof.refresh_from_db()
        if proof.submitted_on:
            return
        if proof.due_on < due_on:
            proof.put_off(due_on=due_on, reason="In der Stichprobe gezogen.", by=by, on=on)
        told = {
            "by": by,
            "on": on,
            "called": str(proof.allocation),
            "day": german.day(max(due_on, proof.due_on)),
        }
        Notification.objects.tell(PROOF_DRAWN, proof, to=proof.allocation.people(), **told)
