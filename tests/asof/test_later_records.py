"""A later record never changes what an earlier day answers: every status and figure, asked before and after it."""

import ast
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

import funding
import partners
import quality_dialog
import sites
from quality_dialog.dialogue.minutes import agenda
from quality_dialog.dialogue.models.carrying_over import left_open, open_cycle
from quality_dialog.dialogue.models.removing import remove_dialogue, set_participants
from quality_dialog.dialogue.views.evaluation import outcomes
from quality_dialog.models import Cycle, Dialogue, Finding, Invitation, Measure, Participation, Submission
from quality_dialog.report.dialogue import dialogue_facts
from tests import factories as f
from tests.asof import A_DAY

pytestmark = pytest.mark.django_db

MEETING, DUE = date(2026, 5, 15), date(2026, 9, 30)
PAST = [MEETING - A_DAY, MEETING, DUE + A_DAY]
LATER, NEW_YEAR = date(2026, 12, 10), date(2026, 12, 20)


@pytest.fixture
def year(awo, bgw, koordination):
    """A year with everything that can happen to it still to come."""
    dialogue = f.DialogueFactory(
        partners=[awo, bgw], meeting_on=MEETING, cycle__framework=f.CriterionFactory().field.framework
    )
    f.SubmissionFactory(dialogue=dialogue, partner=awo)
    given = {"dialogue": dialogue, "shared": True, "raised_by": koordination}
    open_one = f.FindingFactory(**given, raised_on=date(2026, 4, 1))
    agreed = f.FindingFactory(**given, raised_on=MEETING)
    for partner in (awo, bgw):
        f.StatementFactory(finding=agreed, partner=partner)
    due = {"resolved_on": date(2026, 5, 20), "due_on": DUE}
    f.MeasureFactory(finding=agreed, **due, title="überfällig")
    f.MeasureFactory(finding=agreed, **due, title="erledigt", responsible=awo, done=True)
    return {
        "dialogue": dialogue,
        "open": open_one,
        "agreed": agreed,
        "awo": awo,
        "bgw": bgw,
        "city": koordination,
    }


def told(on: date, before: dict) -> dict:
    """All that the app says about the records `before` there were, as of a day."""
    facts = dialogue_facts(2026, on)
    at = {"pk__in": before["pks"][Measure]}, {"pk__in": before["pks"][Finding]}
    measures, findings = Measure.objects.filter(**at[0]), Finding.objects.filter(**at[1])
    return {
        **{
            f"status of {model.__name__}": dict(
                model.objects.filter(pk__in=before["pks"][model]).with_status(on).values_list("pk", "status")
            )
            for model in (Measure, Finding, Participation)
        },
        "dialogue": before["dialogue"].status_on(on),
        "figures": [
            (figure.key, figure.value)
            for figure in (facts.sites, facts.shared, facts.agreed, facts.disputed, facts.open)
        ],
        "measures": [(one.key, one.value) for one in (facts.measures, facts.done, facts.overdue)],
        "rows": [(one.title, one.state) for one in facts.measure_rows],
        "wordings": [(one.wording, one.state) for one in facts.findings],
        "due": dict(measures.with_due(on).values_list("pk", "due")),
        "outcomes": {
            key: set(rows.values_list("pk", flat=True)) for key, rows in outcomes(measures, on).items()
        },
        "counted": [
            set(getattr(Measure.objects, word)(on)) for word in ("unfinished", "overdue", "under_way")
        ],
        "open": set(left_open(findings, on)),
        "awaited": [
            set(Finding.objects.awaiting(side, on)) for side in (None, before["awo"].pk, before["bgw"].pk)
        ],
        "agenda": agenda(Dialogue.objects.get(pk=before["dialogue"].pk), on),
    }


def reworded(of) -> None:
    one = of["open"]
    one.edit(wording="Ganz anders.", read=one.wording_sha256, by=of["city"], on=LATER)


def answered(of) -> None:
    one = of["open"]
    one.answer(
        stance="dissents",
        text="Nein.",
        read=one.wording_sha256,
        by=f.UserFactory(partner=of["awo"]),
        on=LATER,
    )


def withdrawn(of) -> None:
    of["open"].withdraw(reason="Ein Irrtum.", by=of["city"], on=LATER)


