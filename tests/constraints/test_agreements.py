"""What is signed stays as it was signed, and no site outlives its agreement."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sites.models import seat_end
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals
from tests.factories import (
    AgreementFactory,
    CoverageFactory,
    MandateFactory,
    PartnerFactory,
    PartyFactory,
    UserFactory,
)

TODAY = timezone.localdate()
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def draft(**facts):
    """An agreement nobody has signed yet."""
    return AgreementFactory(parties__signed_on=None, **facts)


SIGNED = "Eine geleistete Unterschrift ändert sich nicht mehr; ein falscher Tag wird mit Grund berichtigt."


@breaks(
    *(
        "partners_party.party_signed",
        "partners_party.party_signed_frozen",
        "partners_party.party_signed_delete",
    )
)
def test_a_signature_never_changes_or_goes():
    party = PartyFactory()
    kept, frozen = {f"party_signed: {SIGNED}"}, {f"party_signed_frozen: {SIGNED}"}
    assert refusals(party, {"signed_on": None}, UPDATES) == kept
    changes = [{"signatory": "Jemand anderes"}, {"role": "other"}]
    assert [refusals(party, wrong, UPDATES) for wrong in changes] == [frozen] * 2
    assert refusals(party, {}, DELETES) == kept


@breaks("partners_party.party_signed_after_sending")
def test_the_database_takes_no_signature_from_before_the_sending():
    party = PartyFactory(signed_on=None, agreement__sent_on=TODAY)
    wrong, early = (
        {"signed_on": TODAY - DAY},
        {"party_signed_after_sending: Unterzeichnet wird erst, was versandt ist."},
    )
    assert refusals(party, wrong, UPDATES) == early
    assert refusals(party, wrong | {"partner": PartnerFactory()}, INSERTS) == early


@breaks("partners_agreement.agreement_terms_signed")
def test_the_signed_text_never_changes():
    agreement = AgreementFactory()
    changes = [{"starts_on": TODAY}, {"ends_on": TODAY}, {"notice_months": 1}, {"mandate": MandateFactory()}]
    found = {message for wrong in changes for message in refusals(agreement, wrong, UPDATES)}
    assert [message.split(":")[0] for message in found] == ["agreement_terms_signed"]


@breaks("partners_agreement.agreement_signed_before_termination")
def test_the_database_terminates_only_what_is_signed():
    wrong = {"terminated_on": TODAY, "terminated_to": TODAY, "termination_reason": "Umzug"}
    found = refusals(draft(), wrong, UPDATES) | refusals(AgreementFactory(parties=0), wrong, UPDATES)
    assert [message.split(":")[0] for message in found] == ["agreement_signed_before_termination"]


@breaks("sites_coverage.coverage_within_agreement")
@pytest.mark.parametrize("wrong", [{"starts_on": date(2025, 12, 31)}, {"ends_on": None}], ids=str)
def test_no_site_is_covered_longer_than_its_agreement_runs(wrong):
    agreement = AgreementFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    held = CoverageFactory(agreement=agreement)
    seat_end.note(held, held.ends_on, None, reason="Versuch", by=UserFactory(), on=TODAY)
    found = refusals(held, wrong, UPDATES)
    term = "Die Vereinbarung läuft von 01.01.2026 bis 31.12.2026; der Standort braucht sie in einem anderen Zeitraum."
    assert found == {f"coverage_within_agreement: {term}"}


@breaks("partners_agreement.agreement_holds_coverage")
def test_a_draft_never_becomes_shorter_than_what_it_covers():
    row = CoverageFactory(agreement=draft()).agreement
    found = [refusals(row, {"starts_on": TODAY}, UPDATES), refusals(row, {"ends_on": TODAY}, UPDATES)]
    rule = "agreement_holds_coverage: Die Laufzeit umfasst nicht mehr alle Standorte. Beenden Sie zuerst deren Plätze."
    assert found == [{rule}] * 2


OUTLIVED = {
    "coverage_within_effective_end: Danach hätten Standorte noch einen Platz, obwohl nichts mehr vereinbart ist. "
    "Beenden Sie zuerst die Plätze."
}


@breaks("partners_agreement.notice_ends_coverage")
def test_notice_of_any_version_is_not_recorded_while_a_seat_outlives_it():
    old = CoverageFactory().agreement
    new = AgreementFactory(amends=old, starts_on=TODAY, parties__signed_on=TODAY)
    notice = {"terminated_on": TODAY, "terminated_to": TODAY, "termination_reason": "Umzug"}
    assert [refusals(row, notice, UPDATES) for row in (old, new)] == [OUTLIVED] * 2


@breaks("partners_party.amendment_holds_coverage")
def test_the_last_signature_puts_no_amendment_in_force_that_a_seat_outlives():
    old = CoverageFactory().agreement
    new = AgreementFactory(amends=old, starts_on=TODAY, ends_on=TODAY + DAY, parties=0)
    party = PartyFactory(agreement=new, signed_on=None)
    signed = {"signed_on": TODAY}
    assert refusals(party, signed, UPDATES) == OUTLIVED


def test_versions_never_form_a_circle():
    old = draft()
    new = draft(amends=old)
    rule = (
        "agreement_version_after_what_it_amends: Ein Nachtrag ist jünger als die Vereinbarung, die er ändert."
    )
    assert refusals(old, {"amends": new}, UPDATES) == {rule}
