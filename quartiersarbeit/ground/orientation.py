"""What a page is for, in its first line; where the Handbuch tells more; and what its words mean.

By the name of the page's address: every list, and the records that somebody works on for long. A page that is not here
is a step of one that is (its form says what it does), or is read without an account and says so itself.
"""

from typing import NamedTuple


class Purpose(NamedTuple):
    """A page's first line, its passage of docs/handbuch.md (an anchor of /hilfe/) and the words it explains."""

    line: str
    passage: str
    words: tuple[str, ...] = ()


# In the words of docs/glossary.md, for somebody who reads them for the first time.
WORDS = {
    "Platz": "Die Stadt bezahlt höchstens so viele Standorte, wie es Plätze gibt. Ein Platz gilt für eine Zeit.",
    "Standort": "Ein Ort der Quartiersarbeit. Bezahlt wird er nur, solange er einen Platz hat.",
    "Kooperationsgespräch": "Ein Gespräch mit einem möglichen Partner, ob er mitmacht. Das jährliche am Standort "
    "heißt dagegen Dialoggespräch.",
    "Dialoggespräch": "Das Treffen im Qualitätsdialog: Stadt und Partner sprechen einmal im Jahr über einen Standort.",
    "Nachtrag": "Eine geänderte Fassung einer unterschriebenen Vereinbarung.",
    "Haushaltsansatz": "Was der Haushalt der Stadt für dieses Jahr vorsieht.",
    "gebunden": "Durch einen freigegebenen Bescheid fest zugesagt, ob schon ausgezahlt oder nicht.",
    "Zuweisung": "Das Geld eines Jahres für einen Standort und seinen Empfänger: die Summe aller Bescheide dazu.",
    "Zuwendung": "Was ein Bescheid bewilligt. Alle Zuwendungen für einen Standort in einem Jahr sind seine Zuweisung.",
    "Bescheid": "Das Schreiben, mit dem die Stadt Geld bewilligt, erhöht, mindert oder widerruft.",
    "Rate": "Ein Teil des bewilligten Geldes, der an einem Tag ausgezahlt wird.",
    "Feststellung der Rate": "Eine Person bestätigt, dass die Rate sachlich und rechnerisch richtig ist. Eine andere "
    "gibt sie danach frei.",
    "Verwendungsnachweis": "Der Partner zeigt nach Jahresende, wofür er das Geld ausgegeben hat.",
    "Rückforderung": "Was ausgezahlt, aber nicht belegt ist, verlangt die Stadt zurück.",
    "Qualitätsdialog": "Stadt und Partner sprechen jedes Jahr darüber, was an einem Standort gelingt und was fehlt.",
    "Selbsteinschätzung": "Was ein Partner vor dem Dialoggespräch selbst über seine Arbeit sagt.",
    "Feststellung": "Was im Qualitätsdialog als Ergebnis festgehalten ist. Die Beteiligten nehmen dazu Stellung.",
    "Maßnahme": "Was aus einer Feststellung folgt: wer was bis wann tut.",
    "Stichtag": "Der Tag, für den alle Zahlen eines Berichts gelten.",
    "Gremium": "Wer berät und beschließt oder unterrichtet wird: Ausschuss und Seniorenrat.",
    "Mitteilung": "Ein Bericht der Verwaltung an ein Gremium.",
    "Beschlussgrundlage": "Der Beschluss, auf dem alles beruht, mit Höchstbetrag und Zahl der Plätze.",
    "Zahlungsliste": "Die freigegebenen Raten, die die Stadtkasse zusammen bezahlt, unter einer Nummer.",
    "Rücklauf": "Geld, das die Bank nach der Zahlung zurückgeschickt hat, zum Beispiel weil das Konto falsch war.",
    "Stichprobe": "Durch Los wird bestimmt, wer einen Verwendungsnachweis einreicht. Jeder kann nachziehen.",
    "Rahmenkonzept": "Die Leitfragen und Kennzahlen, nach denen Stadt und Partner über Qualität sprechen.",
    "Wunsch": "Was ein Gremium in einer Sitzung wünscht. Ein Bericht gibt die Antwort.",
    "Rechtsfrist": "Wie lange etwas nach dem Gesetz dauert, mit Norm und Quelle.",
    "Rechtswert": "Eine Zahl, die ein Gesetz oder eine Behörde festlegt, mit Norm und Quelle.",
    "Freigabe": "Eine zweite Person prüft und macht verbindlich. Wer entworfen hat, gibt nicht frei.",
}

