"""What the database keeps of findings, comments and measures, whoever writes and however."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from quality_dialog.models import Finding, FindingWording
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, WAYS, breaks, refusal, refusals

LATE = date(2026, 7, 1)


@breaks("quality_dialog_finding.finding_shared_kept")
def test_what_is_shared_stays_as_it_was_shared_but_for_its_wording(db):
    row = f.FindingFactory(shared=True)
    changes = (
        {"kind": "need"},
        {"criterion": f.CriterionFactory()},
        {"dialogue": f.DialogueFactory()},
        {"raised_for": f.PartnerFactory()},
        {"shared_on": None},
        {"shared_on": LATE},
    )
    message = "finding_shared_kept: Was geteilt ist, bleibt geteilt: Nur der Wortlaut lässt sich noch ändern."
    assert [refusals(row, change, UPDATES) for change in changes] == [{message}] * 6
    assert refusals(f.FindingFactory(), {"kind": "need"}, UPDATES) == {"done"}


@breaks("quality_dialog_finding.finding_wording_archived")
def test_every_way_to_change_a_shared_wording_leaves_the_earlier_one_behind(db):
    for change in UPDATES:
        row = f.FindingFactory(shared=True)
        earlier = row.wording
        change(row, {"wording": "Neu"})
        kept = FindingWording.objects.filter(finding=row)
        assert [(one.wording, one.replaced_on is not None) for one in kept] == [(earlier, True)]
        assert Finding.objects.get(pk=row.pk).worded_on == kept.get().replaced_on


def in_the_city() -> date:
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def test_whoever_names_no_day_gets_the_one_the_city_has(db):
    """The database's own sessions are in UTC: for an hour or two after midnight they have another."""
    for earlier in (None, LATE):
        row = f.FindingFactory(shared=True, worded_on=earlier)
        before = in_the_city()
        Finding.objects.filter(pk=row.pk).update(wording="Neu")
        assert Finding.objects.get(pk=row.pk).worded_on in (before, in_the_city())


def test_what_is_worded_twice_on_one_day_keeps_that_day(db):
    row = f.FindingFactory(shared=True)
    for day in (in_the_city(), in_the_city() - timedelta(days=1)):
        for wording in (f"Neu am {day}", f"Noch einmal am {day}"):
            Finding.objects.filter(pk=row.pk).update(wording=wording, worded_on=day)
            assert Finding.objects.get(pk=row.pk).worded_on == day


def test_a_draft_leaves_no_earlier_wording_behind(db):
    Finding.objects.filter(pk=f.FindingFactory().pk).update(wording="Neu")
    assert not FindingWording.objects.exists()


@breaks(
    "quality_dialog_findingwording.finding_wording_kept",
    "quality_dialog_findingwording.finding_wording_kept_delete",
)
def test_an_earlier_wording_never_changes_or_goes(db):
    row = f.FindingWordingFactory()
    changed = {"finding_wording_kept: Ein früherer Wortlaut ändert sich nicht mehr."}
    gone = {"finding_wording_kept: Ein früherer Wortlaut wird nicht gelöscht."}
    assert [refusals(row, {"wording": "x"}, UPDATES), refusals(row, {}, DELETES)] == [changed, gone]


@breaks("quality_dialog_finding.finding_withdrawn_unanswered")
def test_an_answered_finding_is_not_withdrawn(db):
    row = f.StatementFactory(dissenting=True).finding
    facts = {"withdrawn_on": LATE, "withdrawn_by": f.UserFactory(), "withdrawal_reason": "Versehen"}
    message = (
        "finding_withdrawn_unanswered: Zu dieser Feststellung liegt eine Stellungnahme vor. "
        "Sie bleibt deshalb stehen."
    )
    assert refusals(row, facts, UPDATES) == {message}
    assert refusals(f.FindingFactory(shared=True), facts, UPDATES) == {"done"}


def test_a_finding_from_which_a_measure_follows_is_not_withdrawn(db):
    row = f.MeasureFactory().finding
    facts = {"withdrawn_on": LATE, "withdrawn_by": f.UserFactory(), "withdrawal_reason": "Versehen"}
    message = (
        "finding_withdrawn_without_measures: Aus dieser Feststellung folgt eine Maßnahme. "
        "Sie bleibt deshalb stehen."
    )
    assert refusals(row, facts, UPDATES) == {message}


