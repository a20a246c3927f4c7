"""News: each occasion told to exactly those concerned, once, and the page on which they are read."""

import csv
import io
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import Agreement, Notification, User
from partners.news import AGREEMENT_SENT
from quality_dialog.dialogue.models.removing import set_participants
from quality_dialog.dialogue.news import COMMENTED
from quality_dialog.models import Comment, Measure, Report
from quality_dialog.report import asking
from quartiersarbeit.duties import news_kinds
from quartiersarbeit.ground import german
from quartiersarbeit.ground.listing import PER_PAGE
from tests.asking import code_of, queries, text_of
from tests.asking import told as told_above
from tests.factories import (
    AgreementFactory,
    DecisionFactory,
    DialogueFactory,
    DisbursementFactory,
    FindingFactory,
    NotificationFactory,
    PaymentItemFactory,
    PaymentRunFactory,
)
from tests.news_cases import CASES, DAY, Cast, cast_of
from tests.people import in_group, the_awo, the_bgw
from tests.test_admin_network import rows

pytestmark = pytest.mark.django_db
OCCASIONS = sorted(CASES)


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """The people of all cases, made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast_of(the_awo(), the_bgw())
        transaction.set_rollback(True)


@pytest.fixture
def cast(everybody, db) -> Cast:
    """The same people, and what a test changes of them is undone."""
    return deepcopy(everybody)


# --- Each occasion -------------------------------------------------------------------------------


def test_every_occasion_has_its_case():
    assert sorted(news_kinds()) == OCCASIONS


@pytest.mark.parametrize("code", OCCASIONS)
def test_exactly_those_concerned_are_told_once_in_one_sentence_and_led_to_the_record(code, cast, client_of):
    case = CASES[code](cast)
    Notification.objects.all().delete()  # what led there told something too
    made = case.act()
    records = case.leads_to or (made if isinstance(made, list) else [made])
    news = list(Notification.objects.filter(kind=code).select_related("recipient"))
    found = (
        cast.names([one.recipient for one in news]),
        {one.text.replace(german.NO_BREAK_SPACE, " ") for one in news},
        {one.address for one in news},
        {client_of(one.recipient).get(one.address).status_code for one in news},
    )
    assert found == (
        sorted(case.to.split()),
        {case.says},
        {record.get_absolute_url() for record in records},
        {200},
    )


# --- Who else hears it ---------------------------------------------------------------------------


def names_told(cast, code: str) -> list[str]:
    """Who has news of this kind."""
    news = Notification.objects.filter(kind=code).select_related("recipient")
    return cast.names([one.recipient for one in news])


@pytest.mark.parametrize(
    ("writer", "audience", "readers"),
    [
        ("karla", "own", ["kurt"]),
        ("anna", "own", ["arne"]),
        ("anna", "one", ["arne", "karla", "kurt"]),
        ("anna", "all", ["arne", "berta", "karla", "kurt"]),
    ],
)
def test_a_comment_is_told_to_those_for_whom_it_is_written(writer, audience, readers, cast):
    finding = FindingFactory(dialogue=DialogueFactory(partners=[cast.awo, cast.bgw]), shared=True)
    said = {"about": finding, "text": "Bitte prüfen.", "audience": audience}
    Comment.objects.write(**said, by=getattr(cast, writer), on=DAY)
    assert names_told(cast, "commented") == readers


def test_of_a_reallocation_each_recipient_hears_only_its_own_notice(cast):
    CASES["reallocation_approved"](cast).act()
    told = Notification.objects.filter(kind="decision_approved").order_by("recipient__first_name")
    said = [(one.recipient.first_name, one.text.split("„")[1].split(" ")[0]) for one in told]
    assert said == [("Anna", "Minderung"), ("Arne", "Minderung"), ("Berta", "Erhöhung")]


def test_a_partner_asked_by_letter_learns_it_when_the_letter_is_sent(cast):
    CASES["reading_dispatched"](cast).act()
    assert names_told(cast, "reading_asked") == ["anna", "arne"]


def test_asking_again_for_the_same_day_tells_nothing_and_another_day_is_told(cast):
    case = CASES["reading_asked"](cast)
    case.act()
    Notification.objects.all().delete()
    case.act()
    again = names_told(cast, "reading_asked")
    asking.show(Report.objects.get(), partners=[cast.awo], due_on=date(2026, 9, 8), by=cast.kurt, on=DAY)
    assert (again, names_told(cast, "reading_asked")) == ([], ["anna", "arne"])


def test_what_changes_nothing_for_the_others_is_not_told(cast):
    dialogue = DialogueFactory(partners=[cast.awo])
    set_participants(dialogue, partners=[cast.awo], by=cast.karla, on=DAY)
    cycle = dialogue.cycle
    days = {name: getattr(cycle, name) for name in ("assessment_due_on", "meetings_due_on", "report_due_on")}
    cycle.revise(focus_topics="Nachbarschaft", **days, by=cast.karla, on=DAY)
    assert not Notification.objects.exists()


def test_a_draft_agreement_tells_nothing_when_it_is_changed(cast):
    draft = AgreementFactory(parties=[cast.awo], parties__signed_on=None)
    parties = [{"partner": cast.awo, "role": "other", "position": 1}]
    draft.revise(parties=parties, title="Neu", by=cast.karla, on=DAY)
    assert not Notification.objects.exists()


def test_an_unshared_finding_tells_nothing_whatever_happens_to_it(cast):
    draft = FindingFactory(dialogue=DialogueFactory(partners=[cast.awo]), raised_for=cast.awo)
    draft.edit(wording="Neu", read=draft.wording_sha256, by=cast.anna, on=DAY)
    draft.withdraw(reason="Versehen", by=cast.anna, on=DAY)
    assert not Notification.objects.exists()


def test_who_may_not_open_the_page_is_not_told_of_it(cast):
    Group.objects.get(name="Partner").permissions.remove(Permission.objects.get(codename="view_decision"))
    CASES["decision_approved"](cast).act()
    assert names_told(cast, "decision_approved") == ["karla"]


def test_rights_given_to_a_person_alone_count_as_those_of_roles(cast):
    cast.gerda.user_permissions.set(
        Permission.objects.filter(codename__in=["see_everything", "view_partner"])
    )
    record, occasion = cast.awo, replace(COMMENTED, opens="partners.view_partner")
    people = [
        User.objects.get(pk=one.pk) for one in (cast.gerda, cast.carla, cast.anna, cast.rita, cast.vera)
    ]
    Notification.objects.tell(occasion, record, to=people, by=cast.karla, on=DAY)
    assert names_told(cast, "commented") == ["anna", "gerda", "rita", "vera"]


def test_the_sentence_stays_as_the_record_was_called_then(cast):
    CASES["measure_dropped"](cast).act()
    Measure.objects.update(title="Ganz anders")
    assert {"Länger öffnen" in one.text for one in Notification.objects.all()} == {True}


def test_a_long_name_is_shortened(cast):
    agreement = AgreementFactory(title="x" * 200, parties=[cast.awo])
    called = {"called": "y" * 400}
    Notification.objects.tell(AGREEMENT_SENT, agreement, to=[cast.anna], by=cast.karla, on=DAY, **called)
    assert f"„{'y' * 299}…“" in Notification.objects.get().text


def test_braces_in_a_name_are_only_signs(cast):
    finding = FindingFactory(
        dialogue=DialogueFactory(partners=[cast.awo]), wording="{who} und {nichts}", raised_for=None
    )
    finding.share(by=cast.karla, on=DAY)
    assert "„{who} und {nichts}“" in Notification.objects.first().text


def test_a_refused_act_tells_nothing_of_what_it_had_done_before(cast):
    run = PaymentRunFactory(item_count=2, total=4000)
    allocation = DecisionFactory(allocation__recipient=cast.awo, approved=True).allocation
    for released_on in (date(2026, 3, 1), DAY):
        row = DisbursementFactory(allocation=allocation, released=True, released_on=released_on)
        PaymentItemFactory(run=run, disbursement=row)
    facts = {"reference": "KA", "by": cast.frida, "on": DAY}
    refused_for = code_of(
        run.pay, paid_on=date(2026, 3, 2), **facts
    )  # for the second row: the first had told
    after_refusal = Notification.objects.count()
    done = code_of(run.pay, paid_on=DAY, **facts)
    assert (refused_for, after_refusal, done, names_told(cast, "paid")) == (
        "paid_before_release",
        0,
        "done",
        ["anna", "anna", "arne", "arne"],
    )


def test_who_may_see_it_is_asked_in_as_many_statements_of_two_people_as_of_twelve(cast):
    dialogue = DialogueFactory(partners=[cast.awo, cast.bgw])
    asked = []
    for more in (0, 6):
        for _ in range(more):
            in_group("Partner", partner=cast.awo)
            in_group("Koordination")
        finding = FindingFactory(dialogue=dialogue)
        with CaptureQueriesContext(connection) as statements:
            finding.share(by=cast.karla, on=DAY)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_what_is_put_right_in_the_admin_is_nobody_s_act_and_tells_nothing(cast, client_of):
    agreement = AgreementFactory(parties=[cast.awo], parties__signed_on=None)
    party = agreement.parties.get()
    row = {
        "id": party.pk,
        "agreement": agreement.pk,
        "partner": cast.awo.pk,
        "role": "other",
        "position": "1",
    }
    data = {"title": "Neu", "starts_on": "01.01.2026"}
    data |= rows("parties", row, initial=1)
    answer = client_of(cast.vera).post(reverse("admin:partners_agreement_change", args=[agreement.pk]), data)
    title = Agreement.objects.get(pk=agreement.pk).title
    assert (answer.status_code, title, Notification.objects.count()) == (302, "Neu", 0)


# --- The page ------------------------------------------------------------------------------------

LIST = reverse("news_list")


def test_the_newest_stands_first_and_leads_to_its_record_through_the_news(koordination, client_of):
    for day in (1, 3, 2):
        NotificationFactory(recipient=koordination, on=date(2026, 6, day), text=f"Am {day}. Juni.")
    page = text_of(client_of(koordination).get(LIST))
    found = re.findall(r'href="(/neuigkeiten/\d+/)"[^>]*>\s*(Am \d\. Juni\.)', page)
    expected = Notification.objects.order_by("-on")
    assert found == [(reverse("news_open", args=[one.pk]), one.text) for one in expected]


def test_of_one_day_the_last_told_stands_first(koordination, client_of):
    told = [NotificationFactory(recipient=koordination) for _ in range(3)]
    shown = client_of(koordination).get(LIST).context["listing"].page.object_list
    assert list(shown) == told[::-1]


def test_one_s_own_news_only_whoever_sees_everything_else(koordination, revision, cast, client_of):
    for person in (koordination, revision, cast.anna):
        NotificationFactory(recipient=person, text=f"Für {person.email}.")
    seen = {
        person.email: re.findall(r"Für (\S+@\S+)\.", text_of(client_of(person).get(LIST)))
        for person in (koordination, revision, cast.anna)
    }
    assert seen == {email: [email] for email in seen}


def test_only_new_ones_are_shown_where_one_asks_for_them(koordination, client_of):
    new = NotificationFactory(recipient=koordination)
    NotificationFactory(recipient=koordination, read=True)
    shown = client_of(koordination).get(LIST, {"neu": "on"}).context["listing"].page.object_list
    assert list(shown) == [new]


def test_news_are_searched_by_their_words(koordination, client_of):
    for text in ("AWO hat „Nord“ unterzeichnet.", "BGW hat „Süd“ unterzeichnet."):
        NotificationFactory(recipient=koordination, text=text)
    shown = client_of(koordination).get(LIST, {"q": "nord unterzeichnet"}).context["listing"].page.object_list
    assert [one.text for one in shown] == ["AWO hat „Nord“ unterzeichnet."]


def test_news_are_exported_as_they_are_found(koordination, client_of):
    NotificationFactory(recipient=koordination, text="AWO hat „Nord“ unterzeichnet.")
    NotificationFactory(recipient=koordination, text="Gelesen.", read=True)
    answer = client_of(koordination).get(LIST, {"export": "csv", "neu": "on"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Was geschehen ist", "Am", "Stand"],
        ["AWO hat „Nord“ unterzeichnet.", "01.06.2026", "neu"],
    ]


def test_many_news_stand_on_several_pages(koordination, client_of):
    NotificationFactory.create_batch(PER_PAGE + 1, recipient=koordination)
    second = client_of(koordination).get(LIST, {"seite": "2"}).context["listing"]
    assert (len(second.page.object_list), second.count_sentence) == (1, f"{PER_PAGE + 1} Neuigkeiten")


def test_opening_one_marks_it_and_no_other_as_read(koordination, cast, client_of):
    one, other = (NotificationFactory(recipient=koordination, record=cast.awo) for _ in range(2))
    answer = client_of(koordination).get(reverse("news_open", args=[one.pk]))
    unread = list(Notification.objects.unread())
    assert (answer.status_code, answer.url, unread) == (302, cast.awo.get_absolute_url(), [other])


def test_opening_it_again_leads_there_and_keeps_when_it_was_read(koordination, client_of):
    one = NotificationFactory(recipient=koordination, read=True)
    one.refresh_from_db()
    answer = client_of(koordination).get(reverse("news_open", args=[one.pk]))
    assert (answer.status_code, Notification.objects.get().read_at) == (302, one.read_at)


def test_others_news_are_not_there_and_stay_unread(koordination, revision, client_of):
    one = NotificationFactory(recipient=koordination)
    status = client_of(revision).get(reverse("news_open", args=[one.pk])).status_code
    assert (status, list(Notification.objects.unread())) == (404, [one])


def test_all_of_one_s_own_are_marked_as_read_at_once(koordination, revision, client_of):
    NotificationFactory.create_batch(2, recipient=koordination)
    others = NotificationFactory(recipient=revision)
    answer = client_of(koordination).post(reverse("news_read"), follow=True)
    said = told_above(answer)
    assert (said, list(Notification.objects.unread())) == (["2 Neuigkeiten als gelesen vermerkt."], [others])


def test_there_is_nothing_to_mark_where_all_is_read(koordination, client_of):
    client = client_of(koordination)
    NotificationFactory(recipient=koordination)
    before = "Alle als gelesen vermerken" in text_of(client.get(LIST))
    client.post(reverse("news_read"))
    assert (before, "Alle als gelesen vermerken" in text_of(client.get(LIST))) == (True, False)


@pytest.mark.parametrize("address", [LIST, "/"])
def test_the_header_counts_what_the_page_shows_as_new(address, koordination, revision, client_of):
    client = client_of(koordination)
    NotificationFactory.create_batch(3, recipient=koordination)
    NotificationFactory(recipient=koordination, read=True)
    NotificationFactory(recipient=revision)
    counted = re.search(r'class="news-link__count">(\d+)', text_of(client.get(address)))
    shown = client.get(LIST, {"neu": "on"}).context["listing"].page.paginator.count
    assert (int(counted[1]), shown) == (3, 3)


def test_without_news_the_header_counts_nothing_and_the_page_says_what_comes(koordination, client_of):
    page = text_of(client_of(koordination).get(LIST))
    assert ("news-link__count" in page, "Noch keine Neuigkeiten." in page) == (False, True)


def test_the_page_costs_the_same_with_one_row_and_with_twelve(koordination, client_of):
    client = client_of(koordination)
    NotificationFactory(recipient=koordination)
    with_one = queries(client, LIST)
    NotificationFactory.create_batch(11, recipient=koordination)
    assert queries(client, LIST) == with_one
