"""How a report is approved: derived, counted a second time, drawn in every format, then frozen at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from quality_dialog.report import asking, composing, expecting, oparl, renditions, seal, second_count
from quality_dialog.report.models import Report
from quality_dialog.report.second_count import Pair
from quartiersarbeit.ground import marking, paper
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.paper import keeping
from quartiersarbeit.ground.refusals import denied, refuse

DRAWING = (Path(renditions.__file__), Path(oparl.__file__))  # ours outside the paper machine that makes files


def second_counts(report: Report, printed: paper.Paper) -> list[Pair]:
    """Each figure of the paper with its second count."""
    return second_count.pairs(printed.figures, year=report.year, as_of=report.as_of)


@transaction.atomic
def approve(report: Report, *, by, on: date, seen: str = "") -> None:
    """Approve a report in review: what is printed, its facts and its files never change from now on.

    `seen` is the `content` of the paper that stood on the page.
    Refuses as `Report.refuse_approval` does; `changed_since_seen` where texts, figures or statements are others
    by now, `partners_first` where it speaks of a partner that is neither asked nor left out for a reason,
    `questions_settled` where the committee will ask something nobody has decided about, `wishes_printed` where it does
    not print each wish with its answer,
    `unknown_figure` where the texts name a number that is none, `figure_differs` where a second count of
    a figure finds another value.
    """
    queue_up()  # nobody moves seats or money between the two counts
    report = Report.objects.select_for_update(no_key=True, of=("self",)).get(pk=report.pk)
    report.refuse_approval(by=by, on=on)
    known = composing.known_to(report)
    printed = replace(composing.paper_of(report, known), is_draft=False)
    if seen and seen != content(printed):
        refuse(
            "changed_since_seen",
            "Der Bericht liest sich inzwischen anders, als die Seite ihn gezeigt hat: Text, Zahlen oder "
            "Stellungnahmen sind neu. Lesen Sie ihn noch einmal, und geben Sie ihn dann frei.",
        )
    asking.refuse_unasked(report, printed)
    expecting.refuse_unsettled(report, known, on=on)
    expecting.refuse_unprinted_wishes(report, printed)
    if printed.notes:
        raise ValidationError([denied("unknown_figure", note) for note in printed.notes])
    if found := [pair for pair in second_counts(report, printed) if not pair.agrees]:
        raise ValidationError([denied("figure_differs", f"Zahl nicht bestätigt: {pair}") for pair in found])
    plain_text = composing.plain_text(printed)
    printed = marking.marked(("Bericht", report.pk), printed)
    files = drawn(report, printed)
    stored = {name: (content, fingerprint()) for name, content in files.items()}
    report.approve(
        facts=paper.to_json(printed),
        plain_text=plain_text,
        renditions=stored,
        by=by,
        on=on,
    )


def content(printed: paper.Paper) -> str:
    """Tells what is printed from every other paper (SHA-256); draft or approved makes no difference."""
    return seal.of_facts(paper.to_json(replace(printed, is_draft=False)))


def drawn(report: Report, printed: paper.Paper) -> Mapping[str, bytes]:
    """The files of a report by format; same paper and same fingerprint, same bytes."""
    return renditions.render_all(printed, address=renditions.address_of(report.get_absolute_url()))


def fingerprint() -> str:
    """What draws reports here: the paper machine, our own code beside it, and our address.

    Other libraries may draw other bytes from the same facts; so a difference can be told from a forgery.
    """
    return f"{keeping.renderer(DRAWING)}, {settings.PUBLIC_URL}"
