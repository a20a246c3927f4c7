"""A year of quality dialogue that was held before the city began with the app: entered as what it was, page by page."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from partners.models import Notification
from quality_dialog.models import Cycle, Dialogue, Finding, Invitation, Measure, Statement
from quality_dialog.report.dialogue import dialogue_facts
from quality_dialog.report.wording import _results
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import german
from tests.asking import addresses, text_of
from tests.factories import (
    AssignmentFactory,
    CoverageFactory,
    CriterionFactory,
    DialogueFactory,
    FindingFactory,
)
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
TOMORROW = f"{TODAY + A_DAY:%d.%m.%Y}"
MARK = f"am {TODAY:%d.%m.%Y}"
OPENED, HELD, ANSWERED, DONE = date(2024, 1, 15), date(2024, 5, 14), date(2024, 6, 3), date(2024, 9, 2)
at = addresses("quality_dialog:")


class Office:
    """Two people of the city, and the partner's person who looks on."""

    def __init__(self, client_of, koordination, partner_user):
        other = in_group("Koordination")
        self.people = (koordination, other, partner_user)
        self.one, self.other, self.theirs = (client_of(person) for person in self.people)
        began = date(2024, 1, 1)
        self.site = CoverageFactory(agreement__starts_on=began, site__opened_on=began).site
        self.partner = partner_user.partner
        AssignmentFactory(site=self.site, partner=self.partner, starts_on=began)
        self.framework = CriterionFactory().field.framework

    def enters_the_year(self, **changes):
        typed = {
            "year": "2024",
            "opened_on": "15.01.2024",
            "framework": self.framework.pk,
            "sites": [self.site.pk],
            "participations": [f"{self.site.pk}-{self.partner.pk}"],
        }
        return self._sent(self.one, at("cycle_enter"), typed | changes)

    def enters_the_meeting(self, **changes):
        typed = {
            "day": "14.05.2024",
            "starts_at": "14:00",
            "ends_at": "15:30",
            "place": "Nachbarschaftstreff",
        }
        return self._sent(self.one, at("meeting_invite", 2024, self.site), typed | changes)

    def enters_the_finding(self, **changes):
        typed = {"raised_on": "14.05.2024", "kind": "need", "wording": "Am Wochenende fehlt ein Treffpunkt."}
        return self._sent(self.one, at("finding_enter", 2024, self.site), typed | changes)

    def enters_the_answer(self, **changes):
        typed = {"side": self.partner.pk, "given_on": "03.06.2024", "stance": "agrees"}
        return self._sent(self.one, at("answer_enter", Finding.objects.get()), typed | changes)

    def enters_the_measure(self, **changes):
        typed = {
            "title": "Öffnung am Samstag",
            "responsible": self.partner.pk,
            "resolved_on": "14.05.2024",
            "due_on": "30.09.2024",
            "done_on": "02.09.2024",
        }
        return self._sent(self.one, at("measure_enter", Finding.objects.get()), typed | changes)

    def confirms_the_measure(self, by=None, **changes):
        typed = {"confirmed_on": "16.09.2024"} | changes
        return self._sent(by or self.other, at("confirmation_enter", Measure.objects.get()), typed)

    def enters_all(self):
        for step in STEPS:
            getattr(self, step)()

    @staticmethod
    def _sent(client, address: str, typed: dict):
        return client.post(address, typed, follow=True)


STEPS = (
    "enters_the_year",
    "enters_the_meeting",
    "enters_the_finding",
    "enters_the_answer",
    "enters_the_measure",
    "confirms_the_measure",
)


@pytest.fixture
def office(client_of, koordination, partner_user) -> Office:
    return Office(client_of, koordination, partner_user)


@pytest.fixture
def entered(office) -> Office:
    office.enters_all()
    return office


def said(answer, field: str) -> str:
    """The refusal at that field: its code, then its words."""
    errors = answer.context["form"].errors.as_data().get(field, [])
    found = " ".join(f"{error.code}: {text}" for error in errors for text in error.messages)
    return found.replace(german.NO_BREAK_SPACE, " ")


def standing(on: date) -> tuple[str, str]:
    finding = Finding.objects.get().status_on(on).value
    return finding, Measure.objects.with_status(on).get().status.value


# --- The walk ------------------------------------------------------------------------------------


def test_a_year_of_before_is_entered_from_page_to_page(office):
    assert "Qualitätsdialog 2024 ist eingetragen." in text_of(office.enters_the_year())
    office.enters_the_meeting()
    assert "Die Feststellung ist eingetragen." in text_of(office.enters_the_finding())
    assert "Die Stellungnahme ist eingetragen." in text_of(office.enters_the_answer())
    assert "Die Maßnahme ist eingetragen." in text_of(office.enters_the_measure())
    assert "Die Maßnahme ist erledigt und bestätigt." in text_of(office.confirms_the_measure())
    dialogue = Dialogue.objects.get()
    assert (dialogue.cycle.opened_on, dialogue.meeting_on) == (OPENED, HELD)
    assert dialogue.status_on(TODAY).value == "complete"


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (HELD - A_DAY, ("not_yet", "not_yet")),
        (HELD, ("open", "open")),
        (ANSWERED - A_DAY, ("open", "open")),
        (ANSWERED, ("agreed", "open")),
        (DONE, ("agreed", "done")),
        (date(2024, 9, 15), ("agreed", "done")),
        (date(2024, 9, 16), ("agreed", "confirmed")),
        (TODAY, ("agreed", "confirmed")),
    ],
)
def test_each_fact_counts_from_its_own_day(on, found, entered):
    assert standing(on) == found


