"""What the participants say to a finding: statements, each bound to exactly one wording."""

import hashlib
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from partners.models import Partner
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, frozen, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.past import entered
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.written import of_the_day


class Stance(models.TextChoices):
    """How a participant answers a finding."""

    AGREES = "agrees", "stimmt zu"
    AGREES_WITH_REMARK = "agrees_with_remark", "stimmt mit Anmerkung zu"
    DISSENTS = "dissents", "abweichende Auffassung"


ENTERED = "Was eine Seite schriftlich sagte, trägt die Stadt mit seinem Tag bei einer nacherfassten Feststellung ein."
OWN_SIDE = "Für einen Partner sprechen nur seine eigenen Leute, für die Stadt nur die Stadt."
AGREEING = (Stance.AGREES, Stance.AGREES_WITH_REMARK)


def sha256_of(wording: str) -> str:
    """SHA-256 of a wording as UTF-8: what a statement answers."""
    return hashlib.sha256(wording.encode()).hexdigest()


def shortened(wording: str) -> str:
    """As much of a wording as a line of a list can hold."""
    return wording if len(wording) <= 80 else f"{wording[:79]}…"


class OfFindingQuerySet(models.QuerySet):
    """What belongs to a finding."""

    def visible_to(self, user):
        """Only for those who see the finding; what was worded before it was shared is nowhere kept."""
        seen = self.model._meta.get_field("finding").related_model.objects.visible_to(user)
        return of_seen(self, "finding", seen)


class FindingWordingQuerySet(OfFindingQuerySet):
    """Earlier wordings of findings."""

    def replaced_after(self, on: date):
        """What stood at the end of that day and has been replaced since, the first replaced first."""
        return self.filter(replaced_on__gt=on).order_by("replaced_on", "pk")


