"""What the pages of a decision and of a claim say of the notice on paper."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.urls import reverse

from funding.models import Decision, Notice, NoticeFile, RepaymentClaim


class OnPaper(NamedTuple):
    """What a page says of a notice: whether it binds, as what it is frozen, and where files and button lie."""

    binds: bool
    notice: Notice | None
    pdf: str
    docx: str
    freeze: str


def on_paper(user, act: Decision | RepaymentClaim) -> OnPaper:
    """The notice of a decision or claim with the check sums of its files; neither paper nor bytes are read for that."""
    files = Prefetch("files", NoticeFile.objects.defer("content"))
    notices = Notice.objects.visible_to(user).defer("paper").prefetch_related(files)
    if isinstance(act, Decision):
        found, prefix, binds = notices.filter(decision=act).first(), "notice", bool(act.approved_on)
    else:
        found, prefix, binds = notices.filter(claim=act).first(), "claim", bool(act.issued_on)
    urls = [reverse(f"funding:{prefix}_{name}", args=[act.pk]) for name in ("pdf", "docx", "freeze")]
    return OnPaper(binds, found, *urls)
