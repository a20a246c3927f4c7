"""Findings between equals: drafted by one side, shared with all, agreed or disputed, never by silence."""

from collections import Counter
from datetime import date
from typing import NamedTuple

import pgtrigger
from django.db import models, transaction
from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Prefetch, Q, When
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone

from partners.models import Notification, Partner
from partners.models.way_back import stood
from quality_dialog.dialogue.duties import ANSWERED_WITHIN, FINDING_ANSWER, FINDING_SHARE
from quality_dialog.dialogue.models.cycle import Cycle, Dialogue
from quality_dialog.dialogue.models.framework import Criterion
from quality_dialog.dialogue.models.participation import Participation
from quality_dialog.dialogue.models.statement import (
    AGREEING,
    FindingWording,
    Stance,
    Statement,
    sha256_of,
    shortened,
)
from quality_dialog.dialogue.news import (
    FINDING_ANSWERED,
    FINDING_REWORDED,
    FINDING_SHARED,
    FINDING_WITHDRAWN,
    MEASURE_AGREED,
)
from quality_dialog.dialogue.statuses import FindingStatus
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, raising, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.past import entered
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.written import of_the_day


class FindingKind(models.TextChoices):
    """What a finding says."""

    STRENGTH = "strength", "Stärke"
    NEED = "need", "Handlungsbedarf"
    OBSERVATION = "observation", "Beobachtung"


UNANSWERED = (FindingStatus.OPEN, FindingStatus.CARRIED_OVER)


class Tally(NamedTuple):
    """How many findings of a dialogue are agreed, disputed, and neither."""

    agreed: int = 0
    disputed: int = 0
    open: int = 0


def seen_by(user, at: str = "") -> Q:
    """Which findings this person sees, asked of findings or, by the path `at`, of what belongs to one."""
    told = Q(**{f"{at}shared_on__lte": timezone.localdate()}) | Q(**{f"{at}raised_for": user.partner_id})
    if user.sees_everything:
        return told
    return told & Q(**{f"{at}dialogue__in": Dialogue.objects.visible_to(user)})


