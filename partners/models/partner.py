"""Organisations the city works with, and the people one reaches there."""

from collections import Counter
from datetime import date, timedelta

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, ProtectedError

from partners.duties import CONTACT_SUCCEED, LEAVES_WITHIN
from partners.rules import folded
from partners.statuses import ContactStatus, PartnerStatus
from quartiersarbeit.ground import bank, german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import (
    differs,
    kept_text,
    kept_when_emptied,
    never_changed,
    says_what_stands,
    written_once,
)
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.numbers import IbanField, PhoneField
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import PeriodQuerySet, ends_after_start, running
from quartiersarbeit.ground.refusals import denied, refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of


class Sector(models.TextChoices):
    """Which side of the cooperation an organisation belongs to."""

    HOUSING = "housing", "Wohnungswirtschaft"
    SERVICE_PROVIDER = "service_provider", "sozialer Dienstleister"
    MUNICIPALITY = "municipality", "Kommune"
    OTHER = "other", "Sonstige"


class PartnerQuerySet(StatusQuerySet):
    """Organisations of the cooperation network."""

    STATUS = PartnerStatus

    def visible_to(self, user):
        """All for the city and audit; a partner's people see their own organisation."""
        if user.sees_everything:
            return self
        return self.filter(pk=user.sees_for) if user.sees_for else self.none()

    def known(self, on: date):
        """Entered by that day; without a day of entry from the beginning."""
        return self.filter(models.Q(entered_on__isnull=True) | models.Q(entered_on__lte=on))

    def active(self, on: date):
        """Known and not deactivated on that day."""
        return self.known(on).in_status(on, PartnerStatus.ACTIVE)

    def status_expression(self, on: date):
        """Whether each takes part on that day; who came back since was away until then."""
        away = Reactivation.objects.filter(partner=models.OuterRef("pk"), deactivated_on__lte=on, on__gt=on)
        left = models.Q(deactivated_on__lte=on) | models.Q(models.Exists(away))
        return first_of(PartnerStatus, (left, PartnerStatus.INACTIVE), otherwise=PartnerStatus.ACTIVE)

    def resembling(self, name: str, short_name: str = "") -> list["Partner"]:
        """Those whose name or short name is the same but for its spelling (`rules.folded`)."""
        sought = {folded(one) for one in (name, short_name) if one}
        return [one for one in self.all() if sought & {folded(one.name), folded(one.short_name)}]

    def enter(self, *, name: str, short_name: str, on: date, confirmed: bool = False, **facts):
        """A new organisation; refuses one that seems to be there already until that is `confirmed`."""
        if not confirmed:
            _refuse_doubles(self.model.objects.resembling(name, short_name))
        return self.create(name=name, short_name=short_name, entered_on=on, **facts)


def _refuse_doubles(doubles: list["Partner"]) -> None:
    if doubles:
        names = german.listing(f"„{partner.name}“" for partner in doubles)
        raise ValidationError({"name": denied("partner_similar", f"So ähnlich heißt schon {names}.")})