def test_only_a_shared_finding_that_stands_is_answered(db):
    message = (
        "statement_answers_shared: Stellung genommen wird zu einer geteilten Feststellung, "
        "die nicht zurückgezogen ist."
    )
    withdrawn = {"withdrawn_on": LATE, "withdrawn_by": f.UserFactory(), "withdrawal_reason": "Versehen"}
    for finding in (f.FindingFactory(), f.FindingFactory(shared=True, **withdrawn)):
        row = f.StatementFactory()
        wrong = {"finding": finding, "wording_sha256": finding.wording_sha256}
        assert refusals(row, wrong, INSERTS) == {message}


@breaks("quality_dialog_statement.statement_of_own_side")
def test_a_statement_is_given_by_the_side_it_speaks_for(db, awo, bgw):
    message = "statement_of_own_side: Für einen Partner sprechen nur seine eigenen Leute, für die Stadt nur die Stadt."
    of_awo, of_city = f.StatementFactory(partner=awo), f.StatementFactory(for_city=True)
    for row, stranger in (
        (of_awo, f.UserFactory(partner=bgw)),
        (of_awo, f.UserFactory()),
        (of_city, f.UserFactory(partner=awo)),
    ):
        assert refusals(row, {"given_by": stranger}, INSERTS) == {message}
        assert refusals(row, {"given_by": stranger}, UPDATES) == {
            "statement_kept: Eine Stellungnahme ändert sich nicht; geben Sie eine neue ab."
        }
    assert refusals(of_awo, {"given_by": f.UserFactory(partner=awo)}, INSERTS) == {"done"}
    assert refusals(of_city, {"given_by": f.UserFactory()}, INSERTS) == {"done"}


ASKED = (
    "is_asked: Zu einer geteilten Feststellung sind alle Beteiligten gefragt. Deshalb bleiben alle beteiligt."
)


@breaks(
    "quality_dialog_participation.participation_asked",
    "quality_dialog_participation.participation_asked_delete",
)
def test_whoever_is_silent_cannot_be_taken_out_so_that_the_others_seem_to_agree(db, awo, bgw):
    finding = f.FindingFactory(shared=True, dialogue=f.DialogueFactory(partners=[awo, bgw]))
    f.StatementFactory(finding=finding, partner=awo)
    silent = finding.dialogue.participations.get(partner=bgw)
    elsewhere = {"dialogue": f.DialogueFactory()}
    found = [refusals(silent, wrong, UPDATES) for wrong in ({"partner": f.PartnerFactory()}, elsewhere)]
    assert [*found, refusals(silent, {}, DELETES)] == [{ASKED}] * 3
    for taking in (
        lambda: finding.dialogue.partners.remove(bgw),
        lambda: finding.dialogue.partners.set([awo]),
        lambda: finding.dialogue.partners.clear(),
    ):
        assert refusal(taking) == ASKED
    assert (Finding.objects.open(LATE).get(), Finding.objects.agreed(LATE).exists()) == (finding, False)


def test_who_was_never_asked_may_be_taken_out(db, awo, bgw):
    """A draft, a withdrawn finding, and one taken over that nobody has answered yet ask nobody."""
    withdrawn = {"withdrawn_on": LATE, "withdrawn_by": f.UserFactory(), "withdrawal_reason": "Versehen"}
    for facts in ({}, {"shared": True, **withdrawn}, {"shared": True, "carried_over": True}):
        earlier = f.FindingFactory(shared=True) if facts.pop("carried_over", False) else None
        talk = f.DialogueFactory(partners=[awo, bgw])
        finding = f.FindingFactory(dialogue=talk, carried_over_from=earlier, **facts)
        part = talk.participations.get(partner=bgw)
        assert [refusals(part, {}, DELETES), refusals(part, {"partner": f.PartnerFactory()}, UPDATES)] == [
            {"done"}
        ] * 2
        part.delete()
        assert not Finding.objects.agreed(LATE).filter(pk=finding.pk).exists()


def test_what_was_taken_over_asks_everybody_from_its_first_answer_on(db, awo, bgw):
    talk = f.DialogueFactory(partners=[awo, bgw])
    finding = f.FindingFactory(shared=True, dialogue=talk, carried_over_from=f.FindingFactory(shared=True))
    f.StatementFactory(finding=finding, partner=awo)
    assert refusals(talk.participations.get(partner=bgw), {}, DELETES) == {ASKED}


