"""What every page asks of a person: who they are, what roles and others give, since when they speak for nobody any
more, and how much news they have not read.

The models stand above this module, for the person's own is built on it.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat, Least

from quartiersarbeit.ground import kept
from quartiersarbeit.ground.asked import Question
from quartiersarbeit.ground.roles import looks_on


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


def _elsewhere() -> Exists:
    """Whether the row's person may act for another organisation than the present one."""
    others = memberships("pk").exclude(partner=OuterRef("partner"))
    return Exists(others.filter(ended_on=None, partner__deactivated_on=None))


def _unread(person: int) -> Subquery:
    """How many pieces of news the person has not read, as the present organisation's."""
    news = apps.get_model("partners", "Notification").objects.unread().filter(recipient=person)  # type: ignore[attr-defined]
    seen = news.filter(Q(side=None) | Q(side=F("recipient__partner"))).order_by()
    return Subquery(seen.values("recipient").annotate(many=Count("pk")).values("many"))


def _rights(**holder) -> ArraySubquery:
    """Rights as "app.codename", all of a role or a person at once: each row more would ask the rest once more."""
    named = Concat("content_type__app_label", Value("."), "codename")
    return ArraySubquery(Permission.objects.filter(**holder).order_by().values_list(named))


def _given(person: int, on: date) -> QuerySet:
    """Person, since when over, whether elsewhere, role, rights, and unread news, of the person and of each they stand
    in for; without a role, the rights are the person's own.
    """
    whose = Q(user=person) | Q(user__in=lending(on).filter(deputy=person).values("person"))
    by_role = apps.get_model("partners", "UserGroup").objects.filter(whose)
    by_role = by_role.annotate(
        over=over_on("user__"),
        elsewhere=Value(False),
        role=F("group__name"),
        rights=_rights(group=OuterRef("group")),
        news=Value(0),
    )
    itself = apps.get_model("partners", "User").objects.filter(pk=person)
    itself = itself.annotate(
        over=over_on(),
        elsewhere=_elsewhere(),
        role=Value(None, CharField()),
        rights=_rights(user=OuterRef("pk")),
        news=_unread(person),
    )
    facts = ("over", "elsewhere", "role", "rights", "news")
    return by_role.values_list("user_id", *facts).union(itself.values_list("pk", *facts), all=True)


def _known(person: int, on: date) -> QuerySet:
    """The person's row, behind it `_given` as JSON, and the snapshot: one question at each request instead of three."""
    user = apps.get_model("partners", "User")
    given, params = _given(person, on).query.sql_with_params()
    told = f"(SELECT json_agg(given)::text FROM ({given}) AS given (a, b, c, d, e, f))"
    rows = user.objects.filter(pk=person).annotate(
        given=RawSQL(told, params, TextField()),  # noqa: S611  # ours alone
        seen=RawSQL(kept.SEEN, (), TextField()),  # noqa: S611
    )
    return rows.values_list(*(field.attname for field in user._meta.concrete_fields), "given", "seen")


def _views(person: int, on: date) -> QuerySet:
    """The lists that somebody wants to see again."""
    views = apps.get_model("partners", "SavedView").objects.filter(user=person)
    return views.values_list("pk", "path", "query", "name")


KNOWN, VIEWS = Question(_known), Question(_views)


@dataclass(frozen=True)
class Held:
    """What somebody's roles are and give: permissions as "app.codename", roles by their names.

    No NamedTuple: one with a method, beside a model, is where mypy turns in circles (its issue 12458).
    """

    rights: set[str]
    roles: set[str]

    def looking_on(self) -> "Held":
        """The same without whatever changes something."""
        return Held({right for right in self.rights if looks_on(right)}, self.roles)


@dataclass(frozen=True)
class Given:
    """What roles give, by the person who has them: oneself, and those for whom one stands in today; of each since when
    they speak for their organisation no more; whether one may act for another one; one's personal rights; unread news.

    A deputy's deputy gets nothing: only roles that the absent person has are asked for, never what others lend to them.
    """

    held: dict[int, Held]
    over: dict[int, date | None]
    elsewhere: bool
    personal: set[str]
    unread: int


def told(pk: int, given: str) -> Given:
    """What `KNOWN` answered of this person."""
    held: dict[int, Held] = defaultdict(lambda: Held(set(), set()))
    over: dict[int, date | None] = {}
    personal: set[str] = set()
    elsewhere, unread = False, 0
    for person, left, others, role, rights, news in map(dict.values, json.loads(given)):
        over[person] = left and date.fromisoformat(left)
        if role is None:
            personal, elsewhere, unread = set(rights), others, news or 0
        else:
            held[person].roles.add(role)
            held[person].rights.update(rights)
    return Given(dict(held), over, elsewhere, personal, unread)
