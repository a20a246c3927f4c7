"""Where something stands is asked once: filter, list, page, export and admin of this floor give the same word."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from partners.forms.agreement import AgreementFilter
from partners.forms.negotiation import NegotiationFilter
from partners.forms.partner import PartnerFilter
from partners.models import Agreement, Negotiation, Partner
from partners.statuses import AgreementStatus, NegotiationStatus, State
from quartiersarbeit.ground.statuses import StatusQuerySet
from tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
MODELS = [
    model
    for label in ("partners", "sites")
    for model in apps.get_app_config(label).get_models()
    if isinstance(model._default_manager.none(), StatusQuerySet) and not model._meta.proxy
    if model in admin.site._registry
]


@pytest.mark.parametrize(
    ("filterset", "model"),
    [(AgreementFilter, Agreement), (NegotiationFilter, Negotiation), (PartnerFilter, Partner)],
)
def test_the_filter_offers_exactly_the_statuses(filterset, model):
    offered = filterset(queryset=model.objects.with_status(TODAY)).form.fields["stand"].choices
    assert [(key, label) for key, label in offered if key] == model.objects.none().STATUS.choices


def test_each_state_of_a_step_is_a_status_of_the_talk_with_its_word():
    told = {
        status.value: status.label for status in NegotiationStatus if status != NegotiationStatus.NOT_BEGUN
    }
    assert told == dict(State.choices)


def every_agreement() -> dict[Agreement, AgreementStatus]:
    """One agreement in each status."""
    notice = {"terminated_on": TODAY - 9 * DAY, "termination_reason": "Umzug"}
    replaced = f.AgreementFactory()
    f.AgreementFactory(amends=replaced, starts_on=TODAY, parties__signed_on=TODAY, title="Nachtrag")
    return {
        f.AgreementFactory(parties=0): AgreementStatus.DRAFT,
        f.AgreementFactory(parties=0, coordination_on=TODAY): AgreementStatus.COORDINATION,
        f.AgreementFactory(parties=0, sent_on=TODAY): AgreementStatus.SENT,
        f.AgreementFactory(starts_on=TODAY + DAY, parties__signed_on=TODAY): AgreementStatus.SIGNED,
        f.AgreementFactory(): AgreementStatus.IN_FORCE,
        f.AgreementFactory(ends_on=TODAY + 90 * DAY): AgreementStatus.EXPIRING,
        f.AgreementFactory(terminated_to=TODAY, **notice): AgreementStatus.TERMINATED,
        f.AgreementFactory(ends_on=TODAY - DAY): AgreementStatus.EXPIRED,
        f.AgreementFactory(terminated_to=TODAY - DAY, **notice): AgreementStatus.ENDED,
        replaced: AgreementStatus.SUPERSEDED,
    }


def test_an_agreement_stands_in_one_word_on_each_place(client_of, koordination, admin_user):
    known, client = every_agreement(), client_of(koordination)
    assert set(known.values()) == set(AgreementStatus)
    listed = client.get(reverse("partners:agreement_list"), {"export": "csv"}).content.decode("utf-8-sig")
    rows = {row.split(";")[0]: row.split(";")[3] for row in listed.splitlines()[1:]}
    in_admin = {
        row.title: row.status
        for row in client_of(admin_user)
        .get(reverse("admin:partners_agreement_changelist"))
        .context["cl"]
        .result_list
    }
    for agreement, status in known.items():
        page = client.get(agreement.get_absolute_url()).context["status"]
        found = client.get(reverse("partners:agreement_list"), {"stand": status.value})
        titles = [row.title for row in found.context["listing"].page.object_list]
        assert (rows[agreement.title], page, in_admin[agreement.title]) == (status.label, status, status)
        assert agreement.title in titles


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_admin_tells_where_each_row_stands(client_of, admin_user, model):
    made = getattr(f, f"{model.__name__}Factory")()
    answer = client_of(admin_user).get(
        reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
    )
    assert f">{made.status_on(TODAY).label}</td>" in answer.content.decode()


def test_what_can_be_done_follows_from_where_it_stands(client_of, koordination):
    client, offered = client_of(koordination), {}
    for agreement, status in every_agreement().items():
        offered[status] = [
            label for label, _, _ in client.get(agreement.get_absolute_url()).context["actions"]
        ]
    ending = {status for status, labels in offered.items() if "Kündigung erfassen" in labels}
    assert ending == {AgreementStatus.SIGNED, AgreementStatus.IN_FORCE, AgreementStatus.EXPIRING}


def test_an_unsigned_amendment_says_what_it_leaves_undone(client_of, koordination, awo):
    old = f.AgreementFactory(parties=[awo])
    new = old.amend(title="N", starts_on=TODAY, ends_on=None, on=TODAY)
    text = client_of(koordination).get(new.get_absolute_url()).context["undone"]
    assert text == (
        "Versandt ist er noch nicht. Es fehlen die Unterschriften: AWO. "
        "Die Standorte bleiben unter der bisherigen Fassung, bis Sie sie danach übernehmen."
    )
