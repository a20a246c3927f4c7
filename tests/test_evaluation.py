"""Evaluation: answers beside each other, measures kept and missed; no rank, no average, nothing of others."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from quartiersarbeit.ground.drawings import Distribution
from tests.asking import queries
from tests.factories import (
    AssessmentFactory,
    CriterionFactory,
    CycleFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    MeasureStepFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YEAR = TODAY.year
ALL = "/qualitaetsdialog/auswertung/"
FIRST = date(2025, 1, 10)


def text(answer) -> str:
    return unescape(answer.content.decode("utf-8-sig"))


@pytest.fixture
def office(koordination, client_of):
    return client_of(koordination)


@pytest.fixture
def site():
    return SiteFactory(name="Standort Nord")


def answered(
    site, criterion, partner, year: int, rating: str, submitted: bool = True, words: str = ""
) -> None:
    cycle = CycleFactory(year=year, framework=criterion.field.framework)
    dialogue = cycle.dialogues.filter(site=site).first() or DialogueFactory(
        cycle=cycle, site=site, partners=0
    )
    dialogue.participations.get_or_create(partner=partner)
    handed_in = {"submitted_on": date(year, 1, 20)} if submitted else {}
    AssessmentFactory(
        dialogue=dialogue,
        criterion=criterion,
        partner=partner,
        rating=rating,
        text=words,
        submitted=submitted,
        **handed_in,
    )


def cells(answer) -> dict[str, list[str]]:
    return {
        str(row): [column.value_of(row) for column in table.columns[1:]]
        for _, table in answer.context["tables"]
        for row in table.objects
    }


def test_a_sites_answers_stand_beside_each_other_over_the_years(office, site, awo, bgw):
    criterion = CriterionFactory()
    answered(site, criterion, awo, 2025, "partly")
    answered(site, criterion, awo, 2026, "reached", words="Jetzt gut.")
    answered(site, criterion, bgw, 2026, "not_reached")
    answered(SiteFactory(), criterion, awo, 2026, "mostly")
    answer = office.get(f"{ALL}standorte/{site.pk}/")
    assert cells(answer) == {
        str(criterion): [
            "AWO: teilweise erreicht",
            "AWO: erreicht (Jetzt gut.); BGW: nicht erreicht",
        ]
    }


def test_the_same_question_in_a_new_version_is_the_same_question(office, site, awo):
    criterion = CriterionFactory()
    copy = criterion.field.framework.copy(version="neu", valid_from=FIRST)
    again = copy.fields.get().criteria.get()
    reworded = CriterionFactory(field=copy.fields.get(), guiding_question="Neu gefragt?")
    answered(site, criterion, awo, 2025, "partly")
    answered(site, again, awo, 2026, "reached")
    answered(site, reworded, awo, 2026, "mostly")
    found = cells(office.get(f"{ALL}standorte/{site.pk}/"))
    assert found == {
        str(criterion): ["AWO: teilweise erreicht", "AWO: erreicht"],
        str(reworded): ["", "AWO: überwiegend erreicht"],
    }


def test_a_draft_is_nobodys_answer_yet(office, partner_user, client_of, site, awo):
    criterion = CriterionFactory()
    answered(site, criterion, awo, 2026, "reached", submitted=False, words="Noch geheim")
    for client in (office, client_of(partner_user)):
        for path in (f"standorte/{site.pk}/", f"standorte/{site.pk}/?export=csv"):
            assert "geheim" not in text(client.get(f"{ALL}{path}"))
    assert office.get(f"{ALL}kriterien/{criterion.pk}/").context["spread"] == []


def test_answers_spread_over_the_sites_in_words_and_as_a_drawing(office, awo):
    criterion = CriterionFactory()
    for rating in ("reached", "reached", "partly", "no_statement"):
        answered(SiteFactory(), criterion, awo, 2026, rating)
    answered(SiteFactory(), criterion, awo, 2025, "mostly")
    answer = office.get(f"{ALL}kriterien/{criterion.pk}/")
    assert [one.sentence for one in answer.context["spread"]] == [
        "2026: 2 erreicht, 1 teilweise erreicht und 1 keine Aussage.",
        "2025: 1 überwiegend erreicht.",
    ]
    table = answer.context["table"]
    assert [[column.value_of(row) for column in table.columns] for row in table.objects] == [
        ["2026", 2, 0, 1, 0, 1, 4],
        ["2025", 0, 1, 0, 0, 0, 1],
    ]
    shown = text(answer)
    assert 'aria-label="2026: 2 erreicht, 1 teilweise erreicht und 1 keine Aussage."' in shown
    csv = text(office.get(f"{ALL}kriterien/{criterion.pk}/?export=csv"))
    assert "2026;2;0;1;0;1;4" in csv


@pytest.mark.parametrize("parts", [[1], [0, 3], [1, 1, 1], [2, 5, 7, 11, 13], [0, 0]])
def test_a_bar_is_exactly_as_long_as_all_its_parts(parts):
    one = Distribution("2026", [(str(n), many) for n, many in enumerate(parts)])
    assert sum(share.width for share in one.shares) == (1000 if any(parts) else 0)
    assert [share.many for share in one.shares] == [many for many in parts if many]


def test_each_measure_is_in_exactly_one_column(office, site):
    dialogue = DialogueFactory(cycle=CycleFactory(year=2025, opened_on=FIRST), site=site)
    finding = FindingFactory(dialogue=dialogue, shared=True, raised_on=FIRST)
    base = {"finding": finding, "resolved_on": FIRST, "due_on": date(2025, 6, 30)}
    MeasureFactory(**base, done=True, done_on=date(2025, 6, 30))
    MeasureFactory(**base, done=True, done_on=date(2025, 7, 1))
    moved = MeasureFactory(**base, done=True, done_on=date(2025, 7, 1))
    MeasureStepFactory(measure=moved, on=date(2025, 6, 1), new_due_on=date(2025, 8, 1))
    MeasureFactory(**base, dropped=True)
    carried = MeasureFactory(**base)
    later = DialogueFactory(cycle=CycleFactory(year=2026, opened_on=date(2026, 1, 15)), site=site)
    again = FindingFactory(
        dialogue=later, shared=True, raised_on=date(2026, 1, 15), carried_over_from=finding
    )
    MeasureFactory(**base | {"finding": again}, carried_over_from=carried)
    MeasureFactory(finding=again, resolved_on=FIRST, due_on=TODAY + timedelta(days=1))
    csv = text(office.get(f"{ALL}?export=csv")).splitlines()
    assert csv[0].split(";")[2:] == [
        "fristgerecht erledigt",
        "später erledigt",
        "überfällig",
        "aufgegeben",
        "ins Folgejahr übernommen",
        "offen, Frist läuft",
    ]
    assert csv[1:] == ["Standort Nord;2026;0;0;1;0;0;1", "Standort Nord;2025;2;1;0;1;1;0"]


def test_nothing_sorts_by_what_was_said_or_kept(office):
    DialogueFactory()
    headers = office.get(ALL).context["listing"].headers
    assert [header.column.key for header in headers if header.url] == ["site", "year"]
    assert "Rang" not in text(office.get(ALL)).replace("keine Rangfolge", "").replace(
        "eine Rangfolge ist das nicht", ""
    )


# --- Who sees what -------------------------------------------------------------------------------


def test_a_partner_sees_nothing_of_other_sites(partner_user, client_of, site, awo, bgw):
    criterion = CriterionFactory()
    answered(site, criterion, awo, 2026, "reached")
    foreign = SiteFactory(name="Fremder Standort")
    answered(foreign, criterion, bgw, 2026, "partly", words="Fremde Worte")
    client = client_of(partner_user)
    assert client.get(f"{ALL}standorte/{foreign.pk}/").status_code == 404
    assert client.get(f"{ALL}kriterien/{criterion.pk}/").status_code == 403
    for path in ("", "?export=csv", f"?standort={foreign.pk}", f"standorte/{site.pk}/?export=csv"):
        assert "Fremd" not in text(client.get(f"{ALL}{path}"))
    assert "kriterien" not in text(client.get(ALL))


def test_a_partner_that_came_later_sees_no_earlier_years(partner_user, client_of, site, awo, bgw):
    criterion = CriterionFactory()
    answered(site, criterion, bgw, 2025, "partly", words="Vor unserer Zeit")
    answered(site, criterion, awo, 2026, "reached")
    answer = client_of(partner_user).get(f"{ALL}standorte/{site.pk}/")
    assert cells(answer) == {str(criterion): ["AWO: erreicht"]}


@pytest.mark.parametrize("path", ["standorte/999999999999999999/", "kriterien/0/", "standorte/1/"])
def test_what_does_not_exist_is_not_found(path, office):
    assert office.get(f"{ALL}{path}").status_code == 404


def test_the_pages_cost_the_same_with_one_site_and_with_twenty(office, site, awo):
    criterion = CriterionFactory()

    def grow(times: int) -> None:
        for _ in range(times):
            answered(SiteFactory(), criterion, awo, 2026, "reached")
            FindingFactory(dialogue=DialogueFactory(), shared=True)
            answered(site, CriterionFactory(field=criterion.field), awo, 2026, "partly")

    pages = (ALL, f"{ALL}standorte/{site.pk}/", f"{ALL}kriterien/{criterion.pk}/")
    grow(1)
    before = [queries(office, page) for page in pages]
    grow(19)
    assert [queries(office, page) for page in pages] == before
