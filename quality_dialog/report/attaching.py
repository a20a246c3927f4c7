"""What goes with a report: attach, change, order and remove files while it is being written.

Whoever attaches is a co-author, and a review that goes on ends: it read another report.
"""

import unicodedata
from datetime import date

from django.db import transaction

from quality_dialog.report.composing import reopen
from quality_dialog.report.models import Attachment, Report
from quality_dialog.report.models.attachment import renumber
from quartiersarbeit.ground import letters, uploads
from quartiersarbeit.ground.paper import glyphs
from quartiersarbeit.ground.refusals import refuse


@transaction.atomic
def attach(report: Report, *, title: str = "", file, by, on: date) -> Attachment:
    """Add a PDF at the end; without a title it is called after its file, and like no other here.

    Codes: `title_unprintable`, and what `Attachment.take` and `refuse_limits` name.
    """
    _begin(report, by, on)
    last = report.attachments.order_by("-position").values_list("position", flat=True).first() or 0
    titles = {one.lower() for one in report.attachments.values_list("title", flat=True)}
    named = title or "".join(
        filter(str.isprintable, map(glyphs.printable, uploads.title_for(file.name, titles)))
    )
    attachment = Attachment(report=report, position=last + 1, title=_printable(named))
    attachment.attached_on, attachment.attached_by = on, by
    attachment.take(file)
    attachment.refuse_limits()
    attachment.save()
    return attachment


@transaction.atomic
def change(attachment: Attachment, *, title: str, file=None, by, on: date) -> Attachment:
    """Give it another title, another file in the same place, or both. Codes as `attach`."""
    _begin(attachment.report, by, on)
    attachment.title = _printable(title)
    if file:
        attachment.take(file)
        attachment.attached_on, attachment.attached_by = on, by
    attachment.refuse_limits()
    attachment.save()
    return attachment


@transaction.atomic
def move(attachment: Attachment, *, up: bool, by, on: date) -> None:
    """Change places with the one before or after; the first stays first, the last last."""
    _begin(attachment.report, by, on)
    order = list(attachment.report.attachments.order_by("position").values_list("pk", flat=True))
    here = order.index(attachment.pk)
    there = min(max(here + (-1 if up else 1), 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    renumber(attachment.report, order)


@transaction.atomic
def detach(attachment: Attachment, *, by, on: date) -> None:
    """Take it out; those after it move up."""
    report = attachment.report
    _begin(report, by, on)
    attachment.delete()
    renumber(report, list(report.attachments.order_by("position").values_list("pk", flat=True)))


def _begin(report: Report, by, on: date) -> None:
    """Wait for whoever writes at the report now; an approved one refuses by its guard."""
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    reopen(report, by, on)


def _printable(title: str) -> str:
    """The title as paper can print it; refuses what would print as an empty box, in another order or not at all."""
    title = letters.one_line(title)
    # A mark that prints nothing is strange too: two titles would look alike.
    strange = [
        sign
        for sign in dict.fromkeys(title)
        if glyphs.printable(sign) != sign or unicodedata.category(sign) == "Cf"
    ]
    if strange:
        named = ", ".join(f"„{sign}“" if sign.isprintable() else f"U+{ord(sign):04X}" for sign in strange[:5])
        message = f"Diese Zeichen lassen sich nicht drucken: {named}. Bitte nehmen Sie sie heraus."
        refuse("title_unprintable", message, field="title")
    return title