@breaks("quality_dialog_comment.comment_kept", "quality_dialog_comment.comment_kept_delete")
def test_a_comment_is_never_widened_changed_or_deleted(db):
    row = f.CommentFactory(internal=True)
    changed = {"comment_kept: Ein Kommentar ändert sich nicht, auch nicht, wer ihn liest."}
    gone = {"comment_kept: Ein Kommentar wird nicht gelöscht."}
    found = [refusals(row, change, UPDATES) for change in ({"audience": "all"}, {"text": "x"})]
    assert [*found, refusals(row, {}, DELETES)] == [changed, changed, gone]


@breaks("quality_dialog_measure.measure_both_sides")
def test_the_owner_reports_a_measure_done_and_the_other_side_confirms(db, awo):
    city, partner = f.UserFactory(), f.UserFactory(partner=awo)
    row = f.MeasureFactory(responsible=awo)
    by_owner = "measure_done_by_owner: Erledigt meldet, wer für die Maßnahme verantwortlich ist."
    by_other = "measure_confirmed_by_other_side: Bestätigt wird eine Maßnahme von der anderen Seite."
    assert refusals(row, {"done_on": LATE, "done_by": city}, WAYS) == {by_owner}
    done = f.MeasureFactory(responsible=awo, done_on=LATE, done_by=partner)
    confirmed = {"confirmed_on": LATE, "confirmed_by": f.UserFactory(partner=awo)}
    assert refusals(done, confirmed, WAYS) == {by_other}
    assert refusals(done, {"confirmed_on": LATE, "confirmed_by": city}, WAYS) == {"done"}


def test_the_citys_measure_is_confirmed_by_a_partner(db, awo):
    row = f.MeasureFactory(done=True)
    message = "measure_confirmed_by_other_side: Bestätigt wird eine Maßnahme von der anderen Seite."
    assert refusals(row, {"confirmed_on": LATE, "confirmed_by": f.UserFactory()}, WAYS) == {message}
    partner = f.UserFactory(partner=awo)
    assert refusals(row, {"confirmed_on": LATE, "confirmed_by": partner}, WAYS) == {"done"}


@breaks(
    "quality_dialog_measure.measure_confirmed_kept", "quality_dialog_measure.measure_confirmed_kept_delete"
)
def test_a_confirmed_measure_is_a_fact(db):
    row = f.MeasureFactory(confirmed=True)
    message = "measure_confirmed_kept: Diese Maßnahme ist erledigt und bestätigt. Sie ändert sich nicht mehr."
    changes = ({"title": "x"}, {"due_on": date(2027, 1, 1)}, {"done_on": LATE})
    found = [refusals(row, change, UPDATES) for change in changes]
    assert [*found, refusals(row, {}, DELETES)] == [{message}] * 4


@breaks("quality_dialog_measure.measure_done_sent_back")
def test_that_a_measure_was_reported_done_is_sent_back_never_wiped_out(db):
    row = f.MeasureFactory(done=True)
    message = (
        "measure_done_sent_back: Was als erledigt gemeldet ist, wird von der anderen Seite zurückgegeben, "
        "nicht gelöscht."
    )
    assert refusals(row, {"done_on": None, "done_by": None}, UPDATES) == {message}
    f.MeasureReturnFactory(measure=row, done_on=row.done_on, done_by=row.done_by)
    assert refusals(row, {"done_on": None, "done_by": None}, UPDATES) == {"done"}


@breaks(
    "quality_dialog_measurereturn.measure_return_kept",
    "quality_dialog_measurereturn.measure_return_kept_delete",
)
def test_that_a_measure_was_sent_back_stays(db):
    row = f.MeasureReturnFactory()
    message = "measure_return_kept: Eine Rückgabe ändert sich nicht und wird nicht gelöscht."
    assert [refusals(row, {"returned_on": LATE}, UPDATES), refusals(row, {}, DELETES)] == [{message}] * 2


@breaks("quality_dialog_dialogue.meeting_recorded")
def test_a_meeting_in_which_something_was_found_keeps_its_day(db):
    row = f.DialogueFactory(meeting_on=date(2026, 5, 15))
    f.FindingFactory(dialogue=row, raised_on=date(2026, 5, 15))
    message = (
        "meeting_recorded: An diesem Tag sind Feststellungen festgehalten; das Gespräch bleibt dort. Ein weiteres "
        "Gespräch hält seine Feststellungen mit seinem eigenen Tag fest."
    )
    assert refusals(row, {"meeting_on": date(2026, 6, 1)}, UPDATES) == {message}


