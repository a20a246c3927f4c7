"""What a verb writes, its permission writes: by page alone, and by nobody in the admin – form, inline, import, action.

Both halves are made from the code: the admin's from the columns that say who did something and when, the pages' from
the permissions that models declare. A new verb's permission without its line fails here.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from partners.models import RightsChange
from partners.models.rights import in_set_up
from quartiersarbeit.ground import pairs
from quartiersarbeit.ground.admin import OnlyToLookAt
from quartiersarbeit.ground.roles import ROLES
from tests import factories as f
from tests.people import in_group
from tests.test_admin_upper import address, typed

OURS = {"partners", "sites", "funding", "quality_dialog"}
ADMINS = {model: one for model, one in admin.site._registry.items() if model._meta.app_label in OURS}
TODAY = timezone.localdate()


def acting(user):
    """A request of this person, as an admin asks for it."""
    request = RequestFactory().get("/")
    request.user = user
    return request


# --- The admin: every column of every act ------------------------------------------------------------


def test_acts_are_read_from_the_columns():
    found = {model._meta.model_name: [act.columns for act in pairs.acts(model)] for model in ADMINS}
    assert found["decision"] == [("drafted_on", "drafted_by"), ("approved_on", "approved_by")]
    assert ("paid_on", "recorded_by") in found["repaymentclaim"]  # tied by a constraint
    assert found["party"] == [("signed_on", "recorded_by")]  # the one day that may be missing
    assert ("signed_on", "declined_on", "answered_by") in found["cosignature"]
    assert found["seat"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model._meta.label_lower)
def test_no_form_list_import_or_action_of_the_admin_writes_an_act(model, verwaltung):
    """Not even for whoever may do everything: a superuser."""
    one, request = ADMINS[model], acting(verwaltung)
    offered = [(model, one)] + [(inline.model, inline) for inline in one.get_inline_instances(request)]
    for told, options in offered:
        written = {name for act in pairs.acts(told) for name in act.columns}
        assert written <= set(options.get_readonly_fields(request, None)), told
    written = {name for act in pairs.acts(model) for name in act.columns}
    columns = {
        field.attribute for sheet in getattr(one, "resource_classes", []) for field in sheet.fields.values()
    }
    assert not written & {*columns, *one.list_editable}
    assert set(one.get_actions(request)) <= {"delete_selected", "export_admin_action"}


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model._meta.label_lower)
def test_what_a_verb_keeps_of_a_row_is_only_looked_at(model):
    """Two acts at once: what stood, and who ended it. Nobody can have done both in this moment."""
    required = [act for act in pairs.acts(model) if act.required]
    assert len(required) < 2 or isinstance(ADMINS[model], OnlyToLookAt)


# --- Pages: every permission of a verb ---------------------------------------------------------------


class Verb(NamedTuple):
    """A record that waits for it, the page that does it, what that is sent, and the column that says it was done."""

    record: Callable[[], Any]
    page: str
    written: str
    sent: Callable[[Any], dict] = lambda record: {}
    key: str = "pk"


VERBS = {
    "funding.approve_decision": Verb(
        f.DecisionFactory, "funding:decision_approve", "approved_on", lambda one: {"gesehen": one.content}
    ),
    "funding.certify_disbursement": Verb(
        f.DisbursementFactory, "funding:disbursement_certify", "certified_on"
    ),
    "funding.release_disbursement": Verb(
        lambda: f.DisbursementFactory(certified=True), "funding:disbursement_release", "released_on"
    ),
    "funding.pay_disbursement": Verb(
        lambda: f.DisbursementFactory(released=True),
        "funding:disbursement_pay",
        "paid_on",
        lambda one: {"paid_on": f"{TODAY:%d.%m.%Y}", "reference": "KA-1"},
    ),
    "funding.submit_proofofuse": Verb(
        lambda: _proof(), "funding:proof_submit", "submitted_on", key="allocation_id"
    ),
    "funding.review_proofofuse": Verb(
        lambda: _proof(submitted=True, submitted_on=TODAY),
        "funding:proof_accept",
        "accepted_on",
        lambda one: {"review_note": "Gut."},
        key="allocation_id",
    ),
    "funding.issue_repaymentclaim": Verb(
        lambda: f.RepaymentClaimFactory(drafted_on=TODAY), "funding:claim_issue", "issued_on"
    ),
    "funding.close_fiscalyear": Verb(
        lambda: f.FiscalYearFactory(year=2025, proposed=True),
        "funding:fiscal_year_close",
        "closed_on",
        key="year",
    ),
    "quality_dialog.approve_report": Verb(
        lambda: _reviewed(), "quality_dialog:report_approve", "approved_on"
    ),
    "quality_dialog.publish_report": Verb(
        lambda: _submitted(), "quality_dialog:report_publish", "published_on"
    ),
    "partners.confirm_rightschange": Verb(lambda: _asked(), "partners:rights_confirm", "confirmed_on"),
}
# What one may see, and what privacy asks for: pages of their own, nothing of it is in the admin.
NOT_AN_ACT = {"partners.see_everything", "partners.keep_privacy"}


def _proof(**facts):
    allocation = f.DisbursementFactory(paid=True).allocation
    line = f.ProofLineFactory(
        proof__allocation=allocation,
        proof__narrative="Fand statt.",
        spent=Decimal("2000.00"),
        **{f"proof__{name}": value for name, value in facts.items()},
    )
    return line.proof


def _reviewed():
    report = f.SectionFactory(report=f.ReportFactory(), key="eigener-1").report
    report.submit_for_review(by=report.drafted_by, on=TODAY)
    return report


def _submitted():
    report = f.approve(f.SectionFactory().report)
    report.submit(reference="1/2026", by=report.drafted_by, on=TODAY)
    return report


def _asked():
    return f.RightsChangeFactory()


def test_every_permission_of_a_verb_has_its_line():
    declared = {
        f"{model._meta.app_label}.{name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for name, _ in model._meta.permissions
    }
    assert declared == set(VERBS) | NOT_AN_ACT


@pytest.fixture
def people(db) -> list:
    """Each role once with the technical administration and once without; a partner's is the record's own."""
    return [in_group(name, is_staff=staff) for name in ROLES if name != "Partner" for staff in (False, True)]


def partners_people(record) -> list:
    owner = getattr(getattr(record, "allocation", None), "recipient", None) or f.PartnerFactory()
    return [in_group("Partner", is_staff=staff, partner=owner) for staff in (False, True)]


@pytest.mark.parametrize("permission", VERBS)
def test_only_the_holder_gets_it_done(permission, people, client_of):
    verb = VERBS[permission]
    record = verb.record()
    assert not in_set_up()
    page = reverse(verb.page, args=[getattr(record, verb.key)])
    rows = type(record)._default_manager.filter(pk=record.pk)
    done, by_admin = {}, {}
    for person in [*people, *partners_people(record)]:
        role = person.groups.get().name
        client = client_of(person)
        with transaction.atomic():
            client.post(page, verb.sent(record))
            done[role, person.is_staff] = rows.values_list(verb.written, flat=True).get() is not None
            transaction.set_rollback(True)
        with transaction.atomic():
            by_admin[role, person.is_staff] = _in_the_admin(client, person, record, verb, rows)
            transaction.set_rollback(True)
    assert done == {(role, staff): permission in ROLES[role] for role in ROLES for staff in (False, True)}
    assert not any(by_admin.values()), by_admin


def _sends(client, record, wanted: dict):
    """Open the record's form, where there is one for this person, and send it with this besides."""
    change = address(type(record), "change", record.pk)
    shown = client.get(change)
    form = typed(shown) if shown.status_code == 200 and "adminform" in (shown.context or {}) else {}
    return client.post(change, {name: value for name, value in form.items() if value is not None} | wanted)


