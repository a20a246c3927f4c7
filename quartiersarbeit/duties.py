"""Whose turn is it: the duties of all floors, as one person may see them on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse

import funding.news
import partners.news
import quality_dialog.dialogue.news
import quality_dialog.report.news
from partners.models import User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.duties import COLUMNS, Kind, Owed, Timing, mine, owes, timing
from quartiersarbeit.ground.news import Occasion

__all__ = ["Duty", "Whose", "counted", "duties", "kinds", "owed_before", "owes"]

REMINDS = "partners.change_agreement"  # Koordination: sees to it that what a partner owes is not forgotten


class Whose(models.TextChoices):
    """What a duty is to the person who looks: their own step, one to remind somebody of, or only to know of."""

    MINE = "mine", "Das ist dran"
    REMIND = "remind", "Erinnern"
    OTHERS = "others", "Wartet auf andere"


# How lists of duties are told, everywhere: what is late first.
GROUPS = (
    ("Überfällig", (Timing.OVERDUE,)),
    ("Jetzt und diese Woche", (Timing.NOW, Timing.THIS_WEEK)),
    ("Später", (Timing.LATER,)),
)


@dataclass(frozen=True)
class Duty:
    """One step that somebody owes, as one person sees it on a day."""

    kind: Kind
    key: str
    subject: str
    since: date | None
    due_on: date | None
    partner_id: int | None
    person_id: int | None
    site_id: int | None
    whose: Whose
    on: date

    @property
    def url(self) -> str:
        """The page on which the step is taken."""
        return reverse(self.kind.route, args=self.key.split("/")) + self.kind.anchor

    @property
    def what(self) -> str:
        """What is to be done; of what others owe, that they are to be reminded."""
        return f"Erinnern: {self.kind.label}" if self.whose is Whose.REMIND else self.kind.label

    @property
    def timing(self) -> Timing:
        """How near its day is."""
        return timing(self.due_on, self.on)

    @property
    def days_late(self) -> int:
        """How many days it is late; 0 where it is in time or has no term."""
        return max((self.on - self.due_on).days, 0) if self.due_on else 0

    @property
    def told(self) -> str:
        """How it stands in words: since when it is late, by when it is due, or since when it is open."""
        if self.timing is Timing.OVERDUE:
            return f"überfällig seit {german.day(self.due_on)}"
        if self.due_on:
            return f"fällig am {german.day(self.due_on)}"
        return f"offen seit {german.day(self.since)}" if self.since else "offen"


def owing() -> list[type[models.Model]]:
    """The models of all floors whose rows can owe a step: found, not listed."""
    return [model for model in apps.get_models() if hasattr(model._default_manager, "owed")]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of duties by their code, in the order of the floors."""
    someday = date(2000, 1, 1)
    found = [one.kind for model in owing() for one in model._default_manager.owed(someday)]  # type: ignore[attr-defined]
    return {kind.code: kind for kind in found}


@cache
def news_kinds() -> dict[str, Occasion]:
    """All occasions of which people are told, by their code, in the order of the floors."""
    modules = (partners.news, funding.news, quality_dialog.dialogue.news, quality_dialog.report.news)
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Occasion)]
    return {occasion.code: occasion for occasion in found}


def owed_before(user, on: date, codes: Collection[str] = ()) -> list[Owed]:
    """What is owed on that day of the rows this person sees, kind by kind; `codes` narrow it."""
    seen = [
        one
        for model in owing()
        for one in model._default_manager.visible_to(user).owed(on)  # type: ignore[attr-defined]
    ]
    return [one for one in seen if not codes or one.kind.code in codes]


def _whose(user, owed: Owed, on: date) -> Case | Value:
    """What each row is to this person, as one SQL expression."""
    rules = []
    if (own := mine(user, owed)) is not None:
        rules.append(When(own, then=Value(Whose.MINE.value)))
    if user.has_perm(REMINDS):
        people = User.objects.filter(partner=OuterRef("duty_partner"), is_active=True)
        silent = Q(duty_partner__isnull=False) & (Q(duty_on__lt=on) | ~Exists(people))
        rules.append(When(silent, then=Value(Whose.REMIND.value)))
    others = Value(Whose.OTHERS.value, models.CharField())
    return Case(*rules, default=others, output_field=models.CharField()) if rules else others


def _together(
    user, owed: Iterable[Owed], on: date, whose: Collection[Whose], **narrowed
) -> models.QuerySet | None:
    """All of them as one statement; None where there is nothing to ask."""
    parts = []
    for one in owed:
        rows = one.rows.annotate(duty_whose=_whose(user, one, on)).filter(**narrowed)
        if whose:
            rows = rows.filter(duty_whose__in=whose)
        parts.append(rows.values_list(*COLUMNS, "duty_whose"))
    if not parts:
        return None
    return parts[0].union(*parts[1:], all=True)


def duties(
    user,
    on: date,
    *,
    whose: Collection[Whose] = (),
    codes: Collection[str] = (),
    limit: int | None = None,
    **narrowed,
) -> list[Duty]:
    """The steps owed on that day that this person sees, the latest first, then by their day; in one statement.

    `whose` and `codes` (of kinds) narrow them, `narrowed` does so by the columns of duties: `duty_site=7`.
    """
    rows = _together(user, owed_before(user, on, codes), on, whose, **narrowed)
    if rows is None:
        return []
    ordered = rows.order_by(F("duty_on").asc(nulls_last=True), "duty_since", "duty_kind", "duty_key")
    known = kinds()
    return [
        Duty(known[code], key, subject, since, due_on, partner, person, site, Whose(relation), on)
        for code, key, subject, since, due_on, partner, person, site, relation in ordered[:limit]
    ]


def counted(user, on: date, *, whose: Collection[Whose] = (Whose.MINE, Whose.REMIND)) -> int:
    """How many steps wait for this person, in one statement."""
    rows = _together(user, owed_before(user, on), on, whose)
    return 0 if rows is None else rows.count()
