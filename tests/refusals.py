"""Each refusal of the project as it is written: its code and its sentences, read from the source and the models.

A sentence is followed to where it is written: a literal, one put together, a constant of the module, a name of the
function. What only passes another refusal on has no sentence of its own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps

from quartiersarbeit.ground.guards import Guard
from tests.constraints import sql

CHECKOUT = Path(__file__).resolve().parent.parent
APPS = ("quartiersarbeit", "partners", "sites", "funding", "quality_dialog")
NOT_OURS = {"migrations", "demo", "node_modules"}
# Where the code stands among the arguments, and where the sentence.
PLACES = {"refuse": (0, 1), "denied": (0, 1), "four_eyes": (3, 4), "ValidationError": (1, 0)}
RAISED = re.compile(r"RAISE EXCEPTION '((?:[^']|'')*)'.*?CONSTRAINT = '([a-z_0-9]+)'", re.DOTALL)


class Said(NamedTuple):
    """One refusal: where it stands, by which code, in which words, and whether the next step is put behind them."""

    where: str
    code: str
    words: str
    completed: bool

    def __str__(self) -> str:
        return f"{self.where} {self.code}: {self.words}"


def written() -> list[Said]:
    """Those that verbs, forms and pages speak."""
    files = (file for app in APPS for file in sorted((CHECKOUT / app).rglob("*.py")))
    return [
        said
        for file in files
        if not NOT_OURS.intersection(file.parts)
        for said in _in(ast.parse(file.read_text()), str(file.relative_to(CHECKOUT)))
    ]


def kept() -> list[Said]:
    """Those that the database keeps: constraints, guards, and the functions that stand there.

    Not those of histories: no page writes there, and who does so by hand is no user of the app.
    """
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    ours = [model for model in models if not hasattr(model, "pgh_tracked_model")]
    rules = [
        Said(model._meta.label, rule.name, str(rule.violation_error_message), completed=True)
        for model in ours
        for rule in model._meta.constraints
    ]
    guards = [
        (model._meta.label, str(guard.func))
        for model in ours
        for guard in getattr(model._meta, "triggers", [])
        if isinstance(guard, Guard)
    ]
    beginnings = "^(quartiersarbeit|ground|partners|sites|funding|quality_dialog)_"
    guards += sql("SELECT proname, prosrc FROM pg_proc WHERE proname ~ %s", beginnings)
    raised = [(where, found) for where, body in guards for found in RAISED.findall(body)]
    return rules + [
        Said(where, code, words.replace("''", "'"), completed=True) for where, (words, code) in raised
    ]


def _in(tree: ast.Module, file: str) -> Iterator[Said]:
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for call in ast.walk(tree):
        name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
        if name not in PLACES:
            continue
        code, words = (_argument(call, PLACES[name][0], "code"), _argument(call, PLACES[name][1], "message"))
        scopes = [node for node in _around(call, above) if isinstance(node, ast.FunctionDef | ast.Module)]
        if isinstance(code, ast.Name) and any(code.id in _parameters(one) for one in scopes):
            continue  # told with the code by whoever calls, and read there
        known = code.value if isinstance(code, ast.Constant) else ""
        texts = _words(words, scopes) or (
            [""] if known else []
        )  # an unknown sentence needs the step of its code
        for text in texts:
            yield Said(f"{file}:{call.lineno}", known, text, completed=name != "ValidationError")


def _parameters(scope: ast.AST) -> set[str]:
    return {one.arg for one in scope.args.args} if isinstance(scope, ast.FunctionDef) else set()


def _argument(call: ast.Call, at: int, word: str) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg == word), None)
    return named or (call.args[at] if at < len(call.args) else None)


def _around(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while (node := above.get(node)) is not None:
        yield node


def _words(node: ast.expr | None, scopes: list[ast.AST]) -> list[str]:
    """What is said there, in each of the ways it can be; nothing where it is said elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            own = [part.value if isinstance(part, ast.Constant) else "…" for part in parts]
            return ["".join(own)] if any(re.search("[a-zäöü]{2}", one) for one in own if one != "…") else []
        case ast.BinOp(left=left, right=right):
            ends = _words(right, scopes) or [""]
            return [begin + end for begin in _words(left, scopes) for end in ends]
        case ast.IfExp(body=body, orelse=other):
            return _words(body, scopes) + _words(other, scopes)
        case ast.Name(id=name):
            return _named(name, scopes)
    return []


def _named(name: str, scopes: list[ast.AST]) -> list[str]:
    for scope in scopes:
        given = [
            node.value
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        ]
        if found := [text for value in given for text in _words(value, scopes)]:
            return found
    return []
