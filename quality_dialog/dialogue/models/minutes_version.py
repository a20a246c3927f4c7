"""The minutes of a meeting as they were given out: each version a frozen paper with its files, never changed."""

from datetime import date

import pgtrigger
from django.db import models

from quality_dialog.dialogue.models.cycle import Dialogue, OfDialogueQuerySet
from quartiersarbeit.ground import german, marking
from quartiersarbeit.ground.constraints import once
from quartiersarbeit.ground.guards import Guard, raising, refusing, written_once
from quartiersarbeit.ground.history import tracked

_ONLY_SHARED = "Ausgefertigt wird nur ein Protokoll, das geteilt ist."
_IN_ORDER = "Die Fassungen eines Protokolls sind lückenlos nummeriert, jede von ihrem Tag an."
_GAP = """NEW.number NOT BETWEEN 1 AND (SELECT coalesce(max(v.number), 0) + 1 FROM quality_dialog_minutesversion v
     WHERE v.dialogue_id = NEW.dialogue_id)
   OR EXISTS (SELECT FROM quality_dialog_minutesversion v
     WHERE v.dialogue_id = NEW.dialogue_id AND v.kept_on > NEW.kept_on)"""
_SUMS = """encode(sha256(convert_to(NEW.paper, 'UTF8')), 'hex') <> NEW.sha256
   OR encode(sha256(NEW.pdf), 'hex') <> NEW.pdf_sha256 OR encode(sha256(NEW.docx), 'hex') <> NEW.docx_sha256"""


class MinutesVersionQuerySet(OfDialogueQuerySet):
    """Versions of minutes."""

    def kept(self, on: date):
        """Those that were given out by that day."""
        return self.filter(kept_on__lte=on)


@tracked(exclude=["paper", "pdf", "docx"])
class MinutesVersion(models.Model):
    """A version (Fassung) of a meeting's shared minutes: the paper as JSON, PDF and Word file, each with its SHA-256.

    What is said to a finding later makes a new version; the one before stays as it was given out. `renderer` names the
    versions of all that drew the files.
    """

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="minutes_versions", verbose_name="Dialog"
    )
    number = models.PositiveSmallIntegerField("Fassung")
    paper = models.TextField("Schriftstück (JSON)")
    sha256 = models.CharField("SHA-256", max_length=64)
    check_code = models.CharField("Prüfcode", max_length=marking.SPELLED, blank=True)
    pdf = models.BinaryField("PDF")
    pdf_sha256 = models.CharField("SHA-256 des PDF", max_length=64)
    docx = models.BinaryField("Word-Datei")
    docx_sha256 = models.CharField("SHA-256 der Word-Datei", max_length=64)
    renderer = models.CharField("Erzeugt mit", max_length=250)
    kept_on = models.DateField("Ausgefertigt am")

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung eines Protokolls"
        verbose_name_plural = "Fassungen der Protokolle"
        ordering = ["dialogue", "number"]
        indexes = [models.Index(fields=["check_code"], name="minutes_version_check_code")]
        constraints = [
            once(
                "minutes_version_once",
                "dialogue number",
                "Diese Fassung des Protokolls gibt es schon.",
                field="number",
            ),
        ]
        triggers = [
            written_once(
                "minutes_version_immutable",
                "Die Fassung eines Protokolls ändert sich nicht mehr und wird nicht gelöscht.",
            ),
            Guard(
                name="minutes_version_of_shared",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT FROM quality_dialog_dialogue d WHERE d.id = NEW.dialogue_id"
                    " AND d.minutes_shared_on <= NEW.kept_on) THEN "
                    + raising("minutes_version_of_shared", _ONLY_SHARED)
                    + f" END IF; IF {_GAP} THEN "
                    + raising("minutes_version_in_order", _IN_ORDER, "number")
                    + " END IF; RETURN NEW;"
                ),
            ),
            refusing("minutes_version_is_its_hash", _SUMS, "Eine Prüfsumme passt nicht zu ihrem Inhalt."),
            refusing(
                "minutes_version_is_its_code",
                marking.other_code("paper", "check_code"),
                "Der Prüfcode ist nicht der, der auf dem Schriftstück steht.",
            ),
        ]

    def __str__(self) -> str:
        return f"Protokoll {self.dialogue}, {self.told}"

    @property
    def told(self) -> str:
        """„Fassung 2 vom 26.01.2021“."""
        return f"Fassung {self.number} vom {german.day(self.kept_on)}"
