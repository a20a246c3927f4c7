"""What can be done after a refusal about money, and who does it."""

_RELOAD = "Laden Sie die Seite neu; sie zeigt, was jetzt gilt."
_BY_PAGE = "Nutzen Sie den Knopf auf der Seite des Eintrags; er schreibt, was dazugehört."
_BY_SYSTEM = "Nutzen Sie den Knopf auf der Seite; die Datenbank trägt das selbst ein."
_OTHER_DRAFT = "Entwerfen Sie einen neuen Bescheid, der ihn ändert; das kann die Koordination."
_RETURN_PROOF = "Bitten Sie die Koordination oder die Freigabe, den Nachweis zur Ergänzung zurückzugeben."
_FINANCING_PAGE = "Legen Sie sie auf der Seite der Zuweisung fest; das kann die Koordination."
_IN_YEAR = "Nennen Sie einen Tag in diesem Haushaltsjahr."
_WITHDRAW_SIGNATURE = (
    "Nehmen Sie die Unterschrift mit Grund zurück, wenn sie falsch ist; das kann, wer Zahlungen zeichnet."
)
_LESS = "Nennen Sie einen kleineren Betrag."
_TODAY_AT_MOST = "Nennen Sie heute oder den Tag, an dem es war."

NEXT = {
    "proof_due_extended": "Nutzen Sie „Frist verlängern“ auf der Seite des Nachweises; das kann die Koordination.",
    # Years
    "fiscal_year_entered_after_opening": _TODAY_AT_MOST,
    "fiscal_year_exists": "Öffnen Sie das Jahr in der Liste der Haushaltsjahre, oder wählen Sie ein anderes.",
    "fiscal_year_closed": "Buchen Sie im nächsten offenen Jahr; ein abgeschlossenes öffnet niemand wieder.",
    "fiscal_year_used": "Ändern Sie stattdessen Ansatz oder Übertragung; das kann die Koordination.",
    "fiscal_year_left_open": "Erledigen Sie, was die Liste nennt; bei jedem Punkt führt ein Link dorthin.",
    "fiscal_year_closed_after_proposal": "Bitten Sie die Koordination, den Abschluss vorzuschlagen.",
    "fiscal_year_closing_dual_control": "Bitten Sie eine andere Person aus der Freigabe um den Abschluss.",
    "fiscal_year_carry_over_within_rest": _LESS,
    "fiscal_year_carry_over_proposed": "Nennen Sie die Übertragung, auch wenn sie 0,00 € beträgt.",
    "fiscal_year_rest_recorded": _BY_SYSTEM,
    "fiscal_year_rest": _BY_SYSTEM,
    "carry_over_from_closed_year": _LESS,
    "fiscal_year_revision_dated": "Nennen Sie den Tag der letzten Änderung oder einen späteren.",
    "fiscal_year_notice_pattern_complete": "Ergänzen Sie das Muster, zum Beispiel „540-{year}-{number}“.",
    "budget_revision_by_revising": (
        "Ändern Sie Ansatz oder Übertragung auf der Seite des Jahres; das kann die Koordination."
    ),
    "committed_within_available": "Nennen Sie einen kleineren Betrag, oder nehmen Sie erst Gebundenes zurück.",
    "appropriation_within_mandate": "Nennen Sie einen kleineren Ansatz; mehr erlaubt nur ein neuer Beschluss.",
    "funded_site_is_covered": "Geben Sie dem Standort erst einen Platz; das kann die Koordination.",
    "funded_sites_within_seats": "Nehmen Sie erst einem anderen Standort die Mittel zurück.",
    "recipient_has_role": "Weisen Sie ihm erst am Standort eine Rolle zu, oder wählen Sie einen anderen Empfänger.",
    "allocation_rests_on_decisions": "Widerrufen Sie den Bescheid, und weisen Sie neu zu; das kann die Koordination.",
    # Decisions
    "decision_immutable": _OTHER_DRAFT,
    "decision_paper_complete": "Ergänzen Sie, was auf dem Papier steht: Tag, Nummer und wer ihn erlassen hat.",
    "decision_paper_keeps_its_day": _TODAY_AT_MOST,
    "paper_in_future": _TODAY_AT_MOST,
    "paper_before_year": "Vergleichen Sie das Jahr mit dem Papier, und wählen Sie das richtige Haushaltsjahr.",
    "paper_before_grant": "Tragen Sie erst den Zuwendungsbescheid ein, oder berichtigen Sie den Tag.",
    "notice_on_paper": "Öffnen Sie das Papier in der Akte; einen neuen Bescheid entwirft die Koordination.",
    "decision_dual_control": (
        "Bitten Sie eine andere Person aus der Freigabe; der Entwurf steht unter ihren Aufgaben."
    ),
    "decision_amount_fits_kind": "Berichtigen Sie das Vorzeichen, oder wählen Sie eine andere Art.",
    "decision_approved_after_draft": "Nennen Sie den Tag des Entwurfs oder einen späteren.",
    "decision_reason_given": "Schreiben Sie die Gründe in den Entwurf.",
    "decision_numbered_when_approved": _BY_SYSTEM,
    "notice_number": _BY_SYSTEM,
    "draft_withdrawn": _BY_PAGE,
    "draft_returned": "Bitten Sie diese Person, ihn zu überarbeiten; danach lässt er sich freigeben.",
    "draft_return_of_one_draft": _BY_PAGE,
    "draft_return_of_draft": _OTHER_DRAFT,
    "draft_return_mended_afterwards": "Nennen Sie den Tag der Rückgabe oder einen späteren.",
    "draft_return_decision_once": "Bitten Sie diese Person, ihn zu überarbeiten; danach lässt er sich freigeben.",
    "draft_return_claim_once": "Bitten Sie diese Person, ihn zu überarbeiten; danach lässt er sich freigeben.",
    "earlier_draft_changed_after_drafting": "Nennen Sie den Tag des Entwurfs oder einen späteren.",
    "reallocation_together": "Öffnen Sie die Umschichtung, und tun Sie den Schritt dort.",
    "reallocation_halves_fit": "Legen Sie die Umschichtung auf der Seite des Jahres an; das kann die Koordination.",
    "reallocation_two_decisions": (
        "Legen Sie die Umschichtung auf der Seite des Jahres an; das kann die Koordination."
    ),
    "reduced_within_committed": _LESS,
    "notice_of_approved": "Bitten Sie die Freigabe um den nächsten Schritt; dann wird ausgefertigt.",
    "notice_of_one_act": _BY_SYSTEM,
    "notice_file_once_per_format": _RELOAD,
    "notice_is_its_hash": "Melden Sie das dem Betrieb; er vergleicht die Dateien.",
    "notice_is_its_code": "Melden Sie das dem Betrieb; er vergleicht die Dateien.",
    "payment_run_export_is_its_hash": "Melden Sie das dem Betrieb; er vergleicht die Dateien.",
    "notice_file_is_its_hash": "Melden Sie das dem Betrieb; er vergleicht die Dateien.",
    "notice_text_tokens_known": "Wählen Sie einen bekannten, oder nehmen Sie die Klammern heraus.",
    "notice_text_not_backdated": "Nennen Sie heute oder einen späteren Tag.",
    "legal_figure_once_per_day": "Nennen Sie einen anderen Tag, oder ändern Sie den Wert, den es gibt.",
    "legal_figure_settled": "Nennen Sie einen Tag nach der letzten beglichenen Rückforderung, die Zinsen trug.",
    "legal_period_once_per_day": "Nennen Sie einen anderen Tag, oder ändern Sie die Frist, die es gibt.",
    "legal_period_missing": "Bitten Sie die Verwaltung oder die Koordination, sie einzutragen.",
    # The days of a notice
    "hearing_missing": "Tragen Sie die Anhörung auf der Seite des Entwurfs ein; das kann die Koordination.",
    "hearing_before_notice": "Berichtigen Sie die Tage der Anhörung, oder warten Sie mit dem Bescheid.",
    "hearing_term_running": "Tragen Sie die Äußerung ein, wenn sie da ist, oder warten Sie das Ende der Frist ab.",
    "hearing_of_draft": "Tragen Sie die Anhörung bei dem Entwurf ein, zu dem sie gehört.",
    "hearing_of_one_act": _BY_PAGE,
    "hearing_in_future": _TODAY_AT_MOST,
    "hearing_waived": "Tragen Sie erst ein, wann und wie angehört wurde.",
    "hearing_held_or_waived": "Leeren Sie das eine, und ergänzen Sie das andere.",
    "hearing_recorded_afterwards": _TODAY_AT_MOST,
    "hearing_term_afterwards": "Nennen Sie den Tag der Anhörung oder einen späteren.",
    "hearing_answer_afterwards": "Nennen Sie den Tag der Anhörung oder einen späteren.",
    "hearing_answer_complete": "Ergänzen Sie beides.",
    "revocation_ground_missing": "Tragen Sie bei der Zuweisung den Widerrufsgrund ein; das kann die Koordination.",
    "revocation_ground_known": "Geben Sie den Widerruf an einem Tag frei, an dem der Grund bekannt ist.",
    "revocation_in_time": "Verzichten Sie bei der Zuweisung auf diesen Grund, wenn ein späterer den Widerruf trägt.",
    "ground_in_future": _TODAY_AT_MOST,
    "ground_is_said": "Schreiben Sie, was den Widerruf trägt.",
    "ground_known_before_recorded": _TODAY_AT_MOST,
    "ground_dropped_afterwards": "Nennen Sie den Tag der Eintragung oder einen späteren.",
    "ground_decided": _RELOAD,
    "ground_decided_once": _BY_SYSTEM,
    "service_in_future": _TODAY_AT_MOST,
    "service_after_notice": "Nennen Sie diesen Tag oder einen späteren.",
    "service_once": "Nehmen Sie die eingetragene Bekanntgabe zurück, wenn sie nicht stimmt.",
    "service_recorded_afterwards": _TODAY_AT_MOST,
    "service_by_rule": _BY_SYSTEM,
    "service_appeal_in_term": "Berichtigen Sie den Tag; ein verspäteter Rechtsbehelf hält den Bescheid nicht auf.",
    "service_appeal_ended_afterwards": "Nennen Sie den Tag des Eingangs oder einen späteren.",
    "service_withdrawn_afterwards": "Nennen Sie den Tag der Eintragung oder einen späteren.",
    "service_appealed": _RELOAD,
    "service_not_appealed": "Tragen Sie erst den Rechtsbehelf ein.",
    "service_withdrawn": "Tragen Sie die Bekanntgabe neu ein; das kann die Koordination.",
    # Instalments and payments
    "disbursement_due_within_year": _IN_YEAR,
    "disbursement_paid_within_year": _IN_YEAR,
    "instalments_too_many": "Planen Sie weniger Raten, oder beginnen Sie früher.",
    "disbursed_within_committed": _LESS,
    "paid_before_grant": "Tragen Sie erst den Bescheid ein, der das Geld bewilligt, oder berichtigen Sie den Tag.",
    "disbursement_paper_keeps_its_day": _TODAY_AT_MOST,
    "disbursement_paper_has_reference": "Ergänzen Sie das Buchungszeichen aus der Akte.",
    "disbursement_dropped": "Planen Sie eine neue Rate auf der Seite der Zuweisung; das kann die Koordination.",
    "disbursement_dropped_unsigned": _WITHDRAW_SIGNATURE,
    "disbursement_certified": _WITHDRAW_SIGNATURE,
    "disbursement_released": _WITHDRAW_SIGNATURE,
    "disbursement_signed": _WITHDRAW_SIGNATURE,
    "disbursement_unsigned": "Streichen Sie die Rate, wenn sie nicht mehr gebraucht wird; das kann die Koordination.",
    "disbursement_steps_in_order": (
        "Bitten Sie erst die Koordination um die Feststellung, dann die Freigabe um die Anordnung."
    ),
    "disbursement_paid": (
        "Stornieren Sie die Zahlung, wenn sie nicht stimmt; das kann eine andere Person, die Zahlungen bucht."
    ),
    "disbursement_payment_complete": "Ergänzen Sie Tag und Buchungszeichen.",
    "disbursement_recipient_with_release": _BY_SYSTEM,
    "disbursement_withdrawn_with_reason": _BY_PAGE,
    "paid_in_future": _TODAY_AT_MOST,
    "paid_before_release": "Nennen Sie diesen Tag oder einen späteren.",
    "withdrawal_after_signature": "Nennen Sie den Tag der Unterschrift oder einen späteren.",
    "withdrawal_of_signature": (
        "Stornieren Sie die Zahlung, wenn schon ausgezahlt ist; sonst laden Sie die Seite neu."
    ),
    "reversal_dual_control": "Bitten Sie eine andere Person, die Zahlungen bucht, um das Storno.",
    "disbursement_reversed": "Planen Sie eine neue Rate, wenn noch zu zahlen ist; das kann die Koordination.",
    "reversal_of_payment": (
        "Nehmen Sie die Unterschriften zurück, wenn noch nicht gezahlt ist; sonst berichtigen Sie den Tag."
    ),
    "reversed_in_future": _TODAY_AT_MOST,
    "payment_run_empty": "Bitten Sie die Freigabe, Raten freizugeben; dann lässt sich eine Liste erstellen.",
    "payment_run_paid": "Stornieren Sie die einzelne Zahlung, wenn sie nicht stimmt; das kann, wer Zahlungen bucht.",
    "payment_run_cancelled": "Erstellen Sie eine neue Zahlungsliste; das kann, wer Zahlungen bucht.",
    "payment_run_not_empty": _BY_PAGE,
    "payment_run_without_gap": _BY_SYSTEM,
    "payment_item_on_one_list": "Stornieren Sie erst die andere Zahlungsliste; das kann, wer Zahlungen bucht.",
    "payment_item_as_released": "Bitten Sie erst die Freigabe um die Anordnung der Rate.",
    "payment_run_debtor_account": "Tragen Sie es ein; das kann die Koordination oder die Verwaltung.",
    "payment_run_order_has_account": _BY_PAGE,
    "payment_run_lacks": (
        "Stornieren Sie die Liste, und nehmen Sie die Freigabe zurück; dann lässt sich der Kontoinhaber eintragen."
    ),
    # Payments that came back
    "payment_returned": "Klären Sie ihn auf der Seite der Auszahlung; das kann, wer Zahlungen bucht.",
    "payment_return_of_payment": "Erfassen Sie erst die Zahlung, oder berichtigen Sie den Tag.",
    "returned_in_future": _TODAY_AT_MOST,
    "payment_return_settled": _RELOAD,
    "payment_return_of_closed_year": "Stornieren Sie die Zahlung; das kann, wer Zahlungen bucht.",
    "payment_return_booked_once": "Eröffnen Sie das nächste Haushaltsjahr; das kann die Koordination.",
    "payment_return_settled_afterwards": "Nennen Sie den Tag des Rücklaufs oder einen späteren.",
    "payment_return_has_year": _BY_SYSTEM,
    # Proofs of use
    "proof_line_own_funds_within_spent": "Berichtigen Sie Eigenmittel oder Ausgaben.",
    "receipt_once": "Nehmen Sie den Beleg dort heraus, oder berichtigen Sie die Nummer.",
    "receipt_number_given": "Tragen Sie die Nummer ein, die auf dem Beleg steht.",
    "receipts_stay": "Nehmen Sie erst die Belege aus dem Nachweis; das kann, wer ihn ausfüllt.",
    "too_many_receipts": "Fügen Sie eine Belegliste als Anlage an.",
    "sample_drawn": "Fordern Sie weitere Nachweise einzeln an; das kann, wer Nachweise prüft.",
    "sample_dropped": "Legen Sie eine neue Stichprobe fest; das kann, wer Nachweise prüft.",
    "sample_once_per_year": "Verwerfen Sie sie vor ihrem Stichtag mit Grund, und legen Sie dann eine neue fest.",
    "sample_seed_before_population": "Nennen Sie morgen oder einen späteren Tag.",
    "sample_drawn_after_population": "Ziehen Sie sie an einem späteren Tag.",
    "sample_due_after_drawing": "Nennen Sie einen späteren Tag.",
    "sample_dropped_before_population": "Ziehen Sie die Stichprobe nach dem Stichtag.",
    "sample_percent_within": "Nennen Sie eine ganze Zahl, zum Beispiel 10.",
    "sample_population_empty": "Fordern Sie Nachweise einzeln an; das kann, wer Nachweise prüft.",
    "sample_population_whole": "Nutzen Sie „Stichprobe ziehen“ auf der Seite des Jahres; sie nimmt alle auf.",
    "sample_by_seed": "Nutzen Sie „Stichprobe ziehen“ auf der Seite des Jahres; sie rechnet den Rang aus.",
    "sample_announced_stands": "Verwerfen Sie die Stichprobe mit Grund, und legen Sie eine neue fest.",
    "sample_member_once": _BY_SYSTEM,
    "sample_drawing_has_person": _BY_PAGE,
    "sample_dropping_has_person": _BY_PAGE,
    "proof_income_not_negative": "Tragen Sie sie ohne Minus ein, oder als Gutschrift bei den Kostenarten.",
    "proof_income_source_once": "Ändern Sie die Zeile, die es gibt.",
    "proof_other_funding_named": "Ergänzen Sie die Angabe, oder wählen Sie die andere Antwort.",
    "other_funding_missing": "Beantworten Sie die Frage bei den Zahlen, und speichern Sie; dann reichen Sie ein.",
    "proof_recognised": _BY_SYSTEM,
    "proof_recognised_with_acceptance": _BY_SYSTEM,
    "financing_share_within": "Nennen Sie zum Beispiel 80 oder 66,67.",
    "financing_share_given": "Nennen Sie den Prozentsatz, oder wählen Sie eine andere Finanzierungsart.",
    "financing_dated": _FINANCING_PAGE,
    "financing_has_person": _FINANCING_PAGE,
    "financing_after_notice": "Widerrufen Sie den Bescheid, und weisen Sie neu zu; das kann die Koordination.",
    "financing_after_proof": _RETURN_PROOF,
    "proof_paper_keeps_its_day": _TODAY_AT_MOST,
    "proof_before_grant": "Tragen Sie erst den Bescheid ein, oder berichtigen Sie den Tag.",
    "accepted_before_submission": "Nennen Sie diesen Tag oder einen späteren.",
    "proof_on_paper": "Wenden Sie sich an die Koordination, wenn etwas fehlt.",
    "narrative_missing": "Schreiben Sie ihn, und speichern Sie; dann reichen Sie ein.",
    "attachment_title_taken": "Wählen Sie einen anderen Titel.",
    "attachment_twice": "Wählen Sie eine andere Datei, oder löschen Sie erst die angefügte.",
    "proven_within_paid": (
        "Geben Sie erst den Nachweis zurück, und stornieren Sie dann; das kann, wer Nachweise prüft."
    ),
    "claims_within_unspent": _LESS,
    "proof_submitted_stands": _RETURN_PROOF,
    "proof_immutable": "Wenden Sie sich an die Koordination; sie kann zurückfordern, was danach offen ist.",
    "proof_accepted_by_another": "Bitten Sie eine andere Person aus Koordination oder Freigabe um die Annahme.",
    "proof_accepted_after_submission": "Bitten Sie den Partner, ihn einzureichen.",
    # Claims
    "dropped_proposal_after_proposal": "Nennen Sie den Tag des Vorschlags oder einen späteren.",
    "repayment_issued_stands": (
        "Buchen Sie den Eingang, oder verlängern Sie die Frist auf ihrer Seite; das kann die Koordination."
    ),
    "received_too_much": "Nennen Sie diesen Betrag; was darüber hinausgeht, wird erstattet und nicht gebucht.",
    "base_rate_missing": "Bitten Sie die Verwaltung oder die Koordination, ihn unter „Rechtswerte“ einzutragen.",
    "not_issued": "Bitten Sie die Freigabe, sie zu erlassen.",
    "before_issue": "Nennen Sie diesen Tag oder einen späteren.",
    "repayment_receipt_has_amount": _BY_PAGE,
    "repayment_receipt_has_year": _BY_SYSTEM,
    "repayment_received_in_full": "Buchen Sie den Eingang als Teilzahlung auf der Seite der Rückforderung.",
    "repayment_due_extended": (
        "Verlängern Sie die Frist mit Grund auf der Seite der Rückforderung; das kann die Koordination."
    ),
    "part_receipt_of_open_claim": (
        "Buchen Sie den Eingang auf der Seite der Rückforderung; sie erkennt Teil und Rest."
    ),
}
