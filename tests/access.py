"""What each role is answered at an address: the words in which tests say who opens a page."""

from dataclasses import dataclass

LOGIN = "login"  # redirected to the sign-in page


@dataclass(frozen=True)
class Page:
    """What each role is answered on GET; `foreign` is what a partner's people get for another's record."""

    koordination: int = 200
    freigabe: int = 200
    revision: int = 200
    verwaltung: int = 200
    partner_user: int = 200
    gremium: int = 403
    anonymous: int | str = LOGIN
    foreign: int | None = None


CITY_ONLY = Page(partner_user=403)
OWN_OR_UNSEEN = Page(foreign=404)
EVERYBODY = Page(gremium=200)
APPROVES = Page(koordination=403, revision=403, partner_user=403)
WRITES = Page(freigabe=403, revision=403, partner_user=403)
SIGNS = Page(revision=403, partner_user=403)  # the two roles of dual control
BOTH_SIDES = Page(freigabe=403, revision=403, foreign=404)  # city and partners are equals
WRITES_CITYS = Page(freigabe=403, revision=403, partner_user=403, foreign=404)  # the record is the city's
PUBLIC = Page(gremium=200, anonymous=200)
# Public only: published reports, the check of papers, open data (tests/test_public_*.py). The same for everybody.
PUBLISHED = (
    *("public_home", "public_report", "public_report_pdf", "paper_check"),
    *("open_data", "open_data_file", "open_data_dictionary", "open_data_catalogue", "open_data_grants"),
)
MOVED = Page(koordination=302, freigabe=302, revision=302, verwaltung=302, partner_user=302, gremium=302)
POST_ONLY = Page(koordination=405, freigabe=405, revision=405, verwaltung=405, partner_user=405, gremium=405)
