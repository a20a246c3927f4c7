"""Reports (Mitteilungen) to committees: from the draft through review and approval to publication."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Least

from partners.functions import second_hand
from partners.models import Notification, User
from partners.models.committee import papers_due
from partners.models.way_back import stood
from quality_dialog.dialogue.models.cycle import Cycle
from quality_dialog.report import news, seal
from quality_dialog.report.duties import REPORT_APPROVE, REPORT_PUBLISH, REPORT_REVIEW, REPORT_SUBMIT
from quality_dialog.report.models import searching
from quality_dialog.report.models.approving import (
    BEGINS,
    CONTRIBUTED,
    FARED,
    MAY_BE_APPROVED,
    REASONED,
    SUBMITTED,
    UNSIGNED,
    WRITERS,
)
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, kept_when_emptied, never_deleted, queue_up, raising
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import in_order
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

FROZEN = "Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung."
IN_REVIEW = (
    "Der Bericht ist in Prüfung und ändert sich so lange nicht. Nehmen Sie ihn zuerst zurück; dabei verfallen "
    "die Mitzeichnungen."
)
_DUAL_CONTROL = "Vier-Augen-Prinzip: Wer einen Bericht entworfen hat, gibt ihn nicht frei."
DISCARDED = "Der Bericht ist verworfen und ändert sich nicht mehr."
_SAME = (
    "Zu diesem Jahr und Stichtag gibt es schon einen Bericht dieser Art. Schreiben Sie an ihm weiter, berichtigen "
    "Sie ihn durch eine neue Fassung, oder verwerfen Sie ihn, wenn er ein Entwurf ist."
)
REQUIRED = ("pdf", "docx", "json", "html")  # the formats without which no report is approved


class ReportKind(models.TextChoices):
    """What a report asks of a committee."""

    NOTICE = "notice", "Mitteilung"
    INFORMATION = "information", "Informationsvorlage"


class ReportQuerySet(StatusQuerySet):
    """Reports to the committees."""

    STATUS = ReportStatus

    def status_expression(self, on: date):
        """How far it has come by that day; a correction takes the place once it is as public as what it corrects.

        A review that was ended since had gone on until then (`ReportReturn`).
        """
        ended = Report.objects.filter(
            pk=OuterRef("pk"), returns__review_on__lte=on, returns__returned_on__gt=on
        )
        newer = Report.objects.filter(corrects=OuterRef("pk"))
        replaced = Exists(newer.filter(published_on__lte=on)) | Q(published_on__isnull=True) & Exists(
            newer.filter(approved_on__lte=on)
        )
        return first_of(
            ReportStatus,
            (Q(discarded_on__lte=on), ReportStatus.DISCARDED),
            (replaced, ReportStatus.CORRECTED),
            (Q(published_on__lte=on), ReportStatus.PUBLISHED),
            (Q(submitted_on__lte=on), ReportStatus.SUBMITTED),
            (Q(approved_on__lte=on), ReportStatus.APPROVED),
            (Q(review_on__lte=on) | Q(Exists(ended)), ReportStatus.IN_REVIEW),
            otherwise=ReportStatus.DRAFT,
        )

    def with_version(self):
        """Adds `version`: 1, and one more for each report it corrects, back to the first."""
        older = "WITH RECURSIVE line AS (SELECT quality_dialog_report.id, quality_dialog_report.corrects_id "
        older += "UNION SELECT r.id, r.corrects_id FROM line JOIN quality_dialog_report r ON r.id = line.corrects_id) "
        return self.annotate(version=RawSQL(f"({older} SELECT count(*) FROM line)", ()))  # noqa: S611  (constant)

    def same(self, *, year: int, kind: str, as_of: date):
        """The first version about this year, of this kind and as-of date, unless it is discarded: at most one."""
        return self.filter(
            year=year, kind=kind, as_of=as_of, corrects__isnull=True, discarded_on__isnull=True
        )

    def kept(self, on: date):
        """Drafted by that day and not discarded by then: what lists show unless somebody asks for more."""
        return self.filter(drafted_on__lte=on).exclude(discarded_on__lte=on)

    def owed(self, on: date) -> list[Owed]:
        """The next step on its way, due when the first committee wants its papers, or when its year owes it."""
        known = Q(consultations__scheduled_on=None) | Q(consultations__scheduled_on__lte=on)
        stops = Report.objects.filter(known, pk=OuterRef("pk"), consultations__meeting__isnull=False)
        meeting = Report.consultations.rel.related_model._meta.get_field("meeting").related_model
        held_on = stood(meeting, "held_on", on, via="consultations__meeting")
        papers = papers_due(held_on, on, via="consultations__meeting__committee")
        wanted = stops.annotate(papers=papers).order_by("papers").values("papers")[:1]
        held = stops.annotate(held=held_on).order_by("held").values("held")[:1]
        of_period = {"starts_on__lte": OuterRef("as_of"), "due_on__gte": OuterRef("as_of")}
        resolved = {"cycle": OuterRef("cycle"), "kind": OuterRef("kind")} | of_period
        terms = Cycle._meta.get_field("report_terms").related_model.objects.standing(on)
        term = terms.filter(**resolved).order_by("due_on").values("due_on")[:1]
        due = [stood(Cycle, "report_due_on", on, via="cycle"), Subquery(wanted), Subquery(term)]
        named = {"subject": "subject", "due_on": Least(*due)}
        after = {"subject": "subject", "due_on": Least(due[0], Subquery(held))}
        rows = self.kept(on).with_status(on)
        return [
            owes(rows.filter(status=ReportStatus.DRAFT), REPORT_REVIEW, since="drafted_on", **named),
            owes(rows.filter(status=ReportStatus.IN_REVIEW), REPORT_APPROVE, since="review_on", **named),
            owes(rows.filter(status=ReportStatus.APPROVED), REPORT_SUBMIT, since="approved_on", **named),
            owes(rows.filter(status=ReportStatus.SUBMITTED), REPORT_PUBLISH, since="submitted_on", **after),
        ]

    def visible_to(self, user):
        """All for the city and audit; published ones for everybody who may sign in."""
        if user.sees_everything:
            return self
        return self.filter(published_on__isnull=False) if user.is_authenticated else self.none()

    def listed(self):
        """Without facts and wording, which are most of a report and in no list."""
        return self.defer("facts", "plain_text", "corrects__facts", "corrects__plain_text")

    def found(self, typed: str):
        """Those that say what somebody looks for in German, the best first; each with its `excerpt`."""
        return searching.found(self, typed)

    def published(self, on: date):
        """Published on that day or before."""
        return self.filter(published_on__lte=on)

    def approved(self, on: date):
        """Approved on that day or before."""
        return self.filter(approved_on__lte=on)


# What a review reads: none of it changes while it goes on.
_HEAD = (
    *("year", "cycle", "kind", "subject", "as_of"),
    *("lead_office", "contact", "corrects", "correction_reason"),
)
# What approval freezes; how the report fares afterwards (submitted, published) still becomes known.
_CONTENT = (
    *_HEAD,
    *("drafted_on", "drafted_by", "review_on", "review_by", "approved_on", "approved_by"),
    *("facts", "facts_sha256", "plain_text", "seal_number", "seal_sha256"),
)

_COMPLETE = f"""
IF EXISTS (SELECT 1 FROM quality_dialog_report r WHERE r.id = NEW.id AND r.approved_on IS NOT NULL
           AND (SELECT count(DISTINCT d.format) FROM quality_dialog_rendition d WHERE d.report_id = r.id
                AND d.format IN ({", ".join(f"'{name}'" for name in REQUIRED)})) < {len(REQUIRED)})
