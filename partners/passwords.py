"""Passwords that anybody in town would try first: the city, the office, the season and the year."""

import re

from django.core.exceptions import ValidationError

ENOUGH = 6  # letters that must be left beside the words below

PLACES = (
    "bielefeld ostwestfalen westfalen lippe owl teutoburg teutoburgerwald sparrenburg sparrenberg leineweber arminia "
    "alm jahnplatz altstadt innenstadt mitte brackwede dornberg gadderbaum heepen joellenbeck schildesche senne "
    "sennestadt stieghorst sieker baumheide"
)
WORK = (
    "stadt rathaus amt sozial sozialamt sozialdezernat verwaltung buero koordination freigabe revision seniorenrat "
    "ausschuss gremium quartier quartiere quartiersarbeit modell bielefelder partner haushalt zuwendung bericht dialog "
    "vereinbarung standort awo bgw caritas diakonie drk"
)
TIME = (
    "fruehling fruehjahr sommer herbst winter januar februar maerz april mai juni juli august september oktober "
    "november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag ostern weihnachten jahr"
)
HABIT = (
    "passwort password kennwort geheim willkommen hallo start neu demo test admin administrator login zugang qwertz "
    "qwertzu qwert asdf abc abcd schalke dortmund fussball sonne schatz"
)
WORDS = sorted(f"{PLACES} {WORK} {TIME} {HABIT}".split(), key=len, reverse=True)

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_DISGUISED = str.maketrans("013457@$!", "oieastasi")
_WORDS = re.compile("|".join(WORDS))


class LocalWordsValidator:
    """Refuses what is made of words of this place and work, of figures and signs; disguised letters do not help."""

    def validate(self, password: str, user=None) -> None:
        """ValidationError `password_local` where fewer than ENOUGH letters are left beside the known words."""
        plain = password.casefold().translate(_SPELLED)
        readings = (plain, plain.translate(_DISGUISED))
        if any(_WORDS.search(one) and _left(one) < ENOUGH for one in readings):
            raise ValidationError(
                "Das Passwort besteht fast nur aus Wörtern, die man hier zuerst versuchen würde (Stadt, Amt, "
                "Jahreszeit, Jahr). Nehmen Sie zum Beispiel vier Wörter, die nichts miteinander zu tun haben.",
                code="password_local",
            )

    def get_help_text(self) -> str:
        """What is said beside the field."""
        return "Das Passwort darf nicht nur aus Namen der Stadt, des Amtes, Jahreszeiten und Jahreszahlen bestehen."


def _left(text: str) -> int:
    """How many letters stand beside the known words."""
    return sum(letter.isalpha() for letter in _WORDS.sub(" ", text))
