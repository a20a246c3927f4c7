"""What is done with an agreement: drafted, sent, signed, kept as PDF, amended, terminated – and refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partners.models import Agreement, Party
from quartiersarbeit.duties import duties
from sites.models import Coverage
from tests.access import WRITES
from tests.asking import rule_alone
from tests.factories import (
    AgreementFactory,
    CoverageFactory,
    NegotiationFactory,
    SeatFactory,
    SiteFactory,
    StepFactory,
    pdf,
)

TODAY = timezone.localdate()
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db

# Each verb's page and who opens it; `tests/test_access.py` asks each role.
OPENED_BY = dict.fromkeys(
    [
        "partners:agreement_create",
        "partners:agreement_edit",
        "partners:agreement_send",
        "partners:agreement_sign",
        "partners:agreement_terminate",
        "partners:agreement_discard",
        "partners:agreement_recall",
        "partners:termination_correct",
        "partners:agreement_upload",
        "partners:amendment_create",
    ],
    WRITES,
)


def draft(*partners, **facts) -> Agreement:
    """An agreement nobody has signed yet."""
    parties = list(partners) or 2
    return AgreementFactory(parties=parties, parties__signed_on=None, parties__signatory="", **facts)


def post(client, name: str, *args, **data):
    return client.post(reverse(name, args=args), data)


def said(answer) -> str:
    return answer.content.decode()


def typed(*partners, **facts) -> dict:
    """What the form of a draft sends."""
    rows = {"parteien-TOTAL_FORMS": len(partners) + 1, "parteien-INITIAL_FORMS": 0}
    for number, partner in enumerate(partners):
        rows |= {f"parteien-{number}-partner": partner.pk, f"parteien-{number}-role": "provider"}
    return {
        "title": "Vereinbarung Nord",
        "starts_on": "2026-01-01",
        "quality_dialogue": "on",
        **rows,
        **facts,
    }


# --- a draft -------------------------------------------------------------------------------------


def test_a_draft_is_entered_with_its_parties_in_order(client_of, koordination, awo, bgw):
    answer = post(client_of(koordination), "partners:agreement_create", **typed(bgw, awo, notice_months=3))
    made = Agreement.objects.get()
    parties = [(party.partner, party.position) for party in made.parties.all()]
    assert (answer.status_code, parties, str(made.status_on(TODAY))) == (
        302,
        [(bgw, 1), (awo, 2)],
        "in Abstimmung",
    )


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"ends_on": "2025-12-31"}, "Das Ende liegt vor dem Beginn."),
        ({"starts_on": "31.02.2026"}, "Bitte geben Sie ein gültiges Datum ein, zum Beispiel 26.01.2021."),
        ({"parteien-0-role": ""}, "Bitte wählen Sie die Rolle."),
    ],
)
def test_a_wrong_draft_is_refused_at_the_field_and_kept(client_of, koordination, awo, wrong, reason):
    data = typed(awo, framework_name="Leitbild") | wrong
    text = said(post(client_of(koordination), "partners:agreement_create", **data))
    assert (reason in text, 'value="Leitbild"' in text, Agreement.objects.count()) == (True, True, 0)


def test_a_partner_is_party_only_once(client_of, koordination, awo):
    text = said(post(client_of(koordination), "partners:agreement_create", **typed(awo, awo)))
    assert ("Dieser Partner ist schon Vertragspartei." in text, Agreement.objects.count()) == (True, 0)


def test_a_concluded_talk_fills_in_title_and_partner(client_of, koordination, awo):
    talk = NegotiationFactory(partner=awo)
    StepFactory(negotiation=talk, state="concluded", on=TODAY)
    client = client_of(koordination)
    text = said(client.get(reverse("partners:agreement_create"), {"gespraech": talk.pk}))
    assert "Kooperationsvereinbarung mit AWO" in text
    assert f'<option value="{awo.pk}" selected>' in text


@pytest.mark.parametrize("wish", ["999999", "x", "", "9" * 30, "²"])
def test_an_unknown_talk_fills_in_nothing(client_of, koordination, wish):
    answer = client_of(koordination).get(reverse("partners:agreement_create"), {"gespraech": wish})
    assert (answer.status_code, "Kooperationsvereinbarung mit" in said(answer)) == (200, False)


def test_a_draft_is_changed_and_a_party_taken_out(client_of, koordination, awo, bgw):
    agreement = draft(awo, bgw)
    post(client_of(koordination), "partners:agreement_edit", agreement.pk, **typed(bgw, title="Neuer Titel"))
    agreement.refresh_from_db()
    assert (agreement.title, [party.partner for party in agreement.parties.all()]) == ("Neuer Titel", [bgw])


def test_what_is_signed_is_not_edited_any_more(client_of, koordination, awo):
    agreement = AgreementFactory(parties=[awo])
    answer = post(client_of(koordination), "partners:agreement_edit", agreement.pk, **typed(awo, title="X"))
    agreement.refresh_from_db()
    assert (answer.status_code, agreement.title != "X") == (302, True)


# --- sending and signing -------------------------------------------------------------------------


def test_from_sending_to_the_last_signature(client_of, koordination, awo, bgw):
    agreement, client = draft(awo, bgw, starts_on=TODAY - DAY), client_of(koordination)
    post(client, "partners:agreement_send", agreement.pk, sent_on=TODAY - DAY)
    states = [str(Agreement.objects.get().status_on(TODAY))]
    for party in agreement.parties.all():
        facts = {"party": party.pk, "signatory": "Vorstand", "signed_on": TODAY}
        assert post(client, "partners:agreement_sign", agreement.pk, **facts).status_code == 302
        states.append(str(Agreement.objects.get().status_on(TODAY)))
    sent = "zur Unterschrift versandt"
    assert states == [sent, sent, "in Kraft"]
    assert set(Party.objects.values_list("recorded_by", flat=True)) == {koordination.pk}


def refused(act, **given) -> dict:
    """What a verb was refused for, by field."""
    with pytest.raises(ValidationError) as refusal:
        act(**given)
    told = refusal.value.message_dict
    return {field: [rule_alone(one) for one in found] for field, found in told.items()}


def test_a_signature_before_sending_is_refused_at_its_field(client_of, koordination, awo):
    agreement = draft(awo)
    facts = {"party": agreement.parties.get().pk, "signatory": "Vorstand", "signed_on": TODAY}
    text = said(post(client_of(koordination), "partners:agreement_sign", agreement.pk, **facts))
    assert "Unterzeichnet wird erst, was versandt ist." in text
    assert 'value="Vorstand"' in text
    assert Party.objects.get().signed_on is None


@pytest.mark.parametrize(
    ("signed_on", "reason"),
    [(TODAY + DAY, "Dieser Tag liegt in der Zukunft."), (TODAY - 9 * DAY, "Versandt wurde sie erst am ")],
)
def test_a_signature_is_neither_ahead_of_time_nor_before_sending(koordination, signed_on, reason):
    agreement = draft(sent_on=TODAY - 5 * DAY)
    party = agreement.parties.first()
    given = {"party": party, "signatory": "V", "signed_on": signed_on, "by": koordination, "on": TODAY}
    assert refused(agreement.sign, **given)["signed_on"][0].startswith(reason)


def test_nobody_signs_twice(koordination):
    agreement = draft(sent_on=TODAY)
    given = {"signatory": "V", "signed_on": TODAY, "by": koordination, "on": TODAY}
    agreement.sign(party=agreement.parties.first(), **given)
    assert "hat schon am" in refused(agreement.sign, party=agreement.parties.first(), **given)["party"][0]


def test_nothing_is_sent_twice_without_parties_or_ahead_of_time(koordination):
    given = {"by": koordination, "on": TODAY}
    found = [
        refused(draft(sent_on=TODAY).send, sent_on=TODAY, **given),
        refused(AgreementFactory(parties=0).send, sent_on=TODAY, **given),
        refused(draft().send, sent_on=TODAY + DAY, **given),
    ]
    assert [list(one) for one in found] == [["sent_on"]] * 3


# --- termination ---------------------------------------------------------------------------------


def termination(**facts) -> dict:
    return {"terminated_on": TODAY, "terminated_to": TODAY + 200 * DAY, "reason": "Umzug", **facts}


def test_a_termination_is_recorded_with_person_and_reason(client_of, koordination):
    agreement = AgreementFactory(notice_months=3)
    post(client_of(koordination), "partners:agreement_terminate", agreement.pk, **termination())
    agreement.refresh_from_db()
    assert (str(agreement.status_on(TODAY)), agreement.terminated_by) == ("gekündigt", koordination)


def test_an_unsigned_agreement_is_not_terminated(client_of, koordination):
    agreement = draft()
    text = said(post(client_of(koordination), "partners:agreement_terminate", agreement.pk, **termination()))
    agreement.refresh_from_db()
    reason = "Gekündigt wird nur, was alle Vertragsparteien bis dahin unterzeichnet haben."
    assert (reason in text, agreement.terminated_on) == (True, None)


def test_a_missed_notice_period_is_warned_of_and_needs_a_tick(client_of, koordination):
    agreement, client = AgreementFactory(notice_months=3), client_of(koordination)
    facts = termination(terminated_to=TODAY + 10 * DAY)
    text = said(post(client, "partners:agreement_terminate", agreement.pk, **facts))
    assert "Die Kündigungsfrist führt zum" in text
    answer = post(client, "partners:agreement_terminate", agreement.pk, **facts, short_notice="on")
    agreement.refresh_from_db()
    assert (answer.status_code, agreement.terminated_on) == (302, TODAY)


# --- the document --------------------------------------------------------------------------------


@pytest.fixture
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(client, agreement, content: bytes, name="vereinbarung.pdf"):
    data = {"document": SimpleUploadedFile(name, content, "application/pdf")}
    return client.post(reverse("partners:agreement_upload", args=[agreement.pk]), data)


def test_the_signed_pdf_is_kept_under_a_name_that_tells_nothing(client_of, koordination, kept):
    agreement, client = AgreementFactory(title="Vereinbarung Nord"), client_of(koordination)
    upload(client, agreement, pdf(), name="../../geheim.pdf")
    agreement.refresh_from_db()
    assert "geheim" not in agreement.document.name
    assert agreement.document_sha256 in said(client.get(agreement.get_absolute_url()))
    answer = client.get(reverse("partners:agreement_document", args=[agreement.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="vereinbarung-nord.pdf"'


@pytest.mark.parametrize(
    "content", [b"<html>%PDF-1.7</html>", b"%PDF-1.7 nur der Anfang", b"PK\x03\x04", b"MZ" * 999], ids=repr
)
def test_a_file_that_is_no_pdf_is_refused_whatever_its_name_says(client_of, koordination, kept, content):
    agreement = AgreementFactory()
    text = said(upload(client_of(koordination), agreement, content))
    agreement.refresh_from_db()
    assert ("kein lesbares PDF" in text, agreement.document.name, list(kept.iterdir())) == (True, "", [])


def test_a_file_of_50_megabytes_is_refused_while_it_comes_in(client_of, koordination, kept):
    agreement = AgreementFactory()
    text = said(upload(client_of(koordination), agreement, b"%PDF-1.7" + b"0" * 50 * 1024 * 1024))
    assert "Die Datei ist zu groß. Möglich sind höchstens 20 MB." in text
    assert list(kept.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_a_replaced_document_is_given_up(koordination, kept):
    agreement = AgreementFactory()
    for _ in range(2):
        agreement.attach(document=SimpleUploadedFile("a.pdf", pdf()), by=koordination, on=TODAY)
    assert len(list((kept / "vereinbarungen").iterdir())) == 1


# --- sites under the agreement -------------------------------------------------------------------


def seats(count: int) -> None:
    for _ in range(count):
        SeatFactory()


def test_seven_sites_are_entered_once_and_get_the_free_seats(client_of, koordination):
    seats(10)
    agreement, sites = AgreementFactory(ends_on=date(2027, 12, 31)), [SiteFactory() for _ in range(7)]
    data = {"sites": [site.pk for site in sites], "starts_on": "2026-01-01"}
    answer = post(client_of(koordination), "sites:agreement_coverage_create", agreement.pk, **data)
    given = Coverage.objects.order_by("seat__number").values_list("seat__number", "ends_on")
    assert answer.status_code == 302
    assert list(given) == [(number, agreement.ends_on) for number in range(1, 8)]


def test_more_sites_than_free_seats_get_none(client_of, koordination):
    seats(1)
    agreement, sites = AgreementFactory(), [SiteFactory(), SiteFactory()]
    data = {"sites": [site.pk for site in sites], "starts_on": "2026-01-01"}
    text = said(post(client_of(koordination), "sites:agreement_coverage_create", agreement.pk, **data))
    assert ("durchgehend nur 1 Platz frei" in text, Coverage.objects.count()) == (True, 0)


def test_a_covered_site_gets_no_second_agreement(client_of, koordination):
    seats(2)
    site = CoverageFactory(site__name="Standort Nord").site
    data = {"sites": [site.pk], "starts_on": "2026-01-01"}
    text = said(
        post(client_of(koordination), "sites:agreement_coverage_create", AgreementFactory().pk, **data)
    )
    assert "In diesem Zeitraum schon unter einer Vereinbarung: Standort Nord." in text


def test_a_seat_is_given_back_on_a_day(client_of, koordination):
    coverage = CoverageFactory()
    args = (coverage.site_id, coverage.pk)
    client = client_of(koordination)
    assert "Das Ende liegt vor dem Beginn." in said(
        post(client, "sites:coverage_end", *args, ends_on="2020-01-01")
    )
    post(client, "sites:coverage_end", *args, ends_on="2026-06-30")
    coverage.refresh_from_db()
    assert coverage.ends_on == date(2026, 6, 30)


# --- amendments ----------------------------------------------------------------------------------


def test_an_amendment_copies_parties_and_terms_and_shows_what_differs(client_of, koordination, awo, bgw):
    old, client = AgreementFactory(parties=[awo, bgw], notice_months=6), client_of(koordination)
    data = {"title": "1. Nachtrag", "starts_on": TODAY + DAY, "ends_on": TODAY + 900 * DAY}
    answer = post(client, "partners:amendment_create", old.pk, **data)
    new = Agreement.objects.get(amends=old)
    assert (answer.url, new.notice_months, new.is_draft()) == (new.get_absolute_url(), 6, True)
    assert [party.partner for party in new.parties.all()] == [awo, bgw]
    text = said(client.get(new.get_absolute_url()))
    assert ("Was der Nachtrag ändert" in text, "geändert" in text, "gleich" in text) == (True, True, True)


def test_only_the_newest_signed_version_is_amended():
    given = {"title": "N", "starts_on": TODAY, "ends_on": None, "on": TODAY}
    old = AgreementFactory()
    early = refused(old.amend, **given | {"starts_on": old.starts_on})
    old.amend(**given)
    assert list(early) == ["starts_on"]
    with pytest.raises(ValidationError, match="schon einen Nachtrag"):
        old.amend(**given)
    with pytest.raises(ValidationError, match="Entwurf"):
        draft().amend(**given)


def test_the_sites_wait_until_the_amendment_is_signed(client_of, koordination):
    old = CoverageFactory().agreement
    new = draft(amends=old, starts_on=TODAY)
    answer = client_of(koordination).post(
        reverse("sites:agreement_coverage_move", args=[new.pk]), follow=True
    )
    assert "den alle Vertragsparteien unterzeichnet haben" in said(answer)
    assert Coverage.objects.get().agreement == old


def test_a_signed_amendment_offers_to_take_the_sites_over_and_does(client_of, koordination):
    old, client, button = (
        CoverageFactory().agreement,
        client_of(koordination),
        "bisherigen Fassung übernehmen",
    )
    new = AgreementFactory(amends=old, starts_on=TODAY, parties__signed_on=TODAY)
    before = said(client.get(new.get_absolute_url()))
    post(client, "sites:agreement_coverage_move", new.pk)
    after = said(client.get(new.get_absolute_url()))
    assert (button in before, button in after) == (True, False)
    assert Coverage.objects.in_force(TODAY).get().agreement == new


# --- reminders -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends_on", "months", "deadline"),
    [
        (date(2026, 6, 30), 3, date(2026, 3, 31)),
        (date(2027, 3, 31), 3, date(2026, 12, 31)),
        (date(2026, 8, 30), 6, date(2026, 2, 28)),
        (date(2026, 6, 15), 0, date(2026, 6, 15)),
        (None, 3, None),
        (date(2026, 6, 30), None, None),
    ],
)
def test_notice_can_be_given_until_whole_months_before_the_end(ends_on, months, deadline):
    assert Agreement(ends_on=ends_on, notice_months=months).notice_deadline == deadline


def test_end_and_notice_stand_among_the_deadlines_and_on_the_page(client_of, koordination):
    agreement = AgreementFactory(title="V", ends_on=TODAY + 60 * DAY, notice_months=1)
    told = [(one.kind.label, one.due_on) for one in duties(koordination, TODAY) if one.subject == "V"]
    assert told == [
        ("Über eine Kündigung entscheiden", agreement.notice_deadline),
        ("Über die Fortsetzung entscheiden", agreement.ends_on),
    ]
    text = said(client_of(koordination).get(agreement.get_absolute_url()))
    assert "Kündigen ließe sie sich dazu bis" in text


# --- partners only read --------------------------------------------------------------------------


def test_a_partner_changes_nothing(client_of, partner_user, awo, kept):
    agreement = AgreementFactory(parties=[awo])
    client = client_of(partner_user)
    names = ["edit", "send", "sign", "terminate", "upload"]
    answers = [post(client, f"partners:agreement_{name}", agreement.pk).status_code for name in names]
    text = said(client.get(agreement.get_absolute_url()))
    assert (answers, "Nachtrag entwerfen" in text, "hochladen" in text) == ([403] * 5, False, False)


def test_a_partner_reads_exactly_the_agreements_it_is_party_to(
    client_of, partner_user, awo, bgw, kept, koordination
):
    own, foreign = (
        AgreementFactory(title="Eigene", parties=[awo]),
        AgreementFactory(title="Fremde", parties=[bgw]),
    )
    for agreement in (own, foreign):
        agreement.attach(document=SimpleUploadedFile("a.pdf", pdf()), by=koordination, on=TODAY)
    client = client_of(partner_user)
    pages = [
        [one.get_absolute_url(), reverse("partners:agreement_document", args=[one.pk])]
        for one in (own, foreign)
    ]
    answers = [[client.get(address).status_code for address in group] for group in pages]
    sheet = client.get(reverse("partners:agreement_list"), {"export": "csv"}).content.decode("utf-8-sig")
    assert (answers, "Eigene" in sheet, "Fremde" in sheet) == ([[200, 200], [404, 404]], True, False)