def _in_the_admin(client, person, record, verb: Verb, rows) -> bool:
    """Whether the form or an action of the admin wrote it; with every right the person has."""
    model = type(record)
    by = f"{verb.written.removesuffix('_on')}_by"
    wanted = {verb.written: f"{TODAY:%d.%m.%Y}", by: person.pk}
    _sends(client, record, wanted)
    for action in ("approve", verb.written):
        client.post(address(model, "changelist"), {"action": action, "_selected_action": [record.pk]})
    return rows.values_list(verb.written, flat=True).get() is not None


def test_koordination_with_the_technical_side_neither_approves_nor_pays(client_of, koordination):
    """The attack that began it: everything an approval or a payment needs, typed into the admin's forms."""
    in_group("Freigabe")
    staff = in_group("Koordination", is_staff=True)
    client = client_of(staff)
    decision, payment = f.DecisionFactory(), f.DisbursementFactory(released=True)
    approved = {"approved_on": "20.11.2026", "approved_by": staff.pk}
    paid = {"paid_on": "20.11.2026", "paid_by": staff.pk, "reference": "KA-1"}
    answers = [_sends(client, decision, approved), _sends(client, payment, paid)]
    decision.refresh_from_db()
    payment.refresh_from_db()
    assert answers[0].status_code == 302  # the form takes what it may
    assert (decision.approved_on, payment.paid_on) == (None, None)


def test_a_new_row_begins_with_whoever_sits_at_the_keyboard(verwaltung, client_of):
    allocation, other = f.AllocationFactory(), f.UserFactory()
    data = {"allocation": allocation.pk, "kind": "grant", "amount": "8.000,00", "reason": "Bedarf"}
    forged = {"drafted_on": "01.01.2020", "drafted_by": other.pk}
    client_of(verwaltung).post(reverse("admin:funding_decision_add"), data | forged)
    drafted = allocation.decisions.get()
    assert (drafted.drafted_by, drafted.drafted_on) == (verwaltung, TODAY)


def test_rights_are_asked_and_answered_by_no_form_of_the_admin(verwaltung, client_of):
    assert client_of(verwaltung).get(address(RightsChange, "add")).status_code == 403
