"""What is past its day goes: offered to the Stadtarchiv first, with a proof of what was deleted.

A proof says how many rows of which kind, and the check sum of each row's key, chained to the proof before. Where values
were taken out of the history, a tombstone says of which event, with the check sum of its row before and after, so that
whoever verifies the history finds each change explained. Both are written by the owner of the tables alone
(`manage.py retain`, deploy/roles.sql).
"""

import hashlib
import json
from datetime import date
from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, Q

from partners.models.public_text import KEEPS_PRIVACY
from quartiersarbeit.ground import german, pairs
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.guards import differs, never_deleted, refusing, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse

KEPT = "Ein Angebot an das Stadtarchiv bleibt, wie es gemacht und beantwortet wurde."


def _seen_by(rows, user):
    """All for those who see everything, and for whoever keeps the privacy."""
    return rows if user.sees_everything or user.has_perm(KEEPS_PRIVACY) else rows.none()


class ArchiveOfferQuerySet(models.QuerySet):
    """What the Stadtarchiv was offered."""

    def visible_to(self, user):
        """Those who see everything, and whoever keeps the privacy."""
        return _seen_by(self, user)

    def offer(self, *, rule: str, up_to: date, counted: int, due_on: date, by, on: date) -> "ArchiveOffer":
        """Note that all that is past its day by `up_to` was offered; `due_on` is the last day for an answer.

        Codes: `archive_by_administration`, `archive_nothing`, and the database's `archive_offer_in_order`.
        """
        if not by.has_perm(KEEPS_PRIVACY):
            refuse("archive_by_administration", "Dem Stadtarchiv bietet die Verwaltung an.")
        if not counted:
            refuse("archive_nothing", "Bis zu diesem Tag ist nichts abgelaufen.")
        return self.create(
            rule=rule, up_to=up_to, counted=counted, due_on=due_on, offered_on=on, offered_by=by
        )

    def freed(self, rule: str, on: date) -> date | None:
        """Up to which day the archive has answered, or let the day for it pass; None where it was offered nothing."""
        over = Q(answered_on__lte=on) | Q(due_on__lt=on)
        return self.filter(over, rule=rule).aggregate(day=Max("up_to"))["day"]


