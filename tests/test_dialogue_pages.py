"""The pages of the quality dialogue: by role, by voice, by row; silence is never consent."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from quality_dialog.models import Finding, Measure
from tests.asking import queries
from tests.factories import (
    AssessmentFactory,
    AssignmentFactory,
    CriterionFactory,
    CycleFactory,
    DialogueFactory,
    FindingFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    MeasureFactory,
    MeasureStepFactory,
    ParticipationFactory,
    PartnerFactory,
    SiteFactory,
    StatementFactory,
    SubmissionFactory,
)

TODAY = timezone.localdate()
LIST = "/qualitaetsdialog/"
MEASURES = "/massnahmen/"


def page(client, address: str, **query) -> str:
    """The page's text, which must be there."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def part(shown: str, anchor: str) -> str:
    """One section of a page."""
    return shown.split(f'id="{anchor}"')[1].split("</section>")[0]


def row_of(shown: str, name: str) -> list[str]:
    """The cells behind the name of the one table row that begins with it, as text."""
    (row,) = [
        row for row in re.findall(r"<tr.*?</tr>", shown, re.DOTALL) if re.search(rf">{name}</(a|span)>", row)
    ]
    cells = [one for one in re.findall(r"<td.*?</td>", row, re.DOTALL) if 'cell choice"' not in one]
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


@pytest.fixture
def talk(awo, bgw):
    """The dialogue of 2026 about a site, with awo and bgw."""
    return DialogueFactory(partners=[awo, bgw], site__name="Standort Nord")


@pytest.fixture
def finding(talk):
    """A finding of the city, shared with awo and bgw; nobody has answered yet."""
    return FindingFactory(dialogue=talk, shared=True, wording="Das Café ist voll.", kind="strength")


def addresses(finding) -> list[str]:
    dialogue = finding.dialogue
    return [
        LIST,
        dialogue.cycle.get_absolute_url(),
        dialogue.get_absolute_url(),
        finding.get_absolute_url(),
        MEASURES,
    ]


# --- who sees what -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("koordination", [200, 200, 200, 200, 200]),
        ("freigabe", [200, 200, 200, 200, 200]),
        ("revision", [200, 200, 200, 200, 200]),
        ("partner_user", [200, 200, 200, 200, 200]),
        ("gremium", [403, 403, 403, 403, 403]),
    ],
)
def test_each_role_sees_its_part_of_the_dialogue(role, statuses, finding, client_of, request):
    client = client_of(request.getfixturevalue(role))
    assert [client.get(address).status_code for address in addresses(finding)] == statuses


def test_strangers_are_asked_to_sign_in(finding, client):
    answers = [client.get(address) for address in addresses(finding)]
    assert {answer.url.split("?")[0] for answer in answers} == {reverse("account_login")}


def test_who_takes_no_part_sees_nothing_of_a_dialogue(other_partner_user, awo, client_of):
    finding = FindingFactory(
        dialogue__partners=[awo], dialogue__site__name="Fremder Standort", shared=True, wording="Fremde Worte"
    )
    MeasureFactory(finding=finding, title="Fremde Maßnahme", due_on=date(2026, 6, 1))
    client = client_of(other_partner_user)
    assert [client.get(address).status_code for address in addresses(finding)] == [200, 404, 404, 404, 200]
    shown = page(client, LIST) + page(client, MEASURES)
    assert [word for word in ("Fremd", "2026</a>") if word in shown] == []


def test_a_role_at_the_site_alone_opens_no_dialogue(other_partner_user, bgw, awo, client_of):
    dialogue = DialogueFactory(partners=[awo])
    AssignmentFactory(site=dialogue.site, partner=bgw)
    assert client_of(other_partner_user).get(dialogue.get_absolute_url()).status_code == 404


