"""What a report's optional sections state of the network as of a day: sites with their roles, and offers."""

from dataclasses import replace
from datetime import date

from django.db.models import F, OuterRef

from quality_dialog.report.counted import count, record
from quality_dialog.report.models import CommitteeWish, Report, WishReply
from quality_dialog.report.naming import Names
from quality_dialog.report.optional_sections import OfferFacts, SinceLast, SiteFacts, WishFacts, since_last
from quartiersarbeit.ground.inside import Inside
from quartiersarbeit.ground.paper import Figure, from_json
from quartiersarbeit.ground.sorting import german_key
from sites.models import Assignment, Offer, Site


def site_facts(pks: list[int], as_of: date, names: Names) -> tuple[SiteFacts, ...]:
    """These sites with their neighbourhood and who had which role on that day."""
    roles = Assignment.objects.current(as_of).filter(site=OuterRef("pk")).order_by("role", "pk")
    held = Inside(roles.annotate(partner_name=F("partner__short_name")))
    found = Site.objects.filter(pk__in=pks).select_related("neighbourhood")
    return tuple(
        SiteFacts(
            name=names.site(site),
            neighbourhood=f"{site.neighbourhood} ({site.neighbourhood.get_district_display()})",
            roles=tuple(
                f"{one.get_role_display()}: {names.short_of(one.partner_id, one.partner_name)}"
                for one in site.held
            ),
        )
        for site in found.annotate(held=held).order_by(german_key("name"), "pk")
    )


def offers(pks: list[int], as_of: date) -> list[Offer]:
    """What these sites offered on that day."""
    running = Offer.objects.current(as_of).filter(site__in=pks).select_related("site")
    return list(running.order_by(german_key("site__name"), german_key("title"), "pk"))


def offer_facts(found: list[Offer], names: Names) -> tuple[OfferFacts, ...]:
    """The offers as the paper's table names them."""
    return tuple(
        OfferFacts(names.site(o.site), o.title, o.get_kind_display(), o.rhythm, o.target_group) for o in found
    )


def offered(rows: list[Offer], as_of: date, names: Names) -> Figure | None:
    """How many offers the sites under agreement have; nothing is said where there are none."""
    if not rows:
        return None
    records = [
        replace(record(row, f"{names.site(row.site)}: {row}"), url=row.site.get_absolute_url())
        for row in rows
    ]
    return count(
        "angebote",
        "Angebote an den Standorten unter Vereinbarung",
        as_of,
        "Angebote, die am Stichtag laufen",
        records,
    )


def since_last_report(figures: tuple[Figure, ...], as_of: date) -> SinceLast | None:
    """What differs from the newest report of an earlier day that was approved by then, by what that one froze."""
    approved = Report.objects.approved(as_of).filter(facts__isnull=False, as_of__lt=as_of)
    corrected = Report.objects.approved(as_of).filter(corrects__isnull=False).values("corrects")
    last = approved.exclude(pk__in=corrected).order_by("-as_of", "-pk").first()
    if last is None:
        return None
    before = {figure.key: figure for figure in from_json(last.facts).figures}  # type: ignore[arg-type]  # asked above
    return since_last(before, {figure.key: figure for figure in figures}, last.as_of)


def wishes(as_of: date, since: date | None) -> tuple[WishFacts, ...]:
    """What committees wished by that day: not answered yet, or answered since the last report's day."""
    replies = WishReply.objects.filter(wish=OuterRef("pk"), on__lte=as_of).order_by("on", "pk")
    rows = CommitteeWish.objects.told(as_of, since).annotate(said=Inside(replies))
    return tuple(
        WishFacts(
            one.consultation.meeting.committee.name,
            one.consultation.meeting.held_on,
            one.text,
            str(one.said[-1]) if one.said else "",
        )
        for one in rows
    )
