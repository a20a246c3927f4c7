"""No internal key is shown to people: no text is made of a primary key, on paper, in a file or on a page."""

import re
from pathlib import Path

import pytest

from funding import payment_sheet
from funding.models import PaymentRun
from quartiersarbeit.ground.events import changes
from quartiersarbeit.settings import BASE_DIR
from tests import factories as f

APPS = ("partners", "sites", "funding", "quality_dialog", "quartiersarbeit")
SOURCES = [
    path
    for app in APPS
    for path in (Path(BASE_DIR) / app).rglob("*.py")
    if "migrations" not in path.parts and "management" not in path.parts
]
OF_KEY = re.compile(r"""f["'][^"'\n]*\{[^}"'\n]*(\.pk|\.id|_id)(:[^}]*)?\}[^"'\n]*["']""")
KEY_SHOWN = re.compile(r">[^<]*\{\{ *[\w.]+\.(?:pk|id) *\}\}[^<]*<")
# Names of fields, anchors and keys of figures: read by machines. Each is named, so that a new one is looked at.
BY_MACHINES = {
    'f"api:read:{user.pk}:{on}"',
    'f"person:{user.pk}"',
    'f"zuweisung-{allocation.fiscal_year.year}-{allocation.pk}"',
    'f"<quartiersarbeit-{mail.pk}@{settings.MAIL_DOMAIN}>"',
    'f"{SEEN}{row.pk}"',
    'f"partner{one.partner_id}"',
    'f"{role.site_id}-{role.partner_id}"',
    'f"{field.auto_id}_0"',
    'f"recipient_{one.site.pk}"',
    'f"recipient_{place.site.pk}"',
    'f"recipient_{site.pk}"',
    'f"amount_{place.site.pk}"',
    'f"amount_{site.pk}"',
    'f"amount_{one.site.pk}"',
    'f"amount_{one.pk}"',
    'f"{SAME}{one.pk}"',
    'f"standorte_vereinbarung_{agreement.pk}"',
    'f"dialog-{dialogue.pk}@quartiersarbeit-bielefeld"',
    'f"k{self.about.pk}"',
    'f"z{self.about.pk}"',
    'f"betrag_{talk.pk}"',
    'f"{here}?gespeichert={page.of.pk}"',
    'f"{to}?gespeichert={page.of.pk}"',
    'f"{self.allocation_id};{self.kind};{self.amount:.2f};{self.reason}"',
}


def test_no_text_is_made_of_a_key():
    """Each that machines read is still there, too: a list that nobody uses would allow the next one."""
    found = {path: {one.group() for one in OF_KEY.finditer(path.read_text())} for path in SOURCES}
    assert {str(path): texts - BY_MACHINES for path, texts in found.items() if texts - BY_MACHINES} == {}
    assert BY_MACHINES - set().union(*found.values()) == set()


def test_no_template_shows_a_key_as_text():
    """Between two tags a key is text; in an attribute it is an address or an anchor."""
    templates = sorted((Path(BASE_DIR) / "templates").rglob("*.html"))
    assert len(templates) > 100
    assert {str(one): shown for one in templates if (shown := KEY_SHOWN.findall(one.read_text()))} == {}


@pytest.mark.parametrize("shown", ["<td>{{ site.pk }}</td>", "<p>Nr. {{ one.site.id }}.</p>"])
def test_a_key_shown_as_text_is_found(shown):
    assert KEY_SHOWN.findall(shown) == [shown[shown.index(">") : shown.rindex("<") + 1]]


@pytest.mark.django_db
def test_the_treasury_reads_the_notices_number():
    """On the list, on paper and in the file: the number stands in the recipient's notice, a key stands nowhere."""
    payment = f.DisbursementFactory(released=True)
    run = PaymentRun.objects.draw_up(
        fiscal_year=payment.allocation.fiscal_year, by=f.UserFactory(), on=payment.released_on
    )
    items = list(run.items.all())
    paper = payment_sheet.paper(run, items, payment_sheet.Copy(1, payment.released_on, "Kasse"))
    number = payment.allocation.decisions.get().notice_number
    printed = paper.sections[0].tables[0].rows[0][3]
    assert (printed == items[0].purpose, printed.startswith(f"Bescheid {number}, 1. Rate")) == (True, True)


@pytest.mark.django_db
def test_the_history_names_whom_it_refers_to():
    allocation, partner = f.AllocationFactory(), f.PartnerFactory(name="Neuer Träger", short_name="Neu")
    was = allocation.recipient
    allocation.recipient = partner
    allocation.save()
    assert changes(allocation)[0].what == f"Empfänger: bisher „{was}“, jetzt „Neu“"