@tracked()
class Partner(HasStatus):
    """An organisation of the housing sector or of social services (Kooperationspartner)."""

    name = models.CharField("Name", max_length=200)
    short_name = models.CharField("Kurzname", max_length=60)
    name_after_mit = models.CharField(
        "Name nach „mit“",
        max_length=200,
        help_text="So steht der Name im Bericht nach „mit“, zum Beispiel „dem AWO-Kreisverband“.",
    )
    sector = models.CharField("Bereich", max_length=20, choices=Sector)
    legal_form = models.CharField("Rechtsform", max_length=60, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    phone = PhoneField("Telefon", blank=True, region="DE")
    website = models.URLField("Internetadresse", blank=True)
    iban = IbanField("IBAN", blank=True, help_text="Konto für Auszahlungen.")
    account_holder = bank.holder(
        "Kontoinhaber",
        "So, wie das Konto bei der Bank heißt: Banken vergleichen den Namen vor der Überweisung. Leer: der Name.",
    )
    entered_on = models.DateField("Erfasst am", null=True, blank=True, help_text="Leer: von Anfang an.")
    deactivated_on, deactivated_by = day_and_person(
        "partner_deactivation_has_person",
        "Deaktiviert am",
        "Deaktiviert von",
        "Zur Deaktivierung gehören Datum und Person.",
    )
    merged_into = optional("self", "Aufgegangen in", "merged", editable=False)
    merged_on, merged_by = day_and_person(
        "partner_merger_has_person",
        "Zusammengeführt am",
        "Zusammengeführt von",
        "Zum Zusammenführen gehören Datum und Person.",
        editable=False,
    )
    merge_reason = models.TextField(
        "Grund der Zusammenführung", blank=True, default="", db_default="", editable=False
    )
    note = models.TextField("Notiz", blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationspartner"
        verbose_name_plural = "Kooperationspartner"
        ordering = [german_key("short_name"), "pk"]
        indexes = [found_by("partner_found", "name", "short_name", "street", "postcode", "city")]
        constraints = [
            once(
                "partner_name_unique",
                "name",
                "Einen Kooperationspartner mit diesem Namen gibt es schon.",
                field="name",
            ),
            CheckConstraint(
                name="partner_postcode_german",
                field="postcode",
                condition=models.Q(postcode="") | models.Q(postcode__regex=r"^[0-9]{5}$"),
                violation_error_message="Eine Postleitzahl hat fünf Ziffern.",
            ),
            CheckConstraint(
                name="partner_merger_complete",
                field="reason",
                condition=models.Q(merged_into__isnull=True, merged_on__isnull=True, merge_reason="")
                | models.Q(merged_into__isnull=False, merged_on__isnull=False, deactivated_on__isnull=False)
                & ~models.Q(merge_reason=""),
                violation_error_message="Wer in einem anderen aufgeht, nimmt nicht mehr teil; nennen Sie den Grund.",
            ),
            CheckConstraint(
                name="partner_not_merged_into_itself",
                field="into",
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=F("pk")),
                violation_error_message="Ein Partner geht nicht in sich selbst auf.",
            ),
            bank.holder_carried("partner_account_holder_carried"),
        ]
        triggers = [
            never_changed(
                "partner_merger_stands",
                "Eine Zusammenführung ändert sich nicht mehr.",
                when=pgtrigger.Condition(
                    "OLD.merged_on IS NOT NULL AND "
                    + differs("merged_into_id", "merged_on", "merged_by_id", "merge_reason", "deactivated_on")
                ),
            ),
            kept_text("partner_name_kept", "name", "short_name"),
            kept_when_emptied(
                "partner_deactivation_kept",
                "Wer wieder teilnimmt, nimmt ab einem Tag wieder teil; wer das eingetragen hat, gehört dazu.",
                day="deactivated_on",
                kept_in="partners_reactivation",
                key="partner_id",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return address("partners:partner_detail", self.pk)

    @property
    def holder(self) -> str:
        """What its account is called at the bank: as entered, else as the organisation."""
        return self.account_holder or self.name

    def revise(self, *, name: str, short_name: str, confirmed: bool = False, **facts) -> None:
        """Correct what is known; a new name is looked at as closely as that of a new organisation."""
        if not confirmed and folded(name) != folded(self.name):
            _refuse_doubles(Partner.objects.exclude(pk=self.pk).resembling(name))
        for field, value in {"name": name, "short_name": short_name, **facts}.items():
            setattr(self, field, value)
        self.save()

    @transaction.atomic
    def deactivate(
        self,
        *,
        left_on: date | None = None,
        end_roles: bool = False,
        end_contacts: bool = False,
        by,
        on: date,
    ) -> None:
        """Takes no part from `left_on` or from today on; everything that was agreed stays. Refused when it has left.

        Where it is said, its roles at sites and the functions of its people end with the day before.
        Codes: `partner_inactive`, `future`, `left_before` the day it was entered or came back.
        """
        if not Partner.objects.active(on).filter(pk=self.pk).exists():
            refuse("partner_inactive", "Dieser Kooperationspartner ist schon deaktiviert.")
        day = left_on or on
        if day > on:
            refuse("future", "Dieser Tag liegt in der Zukunft.", field="left_on")
        known = [back.on for back in self.reactivations.all()] + (
            [self.entered_on] if self.entered_on else []
        )
        if known and day < max(known):
            text = f"Der Partner nimmt erst seit dem {german.day(max(known))} teil."
            refuse("left_before", text, field="left_on")
        before = day - timedelta(days=1)
        if end_roles:
            self.assignments.end_after(before)
        if end_contacts:
            self.contacts.filter(anonymised_on__isnull=True).end_after(before)
        self.deactivated_on, self.deactivated_by = day, by
        self.save(update_fields=["deactivated_on", "deactivated_by"])

    @transaction.atomic
    def reactivate(self, *, by, on: date) -> None:
        """Takes part again from that day on; the days in between stay as they were (`Reactivation`)."""
        left = Partner.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if left.merged_into:
            refuse("partner_merged", f"Dieser Partner ist in {left.merged_into} aufgegangen und bleibt es.")
        if not left.deactivated_on:
            refuse("partner_active", "Dieser Kooperationspartner ist aktiv.")
        away = {"deactivated_on": left.deactivated_on, "deactivated_by": left.deactivated_by}
        self.reactivations.create(**away, on=on, by=by)
        self.deactivated_on = self.deactivated_by = None
        self.save(update_fields=["deactivated_on", "deactivated_by"])

    def refuse_inactive(self, on: date, *, field: str | None = None) -> None:
        """Stop a step with a partner that takes no part on that day, and say what to do. Code: `partner_inactive`."""
        if not Partner.objects.filter(pk=self.pk).in_status(on, PartnerStatus.INACTIVE).exists():
            return
        since = german.day(self.deactivated_on) if self.deactivated_on else german.day(on)
        if self.merged_into:
            text = f"{self} ist am {since} in {self.merged_into} aufgegangen. Nehmen Sie {self.merged_into}."
        else:
            text = (
                f"{self} nimmt am {german.day(on)} nicht teil (deaktiviert). Die Koordination reaktiviert den Partner "
                "auf seiner Seite, oder Sie nehmen einen anderen."
            )
        refuse("partner_inactive", text, field=field)

    def remove(self) -> None:
        """Delete an organisation that nothing rests on; refused with the list of what holds it."""
        try:
            self.delete()
        except ProtectedError as held:
            kinds = Counter(type(one)._meta for one in held.protected_objects)
            names = [
                german.count(many, str(kind.verbose_name), str(kind.verbose_name_plural))
                for kind, many in sorted(kinds.items(), key=lambda pair: str(pair[0].verbose_name))
            ]
            text = f"{self.name} lässt sich nicht löschen. Daran hängen noch: {german.listing(names)}."
            raise ValidationError(
                f"{text} Deaktivieren Sie den Partner stattdessen.", code="partner_held"
            ) from held


class ReactivationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the partners one sees."""
        return of_seen(self, "partner", Partner.objects.visible_to(user))


@tracked()
class Reactivation(models.Model):
    """An organisation takes part again: since when and by whom it had been away, from when on and by whom no more."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="reactivations", verbose_name="Kooperationspartner"
    )
    deactivated_on = models.DateField("War deaktiviert am")
    deactivated_by = person("War deaktiviert von", null=False, blank=False)
    on = models.DateField("Wieder aktiv ab")
    by = person("Reaktiviert von", null=False, blank=False)

    objects = ReactivationQuerySet.as_manager()

    class Meta:
        verbose_name = "Reaktivierung"
        verbose_name_plural = "Reaktivierungen"
        ordering = ["partner", "on", "pk"]
        triggers = [
            says_what_stands(
                "reactivation_stood",
                "Wieder aktiv wird, wer deaktiviert ist: Tag und Person der Deaktivierung stehen beim Partner.",
                parent="partners_partner",
                key="partner_id",
                columns=("deactivated_on", "deactivated_by_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: wieder aktiv ab {german.day(self.on)}"


class FormerNameQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the partners one sees."""
        return of_seen(self, "partner", Partner.objects.visible_to(user))


@tracked()
class FormerName(models.Model):
    """What a partner was called until a day („vormals“); what is told of an older day names it so."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="former_names", verbose_name="Kooperationspartner"
    )
    name = models.CharField("Früherer Name", max_length=200)
    short_name = models.CharField("Früherer Kurzname", max_length=60)
    name_after_mit = models.CharField("Früherer Name nach „mit“", max_length=200)
    until = models.DateField("Hieß so bis")
    reason = models.TextField("Grund")
    on = models.DateField("Umbenannt am")
    by = person("Umbenannt von", null=False, blank=False)

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        verbose_name = "Früherer Name"
        verbose_name_plural = "Frühere Namen"
        ordering = ["partner", "until", "pk"]
        constraints = [
            filled(
                "former_name_has_reason", "reason", "Nennen Sie den Grund der Umbenennung.", field="reason"
            ),
            once(
                "former_name_once", "partner until", "An diesem Tag endete schon ein Name.", field="starts_on"
            ),
        ]
        triggers = [
            written_once("former_name_immutable", "Ein früherer Name ändert sich nicht mehr und bleibt."),
        ]

    def __str__(self) -> str:
        return f"{self.name} (bis {german.day(self.until)})"


class ContactQuerySet(PeriodQuerySet):
    """Contact persons."""

    STATUS = ContactStatus

    def visible_to(self, user):
        """The contacts of the partners one sees."""
        return of_seen(self, "partner", Partner.objects.visible_to(user))

    def reachable(self, on: date):
        """Those in their function on that day."""
        return self.in_status(on, ContactStatus.CURRENT)

    def owed(self, on: date) -> list[Owed]:
        """Somebody new to name, where nobody of an active partner follows who leaves, or has left last."""
        others = Contact.objects.filter(partner=OuterRef("partner"))
        staying = others.filter(
            models.Q(starts_on__lte=on) | models.Q(starts_on__lte=OuterRef("ends_on") + timedelta(days=1)),
            models.Q(ends_on__isnull=True)
            | models.Q(ends_on__gt=OuterRef("ends_on"))
            | models.Q(ends_on=OuterRef("ends_on"), pk__gt=OuterRef("pk")),
        )
        active = Partner.objects.active(on).values("pk")
        leaving = self.filter(starts_on__lte=on, ends_on__lte=on + LEAVES_WITHIN, partner__in=active)
        return [
            owes(
                leaving.filter(~Exists(staying)),
                CONTACT_SUCCEED,
                subject="partner__name",  # who it was may be forgotten
                since=F("ends_on") - LEAVES_WITHIN,
                due_on="ends_on",
                key="partner_id",
            )
        ]

    def status_expression(self, on: date):
        """Whether each is in the function on that day; who is forgotten, is forgotten for all days."""
        return first_of(
            ContactStatus,
            (models.Q(anonymised_on__isnull=False), ContactStatus.ANONYMISED),
            (models.Q(starts_on__gt=on), ContactStatus.AHEAD),
            (running(on), ContactStatus.CURRENT),
            otherwise=ContactStatus.PAST,
        )


@tracked()
class Contact(HasStatus):
    """A partner's person in a function, from one day to another (Ansprechperson)."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="contacts", verbose_name="Kooperationspartner"
    )
    name = models.CharField("Name", max_length=120)
    function = models.CharField("Funktion", max_length=120, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    phone = PhoneField("Telefon", blank=True, region="DE")
    starts_on = models.DateField("Seit")
    ends_on = models.DateField("Bis", null=True, blank=True)
    anonymised_on = models.DateField("Anonymisiert am", null=True, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "Ansprechperson"
        verbose_name_plural = "Ansprechpersonen"
        ordering = ["partner", german_key("name"), "pk"]
        indexes = [found_by("contact_found", "name", "function", "email", "phone")]
        constraints = [ends_after_start("contact_ends_after_start")]

    def __str__(self) -> str:
        return self.name

    def get_edit_url(self) -> str:
        return address("partners:contact_edit", self.pk)

    def revise(self, **facts) -> None:
        """Correct what is known of the person; refused once it is anonymised."""
        self._refuse_anonymous()
        for field, value in facts.items():
            setattr(self, field, value)
        self.save()

    def end(self, *, on: date) -> None:
        """`on` is the person's last day in the function; refused where a last day has passed already."""
        self._refuse_anonymous()
        if self.ends_on and self.ends_on <= on:
            refuse("contact_ended", "Diese Tätigkeit ist schon beendet.")
        self.ends_on = on
        self.save(update_fields=["ends_on"])

    def anonymise(self, *, on: date) -> None:
        """Forget who it was: name and reachability go for good, function and period stay.

        The history still holds the old values; what that means stands in docs/architecture.md.
        """
        self._refuse_anonymous()
        self.name, self.email, self.phone, self.anonymised_on = "anonymisiert", "", "", on
        self.save(update_fields=["name", "email", "phone", "anonymised_on"])

    def _refuse_anonymous(self) -> None:
        if self.anonymised_on:
            refuse("contact_anonymised", "Diese Ansprechperson ist anonymisiert.")
