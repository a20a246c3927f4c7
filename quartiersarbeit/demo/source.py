"""The facts of the Mitteilung „Weiterentwicklung der Quartiersarbeit im Bielefelder Modell“ (26.01.2021).

Nothing is added to real organisations: no address, number, account or person. Where the system needs a
day or a name that the document leaves open, the record says that it is assumed.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding.models import FiscalYear
from partners.models import Agreement, Committee, Mandate, Negotiation, Partner, Party, Sector, Step
from partners.models.negotiation import Extent, Reason, State
from partners.models.party import PartyRole
from quality_dialog.models import Meeting, TextBlock
from quartiersarbeit.demo.loading import ASSUMED, Loading
from quartiersarbeit.demo.people import Cast
from quartiersarbeit.ground.districts import District
from sites.models import Coverage, Neighbourhood, Seat, Site

AS_OF = date(2021, 1, 26)
DECIDED_ON = date(2020, 3, 17)
SIGNED_ON = date(2020, 10, 1)
FRAMEWORK = "Rahmenkonzept Seniorenarbeit"
FROM_THE_SOURCE = "Alle Angaben stammen aus der Mitteilung vom 26.01.2021."

INTRODUCTION = (
    "Die Stadt Bielefeld zeichnet sich durch eine Vielzahl von Wohnprojekten aus, die ein weitgehend "
    "barrierefreies Wohnen mit Versorgungssicherheit bei Bedarfen nach Pflege und Betreuung ermöglichen. "
    "Die Wohnprojekte sind ein wichtiger Baustein im Bestreben der Stadt Bielefeld, eine ambulante, "
    "wohnortnahe Versorgung zu stärken und den zumeist älteren Menschen mit Unterstützungsbedarf ein "
    "möglichst langes Verbleiben in der eigenen Häuslichkeit zu ermöglichen."
    "\n\n"
    "Eine bedeutende Stütze in diesem Bielefelder Modell einer wohnortnahen Versorgung sind "
    "gemeinwesenorientierte Angebote der Quartiersarbeit, die im Zusammenspiel von Wohnungswirtschaft, "
    "sozialen Dienstleistern und städtischer Sozialarbeit vorgehalten werden."
)
TASK = (
    "gemeinsam mit Akteuren der Wohnungswirtschaft und den beteiligten sozialen Dienstleistern eine "
    "Kooperationsgemeinschaft aufzubauen"
)
PANDEMIC = "vor dem Hintergrund der coronabedingten Einschränkungen"
CONDITIONS = "aufgrund unterschiedlicher Vorstellungen zu den Rahmenbedingungen der Zusammenarbeit"

# By account name where there is one: name, short name, after „mit“, sector.
PARTNERS = {
    "bgw": ("BGW", "BGW", "der BGW", Sector.HOUSING),
    "awo": (
        "AWO-Kreisverband Bielefeld",
        "AWO",
        "dem AWO-Kreisverband Bielefeld",
        Sector.SERVICE_PROVIDER,
    ),
    "altundjung": (
        "Verein Alt und Jung Nord-Ost",
        "Alt und Jung Nord-Ost",
        "dem Verein Alt und Jung Nord-Ost",
        Sector.SERVICE_PROVIDER,
    ),
    "gswg": (
        "Wohnungsbaugenossenschaft GSWG",
        "GSWG",
        "der Wohnungsbaugenossenschaft GSWG",
        Sector.HOUSING,
    ),
}
PROVIDER_TALK = "Weiterer sozialer Dienstleister"
HOUSING_TALK = "Weiterer Akteur der Wohnungswirtschaft"
MORE_TALKS = "Gegebenenfalls weitere soziale Dienstleister"
# Each talk's steps: day, state, reason, public wording; every day is assumed.
STEPS = {
    PROVIDER_TALK: (
        (date(2020, 9, 15), State.IN_TALKS, "", ""),
        (date(2020, 11, 2), State.PAUSED, Reason.PANDEMIC, PANDEMIC),
    ),
    HOUSING_TALK: ((date(2021, 1, 11), State.PLANNED, "", ""),),
    MORE_TALKS: ((date(2021, 1, 11), State.PLANNED, "", ""),),
    "": (  # GSWG, the only one named
        (date(2020, 6, 15), State.CONTACTED, "", ""),
        (date(2020, 8, 17), State.IN_TALKS, "", ""),
        (date(2020, 12, 14), State.FAILED, Reason.CONDITIONS, CONDITIONS),
    ),
}
# Districts of the example neighbourhoods; the document does not say where the seven sites are.
DISTRICTS = (
    District.MITTE,
    District.SCHILDESCHE,
    District.HEEPEN,
    District.STIEGHORST,
    District.BRACKWEDE,
    District.JOELLENBECK,
    District.SENNESTADT,
)
PLACE_UNKNOWN = (
    "Beispiel: Die Mitteilung nennt sieben Projektstandorte, aber nicht, welche. Name, Quartier, "
    "Stadtbezirk und Angaben zum Standort sind angenommen."
)


@dataclass(frozen=True)
class Document:
    """What the document tells, for those who build on it."""

    partners: dict[str, Partner]
    committees: tuple[Committee, Committee]
    mandate: Mandate
    seats: list[Seat]
    agreement: Agreement
    sites: list[Site]
    talks: dict[str, Negotiation]


def partners(loading: Loading) -> dict[str, Partner]:
    """The four organisations the document names, with nothing but what it says of them."""
    rows = [
        Partner(name=name, short_name=short, name_after_mit=after_mit, sector=sector, note=FROM_THE_SOURCE)
        for name, short, after_mit, sector in PARTNERS.values()
    ]
    return dict(zip(PARTNERS, loading.ensure(rows, "name"), strict=True))


def load(loading: Loading, cast: Cast, known: dict[str, Partner]) -> Document:
    """Everything the document says."""
    committees = _committees(loading)
    mandate = _mandate(loading, committees[0])
    seats = loading.ensure(
        [Seat(number=number, valid_from=DECIDED_ON, mandate=mandate) for number in range(1, 11)], "number"
    )
    sites = _sites(loading)
    agreement = _agreement(loading, mandate, known)
    loading.ensure(
        [
            Coverage(site=site, agreement=agreement, seat=seat, starts_on=SIGNED_ON)
            for site, seat in zip(sites, seats, strict=False)
        ],
        *("site", "agreement"),
    )
    _year(loading, cast, mandate)
    loading.one(TextBlock(key="einleitung", valid_from=date(2020, 1, 1), body=INTRODUCTION), "key")
    talks = _talks(loading, cast, known)
    return Document(known, committees, mandate, seats, agreement, sites, talks)


def _committees(loading: Loading) -> tuple[Committee, Committee]:
    names = (("Sozial- und Gesundheitsausschuss", "SGA"), ("Seniorenrat", "Seniorenrat"))
    rows = [
        Committee(
            name=name,
            short_name=short,
            name_accusative=f"den {name}",
            name_dative=f"dem {name}",
            position=position,
        )
        for position, (name, short) in enumerate(names, start=1)
    ]
    sga, seniorenrat = loading.ensure(rows, "name")
    loading.ensure(
        [Meeting(committee=sga, held_on=AS_OF), Meeting(committee=seniorenrat, held_on=date(2021, 3, 24))],
        *("held_on", "committee"),
    )
    return sga, seniorenrat


def _mandate(loading: Loading, committee: Committee) -> Mandate:
    """The resolution; its title describes, because the document does not quote it."""
    mandate = Mandate(
        reference="10517/2014-2020",
        kind="Beschlussvorlage",
        title="Beschlussvorlage zur Quartiersarbeit im Bielefelder Modell",
        committee=committee,
        decided_on=DECIDED_ON,
        task=TASK,
        annual_limit=Decimal("80000.00"),
        site_limit=10,
    )
    return loading.one(mandate, "reference")


def _sites(loading: Loading) -> list[Site]:
    neighbourhoods = loading.ensure(
        [
            Neighbourhood(name=f"Beispielquartier {number}", district=district, is_example=True)
            for number, district in enumerate(DISTRICTS, start=1)
        ],
        "name",
    )
    return loading.ensure(
        [
            Site(
                name=f"Projektstandort {number}",
                neighbourhood=neighbourhood,
                opened_on=SIGNED_ON,
                description=PLACE_UNKNOWN,
                community_cafe=number != 6,
                care_cover=number in (1, 2, 4, 5),
                is_example=True,
            )
            for number, neighbourhood in enumerate(neighbourhoods, start=1)
        ],
        "name",
    )


def _agreement(loading: Loading, mandate: Mandate, known: dict[str, Partner]) -> Agreement:
    row = Agreement(
        title="Kooperationsvereinbarung zur Quartiersarbeit im Bielefelder Modell",
        mandate=mandate,
        starts_on=SIGNED_ON,
        quality_dialogue=True,
        framework_name=FRAMEWORK,
        note=ASSUMED,
    )
    agreement = loading.one(row, "title")
    # The parties in the order in which the document names them.
    sign(loading, agreement, known, bgw=SIGNED_ON, awo=SIGNED_ON, altundjung=SIGNED_ON)
    return agreement


def sign(
    loading: Loading,
    agreement: Agreement,
    known: dict[str, Partner],
    signatory: str = "",
    **signed: date | None,
) -> None:
    """Make these partners parties, each with the day it signed (None: not yet) and who signed for it."""
    loading.ensure(
        [
            Party(
                agreement=agreement,
                partner=known[who],
                role=PartyRole.HOUSING if known[who].sector == Sector.HOUSING else PartyRole.PROVIDER,
                signatory=signatory if on else "",
                signed_on=on,
                position=position,
            )
            for position, (who, on) in enumerate(signed.items(), start=1)
        ],
        *("agreement", "partner"),
    )


def _talks(loading: Loading, cast: Cast, known: dict[str, Partner]) -> dict[str, Negotiation]:
    by = {"responsible": cast.koordination}
    rows = [
        Negotiation(working_title=PROVIDER_TALK, sector=Sector.SERVICE_PROVIDER, extent=Extent.ONE, **by),
        Negotiation(working_title=HOUSING_TALK, sector=Sector.HOUSING, extent=Extent.AT_LEAST_ONE, **by),
        Negotiation(
            working_title=MORE_TALKS, sector=Sector.SERVICE_PROVIDER, extent=Extent.POSSIBLY_MORE, **by
        ),
        Negotiation(partner=known["gswg"], sector=Sector.HOUSING, district=District.SENNE, **by),
    ]
    talks = {talk.working_title: talk for talk in loading.ensure(rows, "working_title", "partner")}
    loading.ensure(
        [step(talks[title], cast, *facts, note=ASSUMED) for title, steps in STEPS.items() for facts in steps],
        *("negotiation", "state"),
    )
    return talks


def step(
    talk: Negotiation, cast: Cast, on: date, state: State, reason: str = "", wording: str = "", *, note: str
) -> Step:
    """A step that Koordination recorded; a public wording is released the same day by Freigabe."""
    return Step(
        negotiation=talk,
        on=on,
        state=state,
        internal_note=note,
        reason_code=reason,
        public_wording=wording,
        wording_released_on=on if wording else None,
        wording_released_by=cast.freigabe if wording else None,
        recorded_by=cast.koordination,
    )


def _year(loading: Loading, cast: Cast, mandate: Mandate) -> None:
    """The year the document reports in, with the amount it names."""
    budget = FiscalYear(year=2021, appropriation=Decimal("80000.00"), mandate=mandate)
    budget.opened_on, budget.opened_by = date(2021, 1, 1), cast.koordination
    loading.one(budget, "year")
