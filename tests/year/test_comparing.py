"""That the walk's comparisons can fail: each is given something that is wrong."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partners.models import Partner
from quality_dialog.models import Measure
from quartiersarbeit.ground.drawings import Seats
from sites.models import Seat
from tests import factories as f
from tests.year import asking, papers
from tests.year.asked_again import Again, as_written
from tests.year.places import LISTS
from tests.year.telling import Reader, Telling, disagreements, number
from tests.year.walking import Browser, today

OVERVIEW = Telling("besetzte Plätze", "", "7", "Übersicht", "Stadt")


def test_two_places_that_differ_are_named_with_figure_and_values():
    said = disagreements([OVERVIEW, OVERVIEW._replace(place="/standorte/", value="9")])
    assert said == ["besetzte Plätze  (Stadt): „7“ auf Übersicht – aber „9“ auf /standorte/"]


def test_places_that_agree_are_not_named():
    assert disagreements([OVERVIEW, OVERVIEW._replace(place="/standorte/")]) == []


def test_another_subject_or_another_viewer_may_be_told_something_else():
    others = [OVERVIEW._replace(subject="2027", value="1"), OVERVIEW._replace(viewer="AWO", value="2")]
    assert disagreements([OVERVIEW, *others]) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("8.000,00 €", "8000"),
        ("8.000 €", "8000"),
        ("8000,50", "8000.5"),
        ("-500,00 €", "-500"),
        ("17.03.2027", "17.03.2027"),
        ("Platz 2", "Platz 2"),
    ],
)
def test_numbers_are_read_as_germans_write_them(said, meant):
    assert number(said) == meant


def test_a_word_that_forgets_the_day_is_noticed():
    assert asking.rewritten({"Seat.valid": {"1": []}}, {"Seat.valid": {}}) != []


def test_what_a_word_adds_to_later_rows_is_no_other_answer():
    then, now = {"Measure.with_due": {"1": ["x"]}}, {"Measure.with_due": {"1": ["x"], "2": ["y"]}}
    assert asking.rewritten(then, now) == []


def test_what_a_word_adds_to_the_same_row_is():
    then, now = {"Measure.with_due": {"1": ["x"]}}, {"Measure.with_due": {"1": ["y"]}}
    assert asking.rewritten(then, now) == ["Measure.with_due: an jenem Tag {'1': ['x']}, jetzt {'1': ['y']}"]


@pytest.mark.django_db
def test_a_later_record_behind_an_undated_word_is_noticed(monkeypatch):
    """A word that asks nobody for the day, as one more instance of the kind."""
    # The walk looked its names up before this word came.
    monkeypatch.setattr(asking, "_named", asking._named.__wrapped__)
    monkeypatch.setattr(type(Partner.objects.all()), "named", lambda self, on: self.all(), raising=False)
    before = asking.of_words(date(2026, 1, 1))
    f.PartnerFactory()
    changed = asking.rewritten(before, asking.of_words(date(2026, 1, 1)))
    assert "Partner.named" in [line.split(":")[0] for line in changed]


def test_every_model_with_words_of_a_day_is_asked():
    asked = {name.split(".")[0] for name, _ in asking.words()}
    assert {
        Measure.__name__,
        "Finding",
        "Agreement",
        "Seat",
        "Decision",
        "Disbursement",
        "ProofOfUse",
    } <= asked


def test_today_is_the_day_of_the_walk():
    with today(date(2027, 3, 10)):
        assert timezone.localdate() == date(2027, 3, 10)


@pytest.mark.django_db
def test_a_page_that_counts_for_itself_is_noticed(koordination, monkeypatch):
    """The sentences say 99 while the pictures beside them still show one."""
    f.CoverageFactory()
    monkeypatch.setattr(Seats, "taken", 99)
    found = disagreements(papers.told_to(Reader("Koordination", Browser(koordination)), everything=False))
    assert [line for line in found if line.startswith("besetzte Plätze") and "„99“" in line] != []


# --- Asked again only where something can be different ------------------------------------------------


MORNING, EVENING = date(2027, 3, 10), date(2027, 3, 11)


def asked_twice(ask, *, between=lambda: None, on=EVENING) -> tuple[int, object]:
    """How often it was made, and the answer, when asked on two days."""
    again = Again()
    again.asks("x", ask, MORNING)
    between()
    answer = again.asks("x", ask, on)
    return again.anew, answer


@pytest.mark.django_db
def test_what_rests_on_the_same_records_is_not_made_again():
    f.PartnerFactory()
    assert asked_twice(lambda on: Partner.objects.get().pk)[0] == 1


@pytest.mark.django_db
def test_a_changed_record_is_read_anew():
    partner = f.PartnerFactory(name="Treff")
    made = asked_twice(
        lambda on: [str(one) for one in Partner.objects.all()],
        between=lambda: Partner.objects.filter(pk=partner.pk).update(name="Haus", short_name="Haus"),
    )
    assert made == (2, ["Haus"])


@pytest.mark.django_db
def test_a_day_that_the_database_is_asked_for_is_asked_for_anew():
    f.SeatFactory(valid_from=EVENING)
    assert asked_twice(lambda on: Seat.objects.valid(on).count()) == (2, 1)


@pytest.mark.parametrize(
    "ask",
    [
        lambda on: on >= EVENING,
        lambda on: (EVENING - on).days,
        lambda on: f"{max(on, MORNING):%A}",
        lambda on: on.day,
        lambda on: {EVENING: "a"}.get(on),
        lambda on: f"{on:%d. %m.}",
        lambda on: (on + timedelta(days=30)).month * 100 + (on + timedelta(days=30)).day,
        lambda on: timezone.localdate().isoformat(),
        lambda on: timezone.now() and on.year,
    ],
)
def test_what_python_finds_of_another_day_is_made_anew(ask, django_db_blocker):
    with django_db_blocker.unblock(), today(EVENING):
        assert asked_twice(ask) == (2, ask(EVENING))


def test_what_says_the_same_of_both_days_is_not(django_db_blocker):
    with django_db_blocker.unblock():
        assert asked_twice(lambda on: (on.year, on > date(2027, 1, 1))) == (1, (2027, True))


@pytest.mark.django_db
def test_a_page_read_at_a_desk_says_what_the_whole_stack_says(koordination):
    f.CoverageFactory()
    browser = Browser(koordination)
    reader = Reader("Koordination", browser)
    apart = []
    for address in ("/", *LISTS, *(f"{one}?export=csv" for one in LISTS)):
        page, whole = reader.page(address), browser.reads(address)
        is_page = "html" in whole.type
        told = [page.said, whole.said] if is_page else [page.content.decode(), whole.content.decode()]
        if as_written(told[0], reader.desk.on) != told[1]:
            apart.append(address)
    assert apart == []
