"""A report's paper is composed once per change, and never says what no longer holds."""

from collections.abc import Callable

import pytest
from django.db import connection, models, transaction
from django.urls import reverse

from partners.models import Partner, User
from quality_dialog.models import Report, Section
from quality_dialog.report import composing, facts
from quality_dialog.report.shown import shown
from quartiersarbeit.ground import kept
from quartiersarbeit.ground.city import look_anew
from tests import factories as f
from tests.changing import dearer, earlier, every_kind, gone, kinds_in, out_of_date, reworded

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(loaded) -> Report:
    """The example data's newest draft: as much to tell as there is."""
    report = Report.objects.filter(approved_on=None).latest("as_of")
    shown(report)
    return report


@pytest.fixture
def composed(monkeypatch) -> list[int]:
    """How often facts were asked for since."""
    asked: list[int] = []
    real = facts.known
    monkeypatch.setattr(facts, "known", lambda **given: asked.append(1) or real(**given))
    return asked


def read_for(report: Report) -> list[type[models.Model]]:
    """The kinds of record its paper is made of: those of the tables that composing it names."""
    with kept.heard() as tables:
        composing.paper_of(Report.objects.get(pk=report.pk))
    return kinds_in(tables)


def told(make) -> object:
    """What comes of it, also where records hang in the air."""
    try:
        return make()
    except Exception as error:
        return type(error)


def both_ways(report: Report) -> tuple[Callable[[], object], Callable[[], object]]:
    """Its paper as it is shown, and composed anew."""
    return (
        lambda: told(lambda: shown(report).paper),
        lambda: told(lambda: composing.paper_of(Report.objects.get(pk=report.pk))),
    )


def test_a_change_of_any_kind_of_record_that_it_reads_is_told_at_the_next_view(draft):
    read = read_for(draft)
    stale, seen = out_of_date(*both_ways(draft), read, [gone])
    assert stale == set()
    assert len(seen) >= len(read) / 2, sorted({one._meta.label for one in read} - seen)  # it was no idle walk


@pytest.mark.exhaustive
def test_no_change_of_any_kind_of_record_leaves_it_out_of_date(draft):
    stale, _ = out_of_date(*both_ways(draft), every_kind(), [gone, reworded, earlier, dearer])
    assert stale == set()


def test_what_is_undone_is_as_if_it_had_not_been(draft, composed):
    first = shown(draft)
    with transaction.atomic():
        Section.objects.filter(report=draft).update(body="Anders.")
        assert shown(draft).paper != first.paper
        transaction.set_rollback(True)
    assert shown(draft).paper == first.paper


def test_it_is_composed_once_for_all_who_look(draft, client_of, composed):
    page = reverse("quality_dialog:report_detail", args=[draft.pk])
    said = []
    for name in ("koordination", "freigabe", "revision"):
        client = client_of(User.objects.get(email=f"{name}@example.org"))
        said.append(client.get(page).content.decode())
        assert client.get(reverse("quality_dialog:report_page", args=[draft.pk])).status_code == 200
    assert composed == []
    assert all("Zahlen des Berichts" in one for one in said)


def test_an_approved_one_is_not_drawn_anew_because_somebody_writes_at_another(draft):
    approved = Report.objects.exclude(approved_on=None).latest("as_of")
    first = shown(approved)
    assert shown(approved) is first
    Section.objects.filter(report=draft).update(body="Anders.")
    Partner.objects.update(street="Anderswo 1")
    assert shown(approved) is first


def test_one_that_is_approved_since_it_was_read_is_shown_as_it_is_stored(draft):
    before = Report.objects.get(pk=draft.pk)
    other = Report.objects.exclude(facts=None).latest("as_of")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Report.objects.filter(pk=draft.pk).update(facts=other.facts)
        assert shown(before).paper == shown(Report.objects.get(pk=draft.pk)).paper == shown(other).paper
        transaction.set_rollback(True)
    approved = Report(pk=draft.pk, approved_on=draft.drafted_on)
    assert shown(approved).paper == composing.paper_of(Report.objects.get(pk=draft.pk))


def test_another_name_of_the_city_is_told(draft):
    before = shown(draft)
    assert shown(draft) is before
    f.MunicipalityFactory(name="Stadt Musterhausen", place="Musterhausen", adjective="Musterhäuser")
    look_anew()  # as the commit does
    assert shown(draft) is not before


def test_only_so_many_are_kept():
    made = kept.Kept[int](most=2)
    for key in (1, 2, 3):
        made.of(key, lambda key=key: key)
    asked = []
    for key in (3, 1):
        made.of(key, lambda key=key: asked.append(key))
    assert asked == [1]


def test_what_a_function_of_ours_reads_is_heard():
    agreement = f.AgreementFactory()
    with kept.heard() as tables, connection.cursor() as cursor:
        cursor.execute("SELECT partners_line(%s)", [agreement.pk])
    assert "partners_agreement" in tables


def test_what_another_connection_was_asked_is_never_kept(monkeypatch):
    made, asked = kept.Kept[int](most=2), []

    def make() -> int:
        asked.append(Partner.objects.count())
        return len(asked)

    monkeypatch.setattr(kept, "_tables_named", lambda: {"partners_partner": frozenset({"partners_partner"})})
    monkeypatch.setattr(
        kept, "_looked", lambda tables, using: (dict.fromkeys([*tables, kept._SNAPSHOT], ""), None)
    )
    assert [made.of("key", make, using="replica") for _ in range(3)] == [1, 2, 3]
