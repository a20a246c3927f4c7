"""The facts of a report, asked of all floors as of one day; the only module here that reads the money.

`facts()` answers with frozen dataclasses, every number as a `Figure` with the records behind it.
`wording` writes the first draft from them, `composing` ties stored texts back to them, `render` draws.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from django.db.models import F, Prefetch, Q

from funding.models import Allocation, Decision, Disbursement, FiscalYear
from partners.models import Agreement, Committee, Mandate, Negotiation, Party
from partners.models.negotiation import State
from quality_dialog import report_network as network
from quality_dialog.counted import COUNTED
from quality_dialog.models import Cycle, Finding, Measure, TextBlock
from quality_dialog.models.statement import Stance, Statement
from quality_dialog.wording import (
    AgreementFacts,
    DialogueFacts,
    Facts,
    FindingFacts,
    MandateFacts,
    MeasureFacts,
    MoneyFacts,
    TalkFacts,
)
from quartiersarbeit import german
from quartiersarbeit.paper import Figure, Record
from sites.models import Coverage, Offer, Seat, Site

FAILED_TALKS_REPORTED_FOR = timedelta(days=365)  # a failure is news for a year, then history


@dataclass(frozen=True, slots=True)
class YearRange:
    """The years a report can be about: from the first mandate to the year after today's."""

    first: int
    last: int


def known_years(today: date) -> YearRange:
    """From the year of the first mandate (today's where there is none) to next year."""
    first = Mandate.objects.order_by("decided_on").values_list("decided_on", flat=True).first()
    return YearRange(first.year if first else today.year, today.year + 1)


def record(row, label: str = "") -> Record:
    """A stored row as a figure names it, with its page where it has one."""
    url = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    return Record(label=label or str(row), model=row._meta.label_lower, pk=row.pk, url=url)


# --- Facts, floor by floor ---------------------------------------------------------------------------


def facts(*, year: int, as_of: date) -> Facts:
    """Everything a report about `year` can state as of the end of the day `as_of`."""
    mandate = _mandate(year, as_of)
    agreements = _agreements(as_of)
    sites = _sites_under_agreement(agreements, as_of)
    places = [site.pk for site in sites.records]
    offers = network.offers(places, as_of)
    known = Facts(
        year=year,
        as_of=as_of,
        texts={block.key: block.body for block in TextBlock.objects.valid(as_of)},
        mandate=mandate,
        agreements=agreements,
        sites=sites,
        talks=_talks(as_of),
        committees=tuple(Committee.objects.order_by("-position").values_list("name_dative", flat=True)),
        money=_money(year, as_of),
        dialogue=_dialogue(year, as_of),
        is_example=_rests_on_examples(as_of),
        places=network.site_facts(places, as_of),
        offers=_offers(offers, as_of),
        offer_rows=network.offer_facts(offers),
    )
    return replace(known, since=network.since_last_report(known.figures(), as_of))


def _offers(rows: list[Offer], as_of: date) -> Figure | None:
    """How many offers the sites under agreement have; nothing is said where there are none."""
    if not rows:
        return None
    records = [replace(record(row, f"{row.site}: {row}"), url=row.site.get_absolute_url()) for row in rows]
    return _count(
        "angebote",
        "Angebote an den Standorten unter Vereinbarung",
        as_of,
        "Angebote, die am Stichtag laufen",
        records,
    )


def _rests_on_examples(as_of: date) -> bool:
    return Agreement.objects.concluded(as_of).filter(is_example=True).exists()


def _mandate(year: int, as_of: date) -> MandateFacts | None:
    mandate = Mandate.objects.decided(as_of).select_related("committee").first()
    if mandate is None:
        return None
    budget = FiscalYear.objects.opened(as_of).filter(year=year).first()
    amount = budget.appropriation if budget else mandate.annual_limit
    seats = tuple(Seat.objects.valid(as_of).select_related("mandate"))
    return MandateFacts(
        reference=mandate.reference,
        kind=mandate.kind,
        decided_on=mandate.decided_on,
        committee=mandate.committee.short_name,
        task=mandate.task,
        annual_amount=amount
        if amount is None
        else Figure(
            key="mittel_pro_jahr",
            label="Mittel pro Jahr",
            value=amount,
            unit="€",
            text=german.euro_short(amount),
            as_of=as_of,
            source="Haushaltsansatz" if budget else "Höchstbetrag der Beschlussgrundlage",
            records=(record(budget or mandate),),
        ),
        seats=_count(
            "standorte_hoechstens",
            "Standorte, die höchstens gefördert werden",
            as_of,
            f"Plätze, die am Stichtag bestehen, nach {german.listing(sorted({str(s.mandate) for s in seats}))}",
            [record(seat) for seat in seats],
            in_words=False,
        )
        if seats
        else None,
    )


