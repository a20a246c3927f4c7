"""Passwords anybody in town would try first are refused, in every disguise; others are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from partners.passwords import LocalWordsValidator


@pytest.mark.parametrize(
    "password",
    [
        "Bielefeld2026",
        "B1elefeld!2026",
        "Sommer2026!!",
        "Fruehling-2027",
        "Frühling-2027",
        "Sozialamt-Bielefeld",
        "Quartiersarbeit1",
        "quartier-demo",
        "Seniorenrat#33602",
        "Passwort-Stadt-26",
        "Arminia1905",
        "jöllenbeck2026",
    ],
)
def test_a_password_of_local_words_is_refused(password):
    with pytest.raises(ValidationError) as refusal:
        LocalWordsValidator().validate(password)
    assert refusal.value.code == "password_local"


@pytest.mark.parametrize(
    "password",
    [
        "regen-tanzt-auf-dem-dach",
        "Kx7#pQ2vLm9!",
        "Sommerregen-tanzt-26",
        "Bielefelder Giraffe gähnt",
        "8203746150!%",
    ],
)
def test_another_password_is_taken(password):
    assert LocalWordsValidator().validate(password) is None


def test_whoever_sets_a_password_is_asked():
    with pytest.raises(ValidationError) as refusal:
        validate_password("Bielefeld-Sommer-2026")
    assert "password_local" in {error.code for error in refusal.value.error_list}
    assert "Jahreszeiten" in LocalWordsValidator().get_help_text()