def test_the_pages_say_when_it_was_entered(entered):
    for record in (Cycle.objects.get(), Finding.objects.get(), Measure.objects.get()):
        page = text_of(entered.one.get(record.get_absolute_url()))
        assert "acherfasst" in page, record
        assert MARK in page, record


def test_the_partner_reads_what_it_is_said_to_have_written(entered):
    page = text_of(entered.theirs.get(Finding.objects.get().get_absolute_url()))
    assert f"schriftlich am 03.06.2024, nacherfasst {MARK}" in page


def test_the_partner_may_say_something_else_today(entered):
    finding = Finding.objects.get()
    typed = {"stance": "dissents", "text": "So war es nicht.", "read": finding.wording_sha256}
    entered.theirs.post(at("finding_answer", finding), typed)
    assert standing(TODAY)[0] == "disputed"
    assert standing(TODAY - A_DAY)[0] == "agreed"


def test_the_report_of_that_year_tells_it_and_that_it_was_entered_later(entered):
    facts = dialogue_facts(2024, date(2024, 12, 31))
    assert (facts.shared.value, facts.agreed.value, facts.done.value) == (1, 1, 1)
    assert f"Ergebnisse dieses Jahres sind nacherfasst, zuletzt {MARK}." in _results(facts)


# --- What must not come of it ----------------------------------------------------------------------


def test_nobody_owes_what_was_due_before_it_was_entered(office):
    late, theirs, asked = [], [], 0
    for step in STEPS:
        getattr(office, step)()
        for user in office.people:
            owed = [one for one in duties(user, TODAY) if one.whose != Whose.OTHERS]
            late += [(step, one) for one in owed if one.due_on or one.since < TODAY]
            theirs += [(step, one) for one in owed if user.partner_id]
            asked += len(owed)
    assert (late, theirs, asked > 0) == ([], [], True)


def test_no_earlier_day_is_told_of_a_duty_that_nobody_had(entered):
    for day in (OPENED, HELD, HELD + A_DAY, ANSWERED, DONE, date(2024, 10, 1), date(2025, 2, 1)):
        assert [owed for user in entered.people for owed in duties(user, day)] == [], day


def test_a_measure_that_was_never_done_is_not_late_with_anything(office):
    for step in STEPS[:4]:
        getattr(office, step)()
    office.enters_the_measure(done_on="")
    assert [one for user in office.people for one in duties(user, TODAY) if one.due_on] == []


def test_nobody_is_told(entered):
    assert not Notification.objects.exists()


# --- Days that cannot be ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"year": str(TODAY.year)}, "year", f"year_not_over: {TODAY.year} ist noch nicht vorbei."),
        (
            {"opened_on": "31.12.2022"},
            "opened_on",
            "opened_out_of_year: Nennen Sie einen Tag vom 01.01.2023",
        ),
        (
            {"opened_on": "01.01.2025"},
            "opened_on",
            "opened_out_of_year: Nennen Sie einen Tag vom 01.01.2023",
        ),
        ({"opened_on": "01.01.2023"}, "", ""),
        ({"opened_on": "31.12.2024"}, "", ""),
    ],
)
def test_a_year_of_before_is_over_and_began_around_its_beginning(changes, field, reason, office):
    answer = office.enters_the_year(**changes)
    assert Cycle.objects.exists() == (not reason)
    assert not reason or reason in said(answer, field)


