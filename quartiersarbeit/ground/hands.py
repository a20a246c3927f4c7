"""Whose hands an act is by: one's own, or, where the right to it is only lent, also those of who is stood in for.

A deputy (Vertretung) acts „i. V.“ with rights that the absent person's roles give. Four eyes count such an act as the
absent person's too, and the history says for whom it was done.
"""

from collections.abc import Callable, Collection
from functools import wraps

import pghistory
from django.contrib.auth import decorators
from django.http import HttpResponse

from quartiersarbeit.ground.identity import asked_again
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.roles import is_weighty

FOR = "for"  # in an event's context: the persons for whom it was done
BY_DEPUTY = (
    "Vier-Augen-Prinzip: Den ersten Schritt hat die Person getan, die Sie vertreten. Den zweiten muss jemand tun, "
    "der oder die sie nicht vertritt."
)


def four_eyes(by, permission: str, first: Collection[int | None], code: str, message: str) -> None:
    """Refuse the second of two signatures to whoever gave the first, and to who stands in for them with this right.

    `permission` is the right with which the second is given, `first` are the keys of those who gave the first;
    `message` is what these are told.
    """
    if not by.hands(permission).isdisjoint(first):
        refuse(code, message if by.pk in first else BY_DEPUTY)
    note(by, permission)


def first_hand(by, permission: str, first: Collection[int | None]) -> str:
    """Who of four eyes has signed already, as a page says it: „Sie haben“ …; empty where it was somebody else."""
    if by.pk in first:
        return "Sie haben"
    return "" if by.hands(permission).isdisjoint(first) else "Die Person, die Sie vertreten, hat"


def note(by, permission: str) -> None:
    """Let the history of this request say for whom it is done, where the right to it is lent."""
    if by.is_authenticated and (persons := by.acts_for(permission)):
        pghistory.context(**{FOR: sorted(persons)})


def weighed(request) -> HttpResponse | None:
    """Before an act of weight: where somebody confirms first who they are, or None; the history names its address."""
    if confirming := asked_again(request):
        return confirming
    pghistory.context(url=request.path)  # the act's, where it waited for the confirmation
    return None


def permission_required(permission: str | Collection[str], **given) -> Callable:
    """Django's, and the history says for whom somebody acts who has the permission only as a deputy.

    Before an act with a right that carries weight (`roles.is_weighty`) somebody whose sign-in is not recent confirms
    who they are.
    """
    asked = (permission,) if isinstance(permission, str) else permission
    required = decorators.permission_required(permission, **given)

    def guarded(view: Callable) -> Callable:
        @wraps(view)
        def noted(request, *args, **kwargs):
            if any(map(is_weighty, asked)) and (confirming := weighed(request)):
                return confirming
            for one in asked:
                note(request.user, one)
            return view(request, *args, **kwargs)

        return required(noted)

    return guarded
