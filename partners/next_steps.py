"""What can be done after a refusal about partners, talks, agreements and accounts, and who does it."""

_ACCOUNTS = "Bitten Sie die Verwaltung darum; sie führt die Konten."
_RELOAD = "Laden Sie die Seite neu; sie zeigt, was jetzt gilt."
_CORRECT_SIGNATURE = (
    "Berichtigen Sie die Unterschrift mit Grund auf der Seite der Vereinbarung; das kann die Koordination."
)
_CORRECT_NOTICE = (
    "Berichtigen Sie die Kündigung mit Grund auf der Seite der Vereinbarung; das kann die Koordination."
)
_EARLIEST = "Nennen Sie diesen Tag oder einen späteren."

_HOLDER = "Schreiben Sie „und“ oder „+“ statt „&“, und kürzen Sie den Namen so, wie die Bank ihn führt."

NEXT = {
    # Accounts, rights, absences
    "absence_of_another": "Bitten Sie die abwesende Person oder die Verwaltung darum.",
    "absence_not_in_past": "Nennen Sie heute oder einen späteren Tag als Beginn.",
    "absence_deputy_is_another": "Wählen Sie eine andere Person.",
    "absence_deputy_active": "Wählen Sie eine andere Person.",
    "absence_deputy_present": "Wählen Sie eine andere Person, oder teilen Sie die Zeit auf.",
    "absence_over": "Tragen Sie eine neue Vertretung ein, wenn noch jemand gebraucht wird.",
    "absence_ended_in_time": "Nennen Sie einen Tag innerhalb der Vertretung.",
    "leave_of_superuser": "Wenden Sie sich an den Betrieb.",
    "left_already": "Laden Sie die Person neu ein, wenn sie zurückkommt; das kann die Verwaltung.",
    "departure_to_another": "Wählen Sie, wer die Aufgaben übernimmt.",
    "invitation_four_eyes": "Bitten Sie eine andere Person aus Freigabe oder Verwaltung um die Bestätigung.",
    "invitation_account_exists": (
        "Suchen Sie das Konto in der Liste der Konten; die Verwaltung gibt ihm dort die Rolle."
    ),
    "account_one_side": "Laden Sie die Person mit einer anderen Adresse ein; das kann die Verwaltung.",
    "invitation_partner_missing": "Wählen Sie die Organisation.",
    "invitation_partner_unfit": "Wählen Sie eine aktive Organisation und die Rolle Partner.",
    "invitation_not_first": "Bitten Sie diese Person um eine Einladung.",
    "invitation_unknown": "Bitten Sie, wer Sie eingeladen hat, um eine neue Einladung.",
    "invitation_expired": "Bitten Sie, wer Sie eingeladen hat, um eine neue Einladung.",
    "invitation_over": "Laden Sie die Person neu ein, wenn sie noch ein Konto braucht; das kann die Verwaltung.",
    "invitation_sent_confirmed": "Bitten Sie Freigabe oder Verwaltung um die Bestätigung.",
    "invitation_accepted_as": "Öffnen Sie den Link aus der Einladung; er hält Tag und Konto fest.",
    "invitation_confirmed_by": "Nutzen Sie den Knopf auf der Seite der Einladung; er hält Tag und Person fest.",
    "invitation_revoked_by": "Nutzen Sie den Knopf auf der Seite der Einladung; er hält Tag und Person fest.",
    "invitation_ends_once": _RELOAD,
    "invitation_lasts": _EARLIEST,
    "membership_over": "Laden Sie die Person neu ein, wenn sie wieder dazugehört; das kann die Verwaltung.",
    "membership_given_by": "Laden Sie die Person über „Konten“ ein; das hält fest, wer es war.",
    "partner_role_has_organisation": "Wählen Sie die Organisation.",
    "rights_by_office": _ACCOUNTS,
    "rights_by_roles": "Beantragen Sie eine Rolle auf der Seite des Kontos; das kann die Verwaltung.",
    "rights_role_named": "Wählen Sie die Rolle.",
    "role_held": "Wählen Sie eine andere Rolle.",
    "role_not_held": "Wählen Sie eine Rolle, die die Person hat.",
    "rights_asked_already": "Bitten Sie Freigabe oder Verwaltung um die Bestätigung.",
    "rights_not_waiting": "Stellen Sie einen neuen Antrag auf der Seite des Kontos; das kann die Verwaltung.",
    "rights_answered_in_time": "Stellen Sie einen neuen Antrag auf der Seite des Kontos; das kann die Verwaltung.",
    "rights_answered_once": _RELOAD,
    "security_log_owner": "Wenden Sie sich an den Betrieb; er ruft „shorten_security_log“ als Eigentümer auf.",
    "security_entry_kind": "Wenden Sie sich an den Betrieb.",
    "address_same": "Nennen Sie die neue Adresse, oder lassen Sie alles, wie es ist.",
    "address_taken": "Nennen Sie eine andere Adresse; ist es Ihr eigenes altes Konto, hilft die Verwaltung.",
    "user_email_unique": "Suchen Sie das Konto in der Liste der Konten, oder nennen Sie eine andere Adresse.",
    "acts_as_member": "Wählen Sie eine andere Organisation, oder bitten Sie die Verwaltung um die Mitgliedschaft.",
    # Messages and texts
    "mail_binding": "Bitten Sie Ihre Vertretung, sie zu lesen, wenn Sie abwesend sind.",
    "mail_wish_is_one": "Wählen Sie „sofort“ oder „nie“ auf der Seite der Benachrichtigungen.",
    "sent_mail_ends_once": "Sehen Sie im Protokoll der Benachrichtigungen nach; dort steht, was gilt.",
    "sent_mail_bounced_is_given_up": "Sehen Sie im Protokoll der Benachrichtigungen nach; dort steht, was gilt.",
    "notification_to_another": "Sehen Sie auf der Seite des Eintrags nach, was Sie getan haben.",
    "notification_leads_inside": "Nennen Sie eine Adresse dieser Anwendung.",
    "public_text_given": "Schreiben Sie den Text, oder stellen Sie die vorige Fassung wieder ein.",
    "barrier_answer_said": "Schreiben Sie, was geantwortet wurde oder geschehen ist.",
    "barrier_answered": "Schreiben Sie der Person unmittelbar, wenn noch etwas fehlt.",
    "archive_nothing": "Nennen Sie einen späteren Tag, oder warten Sie, bis eine Frist abläuft.",
    "archive_answered": "Bieten Sie neu an, was seither abgelaufen ist.",
    "archive_answer_said": "Wählen Sie, ob das Archiv übernommen hat.",
    # Master data
    "municipality_is_one": "Ändern Sie die Angaben der Stadt, die eingetragen ist.",
    "mandate_ends_after_decision": "Nennen Sie ein Ende an oder nach diesem Tag.",
    # Partners and their people
    "merged_into_itself": "Wählen Sie einen anderen Partner, in dem er aufgeht.",
    "partner_not_merged_into_itself": "Wählen Sie einen anderen Partner, in dem er aufgeht.",
    "partner_merged": "Öffnen Sie die Seite des Partners, in dem er aufgegangen ist, und tun Sie es dort.",
    "partner_merger_stands": "Öffnen Sie die Seite des Partners, in dem er aufgegangen ist, und tun Sie es dort.",
    "accounts_first": _ACCOUNTS,
    "before_last_name": "Nennen Sie einen späteren Tag.",
    "partner_inactive": "Reaktivieren Sie ihn auf seiner Seite, wenn er wieder teilnimmt; das kann die Koordination.",
    "partner_active": _RELOAD,
    "partner_similar": "Nehmen Sie diesen Partner, oder bestätigen Sie, dass es ein anderer ist.",
    "left_before": _EARLIEST,
    "contact_ended": "Tragen Sie die Person neu ein, wenn sie wieder tätig ist; das kann die Koordination.",
    "contact_anonymised": "Tragen Sie eine neue Ansprechperson ein; das kann die Koordination.",
    # Talks
    "step_reason_uncalled": "Leeren Sie den Grund, oder wählen Sie den Schritt „ruht“ oder „gescheitert“.",
    "step_reason_given": "Leeren Sie den Grund, oder wählen Sie den Schritt „ruht“ oder „gescheitert“.",
    "step_ends_twice": "Erfassen Sie erst, wann es weiterging, oder berichtigen Sie den späteren Schritt.",
    "step_in_future": "Nennen Sie heute oder den Tag, an dem er war.",
    "step_out_of_order": "Nennen Sie einen Tag dazwischen, oder berichtigen Sie erst den Nachbarschritt.",
    "step_released_wording_exists": (
        "Berichtigen Sie erst den Schritt, und ergänzen Sie den Wortlaut; das kann die Koordination."
    ),
    "step_wording_released": _RELOAD,
    "saved_view_of_this_house": "Öffnen Sie eine Liste, und merken Sie sie dort.",
    "api_token_none": "Legen Sie auf der Seite Ihres Kontos eines an, wenn Sie eines brauchen.",
    "way_back_changes_something": "Ändern Sie eine Angabe, oder brechen Sie ab.",
    # Agreements
    "sent": "Nehmen Sie erst den Versand zurück, wenn der Tag nicht stimmt; das kann die Koordination.",
    "no_parties": "Tragen Sie zuerst die Vertragsparteien ein; das kann die Koordination.",
    "sent_too_early": _EARLIEST,
    "signed_too_early": "Nennen Sie diesen Tag oder einen späteren, oder berichtigen Sie erst den Versand.",
    "terminated": "Nennen Sie einen Tag davor, oder berichtigen Sie erst die Kündigung; das kann die Koordination.",
    "before_notice": "Nennen Sie den Tag der Kündigung oder einen späteren.",
    "before_term": "Nennen Sie einen Tag, an dem die Kündigungsfrist um ist.",
    "not_sent": "Erfassen Sie erst den Versand auf der Seite der Vereinbarung; das kann die Koordination.",
    "not_terminated": "Öffnen Sie die gekündigte Fassung, oder erfassen Sie die Kündigung.",
    "agreement_termination_complete": "Ergänzen Sie den fehlenden Tag.",
    "agreement_not_its_own_amendment": "Wählen Sie die Vereinbarung, die der Nachtrag ändert.",
    "agreement_version_after_what_it_amends": (
        "Legen Sie den Nachtrag auf der Seite der Vereinbarung an, die er ändert."
    ),
    "agreement_termination_stands": _CORRECT_NOTICE,
    "agreement_sent_stands": "Nutzen Sie den Knopf „Versand zurücknehmen“ auf ihrer Seite; das kann die Koordination.",
    "agreement_signed_before_termination": (
        "Erfassen Sie erst die fehlenden Unterschriften; das kann die Koordination."
    ),
    # Accounts
    "partner_account_holder_carried": _HOLDER,
    "municipality_account_holder_carried": _HOLDER,
    "municipality_account_whole": "Ergänzen Sie, was fehlt, oder leeren Sie alle drei Felder.",
    "party_once_per_agreement": "Wählen Sie einen anderen Partner.",
    "signed_already": _CORRECT_SIGNATURE,
    "terminated_already": _CORRECT_NOTICE,
    "party_signed": _CORRECT_SIGNATURE,
    "party_signed_frozen": _CORRECT_SIGNATURE,
    "party_signed_after_sending": (
        "Erfassen Sie erst den Versand auf der Seite der Vereinbarung; das kann die Koordination."
    ),
}
