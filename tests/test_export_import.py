"""Export is the inverse of import: what goes out and comes in again changes nothing, whatever people have typed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.importing import AnswerSheet
from partners.importing import ContactSheet, PartnerSheet
from partners.models import Contact, Partner, Sector
from quality_dialog.dialogue import importing as frameworks
from quality_dialog.dialogue.rules import Part
from quartiersarbeit.ground import heads, importing, letters, spreadsheet
from quartiersarbeit.masterdata.sheets import SHEETS
from sites.importing import SiteSheet
from sites.models import Site
from tests.factories import (
    ContactFactory,
    NeighbourhoodFactory,
    PartnerFactory,
    PaymentItemFactory,
    SiteFactory,
)
from tests.people import in_group
from tests.soaking import SOAK
from tests.test_import import stored, tried

EXAMPLES = settings(
    max_examples=150 if SOAK else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What programs take for formulas, marks, gaps and quotes, and what is drawn alike.
HOSTILE = "=+-@'\"„“;,|\t–—ＣＤ＝＋－＠ äöüßéẞ.()0123456789\u0301\xa0\u200b\u202e%&<>{}[]_x\U0001f600"
SNAGS = (
    "'=1+1",
    "''-",
    "-",
    "–",
    "k. A.",
    "'k. A.",
    '=HYPERLINK("x")',
    "+49",
    "@SUM(A1)",
    "x" * 120,
    "Fixstern e. V.",
)


def words(longest: int, *, lines: bool = False):
    """Text of at most so many letters as it is kept, never empty."""
    kept = letters.lines if lines else letters.one_line
    alphabet = HOSTILE + ("\n" if lines else "")
    typed = st.one_of(st.text(alphabet, max_size=longest), st.text(max_size=20), st.sampled_from(SNAGS))
    return typed.map(lambda text: kept(kept(text)[:longest])).filter(bool)


def several(**facts):
    return st.lists(st.fixed_dictionaries(facts), min_size=1, max_size=6)


def came_back(kind: str, sheet: type[importing.Sheet]) -> tuple[list, list]:
    """What is said of each row of an export that is read again, and whether all records are as they were."""
    before = [sheet().cells_of(one) for one in sheet().existing().order_by("pk")]
    content = importing.exported(kind, "Bestand", sheet(), sheet().existing())
    reading = heads.read(importing.grid(f"bestand.{kind}", content), sheet.columns, {})
    outcome = sheet().take(reading.rows, store=True)
    after = [sheet().cells_of(one) for one in sheet().existing().order_by("pk")]
    said = [one.kind for one in outcome.taken if one.kind != "unverändert"]
    return [*said, *outcome.problems, *outcome.missing, *reading.asked], [
        before == after,
        len(outcome.taken) == len(before),
    ]


class Undone:
    """What an example enters is gone after it."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        if error[0] is None:
            transaction.set_rollback(True)
        return self.atomic.__exit__(*error)


PARTNERS = several(
    name=words(200),
    short_name=words(60),
    name_after_mit=words(200),
    sector=st.sampled_from(Sector.values),
    legal_form=st.one_of(st.just(""), words(60)),
    street=st.one_of(st.just(""), words(120)),
    postcode=st.sampled_from(["", "33602", "01067"]),
    phone=st.sampled_from(["", "+49521510", "+4915112345678", "+43159999"]),
    website=st.sampled_from(["", "https://example.org/?a=b;c,d"]),
    iban=st.sampled_from(["", "DE02120300000000202051"]),
)
PEOPLE = several(
    name=words(120),
    function=st.one_of(st.just(""), words(120)),
    starts_on=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    phone=st.sampled_from(["", "+49521510"]),
)
SITES = several(
    name=words(120),
    street=st.one_of(st.just(""), words(120)),
    opened_on=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))),
    community_cafe=st.booleans(),
    description=st.one_of(st.just(""), words(300, lines=True)),
)


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@EXAMPLES
@given(rows=PARTNERS)
def test_partners_come_back_as_they_were(kind, rows):
    with Undone():
        for facts in {one["name"]: one for one in rows}.values():
            PartnerFactory(**facts)
        assert came_back(kind, PartnerSheet) == ([], [True, True])


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@EXAMPLES
@given(rows=PEOPLE, name=words(200))
def test_people_come_back_as_they_were(kind, rows, name):
    with Undone():
        partner = PartnerFactory(name=name)
        other = PartnerFactory(short_name=name[:60])
        for number, facts in enumerate(rows):
            ContactFactory(partner=(partner, other)[number % 2], **facts)
        assert came_back(kind, ContactSheet) == ([], [True, True])


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@EXAMPLES
@given(rows=SITES, place=words(120))
def test_sites_come_back_as_they_were(kind, rows, place):
    with Undone():
        places = [NeighbourhoodFactory(name=place, district="mitte")]
        if place.upper() != place and len(place.upper()) <= 120:
            places.append(NeighbourhoodFactory(name=place.upper(), district="mitte"))
        for number, facts in enumerate({one["name"]: one for one in rows}.values()):
            SiteFactory(neighbourhood=places[number % len(places)], **facts)
        assert came_back(kind, SiteSheet) == ([], [True, True])


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
@EXAMPLES
@given(text=words(120, lines=True), definition=words(300, lines=True), unit=words(40), code=words(10))
def test_a_framework_comes_back_as_it_was(kind, text, definition, unit, code):
    parts = [
        Part("field", code, code, text),
        Part("criterion", code, "1", text),
        Part("indicator", code, "2", letters.one_line(text), definition, unit),
    ]
    content = (
        frameworks.json_of(parts).encode()
        if kind == "json"
        else spreadsheet.content(kind, "R", frameworks.COLUMNS, frameworks.rows_of(parts))
    )
    assert frameworks.parts_of(frameworks.read(f"r.{kind}", content).rows) == (parts, [])


