"""The kinds of master data, one line each: their columns, and what is asked when one is entered or put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet, URLField
from django.utils.text import Truncator

from funding.models import LegalFigure, LegalPeriod
from partners.models import CityDistrict, Committee, Mandate
from quality_dialog.models import Meeting, TextBlock
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm
from sites.models import Seat


@dataclass(frozen=True)
class Kind:
    """One kind: `code` names its addresses (`<code>_list`, `_create`, `_edit`), `path` is their German part.

    `asked` are the facts of a new row, `kept` those of them that stay as they were entered.
    """

    code: str
    path: str
    model: type[Model]
    plural: str
    new: str
    intro: str
    columns: Sequence[Column]
    asked: tuple[str, ...]
    order: str
    kept: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def may(self, act: str) -> str:
        """The right to view, add or change these rows."""
        return f"{self.model._meta.app_label}.{act}_{self.model._meta.model_name}"

    @property
    def listed(self) -> str:
        """The name of its list."""
        return f"{self.code}_list"

    def rows(self, user: Any) -> QuerySet:
        """What this person sees of it."""
        manager: Any = self.model._default_manager
        return manager.visible_to(user).select_related(*self.related)

    def form(self, *args: Any, facts: Model | None = None, **kwargs: Any) -> forms.Form:
        """Asks for a new row, or for other facts of this one."""
        names = tuple(name for name in self.asked if facts is None or name not in self.kept)
        made: Any = type("MasterForm", (MasterForm,), {"MODEL": self.model, "FACTS": names})
        return made(*args, facts=facts, **kwargs)


class MasterForm(FactsForm):
    """The facts of a row of master data."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = "Bitte wählen"

    def typed(self, db_field, **kwargs):
        """An address without a scheme is one with https."""
        https = {"assume_scheme": "https"} if isinstance(db_field, URLField) else {}
        return super().typed(db_field, **https, **kwargs)


def _limit(row: Mandate) -> str:
    return german.euro(row.annual_limit) if row.annual_limit is not None else ""


