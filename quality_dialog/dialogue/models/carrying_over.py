"""A new year begins with what earlier ones left open: cycle, dialogues, findings and measures in one act."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from partners.models import Notification, Partner
from quality_dialog.dialogue.models.cycle import Cycle, Dialogue, refused_deadlines
from quality_dialog.dialogue.models.finding import Finding, FindingQuerySet, is_taken_over
from quality_dialog.dialogue.models.framework import Framework
from quality_dialog.dialogue.models.measure import Measure, MeasureQuerySet
from quality_dialog.dialogue.models.statement import Statement
from quality_dialog.dialogue.news import CYCLE_OPENED, DIALOGUE_ADDED
from quality_dialog.dialogue.statuses import FindingStatus
from quartiersarbeit.ground.refusals import denied
from sites.models import Site


@transaction.atomic
def open_cycle(
    *,
    year: int,
    framework: Framework,
    sites: Iterable[Site],
    participations: Iterable[tuple[int, int]],
    by,
    on: date,
    **facts,
) -> Cycle:
    """Begin a year's dialogue about these sites, with what earlier years left open there.

    `participations` are pairs of a site's and a partner's id; `facts` are focus topics and deadlines.
    Refuses a year that is not this one or the next, a year there is already, a framework without a
    guiding question, and deadlines that cannot be. From now on the framework is locked.
    """
    wrong = {}
    if year not in (on.year, on.year + 1):
        text = f"Eröffnen können Sie das laufende Jahr {on.year} oder das Jahr {on.year + 1}."
        wrong["year"] = denied("year_far", text)
    elif Cycle.objects.filter(year=year).exists():
        text = f"Der Qualitätsdialog {year} ist schon eröffnet."
        wrong["year"] = denied("year_taken", text)
    else:
        wrong = refused_deadlines(year, on, facts)
    if not framework.fields.filter(criteria__isnull=False).exists():
        text = "Dieses Rahmenkonzept hat noch keine Leitfrage."
        wrong["framework"] = denied("framework_empty", text)
    if wrong:
        raise ValidationError(wrong)
    cycle = Cycle.objects.create(year=year, framework=framework, opened_on=on, opened_by=by, **facts)
    wanted = list(participations)
    known = Partner.objects.in_bulk({partner for _, partner in wanted})
    for site in sites:
        partners = [known[partner] for at, partner in wanted if at == site.pk]
        _begin(cycle, site, partners, by, on)
    Notification.objects.tell(CYCLE_OPENED, cycle, to=cycle.people(), by=by, on=on)
    return cycle


@transaction.atomic
def add_dialogue(cycle: Cycle, *, site: Site, partners: Iterable[Partner], by, on: date) -> Dialogue:
    """Begin the dialogue about a site and take over what earlier years left open there.

    The database refuses a second dialogue about the same site.
    """
    dialogue = _begin(cycle, site, partners, by, on)
    Notification.objects.tell(DIALOGUE_ADDED, dialogue, to=dialogue.people(), by=by, on=on)
    return dialogue


def _begin(cycle: Cycle, site: Site, partners: Iterable[Partner], by, on: date) -> Dialogue:
    dialogue = cycle.dialogues.create(site=site)
    for partner in partners:
        dialogue.participations.create(partner=partner)
    earlier = Finding.objects.filter(dialogue__site=site, dialogue__cycle__year__lt=cycle.year)
    for finding in left_open(earlier, on).select_related("criterion__field"):
        carry_over(finding, dialogue, by=by, on=on)
    return dialogue


def left_open(findings: FindingQuerySet, on: date) -> FindingQuerySet:
    """What a new year takes over: not answered by all or with a measure under way, and not taken over yet."""
    under_way = Measure.objects.under_way(on).filter(finding=OuterRef("pk"))
    where = _not_taken_over(findings, on).with_standing(on)
    # Where nobody has spoken, nobody has agreed: asked first, because of many findings it is soon known.
    spoken = Statement.objects.filter(finding=OuterRef("pk"), given_on__lte=on)
    return where.filter(Q(Exists(under_way)) | ~Q(Exists(spoken)) | Q(stands=FindingStatus.OPEN))


def measures_left_open(findings: FindingQuerySet, on: date) -> MeasureQuerySet:
    """The measures that go with what is `left_open` of these: whether their finding is answered, nobody need ask."""
    return Measure.objects.under_way(on).filter(finding__in=_not_taken_over(findings, on))


def _not_taken_over(findings: FindingQuerySet, on: date) -> FindingQuerySet:
    return findings.shared(on).filter(~is_taken_over(on))


@transaction.atomic
def carry_over(finding: Finding, dialogue: Dialogue, *, by, on: date) -> Finding:
    """The same finding in a later year's dialogue, with its measures under way, by reference.

    Nobody has answered it there yet: what was agreed last year is asked anew. Its criterion is the one
    of the same code in the new year's framework. The database refuses to carry it over twice.
    """
    under_way = list(finding.measures.under_way(on).with_due(on))
    carried = Finding.objects.create(
        dialogue=dialogue,
        criterion=finding.criterion and finding.criterion.counterpart(dialogue.cycle.framework_id),
        kind=finding.kind,
        wording=finding.wording,
        raised_on=on,
        raised_by=by,
        raised_for=finding.raised_for,
        shared_on=on,
        shared_by=by,
        carried_over_from=finding,
    )
    for measure in under_way:
        carried.measures.create(
            title=measure.title,
            responsible=measure.responsible,
            resolved_on=measure.resolved_on,
            resolved_by=by,
            due_on=max(measure.due, measure.resolved_on),
            carried_over_from=measure,
        )
    return carried
