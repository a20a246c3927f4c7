"""Texts of notices as of a day: the one valid on the day of approval stands in the notice."""

import pytest

from funding import issuing
from funding.models import NoticeText
from quartiersarbeit.ground import papers
from tests import factories as f
from tests.asof import A_DAY, DAY, END, FROM_THAT_DAY, around, exists

pytestmark = pytest.mark.django_db


def test_a_text_is_valid_from_its_day():
    f.NoticeTextFactory(valid_from=DAY)
    assert around(exists(NoticeText.objects.valid), DAY) == FROM_THAT_DAY


def test_of_each_kind_and_part_the_newest_text_is_valid():
    old, new = f.NoticeTextFactory(valid_from=DAY), f.NoticeTextFactory(valid_from=END)
    other = f.NoticeTextFactory(kind="change", valid_from=DAY)
    part = f.NoticeTextFactory(part="appeal", valid_from=DAY)
    found = [set(NoticeText.objects.valid(on)) for on in (DAY - A_DAY, DAY, END - A_DAY, END)]
    assert found == [set(), {old, other, part}, {old, other, part}, {new, other, part}]


def test_a_notice_holds_the_text_of_the_day_it_was_approved():
    f.NoticeTextFactory(valid_from=DAY, body="Alt")
    f.NoticeTextFactory(valid_from=END, body="Neu")
    held = []
    for on in (DAY - A_DAY, DAY, END - A_DAY, END, END + A_DAY):
        decision = f.DecisionFactory(amount=1)
        issuing.approve(decision, by=f.UserFactory(), on=on)
        texts = [s for s in papers.thawed(decision.notice.paper).sections if s.key == "conditions"]
        held.append(texts[0].paragraphs[0].text if texts else "")
    assert held == ["", "Alt", "Alt", "Neu", "Neu"]
