"""Who changed what: written by the database for every way to write, named after the person, never rewritten."""

import re

import pgtrigger
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError, InternalError, connection, transaction
from django.urls import reverse

from funding.models import Decision
from partners.models import Committee, Partner, User, UserGroup
from quality_dialog.models import Rendition, Report
from quartiersarbeit.ground.history import acting
from tests import factories as f
from tests.constraints import sql

HOUSE = ("quartiersarbeit", "partners", "sites", "funding", "quality_dialog")
EVENTS = [model for model in apps.get_models() if getattr(model, "pgh_tracked_model", None)]


def labels(row) -> list[str]:
    return list(
        row.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
        .order_by("pgh_id")
        .values_list("pgh_label", flat=True)
    )


def authors(model) -> list:
    events = model.pgh_event_model.objects.order_by("pgh_id")
    return [(context or {}).get("user") for context in events.values_list("pgh_context", flat=True)]


# --- What ---------------------------------------------------------------------------------------------


def _save(row):
    row.note = "geändert"
    row.save()


CHANGES = {
    "save": _save,
    "save without a change": lambda row: row.save(),
    "bulk_update": lambda row: Partner.objects.bulk_update([Partner(pk=row.pk, note="geändert")], ["note"]),
    "update": lambda row: Partner.objects.filter(pk=row.pk).update(note="geändert"),
    "raw": lambda row: sql("UPDATE partners_partner SET note = 'geändert' WHERE id = %s", row.pk),
    "merge": lambda row: sql(
        "MERGE INTO partners_partner p USING (SELECT %s::bigint AS id) n ON p.id = n.id"
        " WHEN MATCHED THEN UPDATE SET note = 'geändert'",
        row.pk,
    ),
}


@pytest.mark.parametrize("way", CHANGES)
def test_a_change_is_an_event_whichever_way_it_is_written(db, way):
    row = f.PartnerFactory()
    CHANGES[way](row)
    assert labels(row) == (["insert"] if way == "save without a change" else ["insert", "update"])


def test_an_event_holds_the_row_as_it_became(db):
    row = f.PartnerFactory(note="")
    _save(row)
    assert list(row.events.order_by("pgh_id").values_list("note", flat=True)) == ["", "geändert"]


@pytest.mark.parametrize(
    "delete",
    [
        lambda row: row.delete(),
        lambda row: Committee.objects.filter(pk=row.pk).delete(),
        lambda row: sql("DELETE FROM partners_committee WHERE id = %s", row.pk),
    ],
    ids=["delete", "queryset", "raw"],
)
def test_what_was_deleted_stands_in_the_history_to_its_end(db, delete):
    row = f.CommitteeFactory(name="Seniorenrat")
    pk = row.pk
    delete(row)
    events = Committee.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "name")) == [
        ("insert", "Seniorenrat"),
        ("delete", "Seniorenrat"),
    ]


@pytest.mark.parametrize(
    "write",
    [
        lambda row: Committee.objects.bulk_create(
            [Committee(name=f"G{n}", short_name="G") for n in range(3)]
        ),
        lambda row: sql(
            "INSERT INTO partners_committee (name, short_name, name_accusative, name_dative, position)"
            " SELECT 'G' || n, 'G', '', '', 1 FROM generate_series(1, 3) n"
        ),
    ],
    ids=["bulk_create", "raw"],
)
def test_several_rows_are_several_events(db, write):
    write(None)
    assert list(Committee.pgh_event_model.objects.values_list("pgh_label", flat=True)) == ["insert"] * 3


