"""What tells partners and sites apart is text as it is kept: what looks the same is the same."""

import pytest

from quartiersarbeit.ground.letters import one_line
from tests import factories as f
from tests.constraints import UPDATES, WAYS, breaks, refusals

MESSAGE = "{}: Hier stehen unsichtbare Zeichen, doppelte Leerzeichen oder zerlegte Buchstaben. Bitte tippen Sie es neu."
SITE, PARTNER = MESSAGE.format("site_name_kept"), MESSAGE.format("partner_name_kept")
# Decomposed, with two spaces, at an end, another space, soft hyphen, nothing, turned, a line's end.
NOT_KEPT = (
    "Cafe\u0301",
    "A  B",
    " A",
    "A ",
    "A\xa0B",
    "A\u00adB",
    "A\u200bB",
    "\u202eA",
    "A\nB",
    "A\u3000B",
    "A\ufeff",
)


@breaks("sites_site.site_name_kept", "partners_partner.partner_name_kept")
@pytest.mark.parametrize("name", NOT_KEPT)
def test_a_name_is_kept_as_it_is_seen(name, db):
    site, partner = f.SiteFactory(), f.PartnerFactory()
    assert refusals(site, {"name": name}, WAYS) == {SITE}
    assert refusals(partner, {"name": name}, WAYS) == {PARTNER}
    assert refusals(partner, {"short_name": name}, UPDATES) == {PARTNER}
    assert refusals(site, {"name": one_line(name)}, UPDATES) == {"done"}


def test_what_is_seen_may_be_any_letter(db):
    for name in ("Café „Ömer & Söhne“ – Haus 3 e. V.", "Дом", "家", "A+B=C", "日本 語", "\U0001f600", "ﬁ½"):
        assert refusals(f.SiteFactory(), {"name": name}, UPDATES) == {"done"}, name
