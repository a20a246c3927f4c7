"""What the money refuses, read from the source, and how a test writes one case of it down.

A refusal is known by its code: the name of a constraint, of a rule a guard raises, or the `code` of a
`ValidationError`. `by_database()` and `by_verbs()` find them all, so that a new one without a case is seen.
"""

import ast
import re
from collections.abc import Callable, Iterator
from inspect import signature
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model

import funding
from funding.models import ProofOfUse
from quartiersarbeit.ground.guards import Guard
from quartiersarbeit.ground.hands import four_eyes
from tests.constraints import sql
from tests.test_admin_upper import plain

HERE = Path(funding.__file__).parent
RAISED = re.compile(r"CONSTRAINT = '([a-z_]+)'")


def models() -> list[type[Model]]:
    """The records of money, without their histories."""
    found = apps.get_app_config("funding").get_models()
    return [model for model in found if not hasattr(model, "pgh_tracked_model")]


def by_database() -> set[str]:
    """The codes of the rules the database keeps: constraints, guards, and the functions that stand there."""
    constraints = {rule.name for model in models() for rule in model._meta.constraints}
    guards = (one for model in models() for one in getattr(model._meta, "triggers", []))
    raised = [str(guard.func) for guard in guards if isinstance(guard, Guard)]
    raised += [body for (body,) in sql("SELECT prosrc FROM pg_proc WHERE starts_with(proname, 'funding_')")]
    return constraints | {name for text in raised for name in RAISED.findall(text)}


def by_verbs() -> set[str]:
    """The codes verbs, forms and pages refuse with, each found where it is written."""
    sources = [path for part in ("models", "forms", "views") for path in (HERE / part).glob("*.py")]
    return {code for path in sources for code in _codes(ast.parse(path.read_text()))}


def _codes(tree: ast.Module) -> Iterator[str]:
    """The literal given for `code`: to `refuse`, by name, or where `four_eyes` or the module's function takes it."""
    places = {"four_eyes": list(signature(four_eyes).parameters).index("code")} | {
        made.name: [argument.arg for argument in made.args.args].index("code")
        for made in ast.walk(tree)
        if isinstance(made, ast.FunctionDef) and "code" in [argument.arg for argument in made.args.args]
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name == "ValidationError":
            given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        elif name in ("refuse", "denied"):
            given = call.args[:1]
        else:
            given = call.args[places[name] : places[name] + 1] if name in places else []
        yield from (code.value for code in given if isinstance(code, ast.Constant))


class Case(NamedTuple):
    """One refusal: its code, what is said, who meets it, at which field („__all__“: on top of the form)."""

    code: str
    said: str
    who: str
    at: str
    scene: Callable

    def __str__(self) -> str:
        return f"{self.code}-{self.scene.__name__}"


class Table(list[Case]):
    """The cases of a test file; `@table(code, said)` writes one down."""

    def __call__(self, code: str, said: str, *, who: str = "koordination", at: str = "__all__") -> Callable:
        def told(scene: FunctionType) -> FunctionType:
            self.append(Case(code, said, who, at, scene))
            return scene

        return told

    def codes(self) -> set[str]:
        return {case.code for case in self}


def because(reasons: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The codes that cannot be met, each with its reason."""
    return {code: reason for reason, codes in reasons.items() for code in codes}


def stored() -> dict:
    """How often each record of money was ever written, and what is only typed: a refusal changes neither."""
    events = [m for m in apps.get_app_config("funding").get_models() if m.__name__.endswith("Event")]
    typed = list(ProofOfUse.objects.order_by("pk").values_list("draft", "version"))
    return {model._meta.label: model.objects.count() for model in events} | {"typed": typed}


def found_in(form) -> dict[str, list[tuple[str, str]]]:
    """Each field of the form that is refused: with the codes and, in plain words, what is said there."""
    return {
        field: [(_code(form, error), plain(error.messages[0])) for error in errors]
        for field, errors in form.errors.as_data().items()
    }


def _code(form, error: ValidationError) -> str:
    """Django finds a broken constraint before the database and gives no code with it: its name is the code."""
    if error.code or not hasattr(form, "_meta"):
        return str(error.code)
    rules = form._meta.model._meta.constraints
    return next((rule.name for rule in rules if rule.get_violation_error_message() == error.messages[0]), "")
