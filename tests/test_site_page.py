"""A site's page: its money and its quality dialogue, year by year, as far as the viewer may see them."""

from datetime import date

from django.utils import timezone

from quartiersarbeit.ground import german
from tests.asking import queries
from tests.factories import (
    AllocationFactory,
    AssignmentFactory,
    CoverageFactory,
    CycleFactory,
    DecisionFactory,
    DialogueFactory,
    DisbursementFactory,
    FindingFactory,
    FiscalYearFactory,
    SiteFactory,
    StatementFactory,
)
from tests.test_partner_page import read

TODAY = timezone.localdate()


def funded(*recipients):
    """A covered site and its allocations of 2026, each with 8.000 € committed and 2.000 € paid."""
    site = CoverageFactory(site__name="Standort Nord", agreement__starts_on=date(2026, 1, 1)).site
    allocations = [AllocationFactory(site=site, recipient=recipient) for recipient in recipients]
    for allocation, role in zip(allocations, ["provider", "care"], strict=False):
        AssignmentFactory(site=site, partner=allocation.recipient, role=role)
        DecisionFactory(allocation=allocation, approved=True)
        DisbursementFactory(allocation=allocation, paid=True)
    return site, *allocations


def part(text: str, name: str) -> str:
    """One section of the page."""
    return text[text.index(f'id="{name}"') :].split("</section>")[0]


def test_the_page_says_what_is_committed_and_paid_per_year(client_of, koordination, awo):
    site, allocation = funded(awo)
    section = part(read(client_of(koordination), site), "mittel")
    assert f'href="{allocation.get_absolute_url()}"' in section
    assert awo.name in section
    assert german.euro(8000) in section
    assert german.euro(2000) in section


def test_a_partner_reads_of_its_own_money_only(client_of, partner_user, awo, bgw):
    site, own, other = funded(awo, bgw)
    text = read(client_of(partner_user), site)
    assert own.get_absolute_url() in text
    assert other.get_absolute_url() not in text


def test_the_dialogue_of_a_year_counts_what_is_agreed_disputed_and_open(client_of, koordination, awo):
    dialogue = DialogueFactory(partners=[awo])
    StatementFactory(finding=FindingFactory(dialogue=dialogue, shared=True))
    StatementFactory(finding=FindingFactory(dialogue=dialogue, shared=True))
    StatementFactory(finding=FindingFactory(dialogue=dialogue, shared=True), dissenting=True)
    for _ in range(3):
        FindingFactory(dialogue=dialogue, shared=True)
    FindingFactory(dialogue=dialogue)  # a draft counts nowhere
    answer = client_of(koordination).get(dialogue.site.get_absolute_url())
    table = answer.context["dialogues"]
    (row,) = table.objects
    assert [one.value_of(row) for one in table.columns if one.kind == "number"] == [2, 1, 3]
    assert dialogue.get_absolute_url() in part(answer.content.decode(), "qualitaetsdialog")


def test_a_partner_reads_only_of_dialogues_it_takes_part_in(client_of, partner_user, awo, bgw):
    site = SiteFactory()
    AssignmentFactory(site=site, partner=awo)
    own = DialogueFactory(site=site, partners=[awo, bgw])
    other = DialogueFactory(site=site, cycle=CycleFactory(year=2025), partners=[bgw])
    text = read(client_of(partner_user), site)
    assert own.get_absolute_url() in text
    assert other.get_absolute_url() not in text


def test_an_empty_page_says_so(client_of, koordination):
    text = read(client_of(koordination), SiteFactory())
    assert "Noch keine Mittel zugewiesen." in text
    assert "Noch kein Qualitätsdialog zu diesem Standort." in text


def test_who_maintains_accounts_reads_of_neither(client_of, verwaltung, awo):
    verwaltung.is_superuser = False
    verwaltung.save()
    site, _ = funded(awo)
    text = read(client_of(verwaltung), site)
    assert 'id="mittel"' not in text
    assert 'id="qualitaetsdialog"' not in text


def test_committees_do_not_open_it(client_of, gremium):
    assert client_of(gremium).get(SiteFactory().get_absolute_url()).status_code == 403


def test_twelve_years_ask_no_more_than_one(client_of, koordination, awo):
    site, _ = funded(awo)
    DialogueFactory(site=site)
    client = client_of(koordination)
    one = queries(client, site.get_absolute_url())
    for year in range(2027, 2038):
        AllocationFactory(recipient=awo, site=site, fiscal_year=FiscalYearFactory(year=year))
        DialogueFactory(site=site, cycle=CycleFactory(year=year), partners=0)
    assert queries(client, site.get_absolute_url()) == one
