"""What a partner reads of a report before its approval: the passages about itself and its sites.

A report about all goes to all only when it is published; before, each partner sees what is said of it, and
nothing of the others' sites.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from partners.models import Agreement, Partner, Party
from quality_dialog import composing
from quality_dialog.models import Participation, PartnerReading, Report
from quartiersarbeit.paper import Paper, Section, Table
from sites.models import Site


def possible_readers(report: Report) -> QuerySet[Partner]:
    """Who is spoken of: parties of agreements concluded by the as-of day, participants of the year's dialogue."""
    concluded = Agreement.objects.concluded(report.as_of)
    parties = Party.objects.filter(agreement__in=concluded).values("partner")
    participants = Participation.objects.filter(dialogue__cycle__year=report.year).values("partner")
    return Partner.objects.filter(Q(pk__in=parties) | Q(pk__in=participants)).order_by("short_name", "pk")


@transaction.atomic
def show(report: Report, *, partners: Iterable[Partner], due_on: date, by, on: date) -> list[PartnerReading]:
    """Show the report to these partners, or give those who have it a new day; statements given stay."""
    return [
        PartnerReading.objects.update_or_create(
            report=report,
            partner=partner,
            defaults={"due_on": due_on},
            create_defaults={"due_on": due_on, "shown_on": on, "shown_by": by},
        )[0]
        for partner in partners
    ]


def passages(report: Report, partner: Partner) -> Paper:
    """The paper, reduced to what speaks of this partner or of the sites in whose dialogue it takes part."""
    whole = composing.paper_of(report)
    theirs = Participation.objects.filter(partner=partner, dialogue__cycle__year=report.year)
    sites = set(theirs.values_list("dialogue__site__name", flat=True))
    others = set(Site.objects.values_list("name", flat=True)) - sites
    named = _naming({partner.name, partner.short_name, *sites}, others)
    names = {partner.name, partner.short_name, str(partner)}
    sections = [_about(section, named, sites, names) for section in whole.sections]
    kept = tuple(section for section in sections if section.paragraphs or section.tables)
    used = {run.figure for section in kept for paragraph in section.paragraphs for run in paragraph.runs}
    return replace(
        whole,
        sections=kept,
        # The records behind a figure may be other partners'; the figure itself is in the sentence.
        figures=tuple(replace(figure, records=()) for figure in whole.figures if figure.key in used),
        notes=(f"Auszug für {partner}: die Stellen über Ihre Organisation und Ihre Standorte.",),
    )


def _naming(own: set[str], others: set[str]) -> Callable[[str], bool]:
    """Whether a text names one of its own; „Nordhaus“ is named neither by „Nordhaus 2“ nor by „Nordhäuser“."""
    words = "|".join(re.escape(name) for name in sorted(own | others, key=len, reverse=True) if name)
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    return lambda text: any(found in own for found in pattern.findall(text))


def _about(section: Section, named: Callable[[str], bool], sites: set[str], names: set[str]) -> Section:
    if section.key == "stellungnahmen":  # what the others say is theirs until it is published
        return replace(section, paragraphs=(), tables=(), charts=())
    return replace(
        section,
        paragraphs=tuple(paragraph for paragraph in section.paragraphs if named(paragraph.text)),
        tables=tuple(
            table for part in section.tables if (table := _rows_about(section.key, part, sites, names)).rows
        ),
        charts=(),
    )


def _rows_about(key: str, table: Table, sites: set[str], names: set[str]) -> Table:
    """Money goes by its recipient, all else by the site in the first column."""
    if key == "foerderung":
        return replace(table, rows=tuple(row for row in table.rows if row[1] in names), total=())
    return replace(table, rows=tuple(row for row in table.rows if row[0] in sites), total=())
