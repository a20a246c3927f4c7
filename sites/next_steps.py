"""What can be done after a refusal about sites and their seats, and who does it."""

_SHORTER = (
    "Wählen Sie Tage innerhalb dieser Zeit, oder vereinbaren Sie erst einen Nachtrag; das kann die "
    "Koordination."
)

NEXT = {
    "no_site_limit": (
        "Wählen Sie einen anderen Beschluss, oder ergänzen Sie dort die Höchstzahl; das kann die Verwaltung."
    ),
    "seats_there": "Wählen Sie einen anderen Beschluss; mehr Plätze beschließt nur der Rat.",
    "seats_taken": "Wählen Sie weniger Standorte oder andere Tage, oder beenden Sie erst einen Platz.",
    "closed": "Nennen Sie einen Tag davor, oder öffnen Sie den Standort wieder; das kann die Koordination.",
    "not_opened": "Nennen Sie einen späteren Tag, oder berichtigen Sie den Tag der Eröffnung.",
    "amendment_unsigned": (
        "Erfassen Sie erst die fehlenden Unterschriften auf der Seite des Nachtrags; das kann die "
        "Koordination."
    ),
    "not_closed": "Schließen Sie den Standort erst; das kann die Koordination.",
    "site_closing_stands": "Berichtigen Sie den letzten Betriebstag mit Grund auf der Seite des Standorts.",
    "not_ended": "Beenden Sie den Platz oder die Rolle; das kann die Koordination.",
    "ends_earlier": "Nennen Sie einen Tag davor, oder berichtigen Sie das Ende mit Grund.",
    "order": "Nennen Sie ein Ende am oder nach dem Beginn.",
    "same_partner": "Wählen Sie einen anderen Partner, oder lassen Sie alles, wie es ist.",
    "same_day": "Nennen Sie einen späteren Tag.",
    "site_closed_after_opened": "Nennen Sie einen späteren Tag, oder berichtigen Sie den Tag der Eröffnung.",
    "seat_valid_until_after_from": "Berichtigen Sie einen der beiden Tage.",
    "seats_within_mandate": "Nehmen Sie weniger Plätze; einen neuen Beschluss trägt die Verwaltung ein.",
    "coverage_within_seat": "Wählen Sie einen anderen Platz, oder kürzen Sie die Zeit.",
    "coverage_end_stands": "Beenden Sie den Platz auf der Seite des Standorts, oder berichtigen Sie dort sein Ende.",
    "coverage_given_has_both": "Tragen Sie Tag und Person zusammen ein.",
    "coverage_within_agreement": _SHORTER,
    "coverage_within_effective_end": _SHORTER,
}