def test_a_year_is_entered_once(entered):
    assert "ist schon eröffnet" in said(entered.enters_the_year(), "year")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (TOMORROW, "paper_in_future: Dieser Tag liegt in der Zukunft."),
        ("14.01.2024", "entered_before_opening: Der Qualitätsdialog 2024 ist erst am 15.01.2024 eröffnet."),
        ("15.01.2024", ""),
        (f"{TODAY:%d.%m.%Y}", ""),
    ],
)
def test_a_finding_lies_neither_ahead_nor_before_its_year(day, reason, office):
    office.enters_the_year()
    answer = office.enters_the_finding(raised_on=day)
    assert Finding.objects.exists() == (not reason)
    assert not reason or reason in said(answer, "raised_on")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (TOMORROW, "paper_in_future: Dieser Tag liegt in der Zukunft."),
        ("13.05.2024", "answered_before_finding: Die Feststellung ist erst vom 14.05.2024."),
        ("14.05.2024", ""),
        (f"{TODAY:%d.%m.%Y}", ""),
    ],
)
def test_an_answer_lies_neither_ahead_nor_before_what_it_answers(day, reason, office):
    for step in STEPS[:3]:
        getattr(office, step)()
    answer = office.enters_the_answer(given_on=day)
    assert Statement.objects.exists() == (not reason)
    assert not reason or reason in said(answer, "given_on")


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        (
            {"resolved_on": TOMORROW, "due_on": TOMORROW},
            "resolved_on",
            "paper_in_future: Dieser Tag liegt in der Zukunft.",
        ),
        (
            {"resolved_on": "13.05.2024"},
            "resolved_on",
            "entered_before_finding: Die Feststellung ist erst",
        ),
        (
            {"due_on": "13.05.2024"},
            "due_on",
            "measure_due_after_resolved: Die Frist liegt vor dem Tag",
        ),
        ({"done_on": TOMORROW}, "done_on", "paper_in_future: Dieser Tag liegt in der Zukunft."),
        (
            {"done_on": "13.05.2024"},
            "done_on",
            "done_before_agreed: Vereinbart ist die Maßnahme erst am 14.05.2024.",
        ),
        ({"due_on": "14.05.2024", "done_on": "14.05.2024"}, "", ""),
        ({"done_on": f"{TODAY:%d.%m.%Y}"}, "", ""),
        ({"responsible": ""}, "", ""),
    ],
)
def test_a_measure_is_agreed_then_done_in_this_order(changes, field, reason, office):
    for step in STEPS[:3]:
        getattr(office, step)()
    answer = office.enters_the_measure(**changes)
    assert Measure.objects.exists() == (not reason)
    assert not reason or reason in said(answer, field)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (TOMORROW, "paper_in_future: Dieser Tag liegt in der Zukunft."),
        ("01.09.2024", "confirmed_before_done: Erledigt ist sie erst am 02.09.2024."),
        ("02.09.2024", ""),
        (f"{TODAY:%d.%m.%Y}", ""),
    ],
)
def test_a_measure_is_not_confirmed_before_it_was_done(day, reason, office):
    for step in STEPS[:5]:
        getattr(office, step)()
    answer = office.confirms_the_measure(confirmed_on=day)
    assert Measure.objects.filter(confirmed_on__isnull=False).exists() == (not reason)
    assert not reason or reason in said(answer, "confirmed_on")


# --- Who may ---------------------------------------------------------------------------------------


def test_who_entered_that_it_was_done_does_not_confirm_it(office):
    for step in STEPS[:5]:
        getattr(office, step)()
    assert "Vier-Augen-Prinzip" in text_of(office.confirms_the_measure(by=office.one))
    assert Measure.objects.get().confirmed_on is None


@pytest.mark.parametrize("role", ["partner_user", "freigabe", "revision", "gremium"])
def test_only_the_koordination_enters(role, entered, request, client_of):
    client = client_of(request.getfixturevalue(role))
    finding, measure = Finding.objects.get(), Measure.objects.get()
    found = [
        at("cycle_enter"),
        at("finding_enter", 2024, entered.site),
        at("answer_enter", finding),
        at("measure_enter", finding),
        at("confirmation_enter", measure),
    ]
    assert {client.get(address).status_code for address in found} <= {403, 404}


def test_nothing_is_entered_later_in_a_year_that_runs(koordination, client_of):
    dialogue = DialogueFactory()
    finding = FindingFactory(dialogue=dialogue, shared=True)
    client = client_of(koordination)
    typed = {"raised_on": "14.05.2026", "kind": "need", "wording": "Früher."}
    first = client.post(at("finding_enter", dialogue.cycle.year, dialogue.site), typed)
    typed = {"side": dialogue.partners.first().pk, "given_on": f"{TODAY:%d.%m.%Y}", "stance": "agrees"}
    second = client.post(at("answer_enter", finding), typed)
    for answer in (first, second):
        assert said(answer, "__all__").startswith(
            "not_of_the_past: Nacherfassen lässt sich nur in einem Jahr"
        )


def test_the_city_speaks_for_a_partner_nowhere_but_in_what_was_entered(koordination):
    dialogue = DialogueFactory()
    finding = FindingFactory(dialogue=dialogue, shared=True)
    given = {"partner": dialogue.partners.first(), "stance": "agrees", "given_by": koordination}
    for entered_on in (None, TODAY):
        with pytest.raises(DatabaseError), transaction.atomic():
            finding.statements.create(
                **given, wording_sha256=finding.wording_sha256, given_on=TODAY, entered_on=entered_on
            )


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (TOMORROW, "paper_in_future: Dieser Tag liegt in der Zukunft."),
        (
            "14.01.2024",
            "meeting_before_cycle: Das Gespräch liegt nicht vor der Eröffnung des Qualitätsdialogs.",
        ),
        ("15.01.2024", ""),
    ],
)
def test_a_meeting_lies_neither_ahead_nor_before_its_year(day, reason, office):
    office.enters_the_year()
    answer = office.enters_the_meeting(day=day)
    assert Invitation.objects.exists() == (not reason)
    assert not reason or reason in said(answer, "day")


def test_no_invitation_goes_out_to_what_is_over(office):
    office.enters_the_year()
    office.enters_the_meeting()
    assert Invitation.objects.count() == 1
    assert not Notification.objects.exists()