def _agreements(as_of: date) -> tuple[AgreementFacts, ...]:
    """The agreements concluded by that day, each with its parties and the sites it covers then.

    Of one that is signed but begins later these are the sites it begins with. An amendment is no agreement
    more: from its first day it stands for what it amends, with the sites covered there; before, not at all.
    """
    parties = Party.objects.select_related("partner").order_by("position", "pk")
    concluded = (
        Agreement.objects.concluded(as_of)
        .exclude(amends__isnull=False, starts_on__gt=as_of)
        .prefetch_related(Prefetch("parties", parties))
        .order_by("starts_on", "pk")
    )
    sites, amended = _sites_by_agreement(as_of), _amended()
    return tuple(
        AgreementFacts(
            partners=tuple(party.partner.name_after_mit for party in agreement.parties.all()),
            sites=_count(
                f"standorte_vereinbarung_{agreement.pk}",
                f"Standorte der Vereinbarung „{agreement}“",
                as_of,
                "Standorte mit Platz unter dieser Vereinbarung",
                [record(site) for pk in _line(agreement.pk, amended) for site in sites.get(pk, [])],
                one="einen",
            ),
            record=record(agreement),
            quality_dialogue=agreement.quality_dialogue,
            framework=agreement.framework_name,
        )
        for agreement in concluded
    )


def _sites_by_agreement(as_of: date) -> dict[int, list[Site]]:
    """Whom each agreement gives a seat on that day, or on its own first day where that lies ahead."""
    begun = Q(starts_on__lte=as_of) | Q(starts_on__lte=F("agreement__starts_on"))
    going_on = Q(ends_on__isnull=True) | Q(ends_on__gte=as_of)
    found: dict[int, list[Site]] = {}
    for coverage in Coverage.objects.filter(begun, going_on).select_related("site").order_by("site__name"):
        found.setdefault(coverage.agreement_id, []).append(coverage.site)
    return found


def _amended() -> dict[int, int]:
    """Each amendment with what it amends."""
    return dict(Agreement.objects.filter(amends__isnull=False).values_list("pk", "amends_id"))


def _line(pk: int, amended: dict[int, int]) -> list[int]:
    """An agreement and all it amends, itself first; a circle ends where it closes."""
    line = [pk]
    while (before := amended.get(line[-1])) and before not in line:
        line.append(before)
    return line


def _sites_under_agreement(agreements: tuple[AgreementFacts, ...], as_of: date) -> Figure:
    return _count(
        "standorte_unter_vereinbarung",
        "Standorte unter Vereinbarung",
        as_of,
        "Standorte mit Platz unter einer geschlossenen Kooperationsvereinbarung",
        [site for agreement in agreements for site in agreement.sites.records],
        one="einen",
    )


def _talks(as_of: date) -> tuple[TalkFacts, ...]:
    """The talks begun by that day; concluded ones are agreements, old failures are history."""
    known = (
        Negotiation.objects.with_state(as_of)
        .filter(state__isnull=False)
        .exclude(state=State.CONCLUDED)
        .exclude(state__in=[State.FAILED, State.WITHDRAWN], state_since__lt=as_of - FAILED_TALKS_REPORTED_FOR)
        .select_related("partner")
        .order_by("state_since", "pk")
    )
    return tuple(
        TalkFacts(
            partner=talk.partner.name_after_mit if talk.partner else "",
            sector=talk.sector,
            extent=talk.extent,
            district=talk.get_district_display(),
            state=talk.state,
            since=talk.state_since,
            wording=talk.public_wording or "",
        )
        for talk in known
    )


def _money(year: int, as_of: date) -> MoneyFacts | None:
    """The five figures of the year, from the same QuerySet words as the budget's page."""
    budget = FiscalYear.objects.opened(as_of).with_totals(as_of).filter(year=year).first()
    if budget is None or not budget.committed:
        return None
    decisions = Decision.objects.committed(as_of).filter(allocation__fiscal_year=budget)
    payments = Disbursement.objects.paid(as_of).filter(allocation__fiscal_year=budget)
    related = ("allocation__site", "allocation__fiscal_year")
    allocations = (
        Allocation.objects.filter(pk__in=decisions.values("allocation"))  # a mere plan is nobody's money yet
        .with_totals(as_of)
        .select_related("site", "recipient")
        .order_by("site__name", "pk")
    )

    def amount(key: str, label: str, value: Decimal, source: str, rows) -> Figure:
        records = tuple(record(row, f"{row.allocation.site}: {row}") for row in rows.select_related(*related))
        return _euros(key, label, value, as_of, source, records)

    bound = amount("gebunden", f"Gebunden {year}", budget.committed, "Freigegebene Bescheide", decisions)
    return MoneyFacts(
        year=year,
        available=_euros(
            "verfuegbar",
            f"Verfügbar {year}",
            budget.available,
            as_of,
            "Haushaltsansatz und Ermächtigungsübertragung",
            (record(budget),),
        ),
        committed=bound,
        paid=amount(
            "ausgezahlt", f"Ausgezahlt {year}", budget.paid, "Ausgezahlte, nicht stornierte Raten", payments
        ),
        free=_euros(
            "frei",
            f"Frei {year}",
            budget.free,
            as_of,
            "Verfügbar abzüglich gebunden",
            (record(budget), *bound.records),
        ),
        rows=tuple(
            (str(a.site), str(a.recipient), german.euro(a.committed), german.euro(a.paid))
            for a in allocations
        ),
    )