THEN {raising("report_complete", "Freigegeben wird ein Bericht nur mit allen seinen Ausfertigungen.")} END IF;
RETURN NULL;
"""


@tracked(exclude=["facts", "plain_text"])
class Report(HasStatus):
    """A report (Bericht) to committees about a year, with the facts as of a day (Stichtag).

    Draft → in review, with co-signatures → approved (facts, texts and files frozen and sealed) → submitted →
    published. What a committee made of it stands with the consultation; a correction is a new report that
    `corrects` it.
    """

    year = models.PositiveSmallIntegerField("Berichtsjahr")
    cycle = optional(Cycle, "Qualitätsdialog", "reports")
    kind = models.CharField("Art", max_length=20, choices=ReportKind, default=ReportKind.NOTICE)
    subject = models.CharField("Thema", max_length=250)
    as_of = models.DateField("Stichtag")
    reference = models.CharField("Drucksachen-Nr.", max_length=40, blank=True)
    lead_office = models.CharField("Federführendes Amt", max_length=160, blank=True)
    contact = models.CharField("Ansprechperson der Verwaltung", max_length=160, blank=True)
    drafted_on = models.DateField("Entworfen am")
    drafted_by = person("Entworfen von", null=False, blank=False)
    review_on, review_by = day_and_person(
        "report_review_has_person",
        "In Prüfung seit",
        "In Prüfung gegeben von",
        "Zur Prüfung gehören Datum und Person.",
    )
    approved_on, approved_by = day_and_person(
        "report_approval_has_person",
        "Freigegeben am",
        "Freigegeben von",
        "Zur Freigabe gehören Datum und Person.",
    )
    facts = models.JSONField("Eingefrorene Fakten", null=True, blank=True, editable=False)
    facts_sha256 = models.CharField("SHA-256 der Fakten", max_length=64, blank=True, editable=False)
    plain_text = models.TextField("Eingefrorener Wortlaut", blank=True, editable=False)
    seal_number = models.PositiveIntegerField("Nummer des Siegels", null=True, blank=True, editable=False)
    seal_sha256 = models.CharField("Siegel", max_length=64, blank=True, editable=False)
    submitted_on, submitted_by = day_and_person(
        "report_submission_has_person",
        "Eingereicht am",
        "Eingereicht von",
        "Zur Einreichung gehören Datum und Person.",
    )
    published_on, published_by = day_and_person(
        "report_publication_has_person",
        "Veröffentlicht am",
        "Veröffentlicht von",
        "Zur Veröffentlichung gehören Datum und Person.",
    )
    discarded_on = models.DateField("Verworfen am", null=True, blank=True)
    discarded_by = person("Verworfen von")
    discard_reason = models.TextField("Grund des Verwerfens", blank=True)
    corrects = optional("self", "Berichtigt", "corrections")
    correction_reason = models.TextField("Grund der Berichtigung", blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Bericht"
        verbose_name_plural = "Berichte"
        ordering = ["-as_of", "-pk"]
        indexes = searching.INDEXES
        permissions = [
            ("approve_report", "Darf Berichte freigeben"),
            ("publish_report", "Darf Berichte veröffentlichen"),
        ]
        constraints = [
            CheckConstraint(
                name="report_year_plausible",
                field="year",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Das Berichtsjahr liegt zwischen 2000 und 2100.",
            ),
            CheckConstraint(
                name="report_dual_control",
                field="approved_by",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                violation_error_message=_DUAL_CONTROL,
            ),
            CheckConstraint(
                name="report_approved_facts_frozen",
                condition=Q(approved_on__isnull=True)
                | Q(facts__isnull=False, seal_number__isnull=False)
                & ~Q(facts_sha256="")
                & ~Q(seal_sha256=""),
                violation_error_message="Freigegeben wird ein Bericht nur mit seinen Fakten.",
            ),
            CheckConstraint(
                name="report_reviewed_before_approval",
                condition=in_order("review_on", "approved_on"),
                violation_error_message="Freigegeben wird nur ein Bericht, der in Prüfung ist.",
            ),
            CheckConstraint(
                name="report_steps_in_order",
                condition=in_order("approved_on", "submitted_on") & in_order("approved_on", "published_on"),
                violation_error_message="Erst freigeben, dann einreichen und veröffentlichen.",
            ),
            filled(
                "report_correction_reasoned",
                "correction_reason",
                "Nennen Sie den Grund der Berichtigung.",
                once_on="corrects",
                field="correction_reason reason",
            ),
            CheckConstraint(
                name="report_discard_reasoned",
                field="discard_reason reason",
                condition=Q(discarded_on__isnull=True, discarded_by__isnull=True, discard_reason="")
                | Q(discarded_on__isnull=False, discarded_by__isnull=False) & ~Q(discard_reason=""),
                violation_error_message="Zum Verwerfen gehören Datum, Person und Grund.",
            ),
            CheckConstraint(
                name="report_discarded_as_draft",
                condition=Q(discarded_on__isnull=True) | Q(review_on__isnull=True, approved_on__isnull=True),
                violation_error_message="Verworfen wird nur ein Entwurf, nie ein freigegebener Bericht.",
            ),
            once(
                "report_once",
                "year kind as_of",
                _SAME,
                condition=Q(discarded_on__isnull=True, corrects__isnull=True),
            ),
            once(
                "report_corrected_once",
                "corrects",
                "Zu diesem Bericht gibt es schon eine neue Fassung.",
                condition=Q(discarded_on__isnull=True),
                field="corrects",
            ),
            once(
                "report_seal_number_unique", "seal_number", "Dieses Siegel trägt schon ein anderer Bericht."
            ),
        ]
        triggers = [
            second_hand(
                "report_second_hand",
                first=WRITERS,
                by="approved_by_id",
                on="approved_on",
                permission=REPORT_APPROVE.permission,
            ),
            Guard(
                name="report_immutable",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*_CONTENT),
                func=f"IF OLD.approved_on IS NOT NULL THEN {raising('report_immutable', FROZEN)} END IF; RETURN NEW;",
            ),
            Guard(
                name="report_discarded",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__discarded_on__isnull=False),
                func=f"{raising('report_discarded', DISCARDED)} RETURN NEW;",
            ),
            never_deleted(
                "report_discarded_kept",
                DISCARDED,
                when=pgtrigger.Q(old__discarded_on__isnull=False),
                code="report_discarded",
            ),
            Guard(
                name="report_in_review",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*_HEAD, "reference"),
                func=(
                    "IF OLD.review_on IS NOT NULL AND NEW.review_on IS NOT NULL AND OLD.approved_on IS NULL THEN "
                    + raising("report_in_review", IN_REVIEW)
                    + " END IF; RETURN NEW;"
                ),
            ),
            kept_when_emptied(
                "report_review_kept",
                "Aus der Prüfung nimmt man einen Bericht mit Tag, Person und Grund zurück.",
                day="review_on",
                kept_in="quality_dialog_reportreturn",
                key="report_id",
            ),
            BEGINS,
            Guard(
                name="report_may_be_approved",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__approved_on__isnull=True, new__approved_on__isnull=False),
                func=MAY_BE_APPROVED,
            ),
            # At the end of the transaction: the files follow the approval they belong to.
            Guard(
                name="report_complete",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__approved_on__isnull=False),
                func=_COMPLETE,
            ),
            Guard(
                name="report_published",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "submitted_on", "submitted_by", "published_on", "published_by", "reference"
                ),
                func=FARED,
            ),
            SUBMITTED,
            never_deleted(
                "report_kept",
                FROZEN,
                when=pgtrigger.Q(old__approved_on__isnull=False),
                code="report_immutable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.subject}"

    def get_absolute_url(self) -> str:
        return address("quality_dialog:report_detail", self.pk)

    # --- what is done with it ------------------------------------------------------------------
    @transaction.atomic
    def submit_for_review(self, *, by, on: date) -> None:
        """Give a draft to review; refuses one without text (`empty`) and anything that is no draft."""
        self._lock()
        self.refuse_discarded()
        if self.approved_on or self.review_on:
            refuse("no_draft", FROZEN if self.approved_on else "Der Bericht ist schon in Prüfung.")
        if not self.sections.filter(included=True).exclude(body="").exists():
            refuse("empty", "Der Bericht hat noch keinen Text. Schreiben Sie zuerst einen Abschnitt.")
        self.review_on, self.review_by = on, by
        self.save(update_fields=["review_on", "review_by"])
        approvers = User.objects.able_to(REPORT_APPROVE.permission)
        Notification.objects.tell(news.REPORT_IN_REVIEW, self, to=[*approvers, *self.people()], by=by, on=on)

    @transaction.atomic
    def return_to_draft(self, *, reason: str, by, on: date) -> None:
        """End the review with a reason; what was co-signed has to be co-signed again."""
        self._lock()
        if self.approved_on or not self.review_on:
            refuse("not_in_review", FROZEN if self.approved_on else "Der Bericht ist nicht in Prüfung.")
        if not reason.strip():
            refuse("reason_missing", "Nennen Sie den Grund der Rückgabe.", field="reason")
        people = self.people()
        review = {"review_on": self.review_on, "review_by": self.review_by}
        self.returns.create(**review, returned_on=on, returned_by=by, reason=reason)
        for answered in self.co_signatures.exclude(signed_on=None, declined_on=None):
            answered.lapse(by=by, on=on)
        self.review_on = self.review_by = None
        self.save(update_fields=["review_on", "review_by"])
        Notification.objects.tell(news.REPORT_RETURNED, self, to=people, by=by, on=on)

    @transaction.atomic
    def discard(self, *, reason: str, by, on: date) -> None:
        """Give up a draft, for a reason; it stays to be read, and another one may take its place.

        Refuses what is in review or approved (`no_draft`) and what is discarded (`report_discarded`).
        """
        self._lock()
        self.refuse_discarded()
        if self.review_on or self.approved_on:
            refuse("no_draft", "Verworfen wird nur ein Entwurf. Geben Sie ihn zuerst zum Entwurf zurück.")
        if not reason.strip():
            refuse(
                "reason_missing", "Nennen Sie den Grund, warum der Entwurf verworfen wird.", field="reason"
            )
        self.discarded_on, self.discarded_by, self.discard_reason = on, by, reason
        self.save(update_fields=["discarded_on", "discarded_by", "discard_reason"])
        Notification.objects.tell(news.REPORT_DISCARDED, self, to=self.people(), by=by, on=on)

    def refuse_discarded(self) -> None:
        """Raise ValidationError (`report_discarded`) where it is given up."""
        if self.discarded_on:
            refuse("report_discarded", DISCARDED)

    def written_by(self, user, on: date) -> None:
        """Remember who wrote at the texts besides the author: they do not approve it."""
        if user.pk != self.drafted_by_id:
            self.contributors.get_or_create(user=user, defaults={"since": on})

    def writers(self) -> set[User]:
        """Who wrote at its texts: the author and whoever contributed."""
        return {self.drafted_by, *(one.user for one in self.contributors.select_related("user"))}

    def people(self) -> set[User]:
        """Who worked at it: its writers, who co-signs it, who gave it to review and who approved it."""
        co_signing = {one.user for one in self.co_signatures.select_related("user")}
        return self.writers() | co_signing | {one for one in (self.review_by, self.approved_by) if one}

    def refuse_approval(self, *, by, on: date) -> None:
        """Raise ValidationError where this person cannot approve it now, with the first reason there is."""
        if self.approved_on:
            refuse("already_approved", "Der Bericht ist schon freigegeben.")
        if not self.review_on:
            refuse("not_in_review", "Freigegeben wird nur ein Bericht, der in Prüfung ist.")
        four_eyes(by, REPORT_APPROVE.permission, [self.drafted_by_id], "report_dual_control", _DUAL_CONTROL)
        wrote = self.contributors.values_list("user", flat=True)
        four_eyes(by, REPORT_APPROVE.permission, wrote, "report_contributors_do_not_approve", CONTRIBUTED)
        if self.co_signatures.filter(signed_on__isnull=True).exists():
            refuse("report_co_signed", UNSIGNED)
        if unreached := self.readings.told_unreached():
            refuse("readings_unreached", unreached)
        if awaited := self.readings.told_awaited(on):
            refuse("readings_awaited", awaited)
        if self.readings.not_asked().exclude(shown_by=by).exists():
            refuse("reading_reason_of_approver", REASONED + " Nennen Sie ihn unter „Nicht gefragte Partner“.")

    @transaction.atomic
    def approve(
        self,
        *,
        facts: Mapping[str, Any],
        plain_text: str,
        renditions: Mapping[str, tuple[bytes, str]],
        by,
        on: date,
    ) -> None:
        """Freeze and seal the report: facts, texts, and each format's bytes with what drew them.

        `renditions` is format → (content, renderer). Called by `quality_dialog.report.approval`, which derives
        them; refuses as `refuse_approval` does, and without all required formats (`report_complete`).
        """
        queue_up()
        self._lock()
        self.refuse_approval(by=by, on=on)
        if missing := [name for name in REQUIRED if not renditions.get(name, (b"", ""))[0]]:
            refuse("report_complete", f"Es fehlen Ausfertigungen: {', '.join(missing)}.")
        self.approved_on, self.approved_by = on, by
        self.facts, self.facts_sha256, self.plain_text = dict(facts), seal.of_facts(facts), plain_text
        sums = {name: seal.of_bytes(content) for name, (content, _) in renditions.items()}
        last = Report.objects.filter(seal_number__isnull=False).order_by("seal_number").last()
        self.seal_number = last.seal_number + 1 if last else 1
        self.seal_sha256 = self.expected_seal(
            before=last.seal_sha256 if last else seal.FIRST, renditions=sums
        )
        self.save(update_fields=list(_CONTENT))
        for name, (content, renderer) in renditions.items():
            self.renditions.create(
                format=name, content=content, sha256=sums[name], renderer=renderer, rendered_on=on
            )
        Notification.objects.tell(news.REPORT_APPROVED, self, to=self.people(), by=by, on=on)

    def expected_seal(self, *, before: str, renditions: Mapping[str, str]) -> str:
        """The seal its stored facts, texts, attachments and these check sums must bear after the seal `before`."""
        return seal.of_report(
            before=before,
            number=self.seal_number,
            facts_sha256=self.facts_sha256,
            sections=self.sections.values_list("key", "heading", "body", "position", "included"),
            renditions=renditions,
            approved=(self.approved_on, self.approved_by_id, self.drafted_by_id),
            attachments=self.attachments.values_list("position", "title", "sha256"),
        )

    @transaction.atomic
    def submit(self, *, reference: str = "", submitted_on: date | None = None, by, on: date) -> None:
        """Record that it went to the committee office, today or earlier; the last moment for its Drucksachen-Nr."""
        self._lock()
        if not self.approved_on:
            refuse("not_approved", "Eingereicht wird nur ein freigegebener Bericht.")
        if self.submitted_on:
            refuse("already_submitted", "Der Bericht ist schon eingereicht.")
        if submitted_on and not self.approved_on <= submitted_on <= on:
            refuse("submitted_outside", "Der Tag liegt zwischen Freigabe und heute.", field="submitted_on")
        self.submitted_on, self.submitted_by = submitted_on or on, by
        self.reference = reference or self.reference
        self.save(update_fields=["submitted_on", "submitted_by", "reference"])
        Notification.objects.tell(news.REPORT_SUBMITTED, self, to=self.people(), by=by, on=on)

    @transaction.atomic
    def publish(self, *, by, on: date) -> None:
        """Show it to committees and partners."""
        self._lock()
        if not self.submitted_on:
            refuse(
                "not_submitted",
                "Veröffentlicht wird, was eingereicht ist. Erfassen Sie erst die Einreichung.",
            )
        if self.published_on:
            refuse("already_published", "Der Bericht ist schon veröffentlicht.")
        self.published_on, self.published_by = on, by
        self.save(update_fields=["published_on", "published_by"])
        readers = User.objects.able_to("quality_dialog.view_report")
        Notification.objects.tell(news.REPORT_PUBLISHED, self, to=readers, by=by, on=on)

    @transaction.atomic
    def correct(self, *, reason: str, as_of: date, by, on: date) -> "Report":
        """A new version with the same texts and attachments, to be changed and approved like any report."""
        self._lock()
        if not self.approved_on:
            refuse("not_approved", "Nur ein freigegebener Bericht wird berichtigt. Ändern Sie den Entwurf.")
        if self.corrections.kept(on).exists():
            refuse("already_corrected", "Zu diesem Bericht gibt es schon eine neue Fassung.")
        if as_of > on:
            refuse("future", "Der Stichtag liegt in der Zukunft.", field="as_of")
        if not reason.strip():
            refuse("report_correction_reasoned", "Nennen Sie den Grund der Berichtigung.", field="reason")
        copied = {
            name: getattr(self, name)
            for name in ("year", "cycle", "kind", "subject", "lead_office", "contact")
        }
        new = Report.objects.create(
            **copied,
            as_of=as_of,
            corrects=self,
            correction_reason=reason,
            drafted_on=on,
            drafted_by=by,
            is_example=self.is_example,
        )
        for section in self.sections.all():
            section.pk, section.report, section._state.adding = None, new, True
            section.save(force_insert=True)
        for attachment in self.attachments.all():
            attachment.copy_to(new)
        for writer in self.writers():
            new.written_by(writer, on)  # it is still their text
        return new

    def _lock(self) -> None:
        """Wait for whoever changes this report now, and read what they left."""
        Report.objects.select_for_update(no_key=True).get(pk=self.pk)
        self.refresh_from_db()