class FindingQuerySet(StatusQuerySet):
    """Findings of quality dialogues."""

    STATUS = FindingStatus

    def status_expression(self, on: date) -> models.Case:
        """Where a finding stands between the sides at the end of that day."""
        by_city = Statement.objects.current(on).filter(finding=OuterRef("pk"), city=True, stance__in=AGREEING)
        consented = Q(Exists(_participants(on)), ~Exists(_without_consent(on)))
        return first_of(
            FindingStatus,
            (Q(raised_on__gt=on), FindingStatus.NOT_YET),
            (Q(withdrawn_on__isnull=False, withdrawn_on__lte=on), FindingStatus.WITHDRAWN),
            (Q(shared_on__isnull=True) | Q(shared_on__gt=on), FindingStatus.DRAFT),
            (Exists(_dissent(on)), FindingStatus.DISPUTED),
            (consented & (Q(raised_for__isnull=True) | Q(Exists(by_city))), FindingStatus.AGREED),
            (is_taken_over(on), FindingStatus.CARRIED_OVER),
            otherwise=FindingStatus.OPEN,
        )

    def visible_to(self, user):
        """The city and audit see shared ones and the city's drafts; a partner shared ones and its drafts.

        Shared means shared by today: who may see is a question of now, whatever day a page tells about.
        """
        return self.filter(seen_by(user))

    def drafts_of(self, user, on: date):
        """What this person's side has written and by that day neither shared nor withdrawn."""
        return self.standing(on, FindingStatus.DRAFT).filter(raised_for=user.partner_id)

    def shared(self, on: date):
        """Shared with the participants on that day or before, and not withdrawn by then."""
        return self.filter(shared_on__lte=on).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))

    def agreed(self, on: date):
        """Every participant but the one who raised it agreed, and nobody dissents; silence is no consent."""
        return self.standing(on, FindingStatus.AGREED)

    def disputed(self, on: date):
        """At least one participant dissents from the wording shared."""
        return self.standing(on, FindingStatus.DISPUTED)

    def open(self, on: date):
        """Shared and neither agreed nor disputed: somebody has not answered; asked anew elsewhere or not."""
        return self.standing(on, *UNANSWERED)

    def tallies(self, on: date) -> dict[int, "Tally"]:
        """How many of them stand where, for each dialogue that has any; counted where they lie, in one statement."""
        found: dict[int, Counter] = {}
        rows = self.with_status(on).order_by().values_list("dialogue", "status")
        for dialogue, status, many in rows.annotate(many=Count("pk", distinct=True)):
            found.setdefault(dialogue, Counter())[status] = many
        return {
            dialogue: Tally(
                of[FindingStatus.AGREED], of[FindingStatus.DISPUTED], sum(of[one] for one in UNANSWERED)
            )
            for dialogue, of in found.items()
        }

    def with_wording(self, on: date):
        """Adds `stood`: the wording at the end of that day, which may have been replaced since."""
        earlier = FindingWording.objects.filter(finding=OuterRef("pk")).replaced_after(on)
        return self.annotate(stood=Coalesce(models.Subquery(earlier.values("wording")[:1]), F("wording")))

    def unanswered_by(self, user, on: date):
        """Shared by others with this person's side, which has not answered the present wording."""
        return self.visible_to(user).awaiting(user.partner_id, on)

    def awaiting(self, partner, on: date):
        """Shared findings that others raised and this side has not answered as they are worded on that day.

        `partner` is the id of one that takes part, or an outer reference to it; None is the city. What a later
        year has taken over is asked there alone.
        """
        outer = (
            OuterRef(partner) if isinstance(partner, OuterRef) else partner
        )  # seen from one room further in
        side = Q(city=True) if partner is None else Q(partner=outer, city=False)
        answered = Statement.objects.current(on).filter(side, finding=OuterRef("pk"))
        own = (
            Q(raised_for__isnull=True) if partner is None else Q(raised_for__isnull=False, raised_for=partner)
        )
        return self.shared(on).filter(~own, ~Exists(answered), ~is_taken_over(on))

    def asked(self, on: date):
        """A row for each partner of the dialogue that `awaiting` would ask, as `asked`."""
        sides = self.annotate(
            asked=F("dialogue__participations__partner"), joined=F("dialogue__participations__joined_on")
        )
        answered = Statement.objects.current(on).filter(
            finding=OuterRef("pk"), partner=OuterRef("asked"), city=False
        )
        first = Q(joined__isnull=True, dialogue__cycle__opened_on__lte=on)
        taking_part = sides.shared(on).filter(first | Q(joined__lte=on), asked__isnull=False)
        others = Q(raised_for__isnull=True) | ~Q(raised_for=F("asked"))
        return taking_part.filter(others, ~Exists(answered), ~is_taken_over(on))

    def owed(self, on: date) -> list[Owed]:
        """The next steps: a side's own draft to share, then each other side's answer to the wording that stands."""
        named = {"subject": "wording", "site": "dialogue__site"}
        drafts = self.standing(on, FindingStatus.DRAFT)
        worded = Case(When(worded_on__lte=on, then=F("worded_on")))
        since = Greatest("shared_on", worded)
        soonest = Cast(since + ANSWERED_WITHIN, DateField())
        reported = stood(Cycle, "report_due_on", on, via="dialogue__cycle")
        asked = {"since": since, "due_on": Greatest(reported, soonest)}
        now = Q(entered_on__isnull=True)  # of what was entered later nobody is asked
        return [
            owes(drafts.filter(raised_for__isnull=True), FINDING_SHARE, since="raised_on", **named),
            owes(
                drafts.filter(raised_for__isnull=False),
                FINDING_SHARE,
                since="raised_on",
                partner="raised_for",
                **named,
            ),
            owes(self.awaiting(None, on).filter(now), FINDING_ANSWER, **asked, **named),
            owes(self.asked(on).filter(now), FINDING_ANSWER, partner="asked", **asked, **named),
        ]

    def with_voices(self, on: date):
        """Prefetches all statements, each with whether it counts: dissent goes wherever a finding goes."""
        given = Statement.objects.select_related("partner").with_counting(on).order_by("given_on", "pk")
        return self.prefetch_related(Prefetch("statements", given))

    def draft(self, *, dialogue, kind, wording, criterion=None, by, on: date):
        """A finding of this person's side that nobody else sees until it is shared."""
        if by.partner_id and not dialogue.participations.filter(partner=by.partner_id).exists():
            refuse("finding_by_participant", "Nur wer am Dialog teilnimmt, bringt Feststellungen ein.")
        return self.create(
            dialogue=dialogue,
            kind=kind,
            wording=wording,
            criterion=criterion,
            raised_on=on,
            raised_by=by,
            raised_for=by.partner,
        )

    @transaction.atomic
    def share_all(self, *, by, on: date) -> int:
        """Share every draft among these that this person's side wrote; how many there were."""
        drafts = self.drafts_of(by, on).select_for_update(no_key=True, of=("self",)).order_by("pk")
        found = [finding.pk for finding in drafts]
        if not found:
            refuse("finding_nothing_to_share", "Es gibt keinen Entwurf zu teilen.")
        for finding in self.model.objects.filter(pk__in=found).order_by("pk"):
            finding.share(by=by, on=on)
        return len(found)


