"""GiroCodes on claims: what a banking program reads (EPC069-12), the same in words, and only with an account."""

from datetime import date
from decimal import Decimal

import pytest
from segno import helpers

from funding import claim_paper, giro
from funding.models import Notice
from funding.models.notice import claim_paper_of, transfer_of
from partners.models import Municipality
from quartiersarbeit.ground import marking, paper, papers
from quartiersarbeit.ground.paper.codes import drawn
from tests import factories as f
from tests.paper_samples import CLAIM
from tests.test_payments import text_of

pytestmark = pytest.mark.django_db

DAY = date(2027, 5, 31)
CITYS = "DE02120300000000202051"
ACCOUNT = giro.Account("Stadtkasse Müsterstadt", CITYS)


@pytest.fixture
def city(db):
    return f.MunicipalityFactory(account_holder="Stadtkasse Müsterstadt", iban=CITYS)


def test_the_code_is_the_one_the_scheme_asks_for():
    words = claim_paper.purpose("2026/QA-010", "Größerer Treff", 2026)
    made = helpers.make_epc_qr(
        name="Stadtkasse Muesterstadt",
        iban=CITYS,
        amount=Decimal("510.00"),
        text="Rueckforderung 2026/QA-010 Groesserer Treff 2026",
        encoding="utf-8",
    )
    code = giro.code(ACCOUNT, Decimal("510.00"), words)
    assert code.modules == drawn(made, "", "").modules
    assert code.description.split("\n") == [
        "Empfänger: Stadtkasse Müsterstadt",
        "IBAN: DE02 1203 0000 0000 2020 51",
        "Betrag: 510,00\xa0€",
        "Verwendungszweck: Rueckforderung 2026/QA-010 Groesserer Treff 2026",
    ]


@pytest.mark.parametrize("amount", ["0.00", "1000000000.00"])
def test_an_amount_that_no_code_can_say_has_none(amount):
    assert giro.code(ACCOUNT, Decimal(amount), "x") is None


def test_the_longest_names_fit_the_code():
    holder, words = "ä" * 35, giro.purpose("ß" * 300)
    assert len(words) <= 140
    assert giro.code(giro.Account(holder, CITYS, "BYLADEM1001"), Decimal("999999999.99"), words) is not None


def test_a_claim_is_printed_with_the_code_of_its_transfer_and_without_an_account_with_none(city):
    claim = f.RepaymentClaimFactory(issued=True)
    codes = [code for section in claim_paper_of(claim, DAY).sections for code in section.codes]
    assert [code.title for code in codes] == ["Überweisen mit dem Telefon (GiroCode)"]
    assert f"Betrag: {claim.amount:.2f}".replace(".", ",") in codes[0].description.replace(".", "")
    Municipality.objects.update(account_holder="", iban="")
    assert [code for section in claim_paper_of(claim, DAY).sections for code in section.codes] == []
    assert [code for section in CLAIM.sections for code in section.codes] == []


def test_an_issued_claim_keeps_its_code_whatever_becomes_of_the_account(city):
    claim = f.RepaymentClaimFactory(issued=True)
    Notice.objects.freeze(claim, by=f.UserFactory(), on=DAY)
    Municipality.objects.update(iban=f.IBAN)
    kept = papers.thawed(Notice.objects.get().paper)
    (code,) = [code for section in marking.unmarked(kept).sections for code in section.codes]
    assert "DE02 1203" in code.description
    assert b"%PDF" in paper.pdf(kept)[:8]


def test_the_claims_page_shows_the_code_while_something_is_open(city, koordination, client_of):
    claim = f.RepaymentClaimFactory(issued=True)
    said = text_of(client_of(koordination).get(claim.get_absolute_url()))
    assert ("Überweisen mit dem Telefon (GiroCode)" in said, "DE02 1203 0000" in said) == (True, True)
    draft = f.RepaymentClaimFactory()
    assert transfer_of(draft) is None
    assert "GiroCode" not in text_of(client_of(koordination).get(draft.get_absolute_url()))
