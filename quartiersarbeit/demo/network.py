"""Example partners, agreements, talks and sites that go on from the source: all fictional, all so named."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partners.models import Agreement, Contact, Negotiation, Partner, Sector
from partners.models.negotiation import Extent, Reason, State
from quality_dialog.models import Meeting
from quartiersarbeit.demo import source
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.people import Cast
from quartiersarbeit.ground.districts import District
from sites.models import Assignment, Coverage, Neighbourhood, Offer, OfferKind, Role, Site, SiteInQuestion

SECOND_START = date(2023, 1, 1)
GOES_ON = "Beispiel: Der weitere Verlauf ist angenommen; die Mitteilung nennt ihn nicht."
EXAMPLE = "Beispieldatensatz: frei erfunden."
SIGNATORY = "Vorstand (Beispiel)"

# Key: name, after „mit“, sector, legal form.
PARTNERS = {
    "wohnen": ("Beispiel-Wohnen eG", "der Beispiel-Wohnen eG", Sector.HOUSING, "eG"),
    "pflege": ("Beispiel-Pflege gGmbH", "der Beispiel-Pflege gGmbH", Sector.SERVICE_PROVIDER, "gGmbH"),
    "treff": ("Beispiel-Treff e. V.", "dem Beispiel-Treff e. V.", Sector.SERVICE_PROVIDER, "e. V."),
    "bau": ("Beispiel-Bau GmbH", "der Beispiel-Bau GmbH", Sector.HOUSING, "GmbH"),
    "hilfe": ("Beispiel-Hilfe e. V.", "dem Beispiel-Hilfe e. V.", Sector.SERVICE_PROVIDER, "e. V."),
}
# The account number that banks print in their own documentation: valid in form, nobody's account.
DOCUMENTATION_IBAN = "DE89370400440532013000"

MORE_SITES = (
    ("Beispielstandort 8", "Beispielquartier 8", District.DORNBERG),
    ("Beispielstandort 9", "Beispielquartier 9", District.GADDERBAUM),
    ("Beispielstandort 10", "Beispielquartier 10", District.MITTE),
)
OFFERS = (
    ("Nachbarschaftscafé (Beispiel)", OfferKind.ENCOUNTER, "jeden Dienstag", "alle im Quartier"),
    ("Sprechstunde im Quartier (Beispiel)", OfferKind.ADVICE, "jeden Donnerstag", "Ältere und Angehörige"),
    ("Bewegung am Vormittag (Beispiel)", OfferKind.HEALTH, "jeden Montag", "ältere Menschen"),
    ("Gemeinsamer Mittagstisch (Beispiel)", OfferKind.MEAL, "jeden Mittwoch", "alle im Quartier"),
    ("Vorlesen und Erzählen (Beispiel)", OfferKind.CULTURE, "alle zwei Wochen", "alle im Quartier"),
)
# Who plays which role at which of the nine sites: (landlord, provider) by number of the site.
PLAYERS = {
    **dict.fromkeys(range(1, 5), ("bgw", "awo")),
    **dict.fromkeys(range(5, 8), ("bgw", "altundjung")),
    **dict.fromkeys(range(8, 10), ("wohnen", "pflege")),
}
NEW_PROVIDER = "Weiterer sozialer Dienstleister (Beispiel)"
NEW_HOUSING = "Weiterer Akteur der Wohnungswirtschaft (Beispiel)"
# The steps of today's talks, in the order of `_talks`: days ago, state, reason, public wording.
STEPS: tuple[tuple[tuple[Any, ...], ...], ...] = (
    ((210, State.IN_TALKS), (120, State.PAUSED, Reason.STAFF, "wegen eines Personalwechsels")),
    (
        (300, State.CONTACTED),
        (260, State.IN_TALKS),
        (200, State.FAILED, Reason.PREMISES, "aufgrund fehlender Räume für ein Café"),
    ),
    ((170, State.CONTACTED), (110, State.IN_TALKS)),
    ((150, State.IN_TALKS), (60, State.TERMS_AGREED)),
    ((20, State.PLANNED),),
)
# Meetings: month and the day from which the next Tuesday (SGA) or Wednesday (Seniorenrat) is taken.
TUESDAY, WEDNESDAY = 1, 2
MEETING_MONTHS = ((2, 8), (5, 8), (9, 8), (12, 1))


@dataclass(frozen=True)
class Places:
    """The nine covered sites in order, and who works there."""

    sites: list[Site]
    landlords: list[Partner]
    providers: list[Partner]

    def at(self, number: int) -> tuple[Partner, Partner]:
        """Landlord and provider of the site with that number."""
        return self.landlords[number - 1], self.providers[number - 1]


def load(loading: Loading, cast: Cast, document: source.Document) -> Places:
    """The network as it could have grown since 2021."""
    known = document.partners | _partners(loading)
    sites, candidate = _sites(loading, document)
    _second_agreement(loading, document, known, sites[7:])
    _agreement_out_for_signature(loading, document, known)
    _assignments(loading, known, sites)
    _offers(loading, sites)
    _source_talks_go_on(loading, cast, document)
    _talks(loading, cast, known, candidate)
    _meetings(loading, document)
    players = [PLAYERS[number] for number in range(1, 10)]
    return Places(sites, [known[who] for who, _ in players], [known[who] for _, who in players])


def _partners(loading: Loading) -> dict[str, Partner]:
    rows = [
        Partner(
            name=name,
            short_name=name,
            name_after_mit=after_mit,
            sector=sector,
            legal_form=legal_form,
            street=f"Beispielweg {number}",
            city="Musterstadt",
            website="https://example.org/",
            iban=DOCUMENTATION_IBAN,
            note=EXAMPLE,
            is_example=True,
        )
        for number, (name, after_mit, sector, legal_form) in enumerate(PARTNERS.values(), start=1)
    ]
    partners = loading.ensure(rows, "name")
    _contacts(loading, partners)
    return dict(zip(PARTNERS, partners, strict=True))


def _contacts(loading: Loading, partners: list[Partner]) -> None:
    rows = [
        Contact(
            partner=partner,
            name=f"Ansprechperson {number} (Beispiel)",
            function="Quartiersarbeit",
            email=f"ansprechperson{number}@example.org",
            starts_on=SECOND_START,
        )
        for number, partner in enumerate(partners, start=1)
    ]
    loading.ensure(rows, "partner", "name")


def _sites(loading: Loading, document: source.Document) -> tuple[list[Site], Site]:
    """The nine covered sites, and a tenth that is only talked about."""
    neighbourhoods = loading.ensure(
        [Neighbourhood(name=name, district=district, is_example=True) for _, name, district in MORE_SITES],
        "name",
    )
    rows = [
        Site(
            name=name,
            neighbourhood=neighbourhood,
            opened_on=SECOND_START,
            description=EXAMPLE,
            community_cafe=True,
            care_cover=name.endswith("8"),
            is_example=True,
        )
        for (name, _, _), neighbourhood in zip(MORE_SITES, neighbourhoods, strict=True)
    ]
    rows[-1].opened_on = None  # not opened: its agreement is still out for signature
    eighth, ninth, candidate = loading.ensure(rows, "name")
    return [*document.sites, eighth, ninth], candidate


def _second_agreement(
    loading: Loading, document: source.Document, known: dict[str, Partner], sites: list[Site]
) -> None:
    """Two more sites under an agreement that soon expires, with a draft amendment that would prolong it."""
    title = "Beispielvereinbarung für die Standorte 8 und 9"
    agreement = _agreement(
        loading,
        document,
        title,
        starts_on=SECOND_START,
        ends_on=date(loading.year + 1, 3, 31),
        notice_months=3,
        coordination_on=date(2022, 9, 1),
        sent_on=date(2022, 10, 17),
    )
    source.sign(loading, agreement, known, SIGNATORY, wohnen=date(2022, 11, 8), pflege=date(2022, 11, 15))
    term = {"starts_on": agreement.starts_on, "ends_on": agreement.ends_on}
    rows = [
        Coverage(site=site, agreement=agreement, seat=seat, **term)
        for site, seat in zip(sites, document.seats[7:], strict=False)
    ]
    loading.ensure(rows, "site", "agreement")
    after = (agreement.ends_on or loading.today) + timedelta(days=1)
    facts = {"amends": agreement, "starts_on": after, "coordination_on": loading.ago(10)}
    amendment = _agreement(loading, document, f"{title}, 1. Nachtrag", **facts)
    source.sign(loading, amendment, known, SIGNATORY, wohnen=None, pflege=None)


def _agreement_out_for_signature(
    loading: Loading, document: source.Document, known: dict[str, Partner]
) -> None:
    agreement = _agreement(
        loading,
        document,
        "Beispielvereinbarung für den Standort 10",
        starts_on=date(loading.year + 1, 1, 1),
        coordination_on=loading.ago(60),
        sent_on=loading.ago(14),
    )
    source.sign(loading, agreement, known, SIGNATORY, wohnen=None, treff=loading.ago(7))


def _agreement(loading: Loading, document: source.Document, title: str, **facts: Any) -> Agreement:
    """An example agreement on the source's mandate, with its quality-dialogue clause."""
    row = Agreement(
        title=title,
        mandate=document.mandate,
        framework_name=source.FRAMEWORK,
        note=EXAMPLE,
        is_example=True,
        **facts,
    )
    return loading.one(row, "title")


