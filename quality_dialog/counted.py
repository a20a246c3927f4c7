"""How the figures of a quality dialogue are called, and which rows each counts; printed in the appendix."""

COUNTED = {
    "feststellungen": ("Geteilte Feststellungen", "Feststellungen, die mit allen Beteiligten geteilt sind"),
    "feststellungen_einvernehmlich": (
        "Feststellungen im Einvernehmen",
        "Geteilte Feststellungen, deren Wortlaut alle Beteiligten zugestimmt haben",
    ),
    "feststellungen_strittig": (
        "Feststellungen mit abweichender Auffassung",
        "Geteilte Feststellungen, bei denen jemand eine abweichende Auffassung hat",
    ),
    "feststellungen_offen": (
        "Noch offene Feststellungen",
        "Geteilte Feststellungen, zu denen noch eine Stellungnahme fehlt und niemand abweicht",
    ),
    "massnahmen": ("Vereinbarte Maßnahmen", "Maßnahmen, die aus geteilten Feststellungen vereinbart sind"),
    "massnahmen_erledigt": ("Erledigte Maßnahmen", "Vereinbarte Maßnahmen, die als erledigt gemeldet sind"),
    "massnahmen_ueberfaellig": (
        "Überfällige Maßnahmen",
        "Vereinbarte Maßnahmen, deren Frist abgelaufen ist und die weder erledigt noch aufgegeben noch ins "
        "Folgejahr übernommen sind",
    ),
}
