"""Where every page lies: one tree from the overview down to a record and what one does with it.

`crumbs(record, "Bearbeiten")` climbs from the record to the overview; `crumbs("partners:partner_list", "Neu")` begins
at a list. A new kind of record is one line in RECORDS, a new list one in LISTS.
"""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Model

from quartiersarbeit.ground.addresses import address


class Crumbs(list[tuple[str, str]]):
    """Labels and addresses; the last one is the page itself and has no address.

    `record` is whose page it is, where it is a record's own: it has a „Verlauf“ (kern/breadcrumb.html).
    """

    record: Model | None = None


# A list: what it is called, and the list above it where it is not a top one.
LISTS: dict[str, tuple[str, str]] = {
    "search": ("Suche", ""),
    "task_list": ("Aufgaben", ""),
    "deadline_list": ("Fristen", ""),
    "news_list": ("Neuigkeiten", ""),
    "first_steps": ("Erste Schritte", ""),
    "masterdata": ("Stammdaten", ""),
    "committee_list": ("Gremien", "masterdata"),
    "mandate_list": ("Beschlüsse", "masterdata"),
    "seat_list": ("Plätze", "masterdata"),
    "meeting_list": ("Sitzungen", "masterdata"),
    "text_block_list": ("Textbausteine der Berichte", "masterdata"),
    "district_list": ("Stadtbezirke", "masterdata"),
    "legal_figure_list": ("Rechtswerte", "masterdata"),
    "legal_period_list": ("Rechtsfristen", "masterdata"),
    "partners:account": ("Mein Konto", ""),
    "api_help": ("Schnittstelle für Programme", ""),
    "mail_wishes": ("Benachrichtigungen", "partners:account"),
    "mail_log": ("Versandte E-Mails", ""),
    "protocol": ("Protokoll", ""),
    "partners:security_log": ("Sicherheitsprotokoll", ""),
    "privacy": ("Datenschutz", ""),
    "imprint": ("Impressum", ""),
    "accessibility": ("Barrierefreiheit", ""),
    "barrier_list": ("Barrieremeldungen", "accessibility"),
    "data_kept": ("Welche Daten wir haben", "privacy"),
    "disclosure": ("Auskunft über eine Person", "privacy"),
    "retention": ("Aufbewahren und löschen", "privacy"),
    "partners:account_list": ("Konten", ""),
    "partners:rights_list": ("Rechteänderungen", ""),
    "partners:invitation_list": ("Einladungen", ""),
    "partners:absence_list": ("Vertretung", "partners:account"),
    "partners:partner_list": ("Partner", ""),
    "partners:negotiation_list": ("Gespräche", ""),
    "partners:agreement_list": ("Vereinbarungen", ""),
    "sites:site_list": ("Standorte", ""),
    "funding:fiscal_year_list": ("Haushalt", ""),
    "funding:allocation_list": ("Zuweisungen", ""),
    "funding:notice_text_list": ("Bausteine", "funding:fiscal_year_list"),
    "funding:proof_list": ("Verwendungsnachweise", "funding:fiscal_year_list"),
    "funding:claim_list": ("Rückforderungen", "funding:fiscal_year_list"),
    "funding:disbursement_list": ("Auszahlungen", ""),
    "funding:payment_run_list": ("Zahlungslisten", "funding:disbursement_list"),
    "quality_dialog:cycle_list": ("Qualitätsdialog", ""),
    "quality_dialog:evaluation": ("Auswertung", "quality_dialog:cycle_list"),
    "quality_dialog:finding_list": ("Feststellungen", "quality_dialog:cycle_list"),
    "quality_dialog:measure_list": ("Maßnahmen", "quality_dialog:cycle_list"),
    "quality_dialog:framework_list": ("Rahmenkonzepte", "quality_dialog:cycle_list"),
    "quality_dialog:report_list": ("Berichte", ""),
    "quality_dialog:word_template_list": ("Word-Vorlagen", "quality_dialog:report_list"),
    "quality_dialog:wish_list": ("Wünsche der Gremien", "quality_dialog:report_list"),
}
# A record: what stands above it (a list, or the path that leads to another record) and the path to what names it in
# short; without one it is its own text.
KIND = "_meta.verbose_name"  # there is one of it under the record above
RECORDS: dict[str, tuple[str, str]] = {
    "partners.partner": ("partners:partner_list", "short_name"),
    "partners.accountinvitation": ("partners:invitation_list", "email"),
    "partners.contact": ("partner", "name"),
    "partners.negotiation": ("partners:negotiation_list", ""),
    "partners.agreement": ("partners:agreement_list", "title"),
    "sites.site": ("sites:site_list", ""),
    "sites.offer": ("site", "title"),
    "sites.coverage": ("site", ""),
    "funding.fiscalyear": ("funding:fiscal_year_list", "year"),
    "funding.allocation": ("fiscal_year", "site"),
    "funding.decision": ("allocation", "get_kind_display"),
    "funding.reallocation": ("increase.allocation.fiscal_year", KIND),
    "funding.proofofuse": ("allocation", KIND),
    "funding.repaymentclaim": ("allocation", KIND),
    "funding.disbursement": ("funding:disbursement_list", ""),
    "funding.paymentrun": ("funding:payment_run_list", ""),
    "funding.noticetext": ("funding:notice_text_list", "get_part_display"),
    "quality_dialog.cycle": ("quality_dialog:cycle_list", "year"),
    "quality_dialog.dialogue": ("quality_dialog:cycle_list", ""),
    "quality_dialog.finding": ("dialogue", ""),
    "quality_dialog.measure": ("quality_dialog:measure_list", ""),
    "quality_dialog.framework": ("quality_dialog:framework_list", ""),
    "quality_dialog.committeewish": ("quality_dialog:wish_list", ""),
    "quality_dialog.report": ("quality_dialog:report_list", "subject"),
}
# Whoever does not see everything comes to these another way: the budget above them is the city's alone.
OWN: dict[str, str] = {"funding.allocation": "funding:allocation_list"}


def crumbs(at: Model | str, *here: str, user: Any = None, of: Model | None = None) -> Crumbs:
    """The way from the overview to `at` (a record or a list's name), then the words of this page.

    Without words `at` itself is this page. `user` matters for records that partners reach another way than the city;
    `of` is the record whose page it is, where words name it.
    """
    way = [
        ("Übersicht", address("dashboard")),
        *reversed(list(_up(at, user))),
        *((word, "") for word in here),
    ]
    found = Crumbs([*way[:-1], (way[-1][0], "")])
    found.record = of if here or isinstance(at, str) else at
    return found


def _up(at: Model | str, user: Any) -> Iterator[tuple[str, str]]:
    if isinstance(at, str):
        label, above = LISTS[at]
        yield label, address(at)
    else:
        kind = at._meta.label_lower
        above, short = RECORDS[kind]
        named = attrgetter(short)(at) if short else at
        yield str(named() if callable(named) else named), at.get_absolute_url()  # type: ignore[attr-defined]
        if kind in OWN and user is not None and not user.sees_everything:
            above = OWN[kind]
    if above:
        yield from _up(above if above in LISTS else attrgetter(above)(at), user)