def _dialogue(year: int, as_of: date) -> DialogueFacts | None:
    """The year's quality dialogue as shared by that day: agreement, dissent in its own words, measures."""
    cycle = Cycle.objects.opened(as_of).filter(year=year).select_related("framework").first()
    if cycle is None:
        return None
    shared = Finding.objects.shared(as_of).filter(dialogue__cycle=cycle)
    standing = {
        "einvernehmlich": _findings(shared.agreed(as_of), as_of),
        "strittig": _findings(shared.disputed(as_of), as_of),
        "offen": _findings(shared.open(as_of), as_of),
    }
    measures = Measure.objects.filter(finding__in=shared, resolved_on__lte=as_of)
    goes_on = set(measures.standing(as_of).values_list("pk", flat=True))
    return DialogueFacts(
        year=year,
        framework=cycle.framework.name,
        report_due_on=cycle.report_due_on,
        record=record(cycle),
        sites=_count(
            "standorte_im_dialog",
            f"Standorte im Qualitätsdialog {year}",
            as_of,
            "Dialoge mit mindestens einer geteilten Feststellung",
            _distinct([record(f.dialogue.site) for rows in standing.values() for f in rows]),
            one="einem",
        ),
        shared=_of_findings("feststellungen", as_of, [*chain(*standing.values())]),
        agreed=_of_findings("feststellungen_einvernehmlich", as_of, standing["einvernehmlich"]),
        disputed=_of_findings("feststellungen_strittig", as_of, standing["strittig"]),
        open=_of_findings("feststellungen_offen", as_of, standing["offen"]),
        findings=tuple(
            _finding_facts(finding, state) for state, rows in standing.items() for finding in rows
        ),
        measures=_of_measures("massnahmen", as_of, measures),
        done=_of_measures("massnahmen_erledigt", as_of, measures.filter(done_on__lte=as_of)),
        overdue=_of_measures("massnahmen_ueberfaellig", as_of, measures.overdue(as_of)),
        measure_rows=tuple(
            _measure_facts(measure, as_of, measure.pk in goes_on)
            for measure in measures.with_due(as_of).select_related("finding__dialogue__site", "responsible")
        ),
    )


def _findings(rows, as_of: date) -> list[Finding]:
    return list(
        rows.select_related("dialogue__site", "dialogue__cycle", "criterion")
        .with_wording(as_of)
        .with_voices(as_of)
        .order_by("dialogue__site__name", "raised_on", "pk")
    )


def _finding_facts(finding: Finding, state: str) -> FindingFacts:
    """A finding as it read that day, with the dissent and the remarks that answered this wording."""
    current: list[Statement] = finding.current  # type: ignore[attr-defined]  # added by with_voices()
    return FindingFacts(
        site=str(finding.dialogue.site),
        kind=finding.get_kind_display(),
        wording=finding.stood,  # type: ignore[attr-defined]  # added by with_wording()
        state=state,
        answers=tuple(
            (str(a.partner or "Stadt Bielefeld"), a.get_stance_display(), a.text)
            for a in current
            if a.stance != Stance.AGREES
        ),
    )


def _measure_facts(measure: Measure, as_of: date, goes_on: bool) -> MeasureFacts:
    due: date = measure.due  # type: ignore[attr-defined]  # added by with_due()
    if measure.done_on and measure.done_on <= as_of:
        state = "erledigt"
    elif measure.dropped_on and measure.dropped_on <= as_of:
        state = "aufgegeben"
    elif not goes_on:  # it counts, and is overdue, where it was taken over to
        state = "ins Folgejahr übernommen"
    else:
        state = "überfällig" if due < as_of else "offen"
    return MeasureFacts(
        site=str(measure.finding.dialogue.site),
        title=measure.title,
        owner=measure.owner,
        due=due,
        state=state,
    )


# --- Figures -----------------------------------------------------------------------------------------


def _count(
    key: str,
    label: str,
    as_of: date,
    source: str,
    records: list[Record],
    *,
    one: str = "ein",
    in_words: bool = True,
) -> Figure:
    n = len(records)
    text = german.number_word(n, one) if in_words else german.number(n)
    return Figure(key, label, n, "Anzahl", text, as_of, source, tuple(records))


def _euros(
    key: str, label: str, value: Decimal, as_of: date, source: str, records: tuple[Record, ...]
) -> Figure:
    return Figure(key, label, value, "€", german.euro(value), as_of, source, records)


def _of_findings(key: str, as_of: date, rows: list[Finding]) -> Figure:
    records = [record(row, f"{row.dialogue.site}: {row}") for row in rows]
    label, source = COUNTED[key]
    return _count(key, label, as_of, source, records, one="eine")


def _of_measures(key: str, as_of: date, rows) -> Figure:
    records = [
        Record(str(m), m._meta.label_lower, m.pk, m.finding.get_absolute_url())
        for m in rows.select_related("finding").order_by("due_on", "pk")
    ]
    label, source = COUNTED[key]
    return _count(key, label, as_of, source, records, one="eine")


def _distinct(records: list[Record]) -> list[Record]:
    return list(dict.fromkeys(records))