@of_the_day("quality_dialog.Finding")
def is_taken_over(on: date) -> Exists:
    """Whether a later year has made a finding of this one by that day."""
    return Exists(Finding.objects.filter(carried_over_from=OuterRef("pk"), raised_on__lte=on))


def _participants(on: date):
    return Participation.objects.taking_part(on).filter(dialogue=OuterRef("dialogue"))


def _dissent(on: date):
    return Statement.objects.current(on).filter(finding=OuterRef("pk"), stance=Stance.DISSENTS)


def _without_consent(on: date):
    consent = Statement.objects.current(on).filter(
        finding=OuterRef(OuterRef("pk")), partner=OuterRef("partner"), stance__in=AGREEING
    )
    return _participants(on).filter(~Exists(consent), ~Q(partner=Coalesce(OuterRef("raised_for"), 0)))


SHARED_KEPT = "Was geteilt ist, bleibt geteilt: Nur der Wortlaut lässt sich noch ändern."

# The database keeps the earlier wording itself: form, admin, bulk write and SQL by hand leave the same trace. Whoever
# names no day gets today's, as Bielefeld has it; what was worded since yesterday has been given its day again.
ARCHIVE = """
IF NEW.worded_on IS NOT DISTINCT FROM OLD.worded_on
   AND coalesce(OLD.worded_on < (now() AT TIME ZONE 'Europe/Berlin')::date - 1, true) THEN
  NEW.worded_on := (now() AT TIME ZONE 'Europe/Berlin')::date;
END IF;
INSERT INTO quality_dialog_findingwording (finding_id, wording, replaced_on, replaced_by_id)
  VALUES (OLD.id, OLD.wording, NEW.worded_on, NEW.worded_by_id);
RETURN NEW;
"""


