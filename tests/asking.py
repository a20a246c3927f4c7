"""How the tests ask: an address, a page's text, its messages, its queries, and the code of a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from unittest.mock import patch

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import german, kept_pages, next_steps
from quartiersarbeit.ground.forms import refused
from quartiersarbeit.ground.kept import Kept


def addresses(beginning: str) -> Callable[..., str]:
    """`at = addresses("funding:claim_")`: then `at("issue", claim)` is an address. A record stands for its key."""

    def at(name: str, *args) -> str:
        return reverse(f"{beginning}{name}", args=[getattr(arg, "pk", arg) for arg in args])

    return at


def text_of(answer) -> str:
    """The page as a reader has it: signs instead of their codes, and ordinary spaces."""
    return unescape(answer.content.decode()).replace(german.NO_BREAK_SPACE, " ")


def told(answer) -> list[str]:
    """The messages above the page."""
    return [str(message) for message in answer.context["messages"]]


def counted(user, on) -> int:
    """How many steps wait for this person on that day: their own, and those to remind others of."""
    return len(duties(user, on, whose=(Whose.MINE, Whose.REMIND)))


def rule_alone(text: str) -> str:
    """What is said of a refusal, without the next steps behind it (tests/test_next_steps.py asks for these)."""
    for step in sorted({*next_steps.declared().values(), *next_steps.KINDS.values()}, key=len, reverse=True):
        text = text.replace(f" {step}", "")
    return text


def said_by(form) -> dict[str, list[str]]:
    """What a form says is wrong at each field, without the next steps."""
    return {field: [rule_alone(str(text)) for text in found] for field, found in form.errors.items()}


@contextmanager
def made_anew() -> Iterator[None]:
    """Each page is made, also one that was shown before."""
    with patch.object(kept_pages, "_pages", Kept(most=0, twice=True)):
        yield


def queries(client, address: str) -> int:
    """How many queries the page costs that is made; what is asked once in a process (content types) does not count."""
    with made_anew():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
    return len(asked)


def first_error(refusal: ValidationError) -> ValidationError:
    """The first error of a refusal, at whichever field it stands."""
    if hasattr(refusal, "error_dict"):
        return next(iter(refusal.error_dict.values()))[0]
    return refusal.error_list[0]


def code_of(act: Callable, *args, **given) -> str:
    """The code of the rule that refuses this act, as a button would meet it; „done“ if none does."""
    refusal = refused(lambda **rest: act(*args, **rest), **given)
    return first_error(refusal).code if refusal else "done"