@breaks("quality_dialog_dialogue.meeting_redated")
def test_a_meeting_is_moved_by_somebody_on_a_day(db):
    row = f.DialogueFactory(meeting_on=date(2026, 5, 15))
    message = (
        "meeting_redated: Ein Gespräch verlegt man durch eine neue Einladung; mit Tag und Person bleibt, wann es "
        "sein sollte."
    )
    assert [refusals(row, {"meeting_on": day}, UPDATES) for day in (date(2026, 6, 1), None)] == [
        {message}
    ] * 2


@breaks(
    "quality_dialog_formermeeting.former_meeting_stood",
    "quality_dialog_formermeeting.former_meeting_immutable",
)
def test_the_day_of_a_moved_meeting_stays_and_is_not_made_up(db):
    row = f.FormerMeetingFactory()
    stays = refusals(row, {"on": LATE}, UPDATES) | refusals(row, {}, DELETES)
    wrong = ({"meeting_on": date(2026, 5, 14)}, {"dialogue": f.DialogueFactory()})
    made_up = [refusals(row, one, INSERTS) for one in wrong]
    kept = (
        "former_meeting_immutable: Wann ein verlegtes Gespräch sein sollte, ändert sich nicht mehr und wird nicht "
        "gelöscht."
    )
    said = "former_meeting_stood: Verlegt wird ein Gespräch von dem Tag, an dem es stattfinden sollte."
    assert (stays, made_up) == ({kept}, [{said}] * 2)


@breaks(
    "quality_dialog_minutesversion.minutes_version_immutable",
    "quality_dialog_minutesversion.minutes_version_of_shared",
    "quality_dialog_minutesversion.minutes_version_is_its_hash",
    "quality_dialog_minutesversion.minutes_version_is_its_code",
)
def test_a_version_of_minutes_stays_is_of_shared_ones_follows_the_last_and_is_what_it_says(db):
    row = f.MinutesVersionFactory()
    stays = "minutes_version_immutable: Die Fassung eines Protokolls ändert sich nicht mehr und wird nicht gelöscht."
    assert refusals(row, {"number": 2}, UPDATES) | refusals(row, {}, DELETES) == {stays}
    unshared = "minutes_version_of_shared: Ausgefertigt wird nur ein Protokoll, das geteilt ist."
    early = ({"dialogue": f.DialogueFactory()}, {"number": 2, "kept_on": date(2026, 6, 1)})
    assert [refusals(row, one, INSERTS) for one in early] == [{unshared}] * 2
    order = "minutes_version_in_order: Die Fassungen eines Protokolls sind lückenlos nummeriert, jede von ihrem Tag an."
    later = f.MinutesVersionFactory(dialogue=row.dialogue, kept_on=date(2026, 6, 9))
    gaps = ({"number": 4}, {"number": 0}, {"number": 3, "kept_on": date(2026, 6, 8)})
    assert [refusals(later, one, INSERTS) for one in gaps] == [{order}] * 3
    hashes = "minutes_version_is_its_hash: Eine Prüfsumme passt nicht zu ihrem Inhalt."
    forged = [{"number": 3, name: b"x"} for name in ("pdf", "docx")] + [
        {"number": 3, "paper": later.paper + " "}
    ]
    assert [refusals(later, one, INSERTS) for one in forged] == [{hashes}] * 3
    code = "minutes_version_is_its_code: Der Prüfcode ist nicht der, der auf dem Schriftstück steht."
    assert refusals(later, {"number": 3, "check_code": "7K3M-9QXT-20FB"}, INSERTS) == {code}
    assert refusals(later, {"number": 3}, INSERTS) == {"done"}


@breaks("quality_dialog_extension.extension_immutable", "quality_dialog_extension.extension_later")
def test_more_time_is_later_than_what_stood_and_never_changes(db):
    row = f.ExtensionFactory()
    stays = refusals(row, {"due_on": date(2026, 6, 1)}, UPDATES)
    assert stays == {"extension_immutable: Eine gewährte Fristverlängerung ändert sich nicht mehr."}
    said = "extension_later: Eine Frist wird auf einen späteren Tag verlängert als den, der gilt."
    days = (row.due_on, row.participation.dialogue.cycle.assessment_due_on)
    assert [refusals(row, {"due_on": day}, INSERTS) for day in days] == [{said}] * 2
