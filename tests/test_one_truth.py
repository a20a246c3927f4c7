"""One question, one answer: nothing decides by display text, and nobody asks the clock where a day is meant."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

import sites.statuses  # noqa: F401  (the lists are known once they are imported)
from quartiersarbeit.ground.statuses import Status

APPS = ("quartiersarbeit", "partners", "sites", "funding", "quality_dialog")
ROOT = Path(settings.BASE_DIR)


def _lists(base: type[Status] = Status) -> Iterator[type[Status]]:
    for one in base.__subclasses__():
        if one.__module__.split(".")[0] in APPS:
            yield one
        yield from _lists(one)


def sources() -> list[Path]:
    """The application's own modules."""
    found = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts and "demo" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def of_each(paths: list[Path], found: Callable[[ast.Module], set[str]]) -> dict[str, set[str]]:
    """What is found, by the module it is found in; there must be modules to look at."""
    assert len(paths) > 200
    return {name(path): there for path in paths if (there := found(tree(path)))}


LABELS = {str(one.label) for statuses in _lists() for one in statuses} - {
    str(one.value) for statuses in _lists() for one in statuses
}


def _texts(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def decided_by_text(module: ast.Module) -> set[str]:
    """The labels that this module compares something with."""
    asked = [
        *(n for n in ast.walk(module) if isinstance(n, ast.Compare)),
        *(n.pattern for n in ast.walk(module) if isinstance(n, ast.match_case)),
    ]
    return {text for node in asked for text in _texts(node)} & LABELS


def test_nothing_decides_by_the_text_of_a_status():
    assert of_each(sources(), decided_by_text) == {}


def test_a_comparison_with_a_label_is_found():
    label = sorted(LABELS)[0]
    assert decided_by_text(ast.parse(f"if agreement.status(on) != {label!r}: pass")) == {label}


ASKED = re.compile(r"\{%\s*(?:el)?if\b([^%]*)%\}")


def test_no_template_decides_by_the_text_of_a_status():
    found = {
        name(path): texts
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (
            texts := {
                text
                for asked in ASKED.findall(path.read_text())
                for text in re.findall(r"[\"']([^\"']+)[\"']", asked)
            }
            & LABELS
        )
    }
    assert found == {}


@pytest.mark.parametrize("statuses", list(_lists()), ids=lambda one: one.__name__)
def test_a_list_is_closed_its_codes_and_labels_are_its_own(statuses):
    labels = [str(one.label) for one in statuses]
    assert (
        len(set(labels)),
        {one.tone for one in statuses} - {"info", "success", "warning", "danger", "neutral"},
    ) == (
        len(labels),
        set(),
    )


def worded(module: ast.Module) -> set[str]:
    """The labels that this module puts on a badge by itself."""
    calls = (n for n in ast.walk(module) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Badge")
    return {text for call in calls for text in _texts(call)} & LABELS


def test_a_status_is_worded_in_its_list_alone():
    others = [path for path in sources() if name(path) != "quartiersarbeit/components.py"]
    assert of_each(others, worded) == {}


def test_a_badge_with_a_label_of_its_own_is_found():
    label = sorted(LABELS)[0]
    assert worded(ast.parse(f"Badge({label!r}, tone)")) == {label}


# Words that are also the label of a status but say something else here: by the reason.
ANOTHER_MEANING = {
    ("partners/views/agreement.py", "vorgesehen"): "whether an agreement provides for a quality dialogue",
    ("quartiersarbeit/ground/importing.py", "neu"): "a row of a sheet for which there is no record yet",
    ("sites/forms.py", "frei"): "a seat that nobody has from a day on, not only on that day",
}


def told_by_hand(module: ast.Module) -> set[str]:
    """The labels that this module answers with: one of two, returned, or by yes and no."""
    answers: list[ast.expr | None] = []
    for n in ast.walk(module):
        if isinstance(n, ast.IfExp):
            answers += [n.body, n.orelse]
        elif isinstance(n, ast.Return):
            answers.append(n.value)
        elif isinstance(n, ast.Lambda):
            answers.append(n.body)
        elif isinstance(n, ast.Dict) and any(
            getattr(key, "value", "") in (True, False, None) for key in n.keys
        ):
            answers += n.values
    return {text for one in answers if isinstance(one, ast.Constant) for text in _texts(one)} & LABELS


def test_nobody_words_a_status_by_hand():
    found = {(name(path), text) for path in sources() for text in told_by_hand(tree(path))}
    assert found == set(ANOTHER_MEANING)


@pytest.mark.parametrize(
    "written",
    ["said = {} if day else {}", "lambda row: {}", "def f():\n    return {}", "{{True: {}, False: {}}}"],
)
def test_a_status_worded_by_hand_is_found(written):
    label = sorted(LABELS)[0]
    assert told_by_hand(
        ast.parse(written.replace("{}", repr(label)).replace("{{", "{").replace("}}", "}"))
    ) == {label}


# --- The day of the thing, not today --------------------------------------------------------------

# Where code below the pages may ask the clock: with the reason.
CLOCK = {
    "quartiersarbeit/api/answering.py": "whose token it is, and who may read, are questions of now",
    "quartiersarbeit/api/schemas.py": "a day to come cannot be asked for",
    "partners/security.py": "a line of the log says when it happened",
    "quartiersarbeit/chain.py": "a seal says when it was made",
    "quality_dialog/dialogue/models/finding.py": "who may see a finding is a question of now",
    "quartiersarbeit/duties.py": "what may be seen is a question of now, and so is the statement that asks it",
    "partners/models/user.py": "what somebody may do is a question of now, and so is whom they stand in for",
    "quartiersarbeit/ground/outgoing.py": "what could not be sent is tried again a while from now",
    "quartiersarbeit/mail/sending.py": "what could not be sent is tried again a while from now",
    "quartiersarbeit/ground/spreadsheet.py": "a file is named after the day it is made",
    "partners/deputising.py": "what somebody may do is a question of now",
    "quartiersarbeit/ground/roles.py": "what somebody is called by their role is a question of now",
    "quartiersarbeit/ground/frame.py": "for whom somebody may act is a question of now",
    "quartiersarbeit/several.py": "rows are done on the day somebody presses the button",
    "quartiersarbeit/models.py": "the key of a sent form is kept until a while ago from now",
    "quartiersarbeit/ground/kept_pages.py": "a page is kept for the day on which it is looked at",
    "quartiersarbeit/ground/guarded.py": "whether this host's clock is the database's is a question of now",
    "quartiersarbeit/operating/machine.py": "how the machine is, is a question of now",
    "quartiersarbeit/operating/measuring.py": "what is measured is a question of now",
}
PAGES = re.compile(
    r"/(views|forms|admin|management)(/|\.py)"
    r"|^quartiersarbeit/(api/reading|public/(reports|checking|open_data)|overview|tasks|deadlines|forecast|mail_wishes|first_steps|health|masterdata/sheets)\.py"
)


def clocks(module: ast.Module) -> list[ast.Call]:
    """The calls that ask what day it is; on which day a known moment falls, asks no clock."""
    return [
        n
        for n in ast.walk(module)
        if isinstance(n, ast.Call)
        and ast.unparse(n.func)
        in ("timezone.localdate", "localdate", "date.today", "timezone.now", "datetime.now")
        and not (n.args and ast.unparse(n.func).endswith("localdate"))
    ]


def test_below_the_pages_time_is_an_argument():
    found = {name(path) for path in sources() if not PAGES.search(name(path)) and clocks(tree(path))}
    assert found == set(CLOCK)


# Pages of a year, a meeting or a period that ask what day it is for more than the `on=` of a verb, by the reason.
NOW_BESIDE = {
    "the day the act is done": {
        "funding/views/allocation.py:_new_allocation",
        "funding/views/budget.py:fiscal_year_edit",
        "funding/views/budget.py:fiscal_year_split",
        "funding/views/closing.py:fiscal_year_close",
        "funding/views/instalments.py:year_instalments_plan",
        "funding/views/closing.py:fiscal_year_keep_open",
        "funding/views/payment_run.py:payment_run_create",
        "funding/views/reallocation.py:reallocation_create",
        "funding/views/sample.py:sample_create",
        "quality_dialog/dialogue/views/cycle_acts.py:cycle_discard",
        "quality_dialog/dialogue/views/cycle_acts.py:dialogue_create",
        "quality_dialog/dialogue/views/cycle_acts.py:dialogue_participants",
        "quality_dialog/dialogue/views/cycle_acts.py:dialogue_remove",
        "quality_dialog/dialogue/views/dialogue_meeting.py:meeting_attend",
        "quality_dialog/dialogue/views/dialogue_meeting.py:meeting_record",
        "quality_dialog/dialogue/views/self_assessment.py:self_assessment_extend",
        "quality_dialog/dialogue/views/self_assessment.py:self_assessment_field",
        "quality_dialog/dialogue/views/target.py:target_agree",
    },
    "where the year stands now; ?stichtag asks another day": {
        "funding/views/budget.py:_year",
        "funding/views/closing.py:_year",
        "funding/views/closing.py:fiscal_year_closing",
        "funding/views/fiscal_year.py:_allocations",
        "funding/views/fiscal_year.py:_waiting_for",
        "funding/views/fiscal_year.py:closed_says",
        "funding/views/fiscal_year.py:fiscal_year_detail",
    },
    "how far it has come is a question of now, for a year under way as for one long past": {
        "quality_dialog/dialogue/views/cycle.py:cycle_detail",
        "quality_dialog/dialogue/views/dialogue.py:dialogue_page",
        "quality_dialog/report/views/terms.py:_page",
        "funding/views/sample.py:sample_detail",
    },
    "the invitation is made now; its agenda is that of the meeting's morning": {
        "quality_dialog/dialogue/views/dialogue_meeting.py:meeting_calendar",
    },
    "what was found is the meeting's; what was said to it since stands as of the printed day": {
        "quality_dialog/dialogue/views/dialogue_meeting.py:meeting_minutes",
    },
}


def asks_now(function: ast.FunctionDef) -> bool:
    """Whether a function asks the clock for more than the day on which an act is done (`on=` of a verb)."""
    given = {
        id(keyword.value)
        for n in ast.walk(function)
        if isinstance(n, ast.Call)
        for keyword in n.keywords
        if keyword.arg == "on"
    }
    return any(id(call) not in given for call in clocks(ast.Module([function], [])))


def pages_of_a_period() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sources():
        if "/views" not in name(path):
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and {"year"} & {arg.arg for arg in node.args.args}:
                yield f"{name(path)}:{node.name}", node


def test_a_page_of_a_year_asks_for_today_only_with_a_reason():
    assert {where for where, function in pages_of_a_period() if asks_now(function)} == set().union(
        *NOW_BESIDE.values()
    )


# --- and in templates ------------------------------------------------------------------------------

ONE_OF_TWO = re.compile(
    r"\{%\s*(?:if|elif|else)\b[^%]*%\}\s*(?:<[^>]+>\s*)*([^<{]+?)\s*(?:</[^>]+>\s*)*(?=\{%)"
)


SAID_IN_TEMPLATES = {
    (
        "templates/kern/seats.html",
        "frei",
    ): "a place of the picture without an occupant; who has it, the status says",
    ("templates/partners/negotiation_board.html", "noch kein Schritt"): "how long ago the last step was",
}


def told_by_a_template(text: str) -> set[str]:
    """The labels that a template writes for one of two cases, instead of a status."""
    return set(ONE_OF_TWO.findall(text)) & LABELS


def test_no_template_words_a_status_by_hand():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    found = {(name(path), text) for path in templates for text in told_by_a_template(path.read_text())}
    assert found == set(SAID_IN_TEMPLATES)


def test_a_status_worded_in_a_template_is_found():
    label = sorted(LABELS)[0]
    text = f"{{% if row.paid_on %}}<b>{label}</b>{{% else %}}nein{{% endif %}}"
    assert told_by_a_template(text) == {label}
