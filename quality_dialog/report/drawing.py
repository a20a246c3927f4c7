"""The tables and charts that stand with a report's sections, from the same facts as their texts. Pure."""

from datetime import date

from quality_dialog.report.optional_sections import SinceLast
from quality_dialog.report.wording import DialogueFacts, Facts, MoneyFacts
from quartiersarbeit.ground import german, paper


def tables_of(key: str, known: Facts) -> list[paper.Table]:
    """The tables a section of that key brings along."""
    if key == "foerderung" and known.money:
        return [_money_table(known.money)]
    if key == "ergebnisse" and known.dialogue:
        return _dialogue_tables(known.dialogue)
    if key == "wirkung" and known.dialogue and known.dialogue.indicators:
        return [_indicator_table(known.dialogue)]
    if key == "standorte" and known.places:
        return [_site_table(known)]
    if key == "angebote" and known.offer_rows:
        return [_offer_table(known)]
    if key == "veraenderungen" and known.since and known.since.figures:
        return [_change_table(known.since, known.as_of)]
    return []


def _site_table(known: Facts) -> paper.Table:
    return paper.Table(
        caption="Projektstandorte unter Kooperationsvereinbarung",
        columns=("Standort", "Quartier", "Beteiligte"),
        rows=tuple((site.name, site.neighbourhood, "\n".join(site.roles)) for site in known.places),
    )


def _offer_table(known: Facts) -> paper.Table:
    return paper.Table(
        caption="Angebote an den Projektstandorten",
        columns=("Standort", "Angebot", "Art", "Rhythmus", "Zielgruppe"),
        rows=tuple((o.site, o.title, o.kind, o.rhythm, o.target_group) for o in known.offer_rows),
    )


def _change_table(since: SinceLast, as_of: date) -> paper.Table:
    return paper.Table(
        caption="Geänderte Zahlen",
        columns=("Zahl", german.day(since.as_of), german.day(as_of)),
        rows=tuple((changed.label, changed.before, changed.now) for changed in since.figures),
        numeric=(1, 2),
    )


def charts_of(key: str, known: Facts) -> list[paper.Chart]:
    """Drawn beside their tables, from the same figures as the text."""
    if key == "foerderung" and known.money:
        return [_money_chart(known.money)]
    if key == "ergebnisse" and known.dialogue and known.dialogue.shared.value:
        return [_dialogue_chart(known.dialogue)]
    return []


def _money_chart(money: MoneyFacts) -> paper.Chart:
    return paper.Chart(
        title=f"Haushaltsjahr {money.year}",
        description=f"Verfügbare, gebundene, ausgezahlte und freie Mittel am {german.day(money.available.as_of)}.",
        bars=tuple(
            paper.Bar(label, figure.value, figure.text, figure.key)
            for label, figure in (
                ("verfügbar", money.available),
                ("gebunden", money.committed),
                ("davon ausgezahlt", money.paid),
                ("frei", money.free),
            )
        ),
    )


def _dialogue_chart(dialogue: DialogueFacts) -> paper.Chart:
    return paper.Chart(
        title=f"Feststellungen des Qualitätsdialogs {dialogue.year}",
        description=f"Wie die Beteiligten am {german.day(dialogue.shared.as_of)} dazu stehen.",
        bars=tuple(
            paper.Bar(label, figure.value, german.number(figure.value), figure.key)
            for label, figure in (
                ("im Einvernehmen", dialogue.agreed),
                ("abweichende Auffassung", dialogue.disputed),
                ("noch offen", dialogue.open),
            )
        ),
    )


def _money_table(money: MoneyFacts) -> paper.Table:
    return paper.Table(
        caption=f"Förderung {money.year} nach Standorten",
        columns=("Standort", "Empfänger", "gebunden", "ausgezahlt"),
        rows=money.rows,
        total=("Summe", "", money.committed.text, money.paid.text),
        numeric=(2, 3),
    )


def _indicator_table(dialogue: DialogueFacts) -> paper.Table:
    """The site stands first: by it a partner's reading is cut out."""
    return paper.Table(
        caption=f"Kennzahlen und Ziele {dialogue.year}",
        columns=("Standort", "Kennzahl", "Vorjahr", "Ziel", str(dialogue.year), "Warum"),
        rows=tuple((o.site, o.name, o.before, o.target, o.now, o.why) for o in dialogue.indicators),
    )


def _dialogue_tables(dialogue: DialogueFacts) -> list[paper.Table]:
    """Findings with the dissent beside them, then the measures."""
    findings = paper.Table(
        caption=f"Feststellungen des Qualitätsdialogs {dialogue.year}",
        columns=("Standort", "Feststellung", "Stand"),
        rows=tuple(
            (
                finding.site,
                f"{finding.kind}: {finding.wording}",
                "\n".join(
                    [
                        finding.state,
                        *(f"{who}, {stance}: {text}" for who, stance, text in finding.answers),
                    ]
                ),
            )
            for finding in dialogue.findings
        ),
    )
    measures = paper.Table(
        caption=f"Maßnahmen aus dem Qualitätsdialog {dialogue.year}",
        columns=("Standort", "Maßnahme", "Verantwortlich", "Frist", "Stand"),
        rows=tuple(
            (measure.site, measure.title, measure.owner, german.day(measure.due), measure.state)
            for measure in dialogue.measure_rows
        ),
    )
    return [table for table in (findings, measures) if table.rows]