def test_a_partner_counts_only_what_it_sees(partner_user, talk, client_of):
    foreign = DialogueFactory(site__name="Fremder Standort")
    for dialogue in (talk, foreign):
        MeasureFactory(finding=FindingFactory(dialogue=dialogue, shared=True), due_on=date(2026, 6, 1))
    client = client_of(partner_user)
    assert row_of(page(client, LIST), "2026")[-2:] == ["1", "1"]
    shown = page(client, talk.cycle.get_absolute_url())
    assert "Fremder Standort" not in shown
    assert "Fremder Standort" not in page(client, MEASURES)


def test_a_draft_is_seen_by_its_own_side_only(
    koordination, partner_user, other_partner_user, talk, awo, client_of
):
    drafts = [FindingFactory(dialogue=talk, wording="Entwurf der Stadt")]
    drafts.append(FindingFactory(dialogue=talk, wording="Entwurf der AWO", raised_for=awo))
    seen = {}
    for user in (koordination, partner_user, other_partner_user):
        client = client_of(user)
        shown = page(client, talk.get_absolute_url())
        listed = [draft.wording in shown for draft in drafts]
        found = [client.get(draft.get_absolute_url()).status_code == 200 for draft in drafts]
        seen[user.email] = (listed, found)
    assert seen == {
        "koordination@example.org": ([True, False], [True, False]),
        "awo@example.org": ([False, True], [False, True]),
        "bgw@example.org": ([False, False], [False, False]),
    }


def test_a_partner_is_not_told_the_names_behind_the_others(partner_user, finding, bgw, client_of):
    StatementFactory(finding=finding, partner=bgw)
    names = [str(finding.raised_by), str(finding.statements.get().given_by)]
    client = client_of(partner_user)
    shown = page(client, finding.get_absolute_url()) + page(client, finding.dialogue.get_absolute_url())
    assert [name for name in names if name in shown] == []


def test_a_link_to_last_years_finding_is_given_only_to_those_who_see_it(
    koordination, partner_user, finding, client_of
):
    before = FindingFactory(dialogue__cycle__year=2025, dialogue__site=finding.dialogue.site, shared=True)
    Finding.objects.filter(pk=finding.pk).update(carried_over_from=before)
    address = finding.get_absolute_url()
    assert before.get_absolute_url() in page(client_of(koordination), address)
    assert before.get_absolute_url() not in page(client_of(partner_user), address)
    assert before.wording not in page(client_of(partner_user), address)


@pytest.mark.parametrize(
    "address",
    ["/qualitaetsdialog/1999/", "/qualitaetsdialog/99999999999/", "/feststellungen/99999999999999999999/"],
)
def test_what_does_not_exist_is_not_found(koordination, client_of, address):
    assert client_of(koordination).get(address).status_code == 404


def test_reading_pages_take_no_post(koordination, finding, client_of):
    client = client_of(koordination)
    assert {client.post(address).status_code for address in addresses(finding)} == {405}


def test_empty_pages_say_what_is_missing(koordination, partner_user, client_of):
    client = client_of(koordination)
    assert "Noch kein Qualitätsdialog eröffnet." in page(client, LIST)
    assert "Ihre Organisation nimmt noch an keinem Qualitätsdialog teil." in page(
        client_of(partner_user), LIST
    )
    assert "Noch keine Maßnahmen." in page(client, MEASURES)
    cycle = CycleFactory()
    assert "Noch kein Standort im Gespräch." in page(client, cycle.get_absolute_url())
    shown = page(client, DialogueFactory(cycle=cycle, partners=0).get_absolute_url())
    wanted = [
        "Noch keine Feststellung.",
        "Noch keine Maßnahme",
        "Noch keine Selbsteinschätzung",
        "Noch niemand vermerkt.",
    ]
    assert [word for word in wanted if word not in shown] == []


def test_an_example_says_so(koordination, client_of):
    finding = FindingFactory(dialogue__cycle=CycleFactory(is_example=True), shared=True)
    client = client_of(koordination)
    assert "Beispiel" in page(client, LIST)
    assert all(">Beispiel</span>" in page(client, address) for address in addresses(finding)[1:4])


