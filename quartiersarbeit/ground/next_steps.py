"""What somebody can do after a refusal, and who can do it: said once by the refusal's code, shown wherever it is.

A refusal names the rule. Where its own sentence does not name the way on as well (`names_a_step`), the sentence that an
app declares for its code follows it: `NEXT` in `<app>/next_steps.py`, those of the ground here. What many rules have in
common is declared by the end of their names (`KINDS`).
"""

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

# A polite request („Nehmen Sie erst den Versand zurück“), or who can do it instead.
_NO_VERBS = (
    "vertreten|haben|hatten|sind|waren|wären|werden|wurden|würden|können|könnten|sollen|sollten|dürfen|müssen|mögen|möchten|wollen|"
    "den|denen|deren|einen|keinen|wen|wenn|denn|wann|in"
)
_STEP = re.compile(
    rf"\b(?!(?:{_NO_VERBS})\b)[A-ZÄÖÜa-zäöüß]+(?:en|ern|eln) Sie\b"
    r"|\bDas tut\b|\b[Kk](?:ann|önnen) nur\b|\bsie kann\b"
)

# Rules of one kind, by the end of their name.
KINDS = {
    "_has_person": "Nutzen Sie den Knopf auf der Seite des Eintrags; er hält Tag und Person zusammen fest.",
    "_second_hand": "Bitten Sie eine andere Person mit diesem Recht; der Schritt steht unter ihren Aufgaben.",
    "_dual_control": "Bitten Sie eine andere Person mit diesem Recht; der Schritt steht unter ihren Aufgaben.",
    "_ends_after_start": "Berichtigen Sie einen der beiden Tage.",
    "_in_order": "Berichtigen Sie den Tag, der nicht in diese Reihenfolge passt.",
    "_unique": "Wählen Sie eine andere Angabe, oder öffnen Sie den Eintrag, den es schon gibt.",
    "_once": "Öffnen Sie den Eintrag, den es schon gibt, und ändern Sie ihn, wo das möglich ist.",
    "_once_at_a_time": "Beenden Sie erst, was in dieser Zeit schon eingetragen ist, oder wählen Sie andere Tage.",
    "_immutable": "Öffnen Sie die Seite des Eintrags: Dort steht, was sich noch tun lässt und wer es darf.",
    "_kept": "Öffnen Sie die Seite des Eintrags: Dort steht, was sich noch tun lässt und wer es darf.",
    "_stood": "Laden Sie die Seite neu, und tun Sie den Schritt dort; sie zeigt, was jetzt gilt.",
    "_is_its_hash": "Laden Sie die Datei noch einmal hoch; bleibt es dabei, melden Sie es dem Betrieb.",
    "_by_administration": "Bitten Sie die Verwaltung darum.",
}

# What is said of one value, at the field where one stands: the sentence names what is possible, and that is the way on.
OF_A_VALUE = frozenset({"required", "invalid", "invalid_choice", "max_length", "year"})
OF_A_VALUE_KINDS = ("_positive", "_plausible", "_not_negative", "_bounded", "_postcode_german", "_on_earth")

NEXT = {
    "22001": "Kürzen Sie ihn, und speichern Sie noch einmal.",
    "22003": "Berichtigen Sie die Zahl, und speichern Sie noch einmal.",
    "23502": "Ergänzen Sie sie, und speichern Sie noch einmal.",
    "23503": "Beenden oder lösen Sie zuerst, was darauf beruht; die Seite des Eintrags nennt es.",
    "23505": "Öffnen Sie den vorhandenen Eintrag, oder ändern Sie, was beide unterscheidet.",
    "23514": "Prüfen Sie Ihre Angaben, und speichern Sie noch einmal; sonst hilft die Verwaltung.",
    "23P01": "Wählen Sie andere Tage, oder beenden Sie erst den anderen Eintrag.",
    "isolation": (
        "Wiederholen Sie den Schritt auf der Seite; nur ein Programm mit dieser Einstellung wird abgewiesen."
    ),
    "seal_kept": "Wenden Sie sich an den Betrieb, wenn ein Siegel nicht stimmt; er prüft mit „verify_history“.",
    "entry_kept": "Wenden Sie sich an den Betrieb, wenn die Historie nicht stimmt; er prüft mit „verify_history“.",
    "future": "Nennen Sie heute oder den Tag, an dem es war.",
    "infected": "Bereinigen Sie sie mit Ihrem Virenscanner, oder bitten Sie Ihre IT-Abteilung darum.",
    "no_pdf": "Speichern Sie sie als PDF, und laden Sie sie noch einmal hoch.",
    "no_template": "Speichern Sie sie in Word als „Word-Dokument (.docx)“, und laden Sie sie noch einmal hoch.",
    "no_document": "Speichern Sie sie noch einmal als PDF, JPG oder PNG, und laden Sie sie dann hoch.",
    "too_large": "Teilen oder verkleinern Sie sie, und laden Sie sie noch einmal hoch.",
    "empty": "Ergänzen Sie, was fehlt, und versuchen Sie es noch einmal.",
}


def names_a_step(message: str) -> bool:
    """Whether the sentence itself says what to do next, or who can."""
    return _STEP.search(message) is not None


@cache
def declared() -> dict[str, str]:
    """The next steps of all apps, by the code of the refusal."""
    modules = [f"{app.name}.next_steps" for app in apps.get_app_configs()]
    return {
        code: step for name in modules if find_spec(name) for code, step in import_module(name).NEXT.items()
    }


def after(code: str | None, message: str) -> str:
    """The refusal's sentence, followed by the next step where it does not name one itself."""
    step = "" if code is None or names_a_step(message) else step_of(code)
    return f"{message} {step}" if step else message


def step_of(code: str) -> str:
    """The next step declared for this code, or for its kind; the longest end of its name that is one."""
    if (own := declared().get(code)) is not None:
        return own
    ends = [end for end in KINDS if code.endswith(end)]
    return KINDS[max(ends, key=len)] if ends else ""


def of_a_value(code: str) -> bool:
    """Whether a refusal speaks of one value, where it is typed, and needs no further step."""
    return code in OF_A_VALUE or code.endswith(OF_A_VALUE_KINDS)
