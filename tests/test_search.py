"""One field finds everything: whatever the form of the word, however it is spelt, by any printed number, for each role
what it may see and nothing else."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.postgres.indexes import GinIndex
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from partners.models import Partner
from quartiersarbeit import search
from quartiersarbeit.ground.search import folded
from tests import factories as f
from tests.people import in_group
from tests.test_queries import queries

pytestmark = pytest.mark.django_db

PAGE = reverse("search")


def first(user, typed: str) -> str:
    """What the first hit of the first group is called."""
    found, _ = search.groups(
        user, search.Asked.of(typed), [one for one in search.KINDS if user.has_perm(one.permission)]
    )
    return found[0].hits[0].title if found else ""


def hits(client, typed: str, **more: str) -> list[str]:
    page = html.fromstring(client.get(PAGE, {"q": typed, **more}).content)
    return page.xpath("//ul[@class='hits']//a/@href")


@pytest.fixture
def network(db) -> None:
    f.PartnerFactory(name="Mühlenhof Pflegedienste gGmbH", short_name="Mühlenhof", city="Bielefeld")
    f.PartnerFactory(name="Größe und Nähe e. V.", short_name="Größe & Nähe", postcode="33649")
    f.PartnerFactory(name="Bauverein Sieker eG", short_name="Bauverein Sieker", street="Straße der Häuser 5")
    f.ContactFactory(name="Zoë Łukasz-Müller", function="Leitung", partner=Partner.objects.first())
    f.SiteFactory(name="Baumheide", postcode="33609", description="Treffpunkt am Anger")
    f.SiteFactory(name="Oberlohmannshof")
    f.AgreementFactory(title="Nutzungsvertrag Baumheide")
    f.NegotiationFactory(partner=None, working_title="Genossenschaft im Norden")
    f.FindingFactory(wording="Am Wochenende fehlt ein offener Treffpunkt für Angehörige.")
    f.MeasureFactory(title="Fahrdienst mit Ehrenamtlichen erproben")
    f.ReportFactory(
        approved=True,
        published=True,
        subject="Sachstand",
        reference="1234/2020-2025",
        plain_text="Beiräte",
        as_of=date(f.YEAR, 9, 2),
    )
    f.DisbursementFactory(reference="4711-08/15")


def questions() -> dict[str, str]:
    """What is asked of the `network`, and what the first hit is called that one expects."""
    notice = f.DecisionFactory(approved=True)
    notice.refresh_from_db()
    number = notice.notice_number
    of_notice = f"{number}: {notice}, {notice.allocation}"
    return {
        # as it is called, in capitals, in part
        "Mühlenhof": "Mühlenhof Pflegedienste gGmbH",
        "MÜHLENHOF": "Mühlenhof Pflegedienste gGmbH",
        "mühlenhof pflege": "Mühlenhof Pflegedienste gGmbH",
        "Pflegedienst Mühlenhof": "Mühlenhof Pflegedienste gGmbH",
        "Sieker": "Bauverein Sieker eG",
        "Oberlohmann": "Oberlohmannshof",
        # umlauts and ß in every spelling
        "Muehlenhof": "Mühlenhof Pflegedienste gGmbH",
        "Muhlenhof": "Mühlenhof Pflegedienste gGmbH",
        "Mu\u0308hlenhof": "Mühlenhof Pflegedienste gGmbH",
        "Groesse und Naehe": "Größe und Nähe e. V.",
        "GRÖSSE": "Größe und Nähe e. V.",
        "Größe & Nähe": "Größe und Nähe e. V.",
        "Strasse der Haeuser": "Bauverein Sieker eG",
        "Zoe Mueller": "Zoë Łukasz-Müller, Bauverein Sieker",
        # in another form
        "Verträge": "Nutzungsvertrag Baumheide",
        "Nutzungsverträge": "Nutzungsvertrag Baumheide",
        "Genossenschaften": "Genossenschaft im Norden",
        "Haus": "Bauverein Sieker eG",
        "Treffpunkte Wochenende": "Am Wochenende fehlt ein offener Treffpunkt für Angehörige.",
        "Fahrdienste": "Fahrdienst mit Ehrenamtlichen erproben",
        "Maßnahmen erproben Fahrdienst": "",
        # within a compound
        "Vertrag": "Nutzungsvertrag Baumheide",
        "dienst": "Fahrdienst mit Ehrenamtlichen erproben",
        "bauver": "Bauverein Sieker eG",
        "Ehrenamt": "Fahrdienst mit Ehrenamtlichen erproben",
        # misspelt
        "Baumheyde": "Baumheide",
        "Oberlomannshof": "Oberlohmannshof",
        "Mühlnhof": "Mühlenhof Pflegedienste gGmbH",
        "Nuzungsvertrag": "Nutzungsvertrag Baumheide",
        "Genossenschft": "Genossenschaft im Norden",
        # numbers as printed
        number: of_notice,
        number.lower(): of_notice,
        number.replace("/", " ").replace("-", " "): of_notice,
        f"Bescheid {number}": "",
        "1234/2020-2025": "Mitteilung 2026: Sachstand",
        "1234/2020": "Mitteilung 2026: Sachstand",
        "4711-08/15": "4711",
        "47110815": "4711",
        "33609": "Baumheide",
        "33649": "Größe und Nähe e. V.",
        # several, quoted, with what says nothing
        "der Treffpunkt am Anger": "Baumheide",
        '"Treffpunkt am Anger"': "Baumheide",
        '"Anger am Treffpunkt"': "",
        "Beirat": "Mitteilung 2026: Sachstand",
    }


def test_forty_questions_have_the_hit_one_expects_first(network, koordination):
    expected = questions()
    assert len(expected) >= 40
    wrong = {}
    for typed, title in expected.items():
        got = first(koordination, typed)
        if not (got.startswith("1. Rate") if title == "4711" else got == title):
            wrong[typed] = got
    assert wrong == {}


TYPED = [
    *("'", '"', "\\", "-", "& | !", "a:*b", "(((", "%s %(x)s", "%", "_", "%_\\", "😀", "\u202e\u202d", "<b>"),
    *(
        "or or",
        "x" * 10_000,
        "wort " * 2_000,
        "\x00",
        "a\x00b",
        "der die das und",
        '"offen',
        "„Zitat“",
        "e\u0301",
    ),
]


def test_whatever_is_typed_gets_an_answer(network, koordination, client_of):
    client = client_of(koordination)
    assert {typed[:20]: client.get(PAGE, {"q": typed}).status_code for typed in TYPED} == {
        typed[:20]: 200 for typed in TYPED
    }


def test_signs_of_patterns_stand_for_themselves(network, koordination, client_of):
    f.SiteFactory(name="100 % Quartier_Mitte")
    client = client_of(koordination)
    assert (len(hits(client, "r_M")), hits(client, "r%M"), hits(client, "_uartier")) == (1, [], [])


def test_what_was_typed_comes_back_as_text(network, koordination, client_of):
    f.SiteFactory(name="<script>Anger</script>")
    page = client_of(koordination).get(PAGE, {"q": "<script>Anger"}).content.decode()
    assert ("<script>Anger" not in page, "&lt;script&gt;" in page, "<mark>" in page) == (True, True, True)


def test_words_that_say_nothing_are_answered_as_such(network, koordination, client_of):
    assert "steht überall" in client_of(koordination).get(PAGE, {"q": "der die das"}).content.decode()


def test_nothing_found_says_where_was_looked(network, koordination, client_of):
    page = client_of(koordination).get(PAGE, {"q": "Xylophonorchester"}).content.decode()
    assert ("Dazu wurde nichts gefunden" in page, "Kooperationspartner" in page) == (True, True)


def test_what_is_nearly_the_same_says_so(network, koordination, client_of):
    client = client_of(koordination)
    said = [
        "fast gleich geschrieben" in client.get(PAGE, {"q": q}).content.decode()
        for q in ("Baumheyde", "Baumheide")
    ]
    assert said == [True, False]


def test_all_of_one_kind_are_read_page_by_page(db, koordination, client_of):
    for number in range(30):
        f.SiteFactory(name=f"Wiesental {number:02d}")
    client = client_of(koordination)
    some, of_kind = hits(client, "Wiesental"), hits(client, "Wiesental", art="standort")
    last = hits(client, "Wiesental", art="standort", page="99999")
    assert (len(some), len(of_kind), len(last), len({*of_kind, *last})) == (5, 25, 5, 30)


# --- For whom -------------------------------------------------------------------------------------


def everywhere(word: str) -> None:
    """A record of each kind that says the word, of people and partners nobody of the tests belongs to."""
    partner = f.PartnerFactory(name=f"{word} Hilfe", short_name=f"{word} Hilfe")
    f.ContactFactory(name=f"{word} Person", partner=partner)
    site = f.SiteFactory(name=f"{word} Siedlung")
    f.AgreementFactory(title=f"{word} Vereinbarung")
    f.StepFactory(
        negotiation=f.NegotiationFactory(partner=None, working_title=f"{word} Bau"),
        internal_note=f"{word} intern",
    )
    allocation = f.AllocationFactory(site=site, purpose=f"{word} Zweck")
    f.DecisionFactory(allocation=allocation, reason=f"{word} Grund")
    f.DisbursementFactory(reference=f"{word}-1")
    f.FindingFactory(wording=f"{word} fehlt.")
    f.MeasureFactory(title=f"{word} tun")
    f.ReportFactory(subject=f"{word} Bericht")
    f.UserFactory(last_name=word)


@pytest.mark.parametrize("role", ["Koordination", "Freigabe", "Revision", "Verwaltung", "Gremium", "Partner"])
def test_nobody_finds_a_row_that_is_not_theirs(db, client_of, role):
    own = f.PartnerFactory() if role == "Partner" else None
    user = in_group(role, partner=own)
    everywhere("Wunderland")
    client = client_of(user)
    page = client.get(PAGE, {"q": "Wunderland"})
    theirs = {
        row.get_absolute_url()
        for kind in search.KINDS
        if user.has_perm(kind.permission)
        for row in kind.rows(user)
        if hasattr(row, "get_absolute_url")
    } | {
        reverse("partners:account_detail", args=[one.pk])
        for one in get_user_model().objects.all()
        if user.has_perm("partners.view_user")
    }
    found = {*hits(client, "Wunderland")}
    seen = {kind.code for kind in search.KINDS if f'id="{kind.code}"' in page.content.decode()}
    assert (found - theirs, [address for address in found if client.get(address).status_code != 200]) == (
        set(),
        [],
    )
    assert (
        seen
        == {
            "Koordination": {*EVERYTHING} - {"konto"},
            "Freigabe": {*EVERYTHING} - {"konto"},
            "Revision": {*EVERYTHING} - {"konto"},
            "Verwaltung": {"partner", "ansprechperson", "standort", "konto"},
            "Gremium": set(),
            "Partner": OF_PARTNERS,
        }[role]
    )


EVERYTHING = (
    *("partner", "ansprechperson", "standort", "vereinbarung", "gespraech", "gespraechsschritt", "bescheid"),
    *("zuweisung", "auszahlung", "feststellung", "massnahme", "bericht", "konto"),
)
OF_PARTNERS: set[str] = set()  # of the network they see who works with them, and nothing of others


def test_rows_of_others_do_not_tell_that_they_are_there(db, partner_user, client_of):
    """Somebody else's „Wunderland“ must not keep one's own „Wunderlend“ from being found as nearly the same."""
    f.AgreementFactory(title="Wunderland")
    mine = f.AgreementFactory(title="Wunderlend")
    f.PartyFactory(agreement=mine, partner=partner_user.partner)
    assert hits(client_of(partner_user), "Wunderland") == [mine.get_absolute_url()]


# --- As it is kept ----------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_the_page_folds_words_as_the_database_does(db, said):
    said = said.replace("\x00", "").encode("utf-8", "ignore").decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT quartiersarbeit_folded(%s)", [said])
        by_database = cursor.fetchone()[0]
    plain = re.compile(r"[^0-9a-z]")  # of other alphabets each knows its own capitals
    assert plain.sub("", by_database) == plain.sub("", folded(said))


def test_searching_asks_as_often_in_many_rows_as_in_one(db, koordination, client_of):
    client = client_of(koordination)
    f.SiteFactory(name="Wiesental")
    one = queries(client, f"{PAGE}?q=Wiesental")
    for number in range(30):
        f.SiteFactory(name=f"Wiesental {number}")
        f.AgreementFactory(title=f"Ohne {number}")
    assert queries(client, f"{PAGE}?q=Wiesental") == one


@pytest.mark.parametrize("nearly", [False, True])
def test_a_search_rests_on_an_index_for_each_kind_and_each_way_to_find_it(db, nearly):
    """With many rows PostgreSQL asks the index of letters in threes, not every row; a report's text has its own."""
    asked, without = search.Asked.of("Wiesental 3/2026"), {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        for kind in search.KINDS:
            for sql, params in search.said(asked, kind, nearly=nearly):
                cursor.execute(f"EXPLAIN {sql}", params)
                plan = "\n".join(line for (line,) in cursor.fetchall())
                if "Index Scan" not in plan or "Seq Scan" in plan:
                    without[kind.code] = plan
    assert without == {}


def test_what_is_written_is_sorted_into_the_indexes_at_once(db):
    """A list of what is not sorted in yet would be read at each search, for each kind."""
    names = [
        one.name for kind in search.KINDS for one in kind.model._meta.indexes if isinstance(one, GinIndex)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class "
            "WHERE relname = ANY(%s) AND reloptions && '{fastupdate=off,fastupdate=false}'",
            [names],
        )
        assert {name for (name,) in cursor.fetchall()} == {*names}


def test_a_number_is_found_as_it_is_copied_from_a_word_file(network, koordination):
    assert first(koordination, "1234/\u20602020-\u20602025") == "Mitteilung 2026: Sachstand"
