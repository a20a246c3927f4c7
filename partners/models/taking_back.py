"""Ways back of talks and agreements: what was begun by mistake, sent too early, signed or terminated on another day.

Each is a second, dated act with its reason (`WayBack`); the history keeps what stood.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from partners import news
from partners.models.agreement import Agreement
from partners.models.negotiation import Negotiation, Step, refused_reason
from partners.models.notification import Notification
from partners.models.party import Party
from partners.models.way_back import Way, WayBack
from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import denied, refuse

# --- Talks -----------------------------------------------------------------------------------------


@transaction.atomic
def discard_talk(talk: Negotiation, *, reason: str, by, on: date) -> None:
    """Throw away a talk that was begun by mistake, with its steps; one that failed gets a step instead.

    Code: `talk_told` where its wording was released: reports may have told of it.
    """
    Negotiation.objects.select_for_update().get(pk=talk.pk)
    steps = list(talk.steps.all())
    if any(step.wording_released_on for step in steps):
        refuse(
            "talk_told",
            "Ein Wortlaut dieses Gesprächs ist für Berichte freigegeben. Erfassen Sie stattdessen den Schritt "
            "„zurückgezogen“ oder „gescheitert“.",
        )
    said = "; ".join(f"{german.day(step.on)} {step.get_state_display()}" for step in steps)
    WayBack.objects.note(talk, Way.DISCARDED, before=said or "ohne Schritt", reason=reason, by=by, on=on)
    talk.sites.clear()
    talk.delete()


def _told(step: Step) -> str:
    """A step in one line, so that it can be read what stood."""
    why = f", {step.get_reason_code_display()}" if step.reason_code else ""
    wording = f", Wortlaut „{step.public_wording}“" if step.public_wording else ""
    note = f". {step.internal_note}" if step.internal_note else ""
    return f"{german.day(step.on)}: {step.get_state_display()}{why}{wording}{note}"


@transaction.atomic
def correct_step(
    step: Step,
    *,
    day: date,
    state: str,
    internal_note: str = "",
    reason_code: str = "",
    public_wording: str = "",
    reason: str,
    by,
    on: date,
) -> None:
    """Put a step right that was recorded wrongly; what stood stays readable. A changed wording is released anew.

    Codes: `step_in_future`, `step_out_of_order`, those of `Negotiation.record`; `way_back_changes_something`.
    """
    Negotiation.objects.select_for_update().get(pk=step.negotiation_id)
    stored = Step.objects.get(pk=step.pk)
    refusals = _refused_between(stored, day, on) | refused_reason(state, reason_code, public_wording)
    if refusals:
        raise ValidationError(refusals)
    before = _told(stored)
    if stored.public_wording != public_wording:
        stored.wording_released_on = stored.wording_released_by = None
    stored.on, stored.state, stored.internal_note = day, state, internal_note
    stored.reason_code, stored.public_wording = reason_code, public_wording
    given = {"fact": "step", "before": before, "after": _told(stored), "reason": reason, "by": by, "on": on}
    WayBack.objects.note(stored.negotiation, Way.CORRECTED, **given)
    stored.save()


def _refused_between(step: Step, day: date, on: date) -> dict[str, ValidationError]:
    """A step keeps its place among the others: nothing is told in another order than it happened."""
    if day > on:
        return {"day": denied("step_in_future", "Ein Schritt liegt nicht in der Zukunft.")}
    steps = list(step.negotiation.steps.order_by("on", "pk"))
    at = [one.pk for one in steps].index(step.pk)
    before, after = (steps[at - 1] if at else None), (steps[at + 1] if at + 1 < len(steps) else None)
    if (before and day < before.on) or (after and day > after.on):
        said = [f"nicht vor dem {german.day(before.on)}"] if before else []
        said += [f"nicht nach dem {german.day(after.on)}"] if after else []
        message = f"Der Schritt liegt zwischen seinen Nachbarn: {german.listing(said)}."
        return {"day": denied("step_out_of_order", message)}
    return {}


@transaction.atomic
def withdraw_step(step: Step, *, reason: str, by, on: date) -> None:
    """Take out a step that was never taken; what it said stays readable. Code: `step_wording_released`."""
    Negotiation.objects.select_for_update().get(pk=step.negotiation_id)
    stored = Step.objects.select_related("negotiation").get(pk=step.pk)
    if stored.wording_released_on:
        refuse(
            "step_wording_released",
            "Der Wortlaut dieses Schritts ist für Berichte freigegeben. Berichtigen Sie den Schritt, statt ihn "
            "herauszunehmen.",
        )
    given = {"fact": "step", "before": _told(stored), "reason": reason, "by": by, "on": on}
    WayBack.objects.note(stored.negotiation, Way.WITHDRAWN, **given)
    stored.delete()


# --- Agreements ------------------------------------------------------------------------------------


@transaction.atomic
def discard_agreement(agreement: Agreement, *, reason: str, by, on: date) -> None:
    """Throw away a draft that is not sent; what was sent is recalled first, so that whoever was to sign is told.

    Codes: `agreement_terms_signed`, `sent`, `agreement_holds` where sites or a further amendment rest on it.
    """
    stored = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if not stored.is_draft():
        refuse(
            "agreement_terms_signed",
            "Sie ist schon unterzeichnet. Berichtigen Sie die Unterschrift, oder erfassen Sie eine Kündigung.",
        )
    if stored.sent_on:
        refuse("sent", "Sie ist zur Unterschrift versandt. Nehmen Sie erst den Versand zurück.")
    if stored.coverages.exists() or Agreement.objects.filter(amends=stored).exists():
        refuse(
            "agreement_holds",
            "Auf diesem Entwurf beruhen Plätze von Standorten. Beenden Sie erst die Plätze; dann lässt er sich "
            "verwerfen.",
        )
    parties = german.listing(str(party.partner) for party in stored.parties.select_related("partner"))
    said = f"{german.period(stored.starts_on, stored.ends_on)}, mit {parties or 'noch niemandem'}"
    WayBack.objects.note(stored, Way.DISCARDED, before=said, reason=reason, by=by, on=on)
    stored.delete()


@transaction.atomic
def recall(agreement: Agreement, *, reason: str, by, on: date) -> None:
    """Take the dispatch back, because a party returned the text or it went out too early: it is in coordination again.

    Codes: `agreement_terms_signed` once somebody has signed, `not_sent`.
    """
    stored = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if not stored.sent_on:
        refuse("not_sent", "Diese Vereinbarung ist nicht versandt.")
    if not stored.is_draft():
        refuse(
            "agreement_terms_signed",
            "Eine Vertragspartei hat schon unterzeichnet. Berichtigen Sie erst ihre Unterschrift.",
        )
    given = {"fact": "sent_on", "before": stored.sent_on, "reason": reason, "by": by, "on": on}
    WayBack.objects.note(stored, Way.RETURNED, **given)
    stored.sent_on = stored.sent_by = None
    stored.save(update_fields=["sent_on", "sent_by"])
    Notification.objects.tell(news.AGREEMENT_RECALLED, stored, to=stored.people(), by=by, on=on)


@transaction.atomic
def correct_signature(
    party: Party, *, signed_on: date | None, signatory: str = "", reason: str, by, on: date
) -> None:
    """Put the day of a signature right, or take out one that was never given (`signed_on` None).

    Codes: `not_signed`, `future`, `signed_too_early`, `terminated`, `way_back_changes_something`; and what the
    database holds of seats and notices that rest on the signature.
    """
    stored = (
        Party.objects.select_for_update(of=("self",)).select_related("agreement", "partner").get(pk=party.pk)
    )
    agreement = stored.agreement
    if not stored.signed_on:
        refuse("not_signed", f"{stored.partner} hat noch nicht unterzeichnet. Erfassen Sie die Unterschrift.")
    if signed_on is not None and signed_on > on:
        refuse("future", "Dieser Tag liegt in der Zukunft.", field="signed_on")
    if signed_on is not None and agreement.sent_on and signed_on < agreement.sent_on:
        refuse(
            "signed_too_early",
            f"Versandt wurde sie erst am {german.day(agreement.sent_on)}.",
            field="signed_on",
        )
    notice = Agreement.objects.line_of(agreement).filter(terminated_on__isnull=False).first()
    if notice and (signed_on is None or signed_on > notice.terminated_on):
        text = (
            f"Gekündigt ist seit dem {german.day(notice.terminated_on)}. Berichtigen Sie erst die Kündigung."
        )
        refuse("terminated", text, field="signed_on")
    if signed_on is None and agreement.coverages.exists():
        refuse(
            "agreement_holds",
            "Unter dieser Vereinbarung haben Standorte einen Platz. Beenden Sie erst die Plätze.",
            field="signed_on",
        )
    WayBack.objects.note(
        stored,
        Way.CORRECTED if signed_on else Way.WITHDRAWN,
        fact="signed_on",
        before=stored.signed_on,
        after=signed_on,
        reason=reason,
        by=by,
        on=on,
        partner=stored.partner,
    )
    stored.signed_on = signed_on
    stored.signatory = (signatory or stored.signatory) if signed_on else ""
    stored.recorded_by = by if signed_on else None
    stored.save(update_fields=["signed_on", "signatory", "recorded_by"])
    told = {"by": by, "on": on, "party": str(stored.partner)}
    Notification.objects.tell(news.SIGNATURE_CORRECTED, agreement, to=agreement.people(), **told)


@transaction.atomic
def correct_termination(
    agreement: Agreement, *, terminated_to: date | None, reason: str, by, on: date
) -> None:
    """Put the day right to which notice was given, or take back a notice that was recorded wrongly (None).

    Seats that ended with it stay ended; they are given anew. Codes: `not_terminated`, `before_notice`, `before_term`,
    `way_back_changes_something`.
    """
    stored = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if not stored.terminated_on:
        refuse("not_terminated", "Diese Fassung ist nicht gekündigt.")
    line = Agreement.objects.line_of(stored)
    if terminated_to is not None:
        if terminated_to < stored.terminated_on:
            text = "Eine Kündigung wirkt nicht vor dem Tag, an dem sie erklärt wird."
            refuse("before_notice", text, field="terminated_to")
        if terminated_to < line.earliest("pk").starts_on:
            text = "Zu diesem Tag hat die Laufzeit noch nicht begonnen."
            refuse("before_term", text, field="terminated_to")
        for version in line:
            version.coverages.give_back(terminated_to, reason="Kündigung berichtigt.", by=by, on=on)
    WayBack.objects.note(
        stored,
        Way.CORRECTED if terminated_to else Way.WITHDRAWN,
        fact="terminated_to",
        before=stored.terminated_to,
        after=terminated_to,
        reason=reason,
        by=by,
        on=on,
    )
    stored.terminated_to = terminated_to
    fields = ["terminated_to"]
    if terminated_to is None:
        stored.terminated_on = stored.terminated_by = None
        stored.termination_reason = ""
        fields += ["terminated_on", "terminated_by", "termination_reason"]
    stored.save(update_fields=fields)
    day = f"zum {german.day(terminated_to)}" if terminated_to else "nicht mehr"
    Notification.objects.tell(news.TERMINATION_CORRECTED, stored, to=stored.people(), by=by, on=on, day=day)