@tracked()
class ArchiveOffer(models.Model):
    """Records past their day, offered to the Stadtarchiv (Angebot an das Stadtarchiv)."""

    rule = models.CharField("Was", max_length=20)
    up_to = models.DateField("Abgelaufen bis")
    counted = models.PositiveIntegerField("Anzahl")
    offered_on = models.DateField("Angeboten am")
    offered_by = pairs.person("Angeboten von", null=False, blank=False)
    due_on = models.DateField("Antwort bis")
    answered_on, answered_by = pairs.day_and_person(
        "archive_answer_has_person",
        "Beantwortet am",
        "Antwort eingetragen von",
        "Zur Antwort gehören Datum und Person.",
    )
    taken = models.BooleanField("Vom Archiv übernommen", null=True, blank=True)
    remark = models.CharField("Bemerkung", max_length=300, blank=True)

    objects = ArchiveOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "Angebot an das Stadtarchiv"
        verbose_name_plural = "Angebote an das Stadtarchiv"
        ordering = ["-offered_on", "-pk"]
        default_permissions = ()
        constraints = [
            CheckConstraint(
                name="archive_offer_in_order",
                field="due_on up_to",
                condition=Q(due_on__gt=F("offered_on"), up_to__lte=F("offered_on")),
                violation_error_message="Angeboten wird, was schon abgelaufen ist; geantwortet wird danach.",
            ),
            CheckConstraint(
                name="archive_answer_said",
                field="taken",
                condition=Q(answered_on__isnull=True, taken__isnull=True)
                | Q(answered_on__isnull=False, taken__isnull=False),
                violation_error_message="Die Antwort sagt, ob das Archiv übernommen hat.",
            ),
        ]
        triggers = [
            refusing(
                "archive_offer_kept",
                "OLD.answered_on IS NOT NULL OR "
                + differs("rule", "up_to", "counted", "offered_on", "offered_by_id", "due_on"),
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("archive_offer_kept_delete", KEPT, code="archive_offer_kept"),
        ]

    def __str__(self) -> str:
        return f"Angebot an das Stadtarchiv vom {german.day(self.offered_on)}"

    def settle(self, *, taken: bool, remark: str = "", by, on: date) -> None:
        """What the archive answered; where it takes something, it has it. Codes: `archive_by_administration`,
        `archive_answered`."""
        if not by.has_perm(KEEPS_PRIVACY):
            refuse("archive_by_administration", "Die Antwort des Stadtarchivs trägt die Verwaltung ein.")
        if self.answered_on:
            refuse("archive_answered", "Dieses Angebot ist schon beantwortet.")
        self.taken, self.remark, self.answered_on, self.answered_by = taken, remark, on, by
        self.save(update_fields=["taken", "remark", "answered_on", "answered_by"])


FIRST = "0" * 64  # what the first proof is chained to


class DeletionProofQuerySet(models.QuerySet):
    """The proofs of what was deleted."""

    def visible_to(self, user):
        """Those who see everything, and whoever keeps the privacy."""
        return _seen_by(self, user)

    def write(
        self, *, rule: str, counted: dict[str, int], keys: list[str], tombstones: int, on: date
    ) -> "DeletionProof":
        """The next proof of the chain; in the transaction that deletes. `keys` are check sums (`key_digest`)."""
        last = self.order_by("-number").first()
        proof = self.model(
            number=last.number + 1 if last else 1,
            rule=rule,
            counted=counted,
            keys=sorted(keys),
            tombstones=tombstones,
            on=on,
            previous_sha256=last.sha256 if last else FIRST,
        )
        proof.sha256 = proof.digest()
        proof.save(force_insert=True)
        return proof

    def broken(self) -> list[str]:
        """What does not add up, a German sentence each; nothing where the chain holds."""
        found, before, number = [], FIRST, 1
        for proof in self.order_by("number"):
            if proof.number != number:
                found.append(f"Vor dem Löschnachweis Nr. {proof.number} fehlt einer.")
            if proof.previous_sha256 != before:
                found.append(f"Der Löschnachweis Nr. {proof.number} schließt nicht an den vorigen an.")
            if proof.sha256 != proof.digest():
                found.append(f"Der Löschnachweis Nr. {proof.number} wurde verändert.")
            before, number = proof.sha256, proof.number + 1
        return found


class DeletionProof(models.Model):
    """That rows were deleted or made nobody's (Löschnachweis): how many, which, by what rule, on which day."""

    number = models.PositiveIntegerField("Nummer", unique=True)
    rule = models.CharField("Regel", max_length=20)
    on = models.DateField("Am")
    counted = models.JSONField("Anzahl je Art")
    keys = ArrayField(models.CharField(max_length=64), verbose_name="Prüfsummen der Schlüssel")
    tombstones = models.PositiveIntegerField("Ersetzte Ereignisse im Protokoll", default=0)
    previous_sha256 = models.CharField("Prüfsumme des vorigen Nachweises", max_length=64)
    sha256 = models.CharField("Prüfsumme", max_length=64)

    objects = DeletionProofQuerySet.as_manager()

    class Meta:
        verbose_name = "Löschnachweis"
        verbose_name_plural = "Löschnachweise"
        ordering = ["-number"]
        default_permissions = ()
        permissions = [("keep_privacy", "Darf Datenschutz, öffentliche Texte und Auskünfte bearbeiten")]
        triggers = [
            written_once("deletion_proof_kept", "Ein Löschnachweis bleibt, wie er geschrieben wurde.")
        ]

    def __str__(self) -> str:
        return f"Löschnachweis Nr. {self.number}"

    def digest(self) -> str:
        """The check sum of what the proof says, with that of the proof before."""
        said: dict[str, Any] = {
            "number": self.number,
            "rule": self.rule,
            "on": self.on.isoformat(),
            "counted": self.counted,
            "keys": list(self.keys),
            "tombstones": self.tombstones,
            "previous": self.previous_sha256,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def key_digest(table: str, key: Any) -> str:
    """The check sum of a row's key, by which a proof names it: of „table:key“."""
    return hashlib.sha256(f"{table}:{key}".encode()).hexdigest()


class TombstoneQuerySet(models.QuerySet):
    """Where the history was emptied."""

    def visible_to(self, user):
        """Those who see everything, and whoever keeps the privacy."""
        return _seen_by(self, user)


class Tombstone(models.Model):
    """That an event of the history lost personal values (Ersatzvermerk): which, when, and its row's check sums.

    The event's row had `old_sha256` before and has `new_sha256` since; an event emptied twice has two, chained.
    """

    table = models.CharField("Tabelle", max_length=63)
    event = models.BigIntegerField("Ereignis")
    columns = ArrayField(models.CharField(max_length=63), verbose_name="Ersetzte Spalten")
    old_sha256 = models.CharField("Prüfsumme vorher", max_length=64)
    new_sha256 = models.CharField("Prüfsumme nachher", max_length=64)
    on = models.DateField("Am")
    proof = models.ForeignKey(
        DeletionProof, models.PROTECT, related_name="emptied", verbose_name="Löschnachweis"
    )

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = "Ersatzvermerk im Protokoll"
        verbose_name_plural = "Ersatzvermerke im Protokoll"
        ordering = ["table", "event", "pk"]
        default_permissions = ()
        constraints = [
            UniqueConstraint(
                fields=["table", "event", "old_sha256"],
                name="tombstone_once",
                field="event",
                violation_error_message="Dieses Ereignis ist schon ersetzt.",
            )
        ]
        triggers = [written_once("tombstone_kept", "Ein Ersatzvermerk bleibt, wie er geschrieben wurde.")]

    def __str__(self) -> str:
        return f"Ersatzvermerk vom {german.day(self.on)}"
