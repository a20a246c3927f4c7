"""Every page, light and dark, wide and narrow: no finding of WCAG 2.2 AA, and what axe cannot see.

The example data fills the pages; the error states and the empty ones are opened too. Floor by floor, so that
two workers share the work.
"""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    NoticeText,
    PaymentRun,
    ProofOfUse,
    Reallocation,
    RepaymentClaim,
)
from partners.models import Agreement, Negotiation, Partner, User
from quality_dialog.models import Attendance, Criterion, Dialogue, Finding, Measure, Report, Submission
from quartiersarbeit import demo as example
from sites.models import Coverage, Site
from tests.browser import pages
from tests.test_access import EXPECTED

pytestmark = pytest.mark.browser

FLOORS = ("roof", "partners", "sites", "funding", "quality_dialog")
EMPTY = ("partners:partner_list", "quality_dialog:report_list")
FILES = ("_pdf", "_docx", "_xlsx", "_json", "_zip", "_calendar", "_document", "_file")
POST_ONLY = 405


def addresses() -> list[str]:
    """Each page once, with records that have much to show."""
    report = Report.objects.latest("as_of")
    written = ProofOfUse.objects.filter(submitted_on=None).exclude(narrative="").first().allocation_id
    waiting = ProofOfUse.objects.to_review(timezone.localdate()).first().allocation_id
    claim, open_claim = RepaymentClaim.objects.first(), RepaymentClaim.objects.filter(paid_on=None).first()
    told = Report.objects.get(year=2021)
    amendment, seat = Agreement.objects.get(amends__isnull=False), Coverage.objects.first()
    paid = Disbursement.objects.filter(paid_on__isnull=False).latest("paid_on")
    open_payment = Disbursement.objects.awaiting_payment().first()
    run = PaymentRun.objects.first()
    about = Attendance.objects.first().dialogue
    of_site, the_citys = (
        [about.cycle.year, about.site_id],
        Finding.objects.filter(raised_for=None, shared_on__isnull=False).first(),
    )
    named = [
        ("dashboard", []),
        ("components", []),
        ("partners:partner_list", []),
        ("partners:partner_detail", [Partner.objects.get(short_name="BGW").pk]),
        ("partners:negotiation_list", []),
        ("partners:negotiation_detail", [Negotiation.objects.first().pk]),
        ("partners:agreement_list", []),
        ("partners:agreement_detail", [Agreement.objects.first().pk]),
        ("partners:agreement_detail", [amendment.pk]),
        ("partners:agreement_create", []),
        ("partners:agreement_edit", [amendment.pk]),
        ("partners:agreement_send", [amendment.pk]),
        ("partners:agreement_sign", [amendment.pk]),
        ("partners:agreement_terminate", [amendment.amends_id]),
        ("partners:agreement_upload", [amendment.pk]),
        ("partners:amendment_create", [amendment.amends_id]),
        ("sites:agreement_coverage_create", [amendment.pk]),
        ("sites:coverage_end", [seat.site_id, seat.pk]),
        ("sites:site_list", []),
        ("sites:site_detail", [Site.objects.first().pk]),
        ("sites:coverage_create", [Site.objects.first().pk]),
        ("funding:fiscal_year_list", []),
        ("funding:fiscal_year_detail", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_create", []),
        ("funding:fiscal_year_closing", [FiscalYear.objects.filter(closed_on=None).first().year]),
        ("funding:fiscal_year_closing", [FiscalYear.objects.exclude(closed_on=None).first().year]),
        ("funding:reallocation_create", [Allocation.objects.first().fiscal_year.year]),
        ("funding:reallocation_detail", [Reallocation.objects.first().pk]),
        ("funding:fiscal_year_edit", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_split", [Allocation.objects.first().fiscal_year.year]),
        ("funding:fiscal_year_figure", [Allocation.objects.first().fiscal_year.year, "committed"]),
        ("funding:allocation_create", [Allocation.objects.first().fiscal_year.year]),
        ("funding:allocation_detail", [Allocation.objects.first().pk]),
        ("funding:decision_create", [Allocation.objects.first().pk]),
        ("funding:decision_edit", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:decision_withdraw", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:decision_detail", [Decision.objects.filter(approved_on=None).first().pk]),
        ("funding:decision_detail", [Decision.objects.exclude(approved_on=None).first().pk]),
        ("funding:notice_text_list", []),
        ("funding:notice_text_detail", [NoticeText.objects.first().pk]),
        ("funding:notice_text_create", []),
        ("funding:notice_text_edit", [NoticeText.objects.filter(kind="revocation").first().pk]),
        ("funding:allocation_list", []),
        ("funding:allocation_trail", [claim.allocation_id]),
        ("funding:proof_list", []),
        ("funding:proof_detail", [written]),
        ("funding:proof_detail", [claim.allocation_id]),
        ("funding:proof_edit", [written]),
        ("funding:attachment_create", [written]),
        ("funding:proof_detail", [waiting]),
        ("funding:proof_accept", [waiting]),
        ("funding:proof_return", [waiting]),
        ("funding:claim_list", []),
        ("funding:claim_create", [waiting]),
        ("funding:claim_detail", [claim.pk]),
        ("funding:claim_receive", [open_claim.pk]),
        ("funding:instalments_plan", [Allocation.objects.first().pk]),
        ("funding:disbursement_list", []),
        ("funding:disbursement_detail", [paid.pk]),
        ("funding:disbursement_withdraw", [open_payment.pk]),
        ("funding:disbursement_pay", [open_payment.pk]),
        ("funding:disbursement_reverse", [paid.pk]),
        ("funding:worklist", []),
        ("funding:payment_run_list", []),
        ("funding:payment_run_detail", [run.pk]),
        ("funding:payment_run_pay", [run.pk]),
        ("funding:payment_run_cancel", [run.pk]),
        ("quality_dialog:framework_list", []),
        ("quality_dialog:framework_create", []),
        ("quality_dialog:framework_import", []),
        ("quality_dialog:framework_detail", [Dialogue.objects.first().cycle.framework_id]),
        ("quality_dialog:framework_copy", [Dialogue.objects.first().cycle.framework_id]),
        ("quality_dialog:cycle_create", []),
        ("quality_dialog:cycle_edit", [Dialogue.objects.first().cycle.year]),
        ("quality_dialog:dialogue_create", [Dialogue.objects.first().cycle.year]),
        *(
            (
                f"quality_dialog:{name}",
                [Dialogue.objects.first().cycle.year, Dialogue.objects.first().site_id],
            )
            for name in ("dialogue_participants", "dialogue_remove")
        ),
        ("quality_dialog:evaluation", []),
        ("quality_dialog:evaluation_site", [Dialogue.objects.first().site_id]),
        ("quality_dialog:evaluation_criterion", [Criterion.objects.first().pk]),
        ("quality_dialog:cycle_list", []),
        ("quality_dialog:cycle_detail", [Dialogue.objects.first().cycle.year]),
        (
            "quality_dialog:dialogue_detail",
            [Dialogue.objects.first().cycle.year, Dialogue.objects.first().site_id],
        ),
        (
            "quality_dialog:self_assessment",
            [Submission.objects.first().dialogue.cycle.year, Submission.objects.first().dialogue.site_id],
        ),
        (
            "quality_dialog:self_assessment_reopen",
            [
                Submission.objects.first().dialogue.cycle.year,
                Submission.objects.first().dialogue.site_id,
                Submission.objects.first().partner_id,
            ],
        ),
        ("quality_dialog:finding_detail", [Finding.objects.filter(shared_on__isnull=False).first().pk]),
        ("quality_dialog:finding_list", []),
        ("quality_dialog:finding_create", of_site),
        ("quality_dialog:finding_edit", [Finding.objects.filter(raised_for=None, shared_on=None).first().pk]),
        ("quality_dialog:finding_edit", [the_citys.pk]),
        ("quality_dialog:finding_withdraw", [the_citys.pk]),
        ("quality_dialog:finding_detail", [Finding.objects.filter(comments__isnull=False).first().pk]),
        (
            "quality_dialog:finding_detail",
            [Finding.objects.filter(raised_for__isnull=False, shared_on__isnull=False).first().pk],
        ),
        ("quality_dialog:meeting_invite", of_site),
        ("quality_dialog:meeting_attend", of_site),
        ("quality_dialog:meeting_record", of_site),
        ("quality_dialog:measure_list", []),
        ("quality_dialog:measure_create", [the_citys.pk]),
        (
            "quality_dialog:measure_detail",
            [Measure.objects.filter(carried_over_from__isnull=False).first().pk],
        ),
        ("quality_dialog:measure_postpone", [Measure.objects.first().pk]),
        ("quality_dialog:measure_drop", [Measure.objects.first().pk]),
        ("quality_dialog:report_list", []),
        ("quality_dialog:report_create", []),
        ("quality_dialog:report_detail", [report.pk]),
        ("quality_dialog:report_edit", [report.pk]),
        ("quality_dialog:section_create", [report.pk]),
        ("quality_dialog:section_proposal", [report.pk, "stand"]),
        ("quality_dialog:report_readings", [report.pk]),
        ("quality_dialog:report_page", [report.pk]),
        ("quality_dialog:report_detail", [told.pk]),
        ("quality_dialog:report_page", [told.pk]),
        ("quality_dialog:report_verify", [told.pk]),
        ("quality_dialog:report_correct", [told.pk]),
        ("quality_dialog:report_submit", [told.pk]),
        ("quality_dialog:report_return", [report.pk]),
        ("quality_dialog:co_signature_create", [report.pk]),
        ("quality_dialog:consultation_create", [told.pk]),
        ("quality_dialog:consultation_note", [told.pk, told.consultations.first().pk]),
        ("quality_dialog:report_figure", [report.pk, "standorte_unter_vereinbarung"]),
        ("account_change_password", []),
        ("account_logout", []),
    ]
    found = [reverse(name, args=args) for name, args in named]
    empty = [
        f"{reverse(name)}?q=gibtesnicht" for name in ("partners:partner_list", "quality_dialog:report_list")
    ]
    return [*found, *empty, "/gibt-es-nicht/"]


def floor_of(name: str) -> str:
    return name.split(":")[0] if ":" in name else "roof"


def sign_in(page, address: str, name: str) -> None:
    """Bring a session along instead of typing the password each time."""
    client = Client()
    client.force_login(
        User.objects.get(email=f"{name}@example.org"), backend="django.contrib.auth.backends.ModelBackend"
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


WHAT_AXE_MISSES = """() => {
  const found = [];
  if (document.documentElement.lang !== 'de') found.push('lang');
  if (!/ – Quartiersarbeit Bielefeld$/.test(document.title)) found.push('title: ' + document.title);
  const first = document.querySelectorAll('h1').length;
  if (first !== 1) found.push('h1: ' + first);
  let last = 0;
  for (const h of document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')) {
    const level = Number(h.tagName[1]);
    if (level > last + 1) found.push('heading skips a level: ' + h.innerText);
    last = level;
  }
  for (const t of document.querySelectorAll('table'))
    if (!t.caption || !t.caption.textContent.trim()) found.push('table without caption');
  const named = g => g.getAttribute('role') === 'img' && (g.ariaLabel || g.getAttribute('aria-labelledby'));
  for (const g of document.querySelectorAll('svg'))
    if (g.getAttribute('aria-hidden') !== 'true' && !named(g)) found.push('graphic without a name');
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) found.push('scrolls sideways: ' + wide);
  return found;
}"""


def findings(page, axe) -> list[str]:
    return axe() + page.evaluate(WHAT_AXE_MISSES)


def looked_at(page, axe, demo, addresses) -> dict[str, list[str]]:
    """What is wrong with these pages, in both themes and widths; one that sends elsewhere was not seen."""
    found = {}
    for address in addresses:
        page.goto(f"{demo}{address}")
        if urlsplit(page.url).path != urlsplit(address).path:
            found[address] = [f"leads to {page.url}"]
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                if wrong := findings(page, axe):
                    found[f"{address} {theme} {width}"] = wrong
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_every_page_is_accessible(floor, demo, page, axe):
    pages.stage()
    sign_in(page, demo, "koordination")
    addresses = [
        reverse(name, args=args) for name, args in pages.of_koordination() if floor_of(name) == floor
    ]
    addresses += [f"{reverse(name)}?q=gibtesnicht" for name in EMPTY if floor_of(name) == floor]
    assert looked_at(page, axe, demo, [*addresses, "/gibt-es-nicht/"]) == {}


@pytest.mark.parametrize("name", ["awo", "seniorenrat", "freigabe", "revision"])
def test_what_each_role_sees_is_accessible(name, demo, page, axe):
    pages.stage()
    sign_in(page, demo, name)
    addresses = [reverse(seen, args=args) for seen, args in pages.of_others()[name]]
    assert looked_at(page, axe, demo, addresses) == {}


def test_no_page_of_the_four_floors_is_forgotten(db):
    example.load(timezone.localdate())
    pages.stage()
    seen = {name for name, _ in pages.of_koordination()}
    seen |= {name for shown in pages.of_others().values() for name, _ in shown}
    all_pages = {
        name
        for name, expected in EXPECTED.items()
        if ":" in name and expected.koordination != POST_ONLY and not name.endswith(FILES)
    }
    assert all_pages - seen == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signing_in_and_every_refusal_are_accessible(theme, demo, page, axe):
    page.emulate_media(color_scheme=theme)
    found = {}

    def look(what: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if wrong := findings(page, axe):
                found[f"{what} {width}"] = wrong

    page.goto(f"{demo}{reverse('account_login')}")
    look("login")
    page.get_by_label("E-Mail").fill("niemand@example.org")
    page.get_by_label("Passwort", exact=True).fill("falsch")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look("login refused")
    page.goto(f"{demo}{reverse('account_reset_password')}")
    look("password reset")
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('quality_dialog:report_create')}")
    page.get_by_label("Berichtsjahr").fill("1999")
    with page.expect_navigation():
        page.get_by_role("button", name="Entwurf schreiben").click()
    look("report refused")
    sign_in(page, demo, "seniorenrat")
    page.goto(f"{demo}{reverse('partners:partner_list')}")
    look("403")
    assert found == {}


def test_a_sorted_list_says_how_it_is_sorted(demo, page):
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('quality_dialog:report_list')}?sort=-as_of")
    sorted_by = page.locator("th[aria-sort=descending]").all_inner_texts()
    assert [name.splitlines()[0].split(",")[0] for name in sorted_by] == ["Stichtag"]