# --- voices --------------------------------------------------------------------------------------


def state(client, finding) -> str:
    """The state in the head of the finding's page."""
    head = page(client, finding.get_absolute_url()).split('class="page-head"')[1].split("</section>")[0]
    return next(
        name
        for name in ("Entwurf, noch nicht geteilt", "Einvernehmen", "abweichende Auffassung", "offen")
        if f">{name}</span>" in head.split('id="wortlaut"')[0]
    )


def test_silence_is_never_consent(koordination, finding, awo, bgw, client_of):
    client = client_of(koordination)
    assert state(client, finding) == "offen"
    StatementFactory(finding=finding, partner=awo)
    assert state(client, finding) == "offen"
    assert page(client, finding.get_absolute_url()).count("noch keine Stellungnahme") == 1
    StatementFactory(finding=finding, partner=bgw, stance="agrees_with_remark", text="Nur dienstags.")
    assert state(client, finding) == "Einvernehmen"


def test_the_city_has_to_agree_to_a_partners_finding(koordination, talk, awo, bgw, client_of):
    finding = FindingFactory(dialogue=talk, shared=True, raised_for=awo)
    StatementFactory(finding=finding, partner=bgw)
    client = client_of(koordination)
    assert state(client, finding) == "offen"
    StatementFactory(finding=finding, for_city=True)
    assert state(client, finding) == "Einvernehmen"


def test_dissent_is_printed_beside_the_finding(koordination, partner_user, finding, awo, bgw, client_of):
    StatementFactory(finding=finding, partner=awo)
    StatementFactory(finding=finding, partner=bgw, stance="dissents", text="Das Café ist nur dienstags voll.")
    for user in (koordination, partner_user):
        client = client_of(user)
        assert state(client, finding) == "abweichende Auffassung"
        for address in (finding.get_absolute_url(), finding.dialogue.get_absolute_url()):
            assert "Das Café ist nur dienstags voll." in page(client, address)


def test_a_changed_wording_voids_what_was_said_to_the_earlier_one(koordination, finding, awo, bgw, client_of):
    for partner in (awo, bgw):
        StatementFactory(finding=finding, partner=partner)
    client = client_of(koordination)
    assert "früheren Wortlaut" not in page(client, finding.get_absolute_url())
    Finding.objects.filter(pk=finding.pk).update(wording="Das Café ist übervoll.", worded_on=TODAY)
    assert state(client, finding) == "offen"
    shown = page(client, finding.get_absolute_url())
    assert part(shown, "haltung").count("Stellungnahme nur zum früheren Wortlaut") == 2
    assert part(shown, "stellungnahmen").count(">zum früheren Wortlaut<") == 2
    assert "nur zum früheren Wortlaut" in page(client, finding.dialogue.get_absolute_url())


def test_a_changed_mind_counts_and_the_earlier_word_stays(koordination, finding, awo, client_of):
    StatementFactory(
        finding=finding, partner=awo, stance="dissents", text="Nein.", given_on=date(2026, 5, 16)
    )
    StatementFactory(finding=finding, partner=awo, given_on=date(2026, 5, 17))
    shown = page(client_of(koordination), finding.get_absolute_url())
    assert "Nein." not in part(shown, "haltung")
    assert "Nein." in part(shown, "stellungnahmen")


def test_who_takes_no_part_any_more_is_still_heard(koordination, finding, client_of):
    StatementFactory(finding=finding, partner=PartnerFactory(), stance="dissents", text="Das bleibt gesagt.")
    shown = page(client_of(koordination), finding.dialogue.get_absolute_url())
    assert "Das bleibt gesagt." in part(shown, "feststellungen")