@tracked(private="NEW.shared_on IS NULL AND NEW.raised_for_id IS NOT NULL")  # a partner's draft
class Finding(HasStatus):
    """Something found in a dialogue (Feststellung); `raised_for` is empty when the city raised it."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="findings", verbose_name="Dialog")
    criterion = optional(Criterion, "Kriterium", "findings")
    kind = models.CharField("Art", max_length=20, choices=FindingKind)
    wording = models.TextField("Wortlaut")
    worded_on = models.DateField("Wortlaut geändert am", null=True, blank=True, editable=False)
    worded_by = person("Wortlaut geändert von", editable=False)
    raised_on = models.DateField("Erfasst am")
    raised_by = person("Erfasst von", null=False, blank=False)
    raised_for = optional(
        Partner, "Eingebracht von", "findings", help_text="Leer: eingebracht von der Stadt."
    )
    shared_on = models.DateField("Geteilt am", null=True, blank=True)
    shared_by = person("Geteilt von")
    withdrawn_on, withdrawn_by = day_and_person(
        "finding_withdrawal_has_person",
        "Zurückgezogen am",
        "Zurückgezogen von",
        "Zum Zurückziehen gehören Datum und Person.",
    )
    withdrawal_reason = models.TextField("Grund des Zurückziehens", blank=True)
    carried_over_from = optional("self", "Übernommen aus", "carried_over_to")
    entered_on = entered()

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "Feststellung"
        verbose_name_plural = "Feststellungen"
        ordering = ["dialogue", "raised_on", "pk"]
        indexes = [found_by("finding_found", "wording")]
        constraints = [
            filled("finding_has_wording", "wording", "Eine Feststellung braucht einen Wortlaut."),
            models.CheckConstraint(
                name="finding_shared_after_raised",
                condition=Q(shared_on__isnull=True) | Q(shared_on__gte=F("raised_on")),
                violation_error_message="Geteilt wird eine Feststellung frühestens, wenn sie erfasst ist.",
            ),
            CheckConstraint(
                name="finding_entered_with_its_day",
                field="raised_on",
                condition=Q(entered_on__isnull=True)
                | Q(entered_on__gte=F("raised_on"), shared_on__isnull=False, shared_on=F("raised_on")),
                violation_error_message="Eine nacherfasste Feststellung behält ihren Tag, nie einen künftigen.",
            ),
            once(
                "finding_carried_over_once",
                "carried_over_from",
                "Diese Feststellung ist schon in ein späteres Jahr übernommen.",
            ),
            filled(
                "finding_withdrawal_reasoned",
                "withdrawal_reason",
                "Nennen Sie den Grund, warum die Feststellung zurückgezogen wird.",
                once_on="withdrawn_on",
            ),
        ]
        triggers = [
            refusing(
                "entered_before_opening",
                "NEW.entered_on IS NOT NULL AND NOT EXISTS (SELECT FROM quality_dialog_dialogue d"
                " JOIN quality_dialog_cycle c ON c.id = d.cycle_id WHERE d.id = NEW.dialogue_id"
                " AND c.entered_on IS NOT NULL AND c.opened_on <= NEW.raised_on)",
                "Nacherfasst wird eine Feststellung in einem nacherfassten Jahr, nicht vor dessen Eröffnung.",
                column="raised_on",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("entered_on", "raised_on"),
            ),
            Guard(
                name="finding_shared_kept",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.shared_on IS NOT NULL AND"
                    " (OLD.kind, OLD.criterion_id, OLD.dialogue_id, OLD.raised_for_id, OLD.shared_on)"
                    " IS DISTINCT FROM"
                    " (NEW.kind, NEW.criterion_id, NEW.dialogue_id, NEW.raised_for_id, NEW.shared_on)"
                ),
                func=raising("finding_shared_kept", SHARED_KEPT) + " RETURN NEW;",
            ),
            Guard(
                name="finding_wording_archived",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.shared_on IS NOT NULL AND OLD.wording IS DISTINCT FROM NEW.wording"
                ),
                func=ARCHIVE,
            ),
            Guard(
                name="finding_withdrawn_unanswered",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_on__isnull=True, new__withdrawn_on__isnull=False),
                func=(
                    "IF EXISTS (SELECT 1 FROM quality_dialog_statement WHERE finding_id = OLD.id) THEN "
                    + raising(
                        "finding_withdrawn_unanswered",
                        "Zu dieser Feststellung liegt eine Stellungnahme vor. Sie bleibt deshalb stehen.",
                    )
                    + " END IF; IF EXISTS (SELECT 1 FROM quality_dialog_measure WHERE finding_id = OLD.id) THEN "
                    + raising(
                        "finding_withdrawn_without_measures",
                        "Aus dieser Feststellung folgt eine Maßnahme. Sie bleibt deshalb stehen.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return shortened(self.wording)

    def get_absolute_url(self) -> str:
        return address("quality_dialog:finding_detail", self.pk)

    @property
    def wording_sha256(self) -> str:
        """SHA-256 of the wording as UTF-8: what a statement answers."""
        return sha256_of(self.wording)

    @property
    def current(self) -> list[Statement]:
        """Of one `with_voices`: the statements that count."""
        return [one for one in self.statements.all() if one.counts]

    def is_of(self, user) -> bool:
        """Whether this person's side raised it."""
        return self.raised_for_id == user.partner_id

    # --- verbs ---------------------------------------------------------------------------------------

    @transaction.atomic
    def edit(self, *, wording: str, read: str, kind: str = "", criterion=None, by, on: date) -> None:
        """Change one's own finding; `read` is the hash of the wording the form was opened with.

        A draft may change in everything. Of a shared one only the wording may; who answered the earlier one
        is asked again, and the earlier one stays beside those answers.
        """
        stored = self._locked_for(by)
        if stored.wording_sha256 != read:
            refuse(
                "finding_changed_meanwhile",
                "Jemand hat den Wortlaut inzwischen geändert. Vergleichen Sie und speichern Sie dann erneut.",
            )
        if not stored.shared_on:
            self.kind, self.criterion = kind, criterion
        if stored.wording != wording:
            self.wording = wording
            if stored.shared_on:
                self.worded_on, self.worded_by = on, by
        self.save(update_fields=["kind", "criterion", "wording", "worded_on", "worded_by"])
        if stored.shared_on and stored.wording != wording:
            self._tell(FINDING_REWORDED, by, on)

    @transaction.atomic
    def share(self, *, by, on: date) -> None:
        """From that day on all participants see it and may answer; never before it was raised."""
        stored = self._locked_for(by)
        if stored.shared_on:
            refuse("finding_already_shared", "Diese Feststellung ist schon geteilt.")
        self.shared_on, self.shared_by = on, by
        self.save(update_fields=["shared_on", "shared_by"])
        self._tell(FINDING_SHARED, by, on)

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take back one's own finding that nobody has answered; the reason stays with it."""
        stored = self._locked_for(by)
        self.withdrawn_on, self.withdrawn_by, self.withdrawal_reason = on, by, reason
        self.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawal_reason"])
        if stored.shared_on:
            self._tell(FINDING_WITHDRAWN, by, on)

    @transaction.atomic
    def answer(self, *, stance: str, text: str = "", read: str, by, on: date) -> Statement:
        """A statement of this person's side on the wording with the hash `read`; the database compares."""
        if self.is_of(by):
            refuse(
                "statement_on_own_finding",
                "Ihre Seite hat diese Feststellung eingebracht. Ändern Sie den Wortlaut, wenn er nicht mehr stimmt.",
            )
        if by.partner_id and not self.dialogue.participations.filter(partner=by.partner_id).exists():
            refuse("statement_by_participant", "Stellung nimmt, wer am Dialog teilnimmt.")
        self._refuse_if_taken_over("Nehmen Sie dort Stellung.")
        given = self.statements.create(
            partner=by.partner,
            city=by.partner_id is None,
            stance=stance,
            text=text,
            wording_sha256=read,
            given_on=on,
            given_by=by,
        )
        self._tell(FINDING_ANSWERED, by, on)
        return given

    def _tell(self, occasion: Occasion, by, on: date) -> None:
        Notification.objects.tell(occasion, self, to=self.dialogue.people(), by=by, on=on)

    @transaction.atomic
    def resolve(self, *, title: str, due_on: date, responsible=None, by, on: date):
        """A measure that follows; a partner promises only what it will do itself."""
        if self.status_on(on) in (FindingStatus.NOT_YET, FindingStatus.DRAFT, FindingStatus.WITHDRAWN):
            refuse("measure_from_shared", "Maßnahmen folgen aus einer geteilten Feststellung.")
        self._refuse_if_taken_over("Vereinbaren Sie dort, was folgt.")
        if by.partner_id and responsible != by.partner:
            refuse(
                "measure_of_own_side",
                "Sie können nur Maßnahmen Ihrer eigenen Organisation eintragen.",
                field="responsible",
            )
        measure = self.measures.create(
            title=title, responsible=responsible, resolved_on=on, resolved_by=by, due_on=due_on
        )
        Notification.objects.tell(MEASURE_AGREED, measure, to=self.dialogue.people(), by=by, on=on)
        return measure

    def _locked_for(self, by) -> "Finding":
        """This finding as stored, held until the end; only its author's side may touch it."""
        stored = Finding.objects.select_for_update(no_key=True).get(pk=self.pk)
        if not stored.is_of(by):
            refuse("finding_of_author", "Nur wer die Feststellung eingebracht hat, ändert sie.")
        if stored.withdrawn_on:
            refuse("finding_withdrawn", "Diese Feststellung ist zurückgezogen.")
        stored._refuse_if_taken_over("Bearbeiten Sie sie dort.")
        return stored

    def taken_over_to(self) -> "Finding | None":
        """What a later year made of it."""
        return Finding.objects.filter(carried_over_from=self).select_related("dialogue__cycle").first()

    def _refuse_if_taken_over(self, instead: str) -> None:
        if later := self.taken_over_to():
            text = f"Diese Feststellung wird im {later.dialogue.cycle} weitergeführt. {instead}"
            refuse("finding_taken_over", text)
