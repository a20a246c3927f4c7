"""The words of a claim's notice (Rückforderungsbescheid): its facts and the office's texts as paper. Pure.

As in `notice_paper`, the machine says only facts; everything of legal weight comes from the office's own texts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding import giro, notice_paper
from funding.notice_paper import Text, paragraph
from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Detail, Paper, QrCode, Section, Signature, Table

TITLE = "Rückforderungsbescheid"


@dataclass(frozen=True, kw_only=True)
class Facts(notice_paper.Said):
    """What a claim's notice says (euros): `paid`, `proven` and `claimed` before are those of the allocation.

    A draft has no `issued_by`. `rate` is percent a year, with its source. Without `pay_to` no code is printed.
    """

    due_on: date
    paid: Decimal
    proven: Decimal
    claimed: Decimal
    granted_by: str
    rate: Decimal = Decimal(0)
    rate_source: str = ""
    interest_from: date | None = None
    issued_by: str = ""
    pay_to: giro.Account | None = None


def paper(facts: Facts, texts: Iterable[Text]) -> Paper:
    """The claim's notice as paper; a draft where nobody issued it yet."""
    granted = (Detail("Zum Bescheid Nr.", facts.granted_by),) if facts.granted_by else ()
    return notice_paper.drawn_up(
        facts,
        TITLE,
        _claimed(facts),
        notice_paper.office_words(texts, _values(facts)),
        is_bound=bool(facts.issued_by),
        first=granted,
        last=(Detail("Fällig am", german.day(facts.due_on)),),
        signature=Signature("Erlassen", facts.issued_by, facts.on if facts.issued_by else None),
    )


def _claimed(facts: Facts) -> Section:
    """What is to be paid back until when, how it comes to that amount, and its interest."""
    amount = german.euro(facts.amount)
    said = [
        f"Von der Zuwendung für den Standort {facts.site} im Haushaltsjahr {facts.year} sind {amount} "
        f"zurückzuzahlen, fällig am {german.day(facts.due_on)}."
    ]
    if facts.rate and facts.interest_from:
        said.append(
            f"Der Betrag wird ab dem {german.day(facts.interest_from)} mit {_rate(facts)} verzinst "
            f"({facts.rate_source})."
        )
    earlier = [("schon früher zurückgefordert", german.euro(facts.claimed))] if facts.claimed else []
    table = Table(
        "Berechnung",
        ("Angabe", "Betrag"),
        (
            ("ausgezahlt", german.euro(facts.paid)),
            ("durch Verwendungsnachweis belegt", german.euro(facts.proven)),
            *earlier,
        ),
        numeric=(1,),
        total=("jetzt zurückgefordert", amount),
    )
    return Section(
        "entscheidung", "Entscheidung", tuple(map(paragraph, said)), (table,), codes=_transfer(facts)
    )


def purpose(granted_by: str, site: str, year: int) -> str:
    """What the repayment is to be called on the statement."""
    return giro.purpose("Rückforderung", granted_by, site, str(year))


def _transfer(facts: Facts) -> tuple[QrCode, ...]:
    """The transfer as a code, where it is known to which account."""
    words = purpose(facts.granted_by, facts.site, facts.year)
    code = giro.code(facts.pay_to, facts.amount, words) if facts.pay_to else None
    return (code,) if code else ()


def _rate(facts: Facts) -> str:
    return f"{german.number(facts.rate, 2)} % pro Jahr"


def _values(facts: Facts) -> Mapping[str, str]:
    """What stands for each of the tokens `notice_paper.tokens_of(CLAIM)`."""
    return notice_paper.common_values(facts) | {
        "bescheid": facts.granted_by,
        "faellig": german.day(facts.due_on),
        "zinssatz": _rate(facts) if facts.rate else "ohne Zinsen",
        "ausgezahlt": german.euro(facts.paid),
        "nachgewiesen": german.euro(facts.proven),
    }