def _assignments(loading: Loading, known: dict[str, Partner], sites: list[Site]) -> None:
    """Landlord and provider of each site; for the real partners that is assumed, as the sites say."""
    loading.ensure(
        [
            Assignment(site=site, partner=known[who], role=role, starts_on=site.opened_on or SECOND_START)
            for number, site in enumerate(sites, start=1)
            for who, role in zip(PLAYERS[number], (Role.LANDLORD, Role.PROVIDER), strict=True)
        ],
        *("site", "role"),
    )


def _offers(loading: Loading, sites: list[Site]) -> None:
    """Three offers a site, in turn; one of the first site has ended."""
    rows = [
        Offer(
            site=site,
            title=title,
            kind=kind,
            rhythm=rhythm,
            target_group=group,
            starts_on=max(site.opened_on or SECOND_START, date(2022, 1, 10)),
        )
        for number, site in enumerate(sites)
        for title, kind, rhythm, group in (OFFERS[(number + turn) % len(OFFERS)] for turn in range(3))
    ]
    rows[2].ends_on = date(2023, 12, 31)
    loading.ensure(rows, "site", "title")


def _source_talks_go_on(loading: Loading, cast: Cast, document: source.Document) -> None:
    """What became of the talks of 2021 is invented, or they would stand in today's report for ever."""
    concluded = date(2022, 11, 15)
    steps = [
        (source.PROVIDER_TALK, date(2022, 9, 1), State.TERMS_AGREED),
        (source.PROVIDER_TALK, concluded, State.CONCLUDED),
        (source.HOUSING_TALK, date(2022, 4, 4), State.IN_TALKS),
        (source.HOUSING_TALK, concluded, State.CONCLUDED),
        (source.MORE_TALKS, concluded, State.WITHDRAWN),
    ]
    loading.ensure(
        [source.step(document.talks[title], cast, on, state, note=GOES_ON) for title, on, state in steps],
        *("negotiation", "state"),
    )