COMMITTEE = Kind(
    "committee",
    "gremien",
    Committee,
    "Gremien",
    "Neues Gremium",
    "Wem berichtet wird und wer beschließt. Die Fälle braucht der Bericht für seine Sätze.",
    (
        Column("name", "Name", sort="name"),
        Column("short_name", "Kurzname"),
        Column("name_dative", "Im Dativ"),
        Column("paper_days", "Unterlagen, Tage vorher"),
        Column("position", "Reihenfolge", sort="position"),
        Column("entered_on", "Erfasst am", kind="date"),
    ),
    ("name", "short_name", "name_accusative", "name_dative", "paper_days", "paper_workdays", "position"),
    "position",
    search=("name", "short_name"),
)
MANDATE = Kind(
    "mandate",
    "beschluesse",
    Mandate,
    "Beschlüsse",
    "Neuer Beschluss",
    "Worauf alles beruht: der Höchstbetrag eines Jahres und die Höchstzahl der Standorte. Die Datenbank lässt weder "
    "mehr Geld noch mehr Plätze zu, als ein Beschluss erlaubt.",
    (
        Column("reference", "Drucksache", sort="reference"),
        Column("title", "Titel"),
        Column("committee", "Gremium"),
        Column("decided_on", "Beraten am", kind="date", sort="decided_on"),
        Column("valid_until", "Gilt bis", kind="date"),
        Column("annual_limit", "Höchstbetrag pro Jahr", _limit),
        Column("site_limit", "Höchstzahl der Standorte"),
    ),
    (
        "reference",
        "kind",
        "title",
        "committee",
        "decided_on",
        "valid_until",
        "task",
        "annual_limit",
        "site_limit",
        "url",
    ),
    "-decided_on",
    search=("reference", "title"),
    related=("committee",),
)
SEAT = Kind(
    "seat",
    "plaetze",
    Seat,
    "Plätze",
    "Neuer Platz",
    "Die Plätze, die die Stadt fördern darf. Alle Plätze eines Beschlusses tragen Sie in einem Schritt ein.",
    (
        Column("number", "Platz Nr.", sort="number"),
        Column("valid_from", "Gültig von", kind="date", sort="valid_from"),
        Column("valid_until", "Gültig bis", kind="date"),
        Column("mandate", "Beschluss"),
    ),
    ("number", "valid_from", "valid_until", "mandate"),
    "number",
    related=("mandate",),
)
MEETING = Kind(
    "meeting",
    "sitzungen",
    Meeting,
    "Sitzungen",
    "Neue Sitzung",
    "Wann die Gremien tagen. Berichte schlagen die nächste Sitzung jedes Gremiums vor.",
    (
        Column("held_on", "Sitzung am", kind="date", sort="held_on"),
        Column("committee", "Gremium", sort="committee__name"),
    ),
    ("committee", "held_on"),
    "-held_on",
    search=("committee__name",),
    related=("committee",),
)
TEXT_BLOCK = Kind(
    "text_block",
    "textbausteine",
    TextBlock,
    "Textbausteine der Berichte",
    "Neuer Textbaustein",
    "Was das Amt in jeden neuen Berichtsentwurf schreibt. Es gilt die Fassung vom Stichtag des Berichts.",
    (
        Column("key", "Abschnitt", sort="key"),
        Column("valid_from", "Gültig ab", kind="date", sort="valid_from"),
        Column("body", "Text", lambda row: Truncator(row.body).chars(120)),
    ),
    ("key", "valid_from", "body"),
    "key",
    kept=("key",),
    search=("key", "body"),
)
DISTRICT = Kind(
    "district",
    "stadtbezirke",
    CityDistrict,
    "Stadtbezirke",
    "Neuer Stadtbezirk",
    "Die Stadtbezirke mit ihrem Ort auf der schematischen Karte. Solange hier keiner steht, gelten die "
    "mitgelieferten.",
    (
        Column("name", "Name", sort="name"),
        Column("column", "Spalte", sort="column"),
        Column("row", "Zeile", sort="row"),
    ),
    ("name", "column", "row"),
    "name",
    search=("name",),
)
LEGAL_FIGURE = Kind(
    "legal_figure",
    "rechtswerte",
    LegalFigure,
    "Rechtswerte",
    "Neuer Rechtswert",
    "Zahlen, die das Gesetz setzt, mit Norm und Quelle. Nach einem verwendeten Wert ändert sich nichts mehr; tragen "
    "Sie den neuen mit seinem Tag ein.",
    (
        Column("kind", "Art", "get_kind_display", sort="kind"),
        Column("rate", "Wert", lambda row: german.number(row.rate, 2)),
        Column("valid_from", "Gültig ab", kind="date", sort="valid_from"),
        Column("norm", "Norm"),
        Column("source", "Quelle"),
    ),
    ("kind", "rate", "valid_from", "norm", "source", "link", "is_example"),
    "-valid_from",
)
LEGAL_PERIOD = Kind(
    "legal_period",
    "rechtsfristen",
    LegalPeriod,
    "Rechtsfristen",
    "Neue Rechtsfrist",
    "Fristen, die das Gesetz setzt, mit Norm und Quelle. Solange eine fehlt, rechnet die Anwendung nichts aus. Nach "
    "einer verwendeten Frist ändert sich nichts mehr; tragen Sie die neue mit ihrem Tag ein.",
    (
        Column("kind", "Art", "get_kind_display", sort="kind"),
        Column("lasts", "Dauer"),
        Column("moves", "Auf Werktag", lambda row: "ja" if row.moves else "nein"),
        Column("valid_from", "Gültig ab", kind="date", sort="valid_from"),
        Column("norm", "Norm"),
        Column("source", "Quelle"),
    ),
    ("kind", "length", "unit", "moves", "valid_from", "norm", "source", "link", "is_example"),
    "-valid_from",
)
KINDS = (COMMITTEE, MANDATE, SEAT, MEETING, TEXT_BLOCK, DISTRICT, LEGAL_FIGURE, LEGAL_PERIOD)


class SeatsForm(forms.Form):
    """From which day the places of a resolution exist; its verb is `sites.models.enter_all`."""

    mandate = forms.ModelChoiceField(
        Mandate.objects.filter(site_limit__isnull=False),
        label="Beschluss",
        empty_label="Bitte wählen",
        help_text="Es zählt seine Höchstzahl der Standorte.",
    )
    valid_from = GermanDateField(label="Gültig ab", help_text="Der Tag, ab dem es die Plätze gibt oder gab.")


class MeetingsForm(forms.Form):
    """The days of a committee's meetings; its verb is `Meeting.objects.enter_year`."""

    committee = forms.ModelChoiceField(Committee.objects.all(), label="Gremium", empty_label="Bitte wählen")
    days = forms.CharField(
        label="Sitzungstage",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=2000,
        help_text="Je Zeile ein Tag, zum Beispiel 26.01.2027.",
    )

    def clean_days(self) -> list[date]:
        """Each line a day; the first that is none is named."""
        found, day = [], GermanDateField()
        for line in filter(None, map(str.strip, self.cleaned_data["days"].splitlines())):
            try:
                found.append(day.clean(line))
            except forms.ValidationError:
                raise forms.ValidationError(f"„{line}“ ist kein Datum.", code="invalid") from None
        return found
