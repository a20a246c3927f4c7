"""Several steps of one kind at once: how many and how much they are, and then the act of each by its own verb."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Model

from funding import issuing
from funding.duties import DECISION_APPROVE, INSTALMENT_CERTIFY, INSTALMENT_RELEASE
from funding.models import Decision, Disbursement
from funding.payment_sheet import grouped
from partners.models import User
from quality_dialog.dialogue.duties import MEASURE_CONFIRM
from quality_dialog.models import Measure
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.duties import Kind
from quartiersarbeit.ground.events import Signatures
from quartiersarbeit.ground.forms import refused

CHANGED = "Das ist inzwischen anders, als die Seite es Ihnen gezeigt hat. Prüfen Sie es noch einmal."


@dataclass(frozen=True)
class Together:
    """A step that can be taken for several records in one go, each by its own verb and with its own refusal."""

    kind: Kind
    model: type[Model]
    related: Sequence[str]
    act: Callable[[Any], Callable]  # the verb of a record, called with `by` and `on`
    verb: str  # in German, as on the button: „freigeben“
    done: str  # and afterwards: „freigegeben“
    nouns: tuple[str, str]
    columns: Sequence[Column]
    look: str  # what is to be compared before
    seen: Callable[[Any], str] = lambda row: (
        ""
    )  # what the page shows of it that must not be another at the click
    compares: bool = False  # whether the verb itself compares it, as `seen`
    amount: Callable[[Any], Decimal] | None = None
    signed: str = ""  # the column of the signature that came before: it is shown with „i. V.“

    def columns_of(self, rows: Sequence[Any]) -> Sequence[Column]:
        """The columns for these rows; who signed before is read from the history, once for all."""
        if not self.signed:
            return self.columns
        given = Signatures(rows)
        return [
            replace(one, value=lambda row: given.of(row, self.signed)) if one.key == self.signed else one
            for one in self.columns
        ]

    def counted(self, number: int) -> str:
        """„3 Raten“."""
        return german.count(number, *self.nouns)

    def offer(self, number: int) -> str:
        """„3 Raten zur Zahlung freigeben“."""
        return f"{self.counted(number)} {self.verb}"

    def named(self, rows: Sequence[Any]) -> str:
        """How many and, of money, how much they are together."""
        if self.amount is None:
            return self.counted(len(rows))
        return f"{self.counted(len(rows))}, zusammen {german.euro(sum(map(self.amount, rows), Decimal(0)))}"

    def take(self, rows: Iterable[Any], shown: Mapping[int, str], *, by: User, on: date) -> list["Refused"]:
        """Take the step of each by itself; answers those that were refused, each with its reason."""
        refusals = []
        for row in rows:
            if reason := self._refusal(row, shown[row.pk], by=by, on=on):
                refusals.append(Refused(row, reason))
        return refusals

    def _refusal(self, row: Any, seen: str, **given) -> str:
        if self.compares:
            given["seen"] = seen
        elif seen != self.seen(row):
            return CHANGED
        refusal = refused(self.act(row), **given)
        return " ".join(refusal.messages) if refusal else ""

    def rows(self, user: User, keys: Sequence[int]) -> list[Any]:
        """The records with these keys that this person sees, in the order given."""
        known = self.model._default_manager.visible_to(user).select_related(*self.related).in_bulk(keys)  # type: ignore[attr-defined]
        return [known[key] for key in keys if key in known]


class Refused(NamedTuple):
    """A record whose step was not taken, and why."""

    row: Any
    reason: str


_PAYMENT = Column(
    "payment",
    "Auszahlung",
    lambda payment: f"{payment.allocation}, {payment.number}. Rate",
    link=Disbursement.get_absolute_url,
)
_RECIPIENT = Column("recipient", "Empfänger", lambda row: row.allocation.recipient.name)
_AMOUNT = Column("amount", "Betrag", kind="euro")
_DUE = Column("due_on", "Fällig am", kind="date")
_OF_ALLOCATION = ("allocation__fiscal_year", "allocation__site", "allocation__recipient", "drafted_by")
_RATES = ("Rate", "Raten")

TOGETHER = {
    one.kind.code: one
    for one in (
        Together(
            DECISION_APPROVE,
            Decision,
            _OF_ALLOCATION,
            lambda row: partial(issuing.approve, row),
            "freigeben",
            "freigegeben",
            ("Bescheid", "Bescheide"),
            (
                Column("decision", "Bescheid", str, link=Decision.get_absolute_url),
                Column("allocation", "Zuweisung"),
                _RECIPIENT,
                Column("drafted_by", "Entworfen von"),
                _AMOUNT,
            ),
            "Mit der Freigabe ist jeder Betrag gebunden, und der Bescheid wird ausgefertigt.",
            lambda row: row.content,
            compares=True,
            amount=lambda row: row.amount,
        ),
        Together(
            INSTALMENT_CERTIFY,
            Disbursement,
            _OF_ALLOCATION,
            lambda row: row.certify,
            "sachlich und rechnerisch richtig zeichnen",
            "gezeichnet",
            _RATES,
            (_PAYMENT, _RECIPIENT, _DUE, Column("drafted_by", "Vorgesehen von"), _AMOUNT),
            "Mit der Unterschrift stehen Betrag und Tag jeder Rate fest.",
            lambda row: f"{row.payee};{row.due_on}",
            amount=lambda row: row.amount,
        ),
        Together(
            INSTALMENT_RELEASE,
            Disbursement,
            (*_OF_ALLOCATION, "certified_by"),
            lambda row: row.release,
            "zur Zahlung freigeben",
            "freigegeben",
            _RATES,
            (
                _PAYMENT,
                _RECIPIENT,
                Column("iban", "IBAN", lambda row: grouped(row.allocation.recipient.iban)),
                _DUE,
                Column("certified_by", "Festgestellt von"),
                _AMOUNT,
            ),
            "Vergleichen Sie Empfänger, IBAN und Betrag. Genau so werden sie mit der Freigabe festgehalten.",
            lambda row: row.payee,
            compares=True,
            amount=lambda row: row.amount,
            signed="certified_by",
        ),
        Together(
            MEASURE_CONFIRM,
            Measure,
            ("responsible", "finding__dialogue__site", "finding__dialogue__cycle"),
            lambda row: row.confirm,
            "als erledigt bestätigen",
            "bestätigt",
            ("Maßnahme", "Maßnahmen"),
            (
                Column("title", "Maßnahme", link=Measure.get_absolute_url),
                Column("site", "Standort", "finding.dialogue.site"),
                Column("owner", "Verantwortlich"),
                Column("done_on", "Erledigt gemeldet am", kind="date"),
            ),
            "Was bestätigt ist, ändert sich nicht mehr.",
        ),
    )
}
