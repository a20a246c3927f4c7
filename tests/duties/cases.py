"""What a case says of its duty, and the people it may be about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from partners.models import Partner, User
from tests.factories import IBAN, PartnerFactory
from tests.people import in_group
from tests.year.walking import Browser

DAY = timedelta(days=1)


class People:
    """The city's roles, and two organisations: the AWO is concerned, the BGW has nothing to do with it."""

    def __init__(self) -> None:
        self.awo: Partner = PartnerFactory(name="AWO-Kreisverband", short_name="AWO", iban=IBAN)
        self.bgw: Partner = PartnerFactory(name="BGW", short_name="BGW", iban=IBAN, housing=True)
        self.koordination: User = in_group("Koordination", email="koordination@example.org")
        self.freigabe: User = in_group("Freigabe", email="freigabe@example.org")
        self.revision: User = in_group("Revision", email="revision@example.org")
        self.verwaltung: User = in_group(
            "Verwaltung", email="admin@example.org", is_staff=True, is_superuser=True
        )
        self.of_awo: User = in_group("Partner", email="awo@example.org", partner=self.awo)
        self.of_bgw: User = in_group("Partner", email="bgw@example.org", partner=self.bgw)


@dataclass(frozen=True)
class Case:
    """A record that owes a step, and all that may be asked about it.

    `begins` is the first day it is owed, `due_on` its term if it has one; `act` takes the step at the browser of
    `who`, whose it is, or of `by`, where somebody else records it. `acts_on` is the day on which that is done.
    """

    key: str
    begins: date
    due_on: date | None
    who: User
    act: Callable[[Browser, str], object]
    acts_on: date
    by: User | None = None
    partner: Partner | None = None
    unseen_by: tuple[User, ...] = ()
    same_as_before: bool = True  # whether the day before the step still knows that it was owed


CASES: list[tuple[str, Callable[[People], Case]]] = []
WITHOUT_TERM: set[str] = set()  # names of cases
OF_PARTNERS: set[str] = set()


def case(code: str, *, term: bool = True, partner: bool = False):
    """Enter a function as the case of a kind; a kind may have several.

    `term=False`: owed at once; `partner=True`: an organisation owes it, and Koordination sees it.
    """

    def entered(make: Callable[[People], Case]):
        CASES.append((code, make))
        if not term:
            WITHOUT_TERM.add(make.__name__)
        if partner:
            OF_PARTNERS.add(make.__name__)
        return make

    return entered