PURPOSES = {
    "dashboard": Purpose(
        "Hier sehen Sie zuerst, was zu tun ist, dann, was neu ist, dann die Zahlen.",
        "anmelden-und-zurechtfinden",
        ("Platz", "gebunden", "Freigabe"),
    ),
    "task_list": Purpose(
        "Was als Nächstes zu tun ist, von Ihnen oder von anderen. Eine Aufgabe bleibt hier, bis sie erledigt ist.",
        "aufgaben",
        ("Freigabe", "Feststellung der Rate"),
    ),
    "deadline_list": Purpose("Hier sehen Sie, was an welchem Tag fällig ist.", "fristen", ("Stichtag",)),
    "news_list": Purpose("Hier lesen Sie, was andere getan haben und was Sie betrifft.", "e-mails-bekommen"),
    "search": Purpose("Hier finden Sie alles, was Sie sehen dürfen.", "suchen"),
    "first_steps": Purpose("Hier richten Sie Ihre Stadt ein, Schritt für Schritt.", "der-erste-tag"),
    "masterdata": Purpose(
        "Hier pflegen Sie Gremien, Beschlüsse, Plätze und Sitzungen.",
        "stammdaten",
        ("Gremium", "Beschlussgrundlage", "Platz"),
    ),
    "committee_list": Purpose(
        "Hier stehen die Gremien und bis wann sie ihre Unterlagen wollen.", "stammdaten", ("Gremium",)
    ),
    "mandate_list": Purpose(
        "Hier stehen die Beschlüsse mit ihren Grenzen: wie viel Geld im Jahr, wie viele Plätze.",
        "stammdaten",
        ("Beschlussgrundlage", "Platz"),
    ),
    "seat_list": Purpose(
        "Hier stehen die Plätze und aus welchem Beschluss sie sind.", "stammdaten", ("Platz",)
    ),
    "meeting_list": Purpose(
        "Hier stehen die Sitzungen der Gremien, für die Sie Berichte schreiben.", "stammdaten", ("Gremium",)
    ),
    "text_block_list": Purpose(
        "Hier stehen eigene Texte, mit denen jeder Entwurf eines Berichts beginnt.", "stammdaten"
    ),
    "district_list": Purpose("Hier stehen die Stadtbezirke und wo sie auf der Karte liegen.", "stammdaten"),
    "legal_figure_list": Purpose(
        "Hier stehen Zahlen, die das Gesetz vorgibt, zum Beispiel der Basiszinssatz.",
        "rechtsfristen",
        ("Rechtswert",),
    ),
    "legal_period_list": Purpose(
        "Hier steht, wie lange gesetzliche Fristen sind. Danach rechnet die Anwendung jeden letzten Tag aus.",
        "rechtsfristen",
        ("Rechtsfrist",),
    ),
    "partners:account": Purpose(
        "Hier ändern Sie Ihren Namen und wie Sie sich anmelden, und sehen, wo Sie angemeldet sind.",
        "mein-konto",
    ),
    "api_help": Purpose("Hier steht, wie eigene Programme lesen, was Sie sehen dürfen.", "eigene-programme"),
    "mail_wishes": Purpose("Hier wählen Sie, worüber Sie E-Mails bekommen und wann.", "e-mails-bekommen"),
    "mail_log": Purpose("Hier sehen Sie, welche E-Mail an wen ging und ob sie ankam.", "e-mails-bekommen"),
    "protocol": Purpose("Hier sehen Sie, wer was wann geändert hat.", "protokoll"),
    "partners:security_log": Purpose(
        "Hier sehen Sie Anmeldungen, geänderte Rechte und abgerufene Dateien.", "sicherheitsprotokoll"
    ),
    "barrier_list": Purpose(
        "Hier stehen gemeldete Barrieren und was wir geantwortet haben.", "eine-barriere-melden"
    ),
    "data_kept": Purpose(
        "Hier lesen Sie, welche Angaben über Menschen diese Anwendung speichert.", "welche-daten-wir-haben"
    ),
    "disclosure": Purpose(
        "Hier stellen Sie zusammen, was über eine Person gespeichert ist.", "für-die-verwaltung"
    ),
    "retention": Purpose("Hier sehen Sie, was über seine Zeit aufbewahrt ist.", "für-die-verwaltung"),
    "partners:account_list": Purpose(
        "Hier sehen Sie, wer ein Konto und welche Rolle hat.", "konten-und-rechte", ("Freigabe",)
    ),
    "partners:rights_list": Purpose(
        "Hier steht, wer welches Recht für wen beantragt und bestätigt hat.", "konten-und-rechte"
    ),
    "partners:invitation_list": Purpose("Hier laden Sie Menschen ein, ein Konto anzulegen.", "einladungen"),
    "partners:absence_list": Purpose(
        "Hier tragen Sie ein, wer Sie vertritt, während Sie abwesend sind.", "vertretung"
    ),
    "forecast": Purpose(
        "Hier sehen Sie, was aus Plätzen und Geld würde, wenn Gespräche gelingen.",
        "gespräche",
        ("Platz", "gebunden"),
    ),
    "partners:partner_list": Purpose(
        "Hier stehen die Organisationen, mit denen die Stadt zusammenarbeitet.",
        "partner",
        ("Kooperationsgespräch",),
    ),
    "partners:negotiation_list": Purpose(
        "Hier verfolgen Sie die Kooperationsgespräche vom ersten Kontakt bis zum Abschluss.",
        "gespräche",
        ("Kooperationsgespräch", "Dialoggespräch"),
    ),
    "partners:negotiation_board": Purpose(
        "Hier sehen Sie die Kooperationsgespräche nebeneinander, nach ihrem Stand.",
        "gespräche",
        ("Kooperationsgespräch",),
    ),
    "partners:agreement_list": Purpose(
        "Hier stehen die Vereinbarungen mit ihren Beteiligten, Standorten und Laufzeiten.",
        "vereinbarungen",
        ("Nachtrag", "Platz"),
    ),
    "sites:site_list": Purpose(
        "Hier sehen Sie die Standorte, ihre Plätze und wer dort arbeitet.", "standorte", ("Standort", "Platz")
    ),
    "funding:fiscal_year_list": Purpose(
        "Hier sehen Sie je Jahr, wie viel Geld es gibt und was davon gebunden ist.",
        "haushalt",
        ("Haushaltsansatz", "gebunden", "Zuweisung"),
    ),
    "funding:fiscal_year_detail": Purpose(
        "Hier verteilen Sie das Geld eines Jahres auf die Standorte und sehen, was frei ist.",
        "geld-verteilen",
        ("Haushaltsansatz", "Zuweisung", "Bescheid", "gebunden"),
    ),
    "funding:allocation_list": Purpose(
        "Hier steht, welcher Standort wie viel Geld bekommt.",
        "geld-verteilen",
        ("Zuweisung", "Zuwendung", "Bescheid"),
    ),
    "funding:fiscal_year_closing": Purpose(
        "Hier schließen zwei Personen ein Haushaltsjahr ab, wenn nichts mehr offen ist.",
        "jahresabschluss",
        ("Freigabe",),
    ),
    "funding:sample_detail": Purpose(
        "Hier steht, wer einen Verwendungsnachweis einreicht und wie das Los fiel.",
        "nachweise-auf-verlangen",
        ("Verwendungsnachweis", "Stichprobe"),
    ),
    "funding:notice_text_list": Purpose(
        "Hier stehen die Texte, aus denen jeder Bescheid zusammengesetzt ist.", "bescheide", ("Bescheid",)
    ),
    "funding:disbursement_list": Purpose(
        "Hier verfolgen Sie jede Rate, von der Planung bis zur Zahlung.",
        "auszahlen",
        ("Rate", "Feststellung der Rate", "Freigabe"),
    ),
    "funding:payment_run_list": Purpose(
        "Hier stehen die Zahlungslisten für die Stadtkasse.",
        "zahlungsdatei-und-kontierung",
        ("Zahlungsliste", "Rate"),
    ),
    "funding:payment_run_detail": Purpose(
        "Hier geben Sie eine Zahlungsliste aus und tragen ein, was die Stadtkasse meldet.",
        "rückmeldung-der-stadtkasse",
        ("Zahlungsliste", "Rücklauf"),
    ),
    "funding:proof_list": Purpose(
        "Hier sehen Sie, wer die Verwendung seines Geldes schon nachgewiesen hat.",
        "verwendungsnachweis",
        ("Verwendungsnachweis", "Rückforderung"),
    ),
    "funding:claim_list": Purpose(
        "Hier steht, was die Stadt zurückverlangt und was eingegangen ist.",
        "verwendungsnachweis",
        ("Rückforderung",),
    ),
    "quality_dialog:cycle_list": Purpose(
        "Hier beginnt der jährliche Qualitätsdialog mit den Partnern.",
        "qualitätsdialog",
        ("Qualitätsdialog", "Selbsteinschätzung", "Dialoggespräch"),
    ),
    "quality_dialog:evaluation": Purpose(
        "Hier sehen Sie die Jahre nebeneinander; eine Rangfolge ist das nicht.", "kennzahlen-und-ziele"
    ),
    "quality_dialog:framework_list": Purpose(
        "Hier stehen die Leitfragen und Kennzahlen, nach denen über Qualität gesprochen wird.",
        "kennzahlen-und-ziele",
        ("Rahmenkonzept",),
    ),
    "quality_dialog:finding_list": Purpose(
        "Hier stehen die Ergebnisse der Qualitätsdialoge und wie die Beteiligten dazu stehen.",
        "feststellungen",
        ("Feststellung", "Maßnahme"),
    ),
    "quality_dialog:measure_list": Purpose(
        "Hier sehen Sie, was vereinbart ist, wer es tut und bis wann.",
        "maßnahmen",
        ("Maßnahme", "Feststellung"),
    ),
    "quality_dialog:report_list": Purpose(
        "Hier finden Sie die Berichte an die Gremien.", "berichte", ("Mitteilung", "Gremium", "Stichtag")
    ),
    "quality_dialog:report_detail": Purpose(
        "Hier lesen Sie einen Bericht; jede Zahl darin führt zu ihrer Quelle.",
        "berichte",
        ("Mitteilung", "Stichtag"),
    ),
    "quality_dialog:report_council": Purpose(
        "Hier nehmen Sie Angabe für Angabe, was der Sitzungsdienst zu einem Bericht braucht.",
        "sitzungsdienst",
        ("Gremium",),
    ),
    "quality_dialog:word_template_list": Purpose(
        "Hier laden Sie die Word-Vorlage der Stadt hoch, in der Berichte ausgegeben werden.", "sitzungsdienst"
    ),
    "quality_dialog:wish_list": Purpose(
        "Hier steht, was die Gremien gewünscht haben und wer darauf antwortet.",
        "wünsche-der-gremien",
        ("Wunsch", "Gremium"),
    ),
    "quality_dialog:term_list": Purpose(
        "Hier stehen die Tage, an denen ein Gremium weitere Berichte will.",
        "berichtstermine",
        ("Gremium", "Stichtag"),
    ),
    # What everybody reads without an account.
    "public_home": Purpose(
        "Hier lesen Sie ohne Konto, was die Stadt über die Quartiersarbeit veröffentlicht hat.",
        "öffentlich-lesen-und-prüfen",
        ("Mitteilung", "Stichtag"),
    ),
    "public_report": Purpose(
        "Hier lesen Sie einen veröffentlichten Bericht mit allen Zahlen, ohne Namen von Personen.",
        "öffentlich-lesen-und-prüfen",
        ("Stichtag",),
    ),
    "paper_check": Purpose(
        "Hier prüfen Sie, ob ein Papier, das Sie haben, von der Stadt und unverändert ist.",
        "öffentlich-lesen-und-prüfen",
    ),
    "open_data": Purpose(
        "Hier gibt es als Dateien, was über die Quartiersarbeit öffentlich ist, mit dem Stand von heute.",
        "offene-daten",
        ("Standort", "Platz", "Zuweisung"),
    ),
    "imprint": Purpose(
        "Hier steht, wer diese Seiten verantwortet und wie Sie die Stadt erreichen.",
        "datenschutz-und-barrierefreiheit",
    ),
    "privacy": Purpose(
        "Hier steht, welche Daten über Personen hier sind, wofür, und welche Rechte Sie haben.",
        "datenschutz-und-barrierefreiheit",
    ),
    "accessibility": Purpose(
        "Hier steht, wie barrierefrei die Anwendung ist, und hier melden Sie eine Barriere.",
        "eine-barriere-melden",
    ),
    "help": Purpose("Hier steht, wie Sie mit der Anwendung arbeiten.", "anmelden-und-zurechtfinden"),
}


def purpose_of(name: str) -> tuple[Purpose, list[tuple[str, str]]] | None:
    """What the page of this address is for, and its words with their meaning."""
    if (found := PURPOSES.get(name)) is None:
        return None
    return found, [(word, WORDS[word]) for word in found.words]
