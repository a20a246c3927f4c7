"""Which records are public, as data: each set with its columns, what they mean, and where each value comes from.

Public is what the reports say of everybody anyway: who is party to an agreement in force, which sites hold a seat,
what was granted and paid, how many findings are agreed on. No addresses and telephone numbers (a small association's
are often somebody's home), no talks, no plans, no wording of a finding – and no free text that could name a person: a
name that is known here is left out wherever it stands.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Prefetch, Q

from funding.models import Allocation
from partners.models import Agreement, Partner
from quality_dialog.dialogue.models.finding import FindingKind
from quality_dialog.models import Finding
from quality_dialog.report import publishing, renditions
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.public.reports import all_of
from sites.models import Assignment, Coverage, Seat, Site

Value = str | int | Decimal | date | None
Row = tuple[Value, ...]
Plain = Callable[[str], str]  # a text without names of persons

TEXT, WHOLE, EUROS, DAY, LINK = "text", "integer", "decimal", "date", "uri"
TYPES = {
    TEXT: "Text",
    WHOLE: "ganze Zahl",
    EUROS: "Betrag in Euro, zwei Nachkommastellen",
    DAY: "Tag, geschrieben JJJJ-MM-TT",
    LINK: "Internetadresse",
}


@dataclass(frozen=True)
class Field:
    """A column: its name in the files, what people call it, its kind, and what its value means."""

    name: str
    label: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Dataset:
    """Rows under columns, as of a day; `theme` is the European data theme."""

    slug: str
    title: str
    text: str
    source: str
    fields: tuple[Field, ...]
    read: Callable[[date, Plain], Iterable[Row]]
    theme: str = "SOCI"


def _network(on: date, plain: Plain) -> Iterator[Row]:
    running = Agreement.objects.in_force(on)
    rows = Partner.objects.filter(parties__agreement__in=running).annotate(
        since=Min("parties__agreement__starts_on", filter=Q(parties__agreement__in=running)),
        count=Count("parties__agreement", filter=Q(parties__agreement__in=running), distinct=True),
    )
    for one in rows.order_by(german_key("name"), "pk"):
        sector = one.get_sector_display()
        yield (
            partner_id(one.pk),
            plain(one.name),
            plain(one.short_name),
            sector,
            one.legal_form,
            one.count,
            one.since,
        )


def _sites(on: date, plain: Plain) -> Iterator[Row]:
    held = Coverage.objects.running(on).select_related("seat")
    roles = Assignment.objects.current(on).select_related("partner").order_by("role", "pk")
    rows = Site.objects.with_seat(on).select_related("neighbourhood").order_by(german_key("name"), "pk")
    for one in rows.prefetch_related(
        Prefetch("coverages", held, to_attr="held"), Prefetch("assignments", roles, to_attr="roles")
    ):
        part = one.neighbourhood
        told = "; ".join(f"{role.get_role_display()}: {role.partner.short_name}" for role in one.roles)
        seat = one.held[0]
        names = plain(one.name), plain(part.name), part.get_district_display()
        yield site_id(one.pk), *names, seat.seat.number, seat.starts_on, plain(told)


def _seats(on: date, plain: Plain) -> Iterator[Row]:
    held = Coverage.objects.running(on).select_related("site")
    rows = Seat.objects.valid(on).with_status(on).order_by("number")
    for one in rows.prefetch_related(Prefetch("coverages", held, to_attr="held")):
        site = one.held[0].site if one.held else None
        where = (site_id(site.pk), plain(site.name)) if site else (None, None)
        yield one.number, one.status.text, *where, one.valid_from, one.valid_until


def _allocations(on: date, plain: Plain) -> Iterator[Row]:
    for one in granted(on):
        yield (
            allocation_id(one),
            one.fiscal_year.year,
            *(site_id(one.site_id), plain(one.site.name)),
            *(partner_id(one.recipient_id), plain(one.recipient.name)),
            *(one.committed, one.paid),
        )


def granted(on: date) -> Any:
    """The allocations that were granted by that day, with what is committed and paid, and the first day of it."""
    approved = Q(decisions__approved_on__lte=on)
    first = (
        Allocation.objects.filter(approved)
        .values("pk")
        .annotate(first=Min("decisions__approved_on", filter=approved))
    )
    days = {one["pk"]: one["first"] for one in first}
    rows = Allocation.objects.filter(pk__in=days).with_totals(on)
    found = list(
        rows.select_related("site", "recipient", "fiscal_year").order_by(
            "-fiscal_year__year", german_key("site__name"), "pk"
        )
    )
    for one in found:
        one.granted_on = days[one.pk]  # type: ignore[attr-defined]
    return found


def _findings(on: date, plain: Plain) -> Iterator[Row]:
    rows = Finding.objects.agreed(on).values(year=F("dialogue__cycle__year"), of=F("kind"))
    for one in rows.annotate(n=Count("pk"), sites=Count("dialogue__site", distinct=True)).order_by(
        "-year", "of"
    ):
        yield one["year"], str(FindingKind(one["of"]).label), one["n"], one["sites"]


def _reports(on: date, plain: Plain) -> Iterator[Row]:
    for one in all_of(on):
        report, paper = one.report, one.paper
        corrected = one.newer.approved_on if one.newer else None
        yield (
            *(paper.year, paper.kind, paper.subject, report.version, paper.as_of),
            *(report.approved_on, report.published_on, corrected, paper.check_code),
            full(address("public_report", report.pk)),
        )


def full(path: str) -> str:
    """An address as it stands in a file."""
    return renditions.address_of(path)


def partner_id(pk: int) -> str:
    """The same in all sets, and for good."""
    return f"partner-{pk}"


def site_id(pk: int) -> str:
    """The same in all sets, and for good."""
    return f"standort-{pk}"


def allocation_id(allocation: Any) -> str:
    """The same in all sets, and for good."""
    return f"zuweisung-{allocation.fiscal_year.year}-{allocation.pk}"


_SITE = (
    Field("standort_id", "Kennung des Standorts", TEXT, "in allen Datensätzen dieselbe"),
    Field("standort", "Standort", TEXT, "Name des Projektstandorts"),
)
SETS = (
    Dataset(
        "netzwerk",
        "Kooperationspartner",
        "Organisationen, mit denen eine Kooperationsvereinbarung läuft.",
        "Kooperationsvereinbarungen, die am Stichtag gelten",
        (
            Field("partner_id", "Kennung des Partners", TEXT, "in allen Datensätzen dieselbe"),
            Field("name", "Name", TEXT, "Name der Organisation"),
            Field("kurzname", "Kurzname", TEXT, "wie die Organisation in Tabellen heißt"),
            Field(
                "bereich",
                "Bereich",
                TEXT,
                "Wohnungswirtschaft, sozialer Dienstleister, Kommune oder Sonstige",
            ),
            Field("rechtsform", "Rechtsform", TEXT, "wie sie erfasst ist; leer: nicht erfasst"),
            Field(
                "vereinbarungen",
                "Laufende Vereinbarungen",
                WHOLE,
                "Zahl der Vereinbarungen, die am Stichtag gelten",
            ),
            Field("seit", "Partner seit", DAY, "Beginn der ältesten Vereinbarung, die am Stichtag gilt"),
        ),
        _network,
    ),
    Dataset(
        "standorte",
        "Projektstandorte",
        "Standorte, die am Stichtag einen Platz haben.",
        "Plätze und Rollen an den Standorten",
        (
            *_SITE,
            Field("quartier", "Quartier", TEXT, "das Quartier, in dem der Standort liegt"),
            Field("stadtbezirk", "Stadtbezirk", TEXT, "der Stadtbezirk des Quartiers"),
            Field("platz", "Platz Nr.", WHOLE, "der Platz, den der Standort hat"),
            Field(
                "platz_seit",
                "Platz seit",
                DAY,
                "erster Tag auf diesem Platz unter der laufenden Vereinbarung",
            ),
            Field(
                "beteiligte", "Beteiligte", TEXT, "Rolle und Kurzname des Partners, durch Semikolon getrennt"
            ),
        ),
        _sites,
    ),
    Dataset(
        "plaetze",
        "Plätze",
        "Die Plätze, die es nach den Beschlüssen gibt, und ob sie vergeben sind.",
        "Plätze nach den Beschlüssen und ihre Belegung",
        (
            Field("platz", "Platz Nr.", WHOLE, "Nummer des Platzes"),
            Field("stand", "Stand", TEXT, "vergeben oder frei, am Stichtag"),
            *_SITE,
            Field("gilt_von", "Gilt von", DAY, "erster Tag, an dem es den Platz gibt"),
            Field("gilt_bis", "Gilt bis", DAY, "letzter Tag, an dem es den Platz gibt; leer: ohne Ende"),
        ),
        _seats,
    ),
    Dataset(
        "zuweisungen",
        "Zuweisungen",
        "Was je Jahr für einen Standort bewilligt und ausgezahlt ist.",
        "Freigegebene Bescheide und ausgezahlte, nicht stornierte Raten",
        (
            Field("zuweisung_id", "Kennung der Zuweisung", TEXT, "auch in den Daten nach 360Giving dieselbe"),
            Field("jahr", "Haushaltsjahr", WHOLE, "das Jahr, aus dem das Geld kommt"),
            *_SITE,
            Field("empfaenger_id", "Kennung des Empfängers", TEXT, "in allen Datensätzen dieselbe"),
            Field("empfaenger", "Empfänger", TEXT, "Name der Organisation, die das Geld bekommt"),
            Field("bewilligt", "Bewilligt", EUROS, "Summe der freigegebenen Bescheide bis zum Stichtag"),
            Field("ausgezahlt", "Ausgezahlt", EUROS, "Summe der ausgezahlten Raten bis zum Stichtag"),
        ),
        _allocations,
        "GOVE",
    ),
    Dataset(
        "feststellungen",
        "Feststellungen im Einvernehmen",
        "Wie viele Feststellungen des Qualitätsdialogs im Einvernehmen sind, ohne ihren Wortlaut.",
        "Geteilte Feststellungen, deren Wortlaut alle Beteiligten zugestimmt haben",
        (
            Field("jahr", "Jahr des Qualitätsdialogs", WHOLE, "das Jahr, in dem der Dialog geführt ist"),
            Field("art", "Art", TEXT, "Art der Feststellung"),
            Field("anzahl", "Anzahl", WHOLE, "Feststellungen im Einvernehmen am Stichtag"),
            Field("standorte", "Standorte", WHOLE, "Standorte, an denen es solche Feststellungen gibt"),
        ),
        _findings,
    ),
    Dataset(
        "berichte",
        "Veröffentlichte Berichte",
        "Die Berichte an die Gremien, die veröffentlicht sind, mit ihren Fassungen.",
        "Freigegebene und veröffentlichte Berichte",
        (
            Field("jahr", "Berichtsjahr", WHOLE, "das Jahr, über das berichtet wird"),
            Field("art", "Art", TEXT, "Mitteilung oder Informationsvorlage"),
            Field("thema", "Thema", TEXT, "wie es auf dem Papier steht, ohne Namen von Personen"),
            Field("fassung", "Fassung", WHOLE, "1 für die erste; eine Berichtigung zählt weiter"),
            Field("stichtag", "Stichtag", DAY, "der Tag, für den die Zahlen gelten"),
            Field("freigegeben_am", "Freigegeben am", DAY, "der Tag der Freigabe"),
            Field("veroeffentlicht_am", "Veröffentlicht am", DAY, "der Tag der Veröffentlichung"),
            Field(
                "berichtigt_am",
                "Berichtigt am",
                DAY,
                "Freigabe der Fassung, die jetzt gilt; leer: diese gilt",
            ),
            Field("pruefcode", "Prüfcode", TEXT, "steht auf dem Papier; leer: älter als die Prüfcodes"),
            Field("adresse", "Adresse", LINK, "die Seite des Berichts; sie bleibt"),
        ),
        _reports,
        "GOVE",
    ),
)
BY_SLUG = {one.slug: one for one in SETS}

_kept: Kept[list[Row]] = Kept(most=32)


def rows_of(one: Dataset, on: date) -> list[Row]:
    """A set's rows, read once per change."""
    return _kept.of((one.slug, on, city()), lambda: list(one.read(on, plain())))


def plain() -> Plain:
    """What takes names of persons out of a text."""
    return publishing.hiding(publishing.known_names())
