"""The overview: first what is to be done, then what happened, then the figures; one count wherever it is told."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Notification, User
from quality_dialog.models import Measure
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.mail import composing
from tests.asking import counted, queries

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
ROLES = ("koordination", "freigabe", "revision", "admin", "awo", "altundjung", "bgw", "seniorenrat")
MOST_QUERIES = 14


@pytest.fixture(scope="module")
def example_day() -> date:
    return TODAY


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def overview(client):
    return client.get(reverse("dashboard"))


def lines_of(context) -> list:
    """All lines of one's own steps and of whom to remind."""
    return [line for group in (*context["groups"], context["remind"]) for line in group.lines]


def on_the_overview(context) -> int:
    """How many steps the overview tells: all lines, those that are on the list alone, or the only one."""
    groups = (*context["groups"], context["remind"])
    shown = sum(line.count for line in lines_of(context)) + sum(group.more for group in groups)
    return shown + (context["next_step"] is not None and not context["groups"])


def counted_in_list(client, **wanted: str) -> int:
    answer = client.get(reverse("task_list"), wanted)
    return answer.context["listing"].count


def badge(answer) -> int:
    """What stands beside „Aufgaben“ in the navigation; nothing is none."""
    found = re.search(r'menu__count">(\d+)', answer.content.decode())
    return int(found[1]) if found else 0


def in_the_digest(user: User) -> int:
    """How many steps the daily mail's subject says."""
    own = duties(user, TODAY, whose=(Whose.MINE, Whose.REMIND))
    found = re.search(r"(\d+) Aufgabe", composing.digest(user, own, [], TODAY).subject)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("name", ROLES)
def test_card_list_badge_and_digest_count_the_same_steps(name, loaded, client_of):
    user = person(name)
    client = client_of(user)
    answer = overview(client)
    told = {
        "overview": on_the_overview(answer.context),
        "badge": badge(answer),
        "list": counted_in_list(client),
        "badge of the list": badge(client.get(reverse("task_list"))),
        "digest": in_the_digest(user),
    }
    assert told == dict.fromkeys(told, counted(user, TODAY))


def test_somebody_has_something_to_do_and_somebody_nothing(loaded):
    """Else the test above would compare nothing."""
    told = {name: counted(person(name), TODAY) > 0 for name in ROLES}
    assert {"koordination", "freigabe", "admin", "awo"} <= {name for name, some in told.items() if some}
    assert {"revision", "seniorenrat"} <= {name for name, some in told.items() if not some}


@pytest.mark.parametrize("name", ROLES)
def test_each_line_of_many_leads_to_the_list_of_exactly_these(name, loaded, client_of):
    client = client_of(person(name))
    context = overview(client).context
    lines = [*lines_of(context), *context["others"].lines]
    gathered = {line.url: line.count for line in lines if line.count > 1}
    assert {url: client.get(url).context["listing"].count for url in gathered} == gathered


def test_many_alike_are_one_line_with_their_number(loaded, client_of):
    context = overview(client_of(person("koordination"))).context
    gathered = [line for line in context["remind"].lines if line.what == "Selbsteinschätzung einreichen"]
    assert [line.count > 3 for line in gathered] == [True]


@pytest.mark.parametrize("name", ROLES)
def test_each_group_leads_to_the_list_of_exactly_these(name, loaded, client_of):
    client = client_of(person(name))
    context = overview(client).context
    groups = [group for group in (*context["groups"], context["remind"], context["others"]) if group.count]
    listed = [client.get(group.url).context["listing"].count for group in groups]
    assert listed == [group.count for group in groups]


@pytest.mark.parametrize("name", ROLES)
def test_what_is_late_stands_first(name, loaded, client_of):
    groups = overview(client_of(person(name))).context["groups"]
    headings = [group.heading for group in groups]
    assert headings == [h for h in ("Überfällig", "Jetzt und diese Woche", "Später") if h in headings]


def test_a_partner_sees_its_next_step_as_one_button(loaded, client_of):
    answer = overview(client_of(person("awo")))
    step = answer.context["next_step"]
    own = duties(person("awo"), TODAY, whose=[Whose.MINE])
    assert (step.name, f'next__act" href="{step.url}"' in answer.content.decode()) == (own[0].name, True)


# --- figures ----------------------------------------------------------------------------------------------------


def test_koordination_knows_seats_money_next_day_and_overdue_measures_at_a_glance(loaded, client_of):
    client = client_of(person("koordination"))
    labels = [card.label for card in overview(client).context["cards"]]
    assert labels == [
        "Besetzte Plätze",
        "Gebunden",
        "Ausgezahlt",
        "Frei",
        "Nächste Frist",
        "Überfällige Maßnahmen",
    ]


def test_whoever_is_told_of_no_measures_has_no_card_of_them(loaded, client_of):
    labels = [card.label for card in overview(client_of(person("admin"))).context["cards"]]
    assert "Überfällige Maßnahmen" not in labels


@pytest.mark.parametrize("name", ["koordination", "freigabe", "revision"])
def test_the_overdue_measures_on_the_card_are_those_of_the_list(name, loaded, client_of):
    client = client_of(person(name))
    card = overview(client).context["cards"][-1]
    listed = client.get(card.url).context["listing"].page.paginator.count
    expected = Measure.objects.visible_to(person(name)).overdue(TODAY).count()
    assert (card.value, listed, expected > 0) == (str(expected), expected, True)


def test_a_committee_sees_reports_first_and_each_figure_leads_to_its_place(loaded, client_of):
    client = client_of(person("seniorenrat"))
    answer = overview(client)
    page = answer.content.decode()
    links = [row[0].url for row in answer.context["printed"].rows()]
    report = client.get(links[0].partition("#")[0]).content.decode()
    missing = [url for url in links if f'id="{url.partition("#")[2]}"' not in report]
    assert (page.index('id="published"') < page.index('id="printed"'), len(links) > 5, missing) == (
        True,
        True,
        [],
    )


def test_each_figure_stands_in_the_row_it_leads_to(loaded, client_of):
    client = client_of(person("seniorenrat"))
    labels = [label for label, *_ in overview(client).context["printed"].rows()]
    found = []
    for label in labels:
        address, _, anchor = label.url.partition("#")
        row = client.get(address).content.decode().partition(f'id="{anchor}"')[2].partition("</tr>")[0]
        found.append(label.text in text_of_part(row))
    assert (found, bool(labels)) == ([True] * len(labels), True)


def text_of_part(html: str) -> str:
    class Reader(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    reader = Reader()
    reader.feed(html)
    return reader.said


def test_audit_is_led_to_the_proof_of_each_report_and_to_the_lists(loaded, client_of):
    client = client_of(person("revision"))
    context = overview(client).context
    proofs = [cell.url for row in context["published"].rows() for cell in row if cell.column.key == "proof"]
    addresses = [*proofs, *(url for _, url, _ in context["traces"])]
    assert len(proofs) > 0
    assert {url: client.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


# --- news -------------------------------------------------------------------------------------------------------


def test_what_happened_long_ago_is_read_in_the_examples(loaded):
    unread = Notification.objects.unread()
    assert (unread.exists(), unread.filter(on__lt=TODAY - 60 * A_DAY).exists()) == (True, False)


# --- cost -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROLES)
def test_the_overview_of_the_examples_costs_nobody_more(name, loaded, client_of):
    assert queries(client_of(person(name)), reverse("dashboard")) <= MOST_QUERIES