def _talks(loading: Loading, cast: Cast, known: dict[str, Partner], candidate: Site) -> None:
    """Today's talks: one resting, one failed, one stalled, one about to be signed, one planned."""
    rows = [
        Negotiation(partner=known["bau"], sector=Sector.HOUSING),
        Negotiation(partner=known["hilfe"], sector=Sector.SERVICE_PROVIDER),
        Negotiation(working_title=NEW_PROVIDER, sector=Sector.SERVICE_PROVIDER),
        Negotiation(partner=known["treff"], sector=Sector.SERVICE_PROVIDER),
        Negotiation(working_title=NEW_HOUSING, sector=Sector.HOUSING, extent=Extent.AT_LEAST_ONE),
    ]
    for row in rows:
        row.responsible, row.is_example = cast.koordination, True
    talks = loading.ensure(rows, "working_title", "partner")
    loading.ensure(
        [
            source.step(talk, cast, loading.ago(days), *facts, note=EXAMPLE)
            for talk, steps in zip(talks, STEPS, strict=True)
            for days, *facts in steps
        ],
        *("negotiation", "state"),
    )
    loading.one(SiteInQuestion(site=candidate, negotiation=talks[3]), "site", "negotiation")


def _meetings(loading: Loading, document: source.Document) -> None:
    """Meetings of last, this and next year; the days are examples, not the council's calendar."""
    loading.ensure(
        [
            Meeting(committee=committee, held_on=_weekday_from(date(year, month, day), weekday))
            for committee, weekday in zip(document.committees, (TUESDAY, WEDNESDAY), strict=True)
            for year in range(loading.year - 1, loading.year + 2)
            for month, day in MEETING_MONTHS
        ],
        *("held_on", "committee"),
    )


def _weekday_from(day: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) from that day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
