"""The draft's German, from facts alone."""

from datetime import date

import pytest

from quality_dialog.report import talks_wording, wording
from quality_dialog.report.wording import AgreementFacts, DialogueFacts, Facts, MandateFacts, TalkFacts
from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Figure, Record

DAY = date(2021, 1, 26)


def figure(key: str, n: int, text: str = "", **facts) -> Figure:
    return Figure(key, key, n, "Anzahl", text or german.number_word(n), DAY, "gezählt", **facts)


def agreement(*partners: str, sites: int = 7, pk: int = 1) -> AgreementFacts:
    return AgreementFacts(
        partners=partners,
        sites=figure(f"standorte_vereinbarung_{pk}", sites),
        record=Record("Vereinbarung", "partners.agreement", pk),
        quality_dialogue=True,
        framework="Rahmenkonzept Seniorenarbeit",
    )


def talk(state: str, **facts) -> TalkFacts:
    given = {"partner": "", "sector": "service_provider", "extent": "one", "district": "", "wording": ""}
    return TalkFacts(state=state, since=DAY, **{**given, **facts})


def facts(**given) -> Facts:
    nothing = {
        "year": 2021,
        "as_of": DAY,
        "texts": {},
        "mandate": MandateFacts("1/2020", "Beschlussvorlage", date(2020, 3, 17), "SGA", "", None, None),
        "agreements": (),
        "sites": figure("standorte_unter_vereinbarung", 7),
        "talks": (),
        "committees": (),
        "money": None,
        "dialogue": None,
        "is_example": False,
    }
    return Facts(**{**nothing, **given})


def text(key: str, **given) -> str:
    return next((section.body for section in wording.draft(facts(**given)) if section.key == key), "")


def test_partners_are_named_in_the_dative_with_und_before_the_last():
    stated = text("stand", agreements=(agreement("der BGW", "dem AWO-Kreisverband", "dem Verein"),))
    assert stated == (
        "Die Verwaltung konnte bislang mit der BGW, dem AWO-Kreisverband und dem Verein eine "
        "Kooperationsvereinbarung für insgesamt [[standorte_unter_vereinbarung]] Projektstandorte schließen."
    )


def test_several_agreements_are_told_one_by_one():
    stated = text("stand", agreements=(agreement("A"), agreement("B", "C", sites=1, pk=2)))
    assert stated == (
        "Die Verwaltung konnte bislang [[vereinbarungen]] Kooperationsvereinbarungen für insgesamt "
        "[[standorte_unter_vereinbarung]] Projektstandorte schließen: mit A für "
        "[[standorte_vereinbarung_1]] Projektstandorte sowie mit B und C für "
        "[[standorte_vereinbarung_2]] Projektstandort."
    )


def test_no_agreement_yet_is_said():
    assert text("stand") == "Eine Kooperationsvereinbarung ist bislang nicht geschlossen."


@pytest.mark.parametrize(
    ("sector", "extent", "told"),
    [
        ("service_provider", "one", "einem weiteren sozialen Dienstleister"),
        (
            "housing",
            "at_least_one",
            "mindestens einem weiteren Akteur aus der Bielefelder Wohnungswirtschaft",
        ),
        ("service_provider", "possibly_more", "ggf. weiteren sozialen Dienstleistern"),
        ("other", "one", "einer weiteren Organisation"),
    ],
)
def test_a_counterpart_not_yet_named_is_told_by_sector_and_extent(sector, extent, told):
    assert talks_wording.after_mit(talk("planned", sector=sector, extent=extent)) == told


def test_a_named_counterpart_is_told_with_its_district():
    named = talk("failed", partner="der Wohnungsbaugenossenschaft GSWG", district="Senne")
    assert talks_wording.after_mit(named) == "der Wohnungsbaugenossenschaft GSWG in Senne"


def test_a_paused_talk_gives_its_released_reason():
    paused = talk("paused", wording="vor dem Hintergrund der Pandemie")
    assert text("stand", agreements=(agreement("A"),), talks=(paused,)).endswith(
        "Mit einem weiteren sozialen Dienstleister steht die Verwaltung in Gesprächen, vor dem Hintergrund "
        "der Pandemie konnten diese noch nicht abgeschlossen werden."
    )


def test_a_failure_without_a_released_reason_is_not_told():
    assert text("stand", mandate=None, talks=(talk("failed", partner="der GSWG"),)) == ""


def test_a_pause_without_a_released_reason_is_told_as_going_on():
    assert text("stand", mandate=None, talks=(talk("paused"),)) == (
        "Mit einem weiteren sozialen Dienstleister steht die Verwaltung in Gesprächen."
    )


def test_planned_talks_are_told_in_one_sentence_the_surest_first():
    planned = (
        talk("planned", extent="possibly_more"),
        talk("planned", sector="housing", extent="at_least_one"),
    )
    assert text("stand", mandate=None, talks=planned) == (
        "Es ist beabsichtigt, mit mindestens einem weiteren Akteur aus der Bielefelder Wohnungswirtschaft "
        "und ggf. weiteren sozialen Dienstleistern in Kooperationsgespräche einzutreten."
    )


def test_without_a_mandate_the_draft_says_so_and_states_nothing_else():
    only, _plain = wording.draft(facts(mandate=None))
    assert only.body == (
        "Zum Stichtag 26.01.2021 liegt keine Beschlussgrundlage für die Quartiersarbeit im Bielefelder Modell vor."
    )


def test_every_token_of_a_draft_names_a_figure_of_its_facts():
    known = facts(agreements=(agreement("A"), agreement("B", pk=2)))
    keys = {figure.key for figure in known.figures()}
    used = {key for section in wording.draft(known) for key in wording.TOKEN.findall(section.body)}
    assert used <= keys


def test_results_are_counted_in_one_list_that_reads():
    counts = {"sites": 6, "shared": 6, "agreed": 4, "disputed": 1, "open": 1, "measures": 0, "done": 0}
    dialogue = DialogueFacts(
        year=2021,
        framework="",
        report_due_on=None,
        record=Record("Zyklus", "quality_dialog.cycle", 1),
        findings=(),
        measure_rows=(),
        overdue=figure("overdue", 0),
        **{key: figure(key, n) for key, n in counts.items()},
    )
    assert text("ergebnisse", dialogue=dialogue) == (
        "Im Qualitätsdialog 2021 haben die Beteiligten zu [[sites]] Projektstandorten [[shared]] "
        "Feststellungen festgehalten. Davon: [[agreed]] im Einvernehmen, [[disputed]] mit abweichender "
        "Auffassung (sie steht dabei) und [[open]] noch nicht von allen Beteiligten beantwortet."
    )


def test_an_agreement_without_a_seat_yet_is_told_without_a_number():
    signed = agreement("der BGW", sites=0)
    stated = text("stand", agreements=(signed,), sites=figure("standorte_unter_vereinbarung", 0))
    assert stated == "Die Verwaltung konnte bislang mit der BGW eine Kooperationsvereinbarung schließen."
