"""The map of the districts and the picture of the seats: as of any day, for those who may see, in words too."""

import itertools
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quartiersarbeit.ground.districts import GRID, District
from quartiersarbeit.ground.drawings import NAMES_PER_DISTRICT, DistrictMap, Spot
from tests.asking import made_anew
from tests.factories import AssignmentFactory, CoverageFactory, SeatFactory, SiteFactory, UserFactory

ON = date(2026, 3, 1)


def spots(*names: str, district: str = "mitte") -> list[Spot]:
    return [Spot(district, name, f"/{name}/") for name in names]


def listed(client, **query) -> str:
    answer = client.get(reverse("sites:site_list"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def map_of(text: str) -> str:
    """The map's part of the page."""
    return text[text.index('<figure class="map">') :]


# --- the drawing ---------------------------------------------------------------------------------


def test_every_district_has_a_place_of_its_own():
    assert (set(GRID), len(set(GRID.values()))) == (set(District), 10)


def test_the_districts_lie_as_in_bielefeld():
    column, row = ({one: cell[axis] for one, cell in GRID.items()} for axis in (0, 1))
    assert min(row, key=row.get) == District.JOELLENBECK
    assert column[District.DORNBERG] < column[District.MITTE] < column[District.HEEPEN]
    assert row[District.SCHILDESCHE] < row[District.MITTE] < row[District.SENNE]
    assert max(GRID, key=lambda one: sum(GRID[one])) == District.SENNESTADT


def test_the_map_says_in_words_what_it_draws():
    drawn = DistrictMap([*spots("A", "B"), *spots("C", district="senne")], ON)
    assert drawn.sentence == "3 Standorte in 2 von 10 Stadtbezirken."
    assert "Mitte: 2 Standorte, A und B." in drawn.description
    assert "Heepen: kein Standort." in drawn.description
    assert "Senne" not in drawn.empty.replace("Sennestadt", "")


@pytest.mark.parametrize(("number", "lines"), [(0, 0), (3, 3), (4, 3), (10, 3)])
def test_a_tile_never_holds_more_lines_than_it_has_room_for(number, lines):
    tile = next(
        tile for tile in DistrictMap(spots(*"ABCDEFGHIJ"[:number]), ON).tiles if tile.district.code == "mitte"
    )
    assert len(tile.lines) == lines
    assert number <= 3 or tile.lines[-1] == f"und {number - 2} weitere"


def test_a_long_name_is_cut_on_the_tile_and_whole_in_words():
    name = "Nachbarschaftszentrum am alten Wasserwerk"
    drawn = DistrictMap(spots(name), ON)
    (tile,) = drawn.taken
    assert tile.lines == ["Nachbarschaftszentrum…"]
    assert name in drawn.description


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seated", "without", "said"),
    [
        (2, 0, ["2 Standorte"]),
        (0, 3, ["3 ohne Platz"]),
        (1, 45, ["1 Standort", "45 ohne Platz"]),
        (0, 0, ["kein Standort"]),
    ],
)
def test_each_count_has_a_line_of_the_tile_to_itself_and_the_names_stand_below(seated, without, said):
    unseated = [Spot("mitte", f"O{number}", "/", seated=False) for number in range(without)]
    drawn = DistrictMap([*spots(*(f"S{number}" for number in range(seated))), *unseated], ON)
    tile = next(tile for tile in drawn.tiles if tile.district.code == "mitte")
    placed = [*tile.counts_placed, *tile.names_placed]
    assert [line for _, line in tile.counts_placed] == said
    assert max(map(len, said)) <= 14  # letters that a tile has room for on a telephone
    assert len(placed) <= 4
    heights = [y for y, _ in placed]
    assert (heights, heights[-1] <= 136) == (sorted({*heights}), True)
    assert all(below - above >= 22 for above, below in itertools.pairwise(heights))


def test_the_map_names_sites_in_their_german_order(client_of, koordination):
    near = SiteFactory(name="Standort 10", opened_on=ON).neighbourhood
    for name in ("Standort 9", "Über den Höfen", "Ubbedissen"):
        SiteFactory(name=name, neighbourhood=near, opened_on=ON)
    text = map_of(listed(client_of(koordination), stichtag="2026-03-01"))
    named = re.findall(r'<li><a [^>]*href="/standorte/\d+/">([^<]*)</a>', text)
    assert named == ["Standort 9", "Standort 10", "Ubbedissen", "Über den Höfen"]


def test_of_very_many_sites_the_map_names_the_first_and_leads_to_the_others():
    drawn = DistrictMap(spots(*(f"S{number}" for number in range(NAMES_PER_DISTRICT + 12))), ON)
    tile = drawn.taken[0]
    last = f"S{NAMES_PER_DISTRICT - 1}"
    assert f'href="/{last}/">{last}</a></li><li>' in tile.items
    assert tile.items.count("<li>") == NAMES_PER_DISTRICT + 1
    assert 'href="?bezirk=mitte&amp;stichtag=2026-03-01">und 12 weitere</a>' in tile.items
    assert f"{last} und 12 weitere." in drawn.description
    assert drawn.sentence.startswith(f"{NAMES_PER_DISTRICT + 12} Standorte")
    just_all = DistrictMap(spots(*(f"S{number}" for number in range(NAMES_PER_DISTRICT))), ON).taken[0]
    assert (just_all.more, "weitere" in just_all.items) == ("", False)


def test_the_page_draws_the_map_with_title_description_and_list(client_of, koordination):
    site = SiteFactory(name="Treff Nord", neighbourhood__district="joellenbeck", opened_on=ON)
    part = map_of(listed(client_of(koordination), stichtag="2026-03-01"))
    assert "Stand 01.03.2026" in part
    assert re.search(r'<svg class="map__tiles"[^>]*role="img"[^>]*aria-labelledby="karte-titel"', part)
    assert "Jöllenbeck: 1 ohne Platz, Treff Nord." in part
    assert f'href="{site.get_absolute_url()}">Treff Nord</a>' in part


def test_the_map_answers_for_the_day_before_the_opening_and_after_the_closing(client_of, koordination):
    SiteFactory(name="Treff", opened_on=ON).close(by=UserFactory(), on=date(2026, 3, 31))
    client = client_of(koordination)
    shown = {
        day: "Treff" in map_of(listed(client, stichtag=day))
        for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
    }
    assert list(shown.values()) == [False, True, True, False]


def test_the_map_shows_a_partner_its_own_sites_only(client_of, partner_user, awo):
    AssignmentFactory(site__name="Eigener Treff", partner=awo)
    SiteFactory(name="Fremder Treff")
    part = map_of(listed(client_of(partner_user)))
    assert "Eigener Treff" in part
    assert "Fremder" not in part
    assert "0 Standorte in 0 von 10 Stadtbezirken; dazu 1 geführter Standort ohne Platz." in part


def test_names_are_written_literally_on_the_map(client_of, koordination):
    SiteFactory(name="<script>x</script>")
    assert "<script>x" not in map_of(listed(client_of(koordination)))


def test_map_and_seats_ask_as_many_questions_for_one_site_as_for_ten(client_of, koordination):
    client = client_of(koordination)

    def asked() -> int:
        with made_anew():
            listed(client)
            with CaptureQueriesContext(connection) as found:
                listed(client)
        return len(found)

    CoverageFactory()
    one = asked()
    for district in list(District) * 2:
        CoverageFactory(site__neighbourhood__district=district)
    assert asked() == one


# --- the seats -----------------------------------------------------------------------------------


def test_a_seat_says_from_when_it_is_free(client_of, koordination):
    coverage = CoverageFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    text = listed(client_of(koordination), stichtag="2026-03-01")
    assert coverage.site.name in text
    assert "frei ab 01.07.2026" in text


def test_a_seat_promised_to_the_next_site_is_not_called_free(client_of, koordination):
    first = CoverageFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    CoverageFactory(seat=first.seat, agreement=first.agreement, starts_on=date(2026, 7, 1))
    assert "frei ab" not in listed(client_of(koordination), stichtag="2026-03-01")


def test_a_free_seat_says_until_when_and_leads_to_the_sites_without_one(client_of, koordination):
    CoverageFactory(starts_on=date(2026, 7, 1))
    text = listed(client_of(koordination), stichtag="2026-03-01")
    assert "frei bis 30.06.2026" in text
    assert f'href="{reverse("sites:site_list")}?platz=ohne">frei, Standort wählen</a>' in text


def test_who_gives_no_seats_reads_only_that_one_is_free(client_of, partner_user, revision):
    SeatFactory()
    for person in (partner_user, revision):
        text = listed(client_of(person))
        assert "seat--free" in text
        assert "Standort wählen" not in text


def test_a_partner_does_not_learn_until_when_others_sit(client_of, partner_user):
    CoverageFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    text = listed(client_of(partner_user), stichtag="2026-03-01")
    assert "vergeben" in text
    assert "30.06.2026" not in text
    assert "01.07.2026" not in text
