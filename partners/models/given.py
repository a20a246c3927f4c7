"""What every page asks of a person: what roles and others give, and since when somebody speaks for nobody any more.

The models stand above this module, for the person's own is built on it.
"""

from datetime import date

from django.apps import apps
from django.db.models import CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Least

from quartiersarbeit.ground.asked import Question

ROLE = ("group__name", "group__permissions__content_type__app_label", "group__permissions__codename")
RIGHT = ("permission__content_type__app_label", "permission__codename")


def lending(on: date) -> QuerySet:
    """The absences that lend rights on that day."""
    return apps.get_model("partners", "Absence").objects.lending(on)  # type: ignore[attr-defined]


def memberships(person: str) -> QuerySet:
    """The memberships of the row's person, the newest first."""
    rows = apps.get_model("partners", "Membership").objects
    return rows.filter(person=OuterRef(person)).order_by("-given_on", "-pk")


def over_on(to_person: str = "") -> Subquery:
    """Since when the row's person speaks no more for their present organisation: they, or it, left; empty: they do.

    `to_person` is the way from the row to the person: "user__".
    """
    present = memberships(f"{to_person}pk").filter(partner=OuterRef(f"{to_person}partner"))
    left = present.annotate(left=Least("ended_on", "partner__deactivated_on"))
    return Subquery(left.values("left")[:1])


def _elsewhere(to_person: str = "") -> Exists:
    """Whether the row's person may act for another organisation than the present one."""
    others = memberships(f"{to_person}pk").exclude(partner=OuterRef(f"{to_person}partner"))
    return Exists(others.filter(ended_on=None, partner__deactivated_on=None))


def _given(person: int, on: date) -> QuerySet:
    """Person, since when over, whether elsewhere, role, app and right; without a role: a right of the person's own."""
    whose = Q(user=person) | Q(user__in=lending(on).filter(deputy=person).values("person"))
    by_role = apps.get_model("partners", "UserGroup").objects.filter(whose)
    by_role = by_role.annotate(over=over_on("user__"), elsewhere=_elsewhere("user__"))
    by_itself = apps.get_model("partners", "UserRight").objects.filter(user=person)
    by_itself = by_itself.annotate(
        over=Value(None, DateField()), elsewhere=Value(False), no_role=Value(None, CharField())
    )
    facts = ("user_id", "over", "elsewhere")
    return by_role.values_list(*facts, *ROLE).union(
        by_itself.values_list(*facts, "no_role", *RIGHT), all=True
    )


GIVEN = Question(_given)