def test_a_refused_change_leaves_no_event(db):
    row = f.DecisionFactory(approved=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(amount=1)
    assert labels(row) == ["insert"]


def test_events_are_timed_by_the_clock_not_by_the_transaction(db):
    row = f.PartnerFactory()
    _save(row)
    first, second = row.events.order_by("pgh_id").values_list("pgh_created_at", flat=True)
    assert first < second


# --- Who ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_request_is_written_down_with_its_person_and_address(client_of, verwaltung):
    address = reverse("admin:partners_committee_add")
    client_of(verwaltung).post(
        address,
        {"name": "Beirat", "short_name": "B", "name_accusative": "den", "name_dative": "dem", "position": 1},
    )
    event = Committee.pgh_event_model.objects.get(name="Beirat")
    assert (event.pgh_label, event.pgh_context["user"], event.pgh_context["url"]) == (
        "insert",
        verwaltung.pk,
        address,
    )


@pytest.mark.django_db(transaction=True)
def test_an_approval_names_who_approved(client_of, freigabe):
    draft = f.DecisionFactory()
    client_of(freigabe).post(reverse("funding:decision_approve", args=[draft.pk]))
    event = draft.events.get(pgh_label="update")
    assert (event.approved_by, event.pgh_context["user"]) == (freigabe, freigabe.pk)


@pytest.mark.django_db(transaction=True)
def test_two_requests_in_a_row_are_two_persons(client_of, verwaltung):
    other = f.UserFactory(is_staff=True, is_superuser=True)
    facts = {"short_name": "B", "name_accusative": "den", "name_dative": "dem", "position": 1}
    for person in (verwaltung, other):
        client_of(person).post(reverse("admin:partners_committee_add"), facts | {"name": person.email})
    Committee.objects.create(name="ohne Person", short_name="x")
    assert authors(Committee) == [verwaltung.pk, other.pk, None]


@pytest.mark.django_db(transaction=True)
def test_jobs_say_who_acts_and_why():
    person = f.UserFactory()
    with acting(person, "Jahreswechsel"):
        Committee.objects.create(name="A", short_name="A")
        sql("UPDATE partners_committee SET short_name = 'B'")
    Committee.objects.update(short_name="C")
    events = Committee.pgh_event_model.objects.order_by("pgh_id")
    said = {"user": person.pk, "reason": "Jahreswechsel"}
    assert list(events.values_list("pgh_context", flat=True)) == [said, said, None]


@pytest.mark.django_db(transaction=True)
def test_what_an_actor_failed_to_do_leaves_nothing():
    def fail():
        with acting(f.UserFactory()):
            Committee.objects.create(name="A", short_name="A")
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (Committee.objects.count(), authors(Committee)) == (0, [])


def test_acting_inside_a_transaction_is_refused(db):
    """The name would stick to all that follows in it."""
    with pytest.raises(RuntimeError), acting(None):
        pass


@pytest.mark.django_db(transaction=True)
def test_acting_within_acting_is_refused():
    with acting(None), pytest.raises(RuntimeError), acting(None):
        pass


# --- Roles and secrets --------------------------------------------------------------------------------


def test_who_got_and_lost_a_role_is_written_down(db):
    person, group = f.UserFactory(), Group.objects.create(name="Prüfung")
    person.groups.add(group)
    person.groups.remove(group)
    events = UserGroup.pgh_event_model.objects.filter(user=person).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "group")) == [("insert", group.pk), ("delete", group.pk)]


def test_a_password_is_in_no_event(db):
    person = f.UserFactory()
    person.set_password("neu-und-geheim")
    person.save()
    columns = {column.name for column in _columns_of(User.pgh_event_model)}
    assert (columns & {"password", "last_login"}, labels(person)) == (set(), ["insert"])


def test_no_event_table_holds_a_secret(db):
    secrets = ("password", "secret", "token", "session", "recovery")
    found = {c.name for model in EVENTS for c in _columns_of(model) if any(s in c.name for s in secrets)}
    assert found == set()


def test_bytes_and_frozen_facts_are_kept_once_not_in_the_history(db):
    """Their hashes are: a change would show, and cannot happen."""
    columns = {c.name for model in (Report, Rendition) for c in _columns_of(model.pgh_event_model)}
    assert columns & {"content", "facts", "sha256", "facts_sha256"} == {"sha256", "facts_sha256"}


def _columns_of(model) -> list:
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, model._meta.db_table)


# --- Never rewritten ----------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_history_is_neither_changed_nor_deleted(db, statement):
    f.CommitteeFactory()
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        sql(statement.format(Committee.pgh_event_model._meta.db_table))
    assert len(authors(Committee)) == 1


def test_every_history_table_is_append_only(db):
    found = sql(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgenabled = 'O' AND tgname ~ '_append_only_'"
        " AND tgtype & 26 = 26"  # BEFORE (2), DELETE (8), UPDATE (16)
    )
    assert {model._meta.db_table for model in EVENTS} - {table for (table,) in found} == set()


def test_a_deleted_row_takes_no_history_along(db):
    """The history's foreign keys are without constraint, so that it outlives what it is about."""
    linked = sql(
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [model._meta.db_table for model in EVENTS],
    )
    assert linked == []


@pytest.mark.parametrize("asleep", ["{{{}}}", "{}"])
def test_nobody_puts_the_history_to_sleep(db, asleep):
    names = ",".join(
        name for (name,) in sql("SELECT DISTINCT tgname::text FROM pg_trigger WHERE NOT tgisinternal")
    )
    sql("SELECT set_config('pgtrigger.ignore', %s, true)", asleep.format(names))
    with pgtrigger.ignore():
        f.CommitteeFactory()
    assert len(authors(Committee)) == 1


def test_a_shadow_of_the_history_catches_no_event(db):
    sql("CREATE TEMP TABLE partners_committeeevent (LIKE public.partners_committeeevent)")
    sql("SET search_path = pg_temp, public")
    f.CommitteeFactory()
    counted = [
        sql(f"SELECT count(*) FROM {schema}.partners_committeeevent")[0][0]
        for schema in ("pg_temp", "public")
    ]
    assert counted == [0, 1]


def test_nobody_in_the_house_switches_the_history_off():
    """It could not; who tries means something else."""
    house = [path for label in HOUSE for path in (settings.BASE_DIR / label).rglob("*.py")]
    asleep = re.compile(r"pgtrigger\.(ignore|schema)\(|set_config\('pgtrigger")
    assert {path.name for path in house if asleep.search(path.read_text())} - {"guards.py"} == set()