@tracked()
class FindingWording(models.Model):
    """An earlier wording of a shared finding, kept beside the statements that answered it.

    Written by the database alone (guard `finding_wording_archived`), whoever changes a wording and how.
    """

    finding = models.ForeignKey(
        "quality_dialog.Finding", models.PROTECT, related_name="earlier_wordings", verbose_name="Feststellung"
    )
    wording = models.TextField("Früherer Wortlaut")
    replaced_on = models.DateField("Ersetzt am")
    replaced_by = person("Ersetzt von", blank=False)

    objects = FindingWordingQuerySet.as_manager()

    class Meta:
        verbose_name = "Früherer Wortlaut"
        verbose_name_plural = "Frühere Wortlaute"
        ordering = ["finding", "replaced_on", "pk"]
        triggers = [
            *frozen(
                "finding_wording_kept",
                "Ein früherer Wortlaut ändert sich nicht mehr.",
                deleted="Ein früherer Wortlaut wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return shortened(self.wording)

    @property
    def wording_sha256(self) -> str:
        """What statements on this wording carry."""
        return sha256_of(self.wording)


class StatementQuerySet(OfFindingQuerySet):
    """Statements on findings."""

    def current(self, on: date):
        """Those given by that day that answer the wording that stood then, the newest of each side."""
        return self.filter(_counts(on))

    def with_counting(self, on: date):
        """Adds `counts`: whether it is one of the `current` ones."""
        return self.annotate(counts=_counts(on))


@of_the_day("quality_dialog.Statement")
def _counts(on: date) -> Q:
    newer = Statement.objects.filter(
        Q(partner=OuterRef("partner")) | Q(city=True) & Q(city=OuterRef("city")),
        Q(given_on__gt=OuterRef("given_on")) | Q(given_on=OuterRef("given_on"), pk__gt=OuterRef("pk")),
        finding=OuterRef("finding"),
        wording_sha256=OuterRef("wording_sha256"),
        given_on__lte=on,
    )
    answers = Q(given_on__lte=on, wording_sha256=_sha256_of(_wording_of_finding(on)))
    return answers & ~Q(Exists(newer))


def _wording_of_finding(on: date) -> Coalesce:
    """The wording of a statement's finding at the end of that day: replaced since, or the present one."""
    stood = FindingWording.objects.filter(finding=OuterRef("finding")).replaced_after(on)
    return Coalesce(models.Subquery(stood.values("wording")[:1]), F("finding__wording"))


def _sha256_of(text):
    """The hash PostgreSQL computes of a text, equal to `sha256_of`."""
    utf8 = models.Func(text, models.Value("UTF8"), function="convert_to", output_field=models.BinaryField())
    digest = models.Func(utf8, function="sha256", output_field=models.BinaryField())
    return models.Func(digest, models.Value("hex"), function="encode", output_field=models.CharField())


@tracked()
class Statement(models.Model):
    """A participant's answer (Stellungnahme) to exactly one wording; a new answer is a new row."""

    finding = models.ForeignKey(
        "quality_dialog.Finding", models.CASCADE, related_name="statements", verbose_name="Feststellung"
    )
    partner = optional(Partner, "Kooperationspartner", "statements")
    city = models.BooleanField("Für die Stadt", default=False)
    stance = models.CharField("Haltung", max_length=20, choices=Stance)
    text = models.TextField("Text", blank=True)
    wording_sha256 = models.CharField("SHA-256 des Wortlauts", max_length=64)
    given_on = models.DateField("Abgegeben am")
    given_by = person("Abgegeben von", null=False, blank=False)
    entered_on = entered()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "Stellungnahme"
        verbose_name_plural = "Stellungnahmen"
        ordering = ["finding", "given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statement_speaks_for_one_side",
                condition=Q(partner__isnull=False, city=False) | Q(partner__isnull=True, city=True),
                violation_error_message="Eine Stellungnahme spricht für einen Partner oder für die Stadt.",
            ),
            CheckConstraint(
                name="statement_dissent_explained",
                field="text",
                condition=Q(stance=Stance.AGREES) | ~Q(text=""),
                violation_error_message="Anmerkung oder abweichende Auffassung brauchen einen Text.",
            ),
        ]
        triggers = [
            Guard(
                name="statement_answers_wording",
                operation=pgtrigger.Insert,
                declare=[("answered", "text"), ("answerable", "boolean")],
                func=(
                    "SELECT encode(sha256(convert_to(wording, 'UTF8')), 'hex'),"
                    " shared_on IS NOT NULL AND withdrawn_on IS NULL INTO answered, answerable"
                    " FROM quality_dialog_finding WHERE id = NEW.finding_id FOR NO KEY UPDATE;"
                    " IF NOT answerable THEN "
                    + raising(
                        "statement_answers_shared",
                        "Stellung genommen wird zu einer geteilten Feststellung, die nicht zurückgezogen ist.",
                    )
                    + " END IF;"
                    " IF answered IS DISTINCT FROM NEW.wording_sha256 THEN "
                    + raising(
                        "statement_answers_wording",
                        "Der Wortlaut hat sich geändert. Lesen Sie ihn neu und nehmen Sie dann Stellung.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            Guard(
                name="statement_of_own_side",
                operation=pgtrigger.Insert,
                declare=[("belongs_to", "bigint")],
                func=(
                    "SELECT partner_id INTO belongs_to FROM partners_user WHERE id = NEW.given_by_id;"
                    " IF NEW.entered_on IS NOT NULL THEN"
                    " IF belongs_to IS NOT NULL OR NEW.given_on > NEW.entered_on OR NOT EXISTS ("
                    "SELECT FROM quality_dialog_finding f WHERE f.id = NEW.finding_id"
                    " AND f.entered_on IS NOT NULL AND f.raised_on <= NEW.given_on) THEN "
                    + raising("statement_entered_by_city", ENTERED, "given_on")
                    + " END IF; RETURN NEW; END IF;"
                    " IF belongs_to IS DISTINCT FROM NEW.partner_id THEN "
                    + raising("statement_of_own_side", OWN_SIDE, "given_by")
                    + " END IF; RETURN NEW;"
                ),
            ),
            *frozen(
                "statement_kept",
                "Eine Stellungnahme ändert sich nicht; geben Sie eine neue ab.",
                deleted="Eine Stellungnahme wird nicht gelöscht; geben Sie eine neue ab.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner or city().name}: {self.get_stance_display()}"