def test_a_draft_asks_nobody(koordination, talk, client_of):
    draft = FindingFactory(dialogue=talk)
    client = client_of(koordination)
    assert state(client, draft) == "Entwurf, noch nicht geteilt"
    assert "Noch nicht geteilt." in page(client, draft.get_absolute_url())
    assert "noch keine Stellungnahme" not in page(client, talk.get_absolute_url())


def test_a_wording_cannot_bring_markup(koordination, talk, client_of):
    finding = FindingFactory(dialogue=talk, shared=True, wording="<script>alert(1)</script>")
    answers = [client_of(koordination).get(address) for address in addresses(finding)]
    assert [answer for answer in answers if b"<script>alert" in answer.content] == []


# --- counts --------------------------------------------------------------------------------------


def test_a_years_counts_are_the_models_own_words(koordination, talk, awo, bgw, client_of):
    criterion = CriterionFactory(field__framework=talk.cycle.framework)
    AssessmentFactory(dialogue=talk, partner=awo, criterion=criterion, submitted=True)
    SubmissionFactory(dialogue=talk, partner=awo)
    AssessmentFactory(dialogue=talk, partner=bgw, criterion=criterion)
    agreed, disputed, _open = FindingFactory.create_batch(3, dialogue=talk, shared=True)
    FindingFactory(dialogue=talk)
    for partner in (awo, bgw):
        StatementFactory(finding=agreed, partner=partner)
    StatementFactory(finding=disputed, partner=awo, dissenting=True)
    MeasureFactory(finding=agreed, due_on=TODAY - timedelta(days=1))
    MeasureFactory(finding=agreed, due_on=TODAY)
    MeasureFactory(finding=agreed, due_on=date(2026, 6, 1), done=True)
    of = Finding.objects.filter(dialogue=talk)
    counts = [of.agreed(TODAY).count(), of.disputed(TODAY).count(), of.open(TODAY).count()]
    assert counts == [1, 1, 1]
    shown = page(client_of(koordination), talk.cycle.get_absolute_url())
    assert row_of(shown, "Standort Nord")[2:-1] == ["1 von 2", "1", "1", "1", "1"]


def test_the_sites_stand_in_the_order_of_their_names(koordination, client_of):
    for name in ("Zeche", "Aue", "Kamp"):
        DialogueFactory(site__name=name)
    shown = page(client_of(koordination), CycleFactory().get_absolute_url())
    assert sorted(("Zeche", "Aue", "Kamp"), key=shown.index) == ["Aue", "Kamp", "Zeche"]


# --- self-assessment and indicators --------------------------------------------------------------


def test_self_assessments_stand_in_words_by_field_of_action(koordination, talk, awo, client_of):
    criterion = CriterionFactory(field__framework=talk.cycle.framework, field__title="Begegnung")
    AssessmentFactory(
        dialogue=talk, partner=awo, criterion=criterion, submitted=True, rating="partly", text="Fast."
    )
    shown = part(page(client_of(koordination), talk.get_absolute_url()), "selbsteinschaetzung")
    assert [
        word
        for word in ("Begegnung", criterion.guiding_question, "teilweise erreicht: Fast.")
        if word not in shown
    ] == []


def test_a_draft_of_a_self_assessment_is_seen_by_its_own_people_only(
    koordination, partner_user, other_partner_user, talk, awo, client_of
):
    criterion = CriterionFactory(field__framework=talk.cycle.framework)
    AssessmentFactory(dialogue=talk, partner=awo, criterion=criterion, text="Noch geheim")
    users = (koordination, partner_user, other_partner_user)
    seen = ["Noch geheim" in page(client_of(user), talk.get_absolute_url()) for user in users]
    assert seen == [False, True, False]