def found(of) -> None:
    f.FindingFactory(dialogue=of["dialogue"], raised_on=LATER, shared=True)


def measure(of, title: str) -> Measure:
    return Measure.objects.get(title=title, carried_over_from=None)


def postponed(of) -> None:
    measure(of, "überfällig").postpone(new_due_on=date(2027, 3, 1), text="Umbau", by=of["city"], on=LATER)


def finished(of) -> None:
    measure(of, "überfällig").finish(by=of["city"], on=LATER)


def dropped(of) -> None:
    measure(of, "überfällig").drop(reason="Kein Raum.", by=of["city"], on=LATER)


def resolved(of) -> None:
    of["agreed"].resolve(title="Neu", due_on=date(2027, 1, 31), by=of["city"], on=LATER)


def confirmed(of) -> None:
    measure(of, "erledigt").confirm(by=of["city"], on=LATER)


def sent_back(of) -> None:
    measure(of, "erledigt").send_back(text="Das Licht fehlt.", by=of["city"], on=LATER)


def reopened(of) -> None:
    Submission.objects.get().reopen(reason="Ein Satz fehlt.", by=of["city"], on=LATER)


def handed_in(of) -> None:
    f.SubmissionFactory(dialogue=of["dialogue"], partner=of["bgw"], submitted_on=LATER)


def joined(of) -> None:
    partners = [of["awo"], of["bgw"], f.PartnerFactory()]
    set_participants(of["dialogue"], partners=partners, by=f.UserFactory(), on=LATER)


def next_year(of) -> Cycle:
    dialogue = of["dialogue"]
    given = {"framework": dialogue.cycle.framework, "sites": [dialogue.site], "participations": []}
    return open_cycle(year=2027, **given, by=of["city"], on=NEW_YEAR)


def ended_in_the_next_year(of) -> None:
    next_year(of)
    Measure.objects.get(title="überfällig", finding__dialogue__cycle__year=2027).finish(
        by=of["city"], on=NEW_YEAR + 9 * A_DAY
    )


def taken_back(of) -> None:
    remove_dialogue(
        next_year(of).dialogues.get(), by=of["city"], on=NEW_YEAR, reason="Der Standort pausiert."
    )


LATER_RECORDS = [
    reworded, answered, withdrawn, found, postponed, finished, dropped, resolved, confirmed, sent_back,
    reopened, handed_in, joined, next_year, ended_in_the_next_year, taken_back,
]  # fmt: skip


def before(of) -> dict:
    models = (Measure, Finding, Participation)
    return of | {"pks": {model: [*model.objects.values_list("pk", flat=True)] for model in models}}


@pytest.mark.parametrize("happens", LATER_RECORDS, ids=lambda act: act.__name__)
def test_a_later_record_never_changes_an_earlier_day(happens: Callable, year):
    known = before(year)
    then = [told(on, known) for on in PAST]
    happens(year)
    assert [told(on, known) for on in PAST] == then


@pytest.mark.parametrize(
    "happens", [ended_in_the_next_year, postponed, dropped], ids=lambda act: act.__name__
)
def test_the_old_year_says_the_same_of_its_last_day_whatever_the_new_one_does(happens, year):
    """Taken over on a day, the year that owes it keeps it until that day's end."""
    late = Measure.objects.overdue(NEW_YEAR)
    assert [one.title for one in late] == ["überfällig"]
    if happens is not ended_in_the_next_year:
        happens(year)
        assert not Measure.objects.overdue(NEW_YEAR).exists()
        return
    happens(year)
    figures = [(dialogue_facts(2026, on).overdue.value, dialogue_facts(2027, on).overdue.value)
               for on in (NEW_YEAR, NEW_YEAR + A_DAY)]  # fmt: skip
    assert figures == [(1, 0), (0, 1)]


def test_a_meeting_moved_before_its_day_changes_nothing_that_was():
    dialogue = f.DialogueFactory(meeting_on=LATER)
    then = [dialogue.status_on(on) for on in PAST]
    times = {"starts_at": time(15), "ends_at": time(16), "place": "Quartierszentrum"}
    Invitation.objects.invite(
        dialogue=dialogue, day=NEW_YEAR, **times, by=f.UserFactory(), on=date(2026, 11, 30)
    )
    assert [dialogue.status_on(on) for on in PAST] == then


