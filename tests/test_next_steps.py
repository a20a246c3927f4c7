"""Every refusal names the next step and who can take it: one table by code, put behind the sentence wherever it is."""

import re
from collections import Counter
from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import timezone

from quartiersarbeit.ground import next_steps
from quartiersarbeit.ground.forms import refused
from tests import factories as f
from tests.asking import text_of
from tests.refusals import APPS, Said, kept, written

TODAY, DAY = timezone.localdate(), timedelta(days=1)

TABLES = ("quartiersarbeit.ground", *APPS[1:])


def steps() -> dict[str, str]:
    """Each declared step by the code, or the end of a code, it belongs to."""
    return next_steps.declared() | next_steps.KINDS


VALUES = "quartiersarbeit/ground/fields.py"  # a field says what may be typed into it


def lacks_a_step(said: Said) -> bool:
    if (
        said.where.startswith(VALUES)
        or next_steps.names_a_step(said.words)
        or next_steps.of_a_value(said.code)
    ):
        return False
    return not (said.completed and next_steps.step_of(said.code))


def test_every_refusal_of_verbs_forms_and_pages_leads_on():
    found = written()
    assert len(found) > 300, "the search finds too little"
    assert [str(said) for said in found if lacks_a_step(said)] == []


@pytest.mark.django_db
def test_every_rule_of_the_database_leads_on():
    found = kept()
    assert len({said.code for said in found}) > 350, "the search finds too little"
    assert [str(said) for said in found if lacks_a_step(said)] == []


@pytest.mark.django_db
def test_no_step_is_declared_for_what_nobody_refuses():
    known = {said.code for said in (*written(), *kept())} | PASSED_ON
    general = {code for code in next_steps.NEXT if re.fullmatch("[0-9A-Z]{5}", code)}
    assert sorted(set(next_steps.declared()) - known - general) == []
    assert [end for end in next_steps.KINDS if not any(code.endswith(end) for code in known)] == []


# Codes that a table of the source names and `refuse` is given by a variable.
PASSED_ON = {"before_notice", "before_term", "no_document", "no_pdf", "no_template", "too_large"}


def test_no_code_has_its_step_in_two_tables():
    counted = Counter(code for name in TABLES for code in import_module(f"{name}.next_steps").NEXT)
    assert [code for code, often in counted.items() if often > 1] == []


@pytest.mark.parametrize("code", sorted(steps()))
def test_a_step_is_one_short_request(code):
    step = steps()[code]
    assert next_steps.names_a_step(step), step
    assert (step[0].isupper(), step[-1], len(step) <= 120) == (True, ".", True)


RULES = (
    "Andere haben schon unterzeichnet.",
    "Den ersten Schritt hat die Person getan, die Sie vertreten.",
    "Das können Sie nicht, wenn Sie entworfen haben.",
    "Zusammen sie ergeben mehr; sie geben sie nicht her.",
    "Wer einen Bescheid entworfen hat, gibt ihn nicht selbst frei.",
)
WAYS_ON = (
    "Nehmen Sie erst den Versand zurück.",
    "Der Entwurf bleibt; verwerfen Sie ihn.",
    "Bestätigen können nur Freigabe und Verwaltung.",
    "Das tut eine andere Person.",
)


@pytest.mark.parametrize("sentence", RULES)
def test_a_rule_alone_is_no_step(sentence):
    assert not next_steps.names_a_step(sentence)


@pytest.mark.parametrize("sentence", WAYS_ON)
def test_a_request_or_who_can_do_it_is_a_step(sentence):
    assert next_steps.names_a_step(sentence)
    assert next_steps.after("sent", sentence) == sentence


def test_what_names_no_step_is_followed_by_the_one_of_its_code_and_else_of_its_kind():
    assert next_steps.after("contact_ended", "Schluss.").startswith("Schluss. Tragen Sie die Person neu ein")
    assert next_steps.after("x_second_hand", "Nein.") == f"Nein. {next_steps.KINDS['_second_hand']}"
    assert next_steps.after("x_once_at_a_time", "Nein.") == f"Nein. {next_steps.KINDS['_once_at_a_time']}"
    assert next_steps.after("nobody_knows_it", "Nein.") == "Nein."


# --- on the page ---------------------------------------------------------------------------------------


SEEN = []  # (who, scene): a scene answers with the page that refuses, and the code