def test_a_missing_value_is_said_to_be_missing_and_zero_is_zero(koordination, talk, client_of):
    names = ("Besuche", "Feste", "Ausflüge", "Kurse")
    indicators = [
        IndicatorFactory(field__framework=talk.cycle.framework, name=name, unit="Stück") for name in names
    ]
    IndicatorValueFactory(
        dialogue=talk, indicator=indicators[0], value=Decimal("1234.50"), source="estimated"
    )
    IndicatorValueFactory(dialogue=talk, indicator=indicators[1], value=Decimal("0"))
    IndicatorValueFactory(
        dialogue=talk, indicator=indicators[2], value=None, source="", comment="Zettel verloren"
    )
    shown = part(page(client_of(koordination), talk.get_absolute_url()), "kennzahlen")
    assert [row_of(shown, name)[3:6] for name in names] == [  # after what it is of, and its target
        ["1.234,50 Stück", "geschätzt", "– keine Angabe"],
        ["0 Stück", "gezählt", "– keine Angabe"],
        ["fehlt", "– keine Angabe", "Zettel verloren"],
        ["fehlt", "– keine Angabe", "– keine Angabe"],
    ]


# --- measures ------------------------------------------------------------------------------------


@pytest.fixture
def measures(finding, awo):
    """One measure in each state."""
    late = TODAY - timedelta(days=1)
    postponed = MeasureFactory(finding=finding, title="Verschobene", due_on=late)
    MeasureStepFactory(measure=postponed, new_due_on=TODAY + timedelta(days=30))
    return [
        MeasureFactory(finding=finding, title="Überfällige", due_on=late, responsible=awo),
        MeasureFactory(finding=finding, title="Heutige", due_on=TODAY),
        postponed,
        MeasureFactory(finding=finding, title="Erledigte", due_on=date(2026, 6, 1), done=True),
        MeasureFactory(finding=finding, title="Bestätigte", due_on=date(2026, 6, 1), confirmed=True),
        MeasureFactory(finding=finding, title="Aufgegebene", due_on=date(2026, 6, 1), dropped=True),
    ]


STATES = {
    "Überfällige": "überfällig",
    "Heutige": "offen",
    "Verschobene": "offen, Frist verschoben",
    "Erledigte": "erledigt",
    "Bestätigte": "erledigt und bestätigt",
    "Aufgegebene": "aufgegeben",
}


def test_every_measure_has_an_owner_a_day_and_a_state(measures, koordination, client_of):
    shown = page(client_of(koordination), MEASURES)
    rows = {title: row_of(shown, title) for title in STATES}
    assert {title: row[-1] for title, row in rows.items()} == STATES
    assert rows["Überfällige"][2] == "AWO"
    assert {row[2] for title, row in rows.items() if title != "Überfällige"} == {"Stadt Bielefeld"}
    assert rows["Verschobene"][3] == f"{TODAY + timedelta(days=30):%d.%m.%Y}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"stand": "ueberfaellig"}, {"Überfällige"}),
        ({"stand": "offen"}, {"Überfällige", "Heutige", "Verschobene"}),
        ({"stand": "erledigt"}, {"Erledigte", "Bestätigte"}),
        ({"stand": "aufgegeben"}, {"Aufgegebene"}),
        ({"jahr": "2026", "q": "heutige"}, {"Heutige"}),
        ({"jahr": "2025"}, set()),
        ({"verantwortlich": "stadt"}, set(STATES) - {"Überfällige"}),
        ({"q": "Standort Nord"}, set(STATES)),
        ({"q": "Standort Süd"}, set()),
    ],
)
def test_measures_are_narrowed_down(query, found, measures, koordination, client_of):
    FindingFactory(dialogue__cycle__year=2025)
    shown = page(client_of(koordination), MEASURES, **query)
    assert {title for title in STATES if f">{title}</a>" in shown} == found


def test_overdue_is_the_models_own_word(measures, koordination, client_of):
    overdue = {measure.title for measure in Measure.objects.overdue(TODAY)}
    shown = page(client_of(koordination), MEASURES, stand="ueberfaellig")
    assert {title for title in STATES if f">{title}</a>" in shown} == overdue


