"""The history for eyes: who did what, old and new, to whom it is shown – and the drafts that stay one side's own."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from funding.models import Decision
from partners.models import Absence, Committee, Contact, Partner
from quality_dialog.models import Assessment, Finding
from quartiersarbeit.ground.breadcrumbs import RECORDS
from quartiersarbeit.ground.events import kinds
from quartiersarbeit.ground.history import acting
from quartiersarbeit.models import HistoryEntry
from quartiersarbeit.telling import tell
from tests import factories as f
from tests.asking import text_of
from tests.people import in_group
from tests.test_access import addresses, made

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)  # the author's name lasts until the transaction ends

DAY = timedelta(days=1)


def told(user, **narrowed) -> list[tuple[str, str]]:
    """What this person reads of the whole history, oldest first: the record and what was done."""
    rows = HistoryEntry.objects.visible_to(user).filter(**narrowed).order_by("pk")
    return [(one.record, one.what) for one in tell(list(rows), user)]


def of(record) -> dict:
    return {"event_table": record.pgh_event_model._meta.db_table, "record": record.pk}


def by(person, act) -> None:
    with acting(person):
        act()


def rows_of(answer) -> list[list[str]]:
    return [[cell.text for cell in row] for row in answer.context["listing"].table.rows()]


# --- In words ------------------------------------------------------------------------------------------


def test_a_change_is_told_with_what_stood_and_what_stands(revision):
    row = f.CommitteeFactory(name="Beirat", short_name="B", name_accusative="", name_dative="", position=1)
    Committee.objects.filter(pk=row.pk).update(name="Seniorenrat", short_name="SR")
    Committee.objects.filter(pk=row.pk).delete()
    assert [what for _, what in told(revision, **of(row))][1:] == [
        "Name: bisher „Beirat“, jetzt „Seniorenrat“; Kurzname: bisher „B“, jetzt „SR“",
        "gelöscht",
    ]


def test_what_was_made_is_told_with_what_it_held(revision):
    row = f.CommitteeFactory(name="Beirat", short_name="B")
    [(record, what)] = told(revision, **of(row))
    assert (record, what.startswith("angelegt: Name „Beirat“; Kurzname „B“")) == (str(row), True)


def test_a_reference_is_told_by_its_name_and_an_amount_in_euros(revision, awo, bgw):
    row = f.AllocationFactory(recipient=awo)
    type(row).objects.filter(pk=row.pk).update(recipient=bgw)
    draft = f.DecisionFactory(amount=1000)
    Decision.objects.filter(pk=draft.pk).update(amount=2000)
    assert told(revision, **of(row))[-1][1] == f"Empfänger: bisher „{awo}“, jetzt „{bgw}“"
    assert "1.000,00\xa0€“, jetzt „2.000,00\xa0€“" in told(revision, **of(draft))[-1][1]


def test_a_deleted_record_is_called_so(revision):
    row = f.CommitteeFactory()
    where = of(row)
    row.delete()
    assert {record for record, _ in told(revision, **where)} == {"gelöschter Eintrag"}


def test_an_anonymised_contact_is_named_in_no_line(revision):
    contact = f.ContactFactory(name="Erika Mustermann", email="erika@example.org")
    contact.anonymise(on=timezone.localdate())
    said = " ".join(what for _, what in told(revision, **of(contact)))
    assert (Contact.objects.filter(name="Erika Mustermann").count(), "Erika" in said, "Name" in said) == (
        0,
        False,
        True,
    )


@committed
def test_a_deputy_is_told_with_whom_they_stand_in_for(client_of, revision):
    absent, deputy = in_group("Freigabe", first_name="Dana", last_name="Doppelt"), in_group("Gremium")
    today = timezone.localdate()
    Absence.objects.create(
        person=absent,
        deputy=deputy,
        starts_on=today,
        ends_on=today + DAY,
        entered_by=absent,
        entered_on=today,
    )
    draft = f.DecisionFactory()
    client_of(deputy).post(reverse("funding:decision_approve", args=[draft.pk]))
    [row, *_] = rows_of(client_of(revision).get(reverse("protocol_of", args=["decision", draft.pk])))
    assert row[1] == f"{deputy} i. V. Dana Doppelt"


@committed
def test_the_reason_is_told_with_the_person(revision, koordination):
    with acting(koordination, "Umbenennung"):
        row = f.CommitteeFactory()
    assert told(revision, **of(row))[0][1].endswith("(Grund: Umbenennung)")


def test_a_page_of_entries_is_told_in_few_questions(client_of, revision, django_assert_max_num_queries):
    for number in range(30):
        f.PartnerFactory(name=f"Träger {number}")
    client = client_of(revision)
    client.get(reverse("protocol"))
    with django_assert_max_num_queries(25):
        client.get(reverse("protocol"))


# --- Who reads it --------------------------------------------------------------------------------------


def test_drafts_of_a_self_assessment_are_left_out_for_everybody_but_their_side(
    revision, koordination, verwaltung, partner_user, awo
):
    row = f.AssessmentFactory(partner=awo, text="Noch ein Entwurf", submitted_on=None, submitted_by=None)
    Assessment.objects.filter(pk=row.pk).update(text="Zweiter Entwurf")
    for person in (revision, koordination, verwaltung):
        assert told(person, **of(row)) == []


def test_what_was_handed_in_tells_nothing_of_the_drafts_before(revision, partner_user, awo):
    row = f.AssessmentFactory(partner=awo, text="Geheimer Entwurf", submitted_on=None, submitted_by=None)
    Assessment.objects.filter(pk=row.pk).update(
        text="Eingereichtes", submitted_on=timezone.localdate(), submitted_by=partner_user
    )
    [(_, what)] = told(revision, **of(row))
    assert ("Eingereichtes" in what, "Geheimer" in what) == (True, False)


def test_a_partners_finding_and_its_measures_are_its_own_until_shared(revision, awo):
    finding = f.FindingFactory(raised_for=awo, shared=False)
    measure = f.MeasureFactory(finding=finding)
    assert (told(revision, **of(finding)), told(revision, **of(measure))) == ([], [])
    assert Finding.objects.filter(pk=finding.pk, shared_on=None).exists()


def test_a_partners_comment_to_itself_is_in_nobodys_protocol(revision, awo, partner_user):
    own = f.CommentFactory(audience="own", side=awo, written_by=partner_user)
    citys = f.CommentFactory(audience="own", side=None)
    assert (told(revision, **of(own)), len(told(revision, **of(citys)))) == ([], 1)


@committed
def test_partners_read_what_their_own_side_did_and_nothing_else(
    client_of, partner_user, other_partner_user, koordination, awo
):
    dialogue = f.DialogueFactory(partners=[awo, other_partner_user.partner])
    finding = f.FindingFactory(dialogue=dialogue, raised_for=awo, shared=True)
    by(koordination, lambda: Finding.objects.filter(pk=finding.pk).update(wording="Von der Stadt"))
    by(partner_user, lambda: Finding.objects.filter(pk=finding.pk).update(wording="Von uns"))
    address = reverse("protocol_of", args=["finding", finding.pk])
    own = rows_of(client_of(partner_user).get(address))
    assert {row[1] for row in own} == {str(partner_user)}
    assert [row[4] for row in own if row[2] == "Feststellung"] == [
        "Wortlaut: bisher „Von der Stadt“, jetzt „Von uns“"
    ]
    assert rows_of(client_of(other_partner_user).get(address)) == []


def test_a_record_somebody_does_not_see_has_no_history_for_them(client_of, partner_user):
    address = reverse("protocol_of", args=["partner", f.PartnerFactory().pk])
    assert client_of(partner_user).get(address).status_code == 404


def test_partners_do_not_read_a_draft_of_the_city(client_of, partner_user, awo):
    draft = f.DecisionFactory(allocation__recipient=awo)
    address = reverse("protocol_of", args=["decision", draft.pk])
    assert client_of(partner_user).get(address).status_code == 404


def test_committees_read_no_history(client_of, gremium):
    report = f.ReportFactory(published=True)
    page = client_of(gremium).get(report.get_absolute_url())
    assert (page.status_code, "/protokoll/" in page.content.decode()) == (200, False)
    assert client_of(gremium).get(reverse("protocol_of", args=["report", report.pk])).status_code == 403


def test_administration_reads_of_what_it_maintains_and_of_accounts(client_of):
    person = in_group("Verwaltung")
    partner, decision = f.PartnerFactory(), f.DecisionFactory()
    known = {
        table for (table,) in HistoryEntry.objects.visible_to(person).values_list("event_table").distinct()
    }
    assert ({"partners_partnerevent", "partners_userevent", "partners_usergroupevent"} <= known) is True
    assert [table for table in known if table.startswith("funding_")] == []
    assert told(person, **of(partner)) != []
    assert client_of(person).get(reverse("protocol_of", args=["decision", decision.pk])).status_code == 403


@pytest.mark.parametrize("args", [["unbekannt", 1], ["partner", 999_999]])
def test_what_is_no_record_has_no_history(client_of, koordination, args):
    assert client_of(koordination).get(reverse("protocol_of", args=args)).status_code == 404


def test_a_deleted_record_keeps_its_history(client_of, revision):
    row = f.CommitteeFactory()
    pk = row.pk
    row.delete()
    page = client_of(revision).get(reverse("protocol_of", args=["committee", pk]))
    assert [row[4][:9] for row in rows_of(page)] == ["gelöscht", "angelegt:"]


# --- The list ------------------------------------------------------------------------------------------


def asked(client, **query) -> set[str]:
    return {row[3] for row in rows_of(client.get(reverse("protocol"), query))}


@committed
def test_it_is_narrowed_by_kind_person_organisation_and_days(
    client_of, revision, koordination, partner_user, awo, bgw
):
    by(koordination, lambda: f.CommitteeFactory(name="Beirat"))
    by(partner_user, lambda: f.ContactFactory(partner=bgw, name="Kim Kontakt"))
    client, today = client_of(revision), timezone.localdate()
    assert asked(client, art="partners_committeeevent") == {"Beirat"}
    assert asked(client, person=koordination.pk) == {"Beirat"}
    assert asked(client, partner=bgw.pk) >= {"BGW", str(Contact.objects.get())}
    assert asked(client, partner=awo.pk) >= {"AWO", str(Contact.objects.get())}
    assert asked(client, art="partners_committeeevent", von=f"{today:%d.%m.%Y}", bis=f"{today:%d.%m.%Y}") == {
        "Beirat"
    }
    assert asked(client, art="partners_committeeevent", von=f"{today + DAY:%d.%m.%Y}") == set()
    assert asked(client, art="partners_committeeevent", bis=f"{today - DAY:%d.%m.%Y}") == set()
    assert asked(client, art="partners_committeeevent", bis="31.12.2199") == {"Beirat"}


def test_what_belongs_to_an_organisation_over_a_way_is_found_by_it(revision, awo):
    decision = f.DecisionFactory(allocation__recipient=awo)
    line = f.ProofLineFactory(proof__allocation=decision.allocation)
    found = HistoryEntry.objects.visible_to(revision).about(awo)
    assert (found.filter(**of(decision)).exists(), found.filter(**of(line)).exists()) == (True, True)


def test_what_a_draft_withdrawn_long_ago_was_about_is_found_by_its_organisation(revision, awo):
    decision = f.DecisionFactory(allocation__recipient=awo)
    where = of(decision)
    decision.withdraw(by=decision.drafted_by, reason="Doppelt", on=timezone.localdate())
    assert HistoryEntry.objects.visible_to(revision).about(awo).filter(**where).count() == 2


def test_unreadable_wishes_narrow_nothing_and_fail_nothing(client_of, revision):
    client = client_of(revision)
    for query in ({"art": "x"}, {"von": "gestern"}, {"person": "0"}, {"partner": "'"}, {"seite": "99999999"}):
        assert client.get(reverse("protocol"), query).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_taken_along_as_a_file_of_what_is_shown(client_of, revision, kind):
    f.CommitteeFactory(name="=Beirat")
    answer = client_of(revision).get(reverse("protocol"), {"art": "partners_committeeevent", "export": kind})
    assert answer["Content-Disposition"].startswith('attachment; filename="protokoll-')
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert (rows[0], rows[1][2:4]) == (["Wann", "Wer", "Art", "Eintrag", "Was"], ["Gremium", "'=Beirat"])


def test_more_than_a_file_holds_is_refused_with_what_to_do(client_of, revision, monkeypatch):
    monkeypatch.setattr("quartiersarbeit.protocol.MOST", 0)
    f.CommitteeFactory()
    query = {"art": "partners_committeeevent", "export": "csv"}
    page = client_of(revision).get(reverse("protocol"), query, follow=True)
    assert page.redirect_chain == [(f"{reverse('protocol')}?art=partners_committeeevent", 302)]
    assert "Wählen Sie einen kürzeren Zeitraum." in text_of(page)


def test_a_file_tells_all_rows_however_many_at_once(client_of, revision, monkeypatch):
    monkeypatch.setattr("quartiersarbeit.telling.AT_ONCE", 2)
    for number in range(5):
        f.CommitteeFactory(name=f"Rat {number}")
    answer = client_of(revision).get(reverse("protocol"), {"art": "partners_committeeevent", "export": "csv"})
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 6


# --- On every record's page ------------------------------------------------------------------------------

UNTRACKED = {"mail_detail"}  # a log of its own
WITHOUT_PAGE = {"partners.contact", "sites.offer", "sites.coverage"}  # have forms, and lie on another's page


def test_every_records_page_leads_to_its_history(
    client_of, koordination, verwaltung, awo, bgw, settings, tmp_path
):
    """A detail page of a tracked model whose crumbs do not name its record fails here."""
    settings.MEDIA_ROOT = tmp_path
    world, readers = made(awo, bgw, tmp_path), [client_of(koordination), client_of(verwaltung)]
    pages = [
        name
        for name in addresses(get_resolver())
        if name.endswith("_detail") and name not in UNTRACKED and not name.startswith("api:")
    ]
    led = {}
    for name in pages:
        asked = [(client, client.get(reverse(name, args=world.own[name]))) for client in readers]
        client, page = next((client, page) for client, page in asked if page.status_code == 200)
        record = page.context["crumbs"].record
        address = reverse("protocol_of", args=[record._meta.model_name, record.pk]) if record else "–"
        led[name] = record._meta.label_lower if f'href="{address}"' in page.content.decode() else None
        assert client.get(address).status_code == 200, name
    assert [name for name, kind in led.items() if kind is None] == []
    assert set(RECORDS) - set(led.values()) == WITHOUT_PAGE


def test_a_history_tells_of_a_records_parts(client_of, koordination):
    agreement = f.AgreementFactory()
    rows = rows_of(client_of(koordination).get(reverse("protocol_of", args=["agreement", agreement.pk])))
    assert {row[2] for row in rows} >= {"Kooperationsvereinbarung", "Vertragspartei"}


def test_kinds_are_told_apart_by_their_name():
    names = [model._meta.model_name for model in kinds().values()]
    assert len(names) == len(set(names))


def test_a_partner_reads_its_own_record_from_its_page(client_of, partner_user, awo):
    page = client_of(partner_user).get(awo.get_absolute_url())
    assert reverse("protocol_of", args=["partner", awo.pk]) in page.content.decode()
    assert Partner.objects.visible_to(partner_user).get() == awo