def test_a_meeting_moved_after_its_day_had_been_held_until_then():
    """Nothing was recorded on it, so it may be held again; the days in between waited for statements, not for it."""
    dialogue = f.DialogueFactory(partners=[f.PartnerFactory()], meeting_on=MEETING)
    f.SubmissionFactory(dialogue=dialogue, partner=dialogue.participations.get().partner)
    then = [dialogue.status_on(on) for on in PAST]
    times = {"starts_at": time(15), "ends_at": time(16), "place": "Quartierszentrum"}
    for day in (LATER + A_DAY, NEW_YEAR):
        Invitation.objects.invite(dialogue=dialogue, day=day, **times, by=f.UserFactory(), on=LATER)
    assert (len(set(then)), [dialogue.status_on(on) for on in PAST]) == (2, then)


def test_a_meeting_whose_day_has_passed_is_not_moved_to_another_past_day():
    """With nothing recorded on it either: a past day would tell another story from then on (`meeting_passed`)."""
    dialogue = f.DialogueFactory(meeting_on=MEETING)
    times = {"starts_at": time(15), "ends_at": time(16), "place": "Quartierszentrum"}
    given = {"dialogue": dialogue, **times, "by": f.UserFactory(), "on": LATER}
    with pytest.raises(ValidationError) as refused:
        Invitation.objects.invite(day=MEETING + A_DAY, **given)
    assert [one.code for one in refused.value.error_dict["day"]] == ["meeting_passed"]


# What is emptied besides stands dated elsewhere: each with the place where.
KEPT_ELSEWHERE = {
    ("measure.py", "done_on"),  # MeasureReturn
    ("submission.py", "submitted_on"),  # Submission, closed by its day of reopening
    ("measure.py", "done_by"),
    ("submission.py", "submitted_by"),
    ("partner.py", "deactivated_on"),  # Reactivation
    ("partner.py", "deactivated_by"),
    ("site.py", "closed_on"),  # Reopening
    ("site.py", "closed_by"),
    ("closing.py", "closing_proposed_on"),  # DroppedProposal
    ("closing.py", "closing_proposed_by"),
    ("proof.py", "submitted_on"),  # ProofReturn
    ("proof.py", "submitted_by"),
    ("disbursement.py", "certified_on"),  # Withdrawal
    ("disbursement.py", "certified_by"),
    ("disbursement.py", "released_on"),
    ("disbursement.py", "released_by"),
    ("taking_back.py", "sent_on"),  # WayBack, read by `stood`
    ("taking_back.py", "sent_by"),
    # WayBack: a notice that was never given, a wording that was recorded wrongly; tests/asof/test_ways_back.py.
    *(
        ("taking_back.py", f"{fact}_{part}")
        for fact in ("terminated", "wording_released")
        for part in ("on", "by")
    ),
    ("report.py", "review_on"),  # ReportReturn
    ("report.py", "review_by"),
}


def _emptied(path: Path) -> set[tuple[str, str]]:
    """The dated facts that a module's verbs set back to nothing, by assignment, by update or by `write`."""
    found: set = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names: list = []
        if isinstance(node, ast.Assign):
            pairs = [pair for target in node.targets for pair in _pairs(target, node.value)]
            names = [to.attr for to, what in pairs if isinstance(to, ast.Attribute) and _nothing(what)]
        elif isinstance(node, ast.Call) and {"update", "write"} & {
            getattr(node.func, "attr", ""),
            getattr(node.func, "id", ""),
        }:
            names = [one.arg for one in node.keywords if _nothing(one.value)]
        found |= {(path.name, name) for name in names if name and name.endswith(("_on", "_by"))}
    return found


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Each name with what is assigned to it: `a, b = None, on` are two."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def _nothing(value: ast.expr) -> bool:
    return getattr(value, "value", ...) is None


def test_no_verb_empties_a_dated_fact_that_is_kept_nowhere():
    rooms = (Path(app.__file__).parent for app in (partners, sites, funding, quality_dialog))
    modules = [path for room in rooms for path in room.glob("**/models/*.py")]
    assert set().union(*map(_emptied, modules)) == KEPT_ELSEWHERE