def test_the_count_of_overdue_measures_leads_to_exactly_them(measures, koordination, client_of):
    client = client_of(koordination)
    cycle = measures[0].finding.dialogue.cycle
    elsewhere = FindingFactory(dialogue__site=SiteFactory(), shared=True)
    MeasureFactory(finding=elsewhere, title="Woanders", due_on=date(2026, 6, 1))
    shown = page(client, cycle.get_absolute_url())
    (row,) = [row for row in shown.split("<tr") if ">Standort Nord</a>" in row]
    address = row.split(f'href="{MEASURES}')[1].split('"')[0]
    assert {
        title for title in ("Überfällige", "Heutige", "Woanders") if title in page(client, MEASURES + address)
    } == {"Überfällige"}


def test_a_partner_is_offered_only_the_filters_it_may_see(measures, partner_user, client_of):
    foreign = FindingFactory(dialogue__site__name="Fremder Standort", dialogue__cycle=CycleFactory(year=2024))
    MeasureFactory(finding=foreign, responsible=foreign.dialogue.partners.first())
    shown = page(client_of(partner_user), MEASURES)
    assert [
        word for word in ("Fremder Standort", "2024", str(foreign.dialogue.partners.first())) if word in shown
    ] == []


def test_measures_stand_with_their_finding_and_their_site(measures, koordination, client_of):
    client = client_of(koordination)
    finding = measures[0].finding
    for address in (finding.get_absolute_url(), finding.dialogue.get_absolute_url()):
        shown = part(page(client, address), "massnahmen")
        assert [title for title in STATES if title not in shown] == []


@pytest.mark.parametrize(
    "query",
    [{"stand": "x"}, {"jahr": "x"}, {"standort": "9" * 30}, {"sort": "pk"}, {"seite": "-1"}, {"q": "\x00"}],
)
def test_a_wish_nobody_understands_fails_nothing(query, measures, koordination, client_of):
    assert client_of(koordination).get(MEASURES, query).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_lists_can_be_had_as_files(kind, measures, koordination, client_of):
    answers = [client_of(koordination).get(address, {"export": kind}) for address in (LIST, MEASURES)]
    assert {answer.status_code for answer in answers} == {200}
    assert all(answer["Content-Disposition"].endswith(f'.{kind}"') for answer in answers)


# --- rows ----------------------------------------------------------------------------------------


def grow(dialogue, awo) -> None:
    """One more of everything a dialogue holds."""
    criterion = CriterionFactory(field__framework=dialogue.cycle.framework)
    ParticipationFactory(dialogue=dialogue)
    AssessmentFactory(dialogue=dialogue, partner=awo, criterion=criterion, submitted=True)
    IndicatorValueFactory(
        dialogue=dialogue, indicator=IndicatorFactory(field__framework=dialogue.cycle.framework)
    )
    finding = FindingFactory(dialogue=dialogue, shared=True, criterion=criterion, raised_for=awo)
    StatementFactory(finding=finding, partner=awo)
    StatementFactory(finding=finding, for_city=True)
    MeasureFactory(finding=finding, responsible=awo, due_on=date(2026, 6, 1))


@pytest.mark.parametrize("number", range(5), ids=["cycles", "cycle", "dialogue", "finding", "measures"])
def test_a_page_asks_as_often_for_twelve_rows_as_for_one(number, finding, awo, koordination, client_of):
    grow(finding.dialogue, awo)
    MeasureFactory(finding=finding)
    client, address = client_of(koordination), addresses(finding)[number]
    once = queries(client, address)
    for n in range(11):
        grow(finding.dialogue, awo)
        StatementFactory(finding=finding, partner=awo)
        MeasureFactory(finding=finding)
        grow(DialogueFactory(cycle__year=2060 + n, partners=[awo]), awo)
        grow(DialogueFactory(partners=[awo]), awo)
    assert queries(client, address) == once
    assert once <= 25