def test_every_list_that_is_read_has_its_proof():
    assert {kind.sheet for kind in SHEETS.values()} == {PartnerSheet, ContactSheet, SiteSheet, AnswerSheet}


@given(st.text(HOSTILE + "\r\n"))
def test_the_mark_before_a_formula_is_taken_off_again(text):
    assert spreadsheet.as_meant(spreadsheet.safe_text(text)) == spreadsheet.UNPRINTABLE.sub("", text)


# --- On the pages ----------------------------------------------------------------------------------


@pytest.fixture
def clerk(client_of, db):
    return client_of(in_group("Koordination"))


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_the_page_gives_out_it_takes_back_and_nothing_is_written(clerk, kind, ending):
    for number, name in enumerate(
        ("Fixstern e. V.", "Fixstern gGmbH", "-minus", "=gleich", "+plus", "@at", "x" * 120)
    ):
        partner = PartnerFactory(name=name, short_name=name[:60])
        ContactFactory(partner=partner, name=name, phone="+49521510")
        ContactFactory(partner=partner, name=name, phone="", function=f"zweite {number}")
        SiteFactory(name=name, street=name)
    PaymentItemFactory()
    at = (
        reverse("sheet_csv", args=[kind])
        if ending == "csv"
        else reverse("sheet_template", args=[kind, "bestand"])
    )
    model = SHEETS[kind].sheet.model
    told = model.pgh_event_model.objects.count()
    file = SimpleUploadedFile(f"bestand.{ending}", clerk.get(at).content)
    page = tried(clerk, model, file)
    many = model.objects.count()
    assert (page.context["outcome"].told(), many) == (
        f"0 neue, 0 geänderte und {many} unveränderte Zeilen",
        many,
    )
    assert f"{many} unveränderte" in stored(clerk, model, page).content.decode()
    assert (model.objects.count(), model.pgh_event_model.objects.count()) == (many, told)


@pytest.mark.parametrize(("model", "at"), [(Partner, "partners:partner_list"), (Site, "sites:site_list")])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_export_of_a_list_can_be_read_too_and_changes_nothing(clerk, model, at, ending):
    for name in ("Fixstern e. V.", "Fixstern gGmbH", "-minus", "=gleich"):
        PartnerFactory(name=name, short_name=name)
        SiteFactory(name=name)
    content = b"".join(clerk.get(reverse(at), {"export": ending}))
    page = tried(clerk, model, SimpleUploadedFile(f"liste.{ending}", content))
    outcome = page.context["outcome"]
    assert (outcome.problems, outcome.missing) == ([], set())
    assert [one.kind for one in outcome.taken] == ["unverändert"] * 4
    assert page.context["can_store"]


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("what", ["vorlage", "beispiel"])
def test_template_and_example_of_each_list_are_read_by_its_own_page(clerk, kind, what):
    PartnerFactory(name="Wohnungsgenossenschaft Beispiel eG", short_name="Beispiel eG")
    content = clerk.get(reverse("sheet_template", args=[kind, what])).content
    model = SHEETS[kind].sheet.model
    page = tried(clerk, model, SimpleUploadedFile("x.xlsx", content))
    assert (page.context["outcome"].missing, page.context["form"].fields) == (
        set(),
        {},
    ) or kind in ("standorte", "zahlungen")  # a place that is not entered, a payment that is on no list
    assert len(page.context["outcome"].taken) + len(page.context["outcome"].problems) == (what == "beispiel")
    assert Contact.objects.count() == 0
