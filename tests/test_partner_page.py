"""A partner's page: the money it received, the measures it owes, and who changed its record."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quartiersarbeit.ground import german
from quartiersarbeit.ground.history import acting
from tests.asking import queries
from tests.factories import (
    AllocationFactory,
    CoverageFactory,
    DecisionFactory,
    DialogueFactory,
    DisbursementFactory,
    FindingFactory,
    FiscalYearFactory,
    MeasureFactory,
    MeasureStepFactory,
)

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def read(client, record) -> str:
    """The page of a record, which must be there."""
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def granted(partner, name: str = "Standort Nord", amount: int = 8000):
    """An allocation with an approved grant; nothing is paid yet."""
    site = CoverageFactory(site__name=name, agreement__starts_on=date(2026, 1, 1)).site
    allocation = AllocationFactory(recipient=partner, site=site)
    DecisionFactory(allocation=allocation, amount=amount, approved=True)
    return allocation


def measure(partner, **facts):
    """A measure of this partner from a dialogue in which it takes part."""
    early = {"resolved_on": date(2026, 1, 5), "due_on": TOMORROW}
    finding = FindingFactory(dialogue=DialogueFactory(partners=[partner]), shared=True)
    return MeasureFactory(finding=finding, responsible=partner, **early | facts)


# --- money ---------------------------------------------------------------------------------------


def test_the_page_says_what_is_committed_and_paid_and_in_all(client_of, koordination, awo):
    north, south = granted(awo), granted(awo, "Standort Süd", 5000)
    DisbursementFactory(allocation=north, amount=2000, paid=True)
    text = read(client_of(koordination), awo)
    assert f'href="{north.get_absolute_url()}"' in text
    assert f'href="{south.get_absolute_url()}"' in text
    assert "Standort Nord 2026" in text
    assert f"Insgesamt gebunden: {german.euro(13000)}, davon ausgezahlt: {german.euro(2000)}." in text


def test_a_draft_is_no_money_received(client_of, koordination, awo):
    DecisionFactory(allocation=granted(awo), amount=3000)
    assert f"Insgesamt gebunden: {german.euro(8000)}," in read(client_of(koordination), awo)


def test_a_partner_reads_of_its_own_money_only(client_of, partner_user, awo, bgw):
    own, other = granted(awo), granted(bgw, "Standort Süd")
    text = read(client_of(partner_user), awo)
    assert own.get_absolute_url() in text
    assert other.get_absolute_url() not in text
    assert client_of(partner_user).get(bgw.get_absolute_url()).status_code == 404


def test_who_maintains_accounts_reads_of_no_money_and_no_measures(client_of, verwaltung, awo):
    verwaltung.is_superuser = False
    verwaltung.save()
    allocation = granted(awo)
    text = read(client_of(verwaltung), awo)
    assert allocation.get_absolute_url() not in text
    assert "Erhaltene Mittel" not in text
    assert 'id="massnahmen"' not in text


# --- measures ------------------------------------------------------------------------------------


def test_each_measure_says_where_it_stands(client_of, koordination, awo):
    late = measure(awo, title="Schild anbringen", due_on=YESTERDAY)
    measure(awo, title="Café öffnen")
    measure(awo, title="Garten anlegen", due_on=date(2026, 9, 30), done=True)
    measure(awo, title="Bus mieten", due_on=date(2026, 9, 30), dropped=True)
    text = read(client_of(koordination), awo)
    places = [
        text.index(word) for word in ("Schild anbringen", "Café öffnen", "Garten anlegen", "Bus mieten")
    ]
    section = text[text.index('id="massnahmen"') :]
    assert places[0] < places[1] < min(places[2:])
    assert [word in section for word in ("überfällig", "offen", "erledigt", "aufgegeben")] == [True] * 4
    assert f'href="{late.get_absolute_url()}"' in text


def test_a_postponed_measure_is_not_overdue(client_of, koordination, awo):
    late = measure(awo, due_on=YESTERDAY)
    MeasureStepFactory(measure=late, on=YESTERDAY, new_due_on=TOMORROW)
    text = read(client_of(koordination), awo)
    assert "überfällig" not in text
    assert german.day(TOMORROW) in text


def test_others_measures_are_not_shown(client_of, partner_user, awo, bgw):
    measure(bgw, title="Sache der BGW")
    assert "Sache der BGW" not in read(client_of(partner_user), awo)


# --- history -------------------------------------------------------------------------------------


def test_the_history_says_who_changed_what(client_of, koordination, awo):
    client = client_of(koordination)
    client.post(reverse("partners:partner_deactivate", args=[awo.pk]))
    text = read(client, awo)
    section = text[text.index('id="verlauf"') :]
    assert str(koordination) in section
    assert f"Deaktiviert am: bisher leer, jetzt {german.day(TODAY)}" in section
    assert section.index("Deaktiviert am") < section.index("angelegt")


def test_choices_are_told_in_german_and_long_texts_shortened(client_of, koordination, awo):
    awo.sector, awo.note = "housing", "lang " * 100
    awo.save()
    text = read(client_of(koordination), awo)
    section = text[text.index('id="verlauf"') :]
    assert f"jetzt „{awo.get_sector_display()}“" in section
    assert "housing" not in section
    assert "lang " * 20 not in section


def test_only_the_latest_twenty_changes_are_told(client_of, koordination, awo):
    for number in range(25):
        awo.city = f"Ort {number}"
        awo.save()
    text = read(client_of(koordination), awo)
    section = text[text.index('id="verlauf"') :]
    assert section.count("Ort: bisher") == 20
    assert "bisher „Ort 4“, jetzt „Ort 5“" in section
    assert "jetzt „Ort 4“" not in section


@pytest.mark.django_db(transaction=True)
def test_a_command_is_named_by_its_reason(client_of, koordination, awo):
    with acting(None, "Übernahme der Altdaten"):
        awo.city = "Bielefeld"
        awo.save()
    assert "Übernahme der Altdaten" in read(client_of(koordination), awo)


def test_a_partner_reads_no_history_and_no_note(client_of, partner_user, awo):
    awo.note = "Nur fürs Haus: Mahnung"
    awo.save()
    text = read(client_of(partner_user), awo)
    assert "Letzte Änderungen" not in text
    assert "Nur fürs Haus" not in text


# --- the page as a whole -------------------------------------------------------------------------


def test_an_empty_page_says_so(client_of, koordination, awo):
    text = read(client_of(koordination), awo)
    assert "Noch keine Mittel zugewiesen." in text
    assert "Keine Maßnahmen vereinbart." in text
    assert "Insgesamt gebunden" not in text


def test_committees_do_not_open_it(client_of, gremium, awo):
    assert client_of(gremium).get(awo.get_absolute_url()).status_code == 403


def test_twelve_rows_ask_no_more_than_one(client_of, koordination, awo):
    client, site = client_of(koordination), granted(awo).site
    measure(awo)
    awo.city = "Anfang"
    awo.save()
    one = queries(client, awo.get_absolute_url())
    for number in range(11):
        AllocationFactory(recipient=awo, site=site, fiscal_year=FiscalYearFactory(year=2027 + number))
        measure(awo)
        awo.city = f"Ort {number}"
        awo.save()
    assert queries(client, awo.get_absolute_url()) == one
