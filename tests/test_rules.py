"""The arithmetic of money: exact to the cent for any amount, and refusing what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.rules import CENT, NOTHING, even_split, excess, free
from quartiersarbeit.ground.fields import MAX_EUROS

amounts = st.decimals(min_value=-MAX_EUROS, max_value=MAX_EUROS, places=2)
parts = st.integers(min_value=1, max_value=200)


@given(amounts, parts)
def test_the_shares_of_an_even_split_sum_to_the_amount(amount, parts):
    assert sum(even_split(amount, parts)) == amount


@given(amounts, parts)
def test_an_even_split_has_as_many_shares_as_asked(amount, parts):
    assert len(even_split(amount, parts)) == parts


@given(amounts, parts)
def test_the_shares_of_an_even_split_differ_by_a_cent_at_most(amount, parts):
    shares = even_split(amount, parts)
    assert max(shares) - min(shares) in (NOTHING, CENT)


@given(amounts, parts)
def test_every_share_has_whole_cents_and_the_larger_ones_come_first(amount, parts):
    shares = even_split(amount, parts)
    largest_first = sorted(shares, key=abs, reverse=True)
    assert (shares, {share.as_tuple().exponent for share in shares}) == (largest_first, {-2})


def test_eighty_thousand_for_ten_sites_are_eight_thousand_each():
    assert even_split(Decimal("80000"), 10) == [Decimal("8000.00")] * 10


def test_eighty_thousand_for_seven_sites_leave_no_cent_behind():
    shares = even_split(Decimal("80000"), 7)
    assert shares == [Decimal("11428.58")] + [Decimal("11428.57")] * 6


@pytest.mark.parametrize("parts", [0, -1])
def test_nothing_is_split_among_nobody(parts):
    with pytest.raises(ValueError, match="at least one part"):
        even_split(Decimal("1"), parts)


@pytest.mark.parametrize("amount", ["0.001", "-7.999", "1E-3", "NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_whole_number_of_cents_is_not_split(amount):
    with pytest.raises(ValueError, match="whole cents"):
        even_split(Decimal(amount), 3)


@given(amounts, amounts)
def test_what_is_free_and_what_is_bound_make_up_what_is_available(available, committed):
    assert free(available, committed) + committed == available


@given(amounts, amounts)
def test_plans_exceed_what_is_available_or_leave_some_free_but_never_both(planned, available):
    assert excess(planned, available) == max(-free(available, planned), NOTHING)


def test_an_excess_is_never_less_than_nothing():
    assert excess(Decimal("1"), Decimal("2")) == NOTHING
