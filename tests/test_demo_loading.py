"""How the demo gets into the database: once, quickly, never beside real data, and with its reason."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from funding.models import FiscalYear
from partners.models import Partner, User
from quartiersarbeit import demo
from tests.constraints import refusal, sql
from tests.factories import CommitteeFactory, PartnerFactory
from tests.machine import costing

FLOORS = ("partners", "sites", "funding", "quality_dialog")
DAYS = [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)]


def rows() -> dict[str, int]:
    """How many rows every table of the four floors has, the history's included."""
    models = [model for label in FLOORS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_second_run_changes_nothing(db, day, examples):
    examples(day)
    before = rows()
    made = demo.load(day)
    assert (sum(made.values()), rows()) == (0, before)


@pytest.mark.parametrize("days_later", [1, 99, 400])
def test_a_run_on_a_later_day_breaks_no_rule(db, days_later, examples):
    first = DAYS[0]
    examples(first)
    later = first + timedelta(days=days_later)
    demo.load(later)
    years = set(FiscalYear.objects.values_list("year", flat=True))
    assert years == set(range(2021, later.year + 1))


def test_a_run_on_the_next_day_adds_nothing(db, examples):
    examples(DAYS[0])
    assert sum(demo.load(date(2026, 11, 23)).values()) == 0


@pytest.mark.exhaustive
def test_it_takes_less_than_five_seconds(db):
    with transaction.atomic():  # what a process does once, fonts above all, is not the data's
        demo.load(timezone.localdate())
        transaction.set_rollback(True)
    with costing() as cost:
        demo.load(timezone.localdate())
    assert cost.seconds < 5


def test_guards_checked_at_the_end_of_the_transaction_hold_too(db):
    """Loaded anew: rows that are put back pass the guards by."""
    demo.load(DAYS[0])
    assert refusal(sql, "SET CONSTRAINTS ALL IMMEDIATE") == "done"


def test_nothing_is_left_without_an_example(db, examples):
    examples(DAYS[0])
    empty = {label for label, count in rows().items() if not count and not label.endswith("Event")}
    # These come with use: a revised budget, attachments, a notice opened, a report that two wrote, one given back, a
    # draft revised, a meeting moved, a measure that was sent back, a closing that was not approved, somebody away or
    # gone for good. Loading sends no mail, so the log has none; wishes and keys are each person's own to make.
    with_use = {
        *("partners.WayBack", "partners.FormerName", "funding.PartReceipt"),
        *("partners.Absence", "partners.Departure", "partners.Reactivation", "sites.Reopening"),
        *("partners.ApiToken", "partners.SavedView"),
        *("partners.CalendarKey", "partners.MailRun", "partners.MailWish", "partners.SentMail"),
        # Rights that changed, people that were invited, barriers that were met, what was forgotten.
        *(
            "partners.SecurityEntry",
            "partners.AccountInvitation",
            "partners.RightsChange",
            "partners.UserRight",
        ),
        *("partners.ArchiveOffer", "partners.BarrierReport", "partners.DeletionProof", "partners.Tombstone"),
        # Which city it is: until it is entered, Bielefeld with its ten districts.
        *("partners.PublicText", "partners.Municipality", "partners.CityDistrict"),
        "funding.RevocationGround",
        *("funding.BudgetRevision", "funding.DroppedProposal", "funding.EarlierDraft", "funding.DraftReturn"),
        "quality_dialog.MeasureReturn",
        *("funding.ProofIncome", "funding.ProofReceipt", "funding.SampleMember"),
        *("funding.NoticeFile", "funding.ProofAttachment", "quality_dialog.Attachment"),
        *("quality_dialog.Contributor", "quality_dialog.ReportReturn", "quality_dialog.ReportTerm"),
        *("quality_dialog.CommitteeWish", "quality_dialog.WishReply", "quality_dialog.ExpectedQuestion"),
        *("quality_dialog.CouncilSheet", "quality_dialog.WordTemplate", "quality_dialog.IndicatorTarget"),
        *("quality_dialog.EarlierAnswer", "quality_dialog.Extension", "quality_dialog.FormerMeeting"),
        "quality_dialog.MinutesVersion",
    }
    assert empty - with_use == set()


def test_it_is_refused_beside_real_data(db, settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match=r"^Beispieldaten gibt es nur im Demo-Betrieb .*\.$"):
        call_command("demo")
    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_it_made_and_the_history_why():
    first, second = StringIO(), StringIO()
    call_command("demo", today=date(2026, 11, 22), stdout=first)
    call_command("demo", today=date(2026, 11, 22), stdout=second)
    contexts = apps.get_model("partners", "AgreementEvent").objects.values_list("pgh_context", flat=True)
    assert (
        "4 Kooperationsvereinbarungen\n" in first.getvalue(),
        second.getvalue(),
        {context["reason"] for context in contexts},
    ) == (True, "Die Beispieldaten waren schon da.\n", {"Demodaten"})


# --- Never into real work -------------------------------------------------------------------------


@pytest.fixture
def real_work(db):
    """One record that somebody entered, and nothing else."""
    return PartnerFactory()


def test_one_record_of_real_work_is_enough_to_refuse(real_work):
    with pytest.raises(CommandError, match=r"nicht zu den Beispieldaten gehören \(1 Kooperationspartner\)"):
        call_command("demo")
    assert (User.objects.count(), Partner.objects.count()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_beside_the_example_data_it_is_refused_as_well(examples):
    examples(DAYS[0])
    PartnerFactory()
    assert demo.foreign() == ["1 Kooperationspartner"]
    with pytest.raises(CommandError, match="geändert wurde nichts"):
        call_command("demo", today=DAYS[0])


def test_a_record_without_any_history_is_none_of_ours(db):
    """As a restore past the triggers leaves it."""
    sql("ALTER TABLE partners_committee DISABLE TRIGGER USER")
    CommitteeFactory()
    sql("ALTER TABLE partners_committee ENABLE TRIGGER USER")
    assert demo.foreign() == ["1 Gremien"]


@pytest.mark.parametrize("command", ["verify_reports", "verify_history"])
def test_a_command_that_only_reads_loads_and_migrates_nothing(db, settings, command):
    settings.DEMO = True
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    with pytest.raises(CommandError, match="Geprüft wurde nichts"):
        call_command(command)
    there = MigrationRecorder.Migration.objects.filter(app="sessions").exists()
    assert (there, User.objects.count()) == (False, 0)


@pytest.mark.parametrize("command", ["verify_reports"])
def test_an_empty_database_stays_empty_when_it_is_looked_into(db, settings, command):
    settings.DEMO = True
    call_command(command, stdout=StringIO())
    assert sum(rows().values()) == 0