def seen(who: str):
    def told(scene):
        SEEN.append((who, scene))
        return scene

    return told


def at(name: str, *args) -> str:
    return reverse(name, args=[getattr(one, "pk", one) for one in args])


@seen("koordination")
def a_talk_with_a_step_of_tomorrow(client, who):
    talk = f.NegotiationFactory()
    step = {"day": f"{TODAY + DAY:%d.%m.%Y}", "state": "contacted"}
    return client.post(at("partners:step_create", talk), step), "step_in_future"


@seen("koordination")
def a_partner_that_is_active_already(client, who):
    partner = f.PartnerFactory()
    return client.post(at("partners:partner_reactivate", partner)), "partner_active"


@seen("koordination")
def a_contact_that_has_ended(client, who):
    contact = f.ContactFactory(ends_on=TODAY - DAY)
    return client.post(at("partners:contact_end", contact)), "contact_ended"


@seen("koordination")
def an_agreement_without_parties(client, who):
    agreement = f.AgreementFactory(parties=0)
    sent = {"sent_on": f"{TODAY:%d.%m.%Y}"}
    return client.post(at("partners:agreement_send", agreement), sent), "no_parties"


@seen("koordination")
def a_site_that_is_closed_twice(client, who):
    site = f.SiteFactory(closed_on=TODAY - DAY)
    typed = {"on": f"{TODAY:%d.%m.%Y}", "closed_on": f"{TODAY:%d.%m.%Y}", "reason": "Schluss."}
    return client.post(at("sites:site_close", site), typed), "closed"


@seen("koordination")
def a_year_that_is_open_already(client, who):
    f.FiscalYearFactory(year=TODAY.year)
    typed = {
        "year": TODAY.year,
        "appropriation": "1,00",
        "carry_over_received": "0,00",
        "mandate": f.MandateFactory().pk,
    }
    return client.post(at("funding:fiscal_year_create"), typed), "fiscal_year_exists"


@seen("koordination")
def a_payment_list_of_nothing(client, who):
    f.FiscalYearFactory(year=2026)
    return client.post(at("funding:payment_run_create", 2026), follow=True), "payment_run_empty"


@seen("freigabe")
def ones_own_draft_is_approved(client, who):
    decision = f.DecisionFactory(drafted_by=who)
    return client.post(at("funding:decision_approve", decision), follow=True), "decision_dual_control"


@seen("koordination")
def a_finding_is_shared_twice(client, who):
    finding = f.FindingFactory(shared=True, raised_for=None, raised_by=who)
    return client.post(at("quality_dialog:finding_share", finding), follow=True), "finding_already_shared"


@seen("koordination")
def a_draft_report_is_submitted(client, who):
    report = f.ReportFactory()
    typed = {"submitted_on": f"{TODAY:%d.%m.%Y}"}
    return client.post(at("quality_dialog:report_submit", report), typed), "not_approved"


@seen("koordination")
def a_report_that_is_not_in_review_is_taken_back(client, who):
    report = f.ReportFactory()
    typed = {"reason": "Noch nicht."}
    return client.post(at("quality_dialog:report_return", report), typed, follow=True), "not_in_review"


@seen("verwaltung")
def a_committee_in_the_admin_that_there_is_already(client, who):
    f.CommitteeFactory(name="Seniorenrat")
    typed = {
        "name": "Seniorenrat",
        "short_name": "SR",
        "name_accusative": "x",
        "name_dative": "x",
        "position": 1,
    }
    return client.post(reverse("admin:partners_committee_add"), typed), "committee_name_unique"


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "scene"), SEEN, ids=[scene.__name__ for _, scene in SEEN])
def test_the_page_that_refuses_says_what_to_do_next(who, scene, request, client_of):
    person = request.getfixturevalue(who)
    answer, code = scene(client_of(person), person)
    assert next_steps.step_of(code) in text_of(answer)


@pytest.mark.django_db
def test_several_tasks_at_once_say_it_behind_each_that_was_refused(client_of, freigabe):
    decision = f.DecisionFactory(drafted_by=freigabe)
    refusal = refused(decision.approve, by=freigabe, on=TODAY)
    assert next_steps.KINDS["_dual_control"] not in refusal.messages[0]  # its own step goes before its kind's
    assert next_steps.step_of("decision_dual_control") in refusal.messages[0]
