"""What a partner reads of a report before its approval: the passages about itself and its sites.

A report about all goes to all only when it is published; before, each partner sees what is said of it, and
nothing of the others' sites.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from partners.models import Partner, Party
from quality_dialog.dialogue.models import Participation
from quality_dialog.dialogue.models.participation import ParticipationQuerySet
from quality_dialog.report import naming
from quality_dialog.report.changes import SENTENCE
from quality_dialog.report.models import PartnerReading, Report
from quality_dialog.report.shown import shown
from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.paper import Detail, Figure, Paper, Paragraph, Run, Section, Table

LEFT_OUT = "[…] "
WITHHELD = "[…]"  # in the place of a figure about others
# Limits, and counts of the whole network: they tell of nobody in particular. Every other figure is somebody's.
OF_ALL = {
    *(
        "mittel_pro_jahr",
        "standorte_hoechstens",
        "standorte_unter_vereinbarung",
        "vereinbarungen",
        "angebote",
    ),
    *("standorte_im_dialog", "feststellungen", "feststellungen_einvernehmlich", "feststellungen_strittig"),
    *("feststellungen_offen", "massnahmen", "massnahmen_erledigt", "massnahmen_ueberfaellig"),
}
OF_AGREEMENT = re.compile(r"standorte_vereinbarung_(\d+)")


def passages(report: Report, partner: Partner) -> Paper:
    """The paper, reduced to what speaks of this partner or of the sites in whose dialogue it takes part."""
    whole = shown(report).paper
    theirs = _taking_part(report).filter(partner=partner)
    called = naming.sites_ever()
    sites = set().union(*(called[pk] for pk in theirs.values_list("dialogue__site", flat=True)))
    named = _names(report, partner, sites)
    known = {figure.key for figure in whole.figures} & _figures_about(partner, whole.figures)
    sections = [
        _without_foreign(_about(section, named, sites, _called(partner)), known) for section in whole.sections
    ]
    kept = tuple(section for section in sections if section.paragraphs or section.tables)
    used = {run.figure for section in kept for paragraph in section.paragraphs for run in paragraph.runs}
    return replace(
        whole,
        sections=kept,
        attachments=(),  # what goes with the whole report is read when the whole report is
        # The records behind a figure may be other partners'; the figure itself is in the sentence.
        figures=tuple(replace(figure, records=()) for figure in whole.figures if figure.key in used),
        notes=(f"Auszug für {partner}: die Stellen über Ihre Organisation und Ihre Standorte.",),
    )


def _taking_part(report: Report) -> ParticipationQuerySet:
    """Who took part in the dialogues of its year on its day; who joined later is not yet spoken of."""
    return Participation.objects.filter(dialogue__cycle__year=report.year).taking_part(report.as_of)


def _figures_about(partner: Partner, figures: Iterable[Figure]) -> set[str]:
    """The keys of the figures it may know before publication: of all together, and of its own agreements."""
    own = set(Party.objects.filter(partner=partner).values_list("agreement", flat=True))
    agreements = {figure.key: OF_AGREEMENT.fullmatch(figure.key) for figure in figures}
    return OF_ALL | {key for key, found in agreements.items() if found and int(found[1]) in own}


def _without_foreign(section: Section, known: Collection[str]) -> Section:
    """The section with a mark in the place of each figure that is not among the known ones."""
    return replace(
        section,
        paragraphs=tuple(
            replace(
                paragraph,
                runs=tuple(
                    Run(WITHHELD) if run.figure and run.figure not in known else run for run in paragraph.runs
                ),
            )
            for paragraph in section.paragraphs
        ),
    )


def letter(shown: PartnerReading) -> Paper:
    """The reading as a letter: what is said of the partner, and until when it may answer."""
    report, partner = shown.report, shown.partner
    until = german.day(shown.due_on) if shown.due_on else german.NOTHING
    asked = (
        "bevor der Bericht den Gremien vorgelegt wird, lesen Sie hier, was darin über Ihre Organisation und Ihre "
        f"Standorte gesagt wird. Sie können dazu bis zum {until} schriftlich Stellung nehmen. Was Sie schreiben, "
        "steht wörtlich im Bericht; auch dass keine Stellungnahme vorliegt, steht darin."
    )
    excerpt = passages(report, partner)
    place = f"{partner.postcode} {partner.city}".strip()
    return replace(
        excerpt,
        kind="Lesefassung",
        text_label="",
        for_committees=False,
        consultations=(),
        sender=tuple(line for line in (city().name, report.lead_office) if line),
        recipient=tuple(line for line in (partner.name, partner.street, place) if line),
        details=(Detail("Stellungnahme bis", until),),
        sections=(
            Section(
                "anschreiben",
                "",
                (Paragraph((Run("Sehr geehrte Damen und Herren,"),)), Paragraph((Run(asked),))),
            ),
            *excerpt.sections,
        ),
        as_of_label="Stichtag:",
    )


def _called(partner: Partner) -> set[str]:
    """All a partner is and was called in texts."""
    return naming.ever()[partner.pk]


def _names(report: Report, partner: Partner, sites: set[str]) -> "NameFinder":
    """Its own names and its sites', against all others'; who takes part at the same sites is no stranger."""
    at = Participation.objects.filter(partner=partner, pk__in=_taking_part(report).values("pk"))
    beside = _taking_part(report).filter(dialogue__site__in=at.values("dialogue__site")).values("partner")
    strangers = Partner.objects.exclude(pk=partner.pk).exclude(pk__in=beside).values_list("pk", flat=True)
    called = naming.ever()
    own = called[partner.pk] | sites
    others = set().union(*naming.sites_ever().values(), *(called[pk] for pk in strangers)) - own
    return NameFinder(own, others)


class NameFinder:
    """Finds who a text names; „Nordhaus“ is named neither by „Nordhaus 2“ nor by „Nordhäuser“."""

    def __init__(self, own: set[str], others: set[str]):
        self.own = own
        words = "|".join(re.escape(name) for name in sorted(own | others, key=len, reverse=True))
        self.pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")

    def spans(self, text: str) -> list[tuple[int, int, bool]]:
        """Each name from where to where, and whether it is one of their own."""
        return [(found.start(), found.end(), found[0] in self.own) for found in self.pattern.finditer(text)]

    def own_parts(self, text: str) -> list[tuple[int, int]]:
        """From where to where a text may be read: all of it where it names its own and no stranger.

        Where it names both, only the sentences that name its own; a sentence without a name goes with the
        one before it.
        """
        spans = self.spans(text)
        if not any(own for *_, own in spans):
            return []
        if all(own for *_, own in spans):
            return [(0, len(text))]
        starts = [start for start, *_ in spans]
        ends = [end.end() for end in SENTENCE.finditer(text) if not _inside(end.start(), spans, starts)]
        parts, is_own = [], False
        for begin, end in pairwise([0, *ends, len(text)]):
            here = [own for *_, own in spans[bisect_left(starts, begin) : bisect_left(starts, end)]]
            is_own = any(here) if here else is_own
            if is_own:
                parts.append((begin, end))
        return parts


def _inside(place: int, spans: Sequence[tuple[int, int, bool]], starts: Sequence[int]) -> bool:
    """„Beispiel e. V. Nord“ is one name: no sentence ends in it. The spans stand in order and apart."""
    before = bisect_right(starts, place)
    return before > 0 and place < spans[before - 1][1]


def _about(section: Section, named: NameFinder, sites: set[str], names: set[str]) -> Section:
    if section.key == "stellungnahmen":  # what the others say is theirs until it is published
        return replace(section, paragraphs=(), tables=(), charts=())
    strange = [own for *_, own in named.spans(section.heading)]
    cut = [_cut(paragraph, named.own_parts(paragraph.text)) for paragraph in section.paragraphs]
    return replace(
        section,
        heading="" if strange and not any(strange) else section.heading,
        paragraphs=tuple(paragraph for paragraph in cut if paragraph.runs),
        tables=tuple(
            table for part in section.tables if (table := _rows_about(section.key, part, sites, names)).rows
        ),
        charts=(),
    )


def _cut(paragraph: Paragraph, parts: list[tuple[int, int]]) -> Paragraph:
    """The paragraph's runs within these parts, a mark wherever something is left out."""
    if not parts or parts == [(0, len(paragraph.text))]:
        return paragraph if parts else replace(paragraph, runs=())
    runs: list[Run] = []
    told = 0
    for begin, end in parts:
        if begin != told:
            runs.append(Run(LEFT_OUT))
        start = 0
        for run in paragraph.runs:
            text = run.text[max(begin - start, 0) : max(end - start, 0)]
            start += len(run.text)
            runs += [replace(run, text=text)] if text else []
        told = end
    return replace(paragraph, runs=tuple(runs if told == len(paragraph.text) else [*runs, Run(LEFT_OUT)]))


def _rows_about(key: str, table: Table, sites: set[str], names: set[str]) -> Table:
    """Money goes by its recipient, all else by the site in the first column.

    A section with sub-headings carries its tables in its last part („foerderung-1“).
    """
    if key.partition("-")[0] == "foerderung":
        return replace(table, rows=tuple(row for row in table.rows if row[1] in names), total=())
    return replace(table, rows=tuple(row for row in table.rows if row[0] in sites), total=())
