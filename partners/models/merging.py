"""Two entries for one organisation become one, and an organisation gets another name: dated acts with their reason."""

from datetime import date, timedelta

from django.db import transaction

from partners.models.partner import FormerName, Partner
from partners.models.user import User
from partners.models.way_back import Way, WayBack
from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse


@transaction.atomic
def merge(partner: Partner, *, into: Partner, reason: str, by, on: date) -> None:
    """From that day on `into` stands for the partner, which leads there; everything that was stays with it.

    Its people and its open talks go over, and its roles at sites are handed over. What was agreed and granted stays
    under the name it was agreed with. Codes: `partner_merged`, `merged_into_itself`, `partner_inactive`,
    `accounts_first`; from the database `partner_merger_complete`.
    """
    pair = {
        one.pk: one
        for one in Partner.objects.select_for_update(of=("self",)).filter(pk__in=(partner.pk, into.pk))
    }
    gone, stays = pair[partner.pk], pair[into.pk]
    if gone.pk == stays.pk:
        refuse("merged_into_itself", "Ein Partner geht nicht in sich selbst auf.", field="into")
    if gone.merged_into_id:
        refuse("partner_merged", f"Dieser Partner ist schon in {gone.merged_into} aufgegangen.")
    stays.refuse_inactive(on, field="into")
    if people := list(User.objects.filter(partner=gone, is_active=True)):
        refuse(
            "accounts_first",
            f"Für {gone} sprechen noch Konten: {german.listing(str(one) for one in people)}. Die Verwaltung gibt ihnen "
            f"erst eine Mitgliedschaft bei {stays} und beendet die bisherige.",
        )
    gone.contacts.reaching_beyond(on).filter(anonymised_on__isnull=True).update(partner=stays)
    gone.negotiations.unfinished(on).update(partner=stays)
    for role in list(gone.assignments.reaching_beyond(on).select_related("site")):
        if role.starts_on < on:
            role.site.assign(role=role.role, partner=stays, starts_on=on, by=by, on=on)
        else:
            role.partner = stays
            role.save(update_fields=["partner"])
    if not gone.deactivated_on:
        gone.deactivated_on, gone.deactivated_by = on, by
    gone.merged_into, gone.merged_on, gone.merged_by, gone.merge_reason = stays, on, by, reason
    gone.save(
        update_fields=[
            *("deactivated_on", "deactivated_by"),
            *("merged_into", "merged_on", "merged_by", "merge_reason"),
        ]
    )
    WayBack.objects.note(
        gone, Way.MERGED, before=str(gone), after=str(stays), reason=reason, by=by, on=on, partner=stays
    )
    partner.refresh_from_db()


@transaction.atomic
def rename(
    partner: Partner,
    *,
    name: str,
    short_name: str,
    name_after_mit: str,
    starts_on: date,
    reason: str,
    by,
    on: date,
) -> None:
    """The partner is called so from that day on; what is told of an older day says the older name („vormals“).

    A name that was only typed wrongly is put right by `revise`. Codes: `future`, `before_last_name`,
    `partner_merged`; from the database `partner_name_unique`, `former_name_has_reason`.
    """
    stands = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if stands.merged_into_id:
        refuse(
            "partner_merged", f"Dieser Partner ist in {stands.merged_into} aufgegangen; benennen Sie den um."
        )
    if starts_on > on:
        refuse(
            "future", "Dieser Tag liegt in der Zukunft. Benennen Sie um, wenn er da ist.", field="starts_on"
        )
    last = stands.former_names.order_by("until").last()
    if last and starts_on <= last.until:
        text = (
            f"Bis zum {german.day(last.until)} hieß der Partner schon anders. Der neue Name beginnt danach."
        )
        refuse("before_last_name", text, field="starts_on")
    former = {key: getattr(stands, key) for key in ("name", "short_name", "name_after_mit")}
    FormerName.objects.create(
        partner=stands, **former, until=starts_on - timedelta(days=1), reason=reason, on=on, by=by
    )
    WayBack.objects.note(
        stands,
        Way.RENAMED,
        fact="name",
        before=stands.name,
        after=name,
        reason=reason,
        by=by,
        on=on,
        partner=stands,
    )
    partner.name, partner.short_name, partner.name_after_mit = name, short_name, name_after_mit
    partner.save(update_fields=["name", "short_name", "name_after_mit"])


@transaction.atomic
def discard(partner: Partner, *, reason: str, by, on: date) -> None:
    """Take back an organisation entered by mistake, with the reason; refused with the list of what holds it."""
    WayBack.objects.note(partner, Way.DISCARDED, before=partner.name, reason=reason, by=by, on=on)
    partner.remove()
