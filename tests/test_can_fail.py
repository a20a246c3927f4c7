"""No test that cannot fail: each asserts something, nothing that is written down, and not only of all there may be.

Beside it stands `empty_parameter_set_mark` in pyproject.toml: a test with an empty list of parameters fails.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import costing

TESTS = Path(__file__).resolve().parent
PRINTS_ONLY = "benchmarks"  # make bench: timings to read
COUNTS = {"django_assert_num_queries", "django_assert_max_num_queries"}
EXPECTS = {"raises", "warns"}


def sources() -> list[Path]:
    return [path for path in sorted(TESTS.rglob("test_*.py")) if path.parent.name != PRINTS_ONLY]


def idle(source: str) -> list[str]:
    """The tests of this source that pass whatever the code does, each with why."""
    tests = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    ]
    return [f"{test.name}: {why}" for test in tests for why in _whys(test)]


def _whys(test: ast.FunctionDef) -> Iterator[str]:
    asserts = [node for node in ast.walk(test) if isinstance(node, ast.Assert)]
    otherwise = _expects(test)
    if not asserts and not otherwise:
        yield "asserts nothing"
    if any(_settled(one.test) for one in asserts):
        yield "asserts what is written down"
    if any(
        isinstance(node, ast.ExceptHandler) and isinstance(node.body[0], ast.Pass) for node in ast.walk(test)
    ):
        yield "passes over what goes wrong"
    looped = {one for loop in _open_loops(test) for one in ast.walk(loop)}
    if asserts and not otherwise and looped.issuperset(asserts):
        yield "asserts only in a loop over what may be empty"


def _expects(test: ast.FunctionDef) -> bool:
    """Whether the test waits for an error or counts queries; both fail by themselves."""
    named = {node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute)}
    named |= {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    return bool(named & (COUNTS | EXPECTS))


def _settled(asserted: ast.expr) -> bool:
    """Whether nothing of the code decides: only constants, a tuple (always true), or an alternative that is one."""
    if isinstance(asserted, ast.BoolOp):
        return any(isinstance(part, ast.Constant) or _settled(part) for part in asserted.values)
    asked = (ast.Name, ast.Call, ast.Attribute)
    return isinstance(asserted, ast.Tuple) or not any(isinstance(node, asked) for node in ast.walk(asserted))


def _open_loops(test: ast.FunctionDef) -> list[ast.For]:
    """The loops over something that is not written down, in the test itself or in capitals."""
    loops = [node for node in ast.walk(test) if isinstance(node, ast.For)]
    written = {
        target.id
        for node in ast.walk(test)
        if isinstance(node, ast.Assign) and _written(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [loop for loop in loops if not _written(loop.iter, written)]


def _written(over: ast.expr, known: set[str]) -> bool:
    if isinstance(over, ast.Tuple | ast.List | ast.Set | ast.Dict):
        return True
    if isinstance(over, ast.Name):
        return over.id.isupper() or over.id in known
    if isinstance(over, ast.Call) and isinstance(over.func, ast.Name):  # range(3), zip(…), enumerate(…)
        return over.func.id == "range" or any(_written(one, known) for one in over.args)
    return False


def test_every_test_can_fail():
    found = {str(path.relative_to(TESTS)): idle(path.read_text(encoding="utf-8")) for path in sources()}
    assert {path: tests for path, tests in found.items() if tests} == {}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("page(client)", "asserts nothing"),
        ("assert True", "asserts what is written down"),
        ("assert (one == two, 'said')", "asserts what is written down"),
        ("assert one == two or True", "asserts what is written down"),
        ("assert one\n try:\n  act()\n except Refused:\n  pass", "passes over what goes wrong"),
        ("for row in rows():\n  assert row", "asserts only in a loop over what may be empty"),
        ("for row in Site.objects.all():\n  assert row", "asserts only in a loop over what may be empty"),
    ],
)
def test_a_test_that_cannot_fail_is_found(body, why):
    assert idle(f"def test_x(client):\n {body}") == [f"test_x: {why}"]


@pytest.mark.parametrize(
    "body",
    [
        "with pytest.raises(Refused):\n  act()",
        "with django_assert_num_queries(1):\n  act()",
        "for row in (one, two):\n  assert row",
        "for row in UPDATES:\n  assert row",
        "rows = [one, two]\n for row in rows:\n  assert row",
        "assert len(rows) == 2\n for row in rows:\n  assert row",
    ],
)
def test_a_test_that_can_fail_is_left_alone(body):
    assert idle(f"def test_x(client):\n {body}") == []


# --- Time ------------------------------------------------------------------------------------------

CLOCKS = {"process_time", "thread_time"}
MAY_READ = {"test_linear.py"}  # how time grows, asked of itself


def test_no_test_takes_a_slow_machine_for_a_finding():
    """What work costs is counted in calls (tests/machine.py), or compared within the run (tests/benchmarks)."""
    told = {
        str(path.relative_to(TESTS))
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if {getattr(node, part, None) for part in ("attr", "id", "name")}
        & CLOCKS  # time.…, or imported by name
        if path.name not in MAY_READ
    }
    assert told == set()


MOMENTS = {"time.time", "timezone.now", "datetime.now"}
ASKS_ONCE = {"settings.py"}  # which day the run has


def while_imported(node: ast.AST):
    """What runs when a module is read: not what stands in its functions, but their decorators and defaults."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        inside = [node.args]
    else:
        inside = ast.iter_child_nodes(node)
    for one in inside:
        yield one
        yield from while_imported(one)


def test_no_test_takes_the_moment_it_was_read_for_the_moment_it_runs():
    """A quarter of an hour lies between the two, on a slow one half an hour; the run has one day (tests/day.py)."""
    told = {
        f"{path.relative_to(TESTS)}:{node.lineno}"
        for path in sources()
        for node in while_imported(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in MOMENTS and path.name not in ASKS_ONCE
    }
    assert told == set()


def test_a_moment_is_found_wherever_a_module_takes_it():
    taken = "A = time.time()\n@given(timezone.now())\ndef one(at=datetime.now()): time.time()\nB = lambda: time.time()"
    found = [
        ast.unparse(node.func) for node in while_imported(ast.parse(taken)) if isinstance(node, ast.Call)
    ]
    assert found == ["time.time", "given", "timezone.now", "datetime.now"]


def test_twice_the_work_is_told_to_cost_twice_as_much():
    costs = []
    for times in (1_000, 2_000):
        with costing() as cost:
            for number in range(times):
                hex(number)
        costs.append(cost.seconds)
    assert costs[1] == pytest.approx(2 * costs[0], rel=0.05)
