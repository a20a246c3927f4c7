"""An address is what Django makes of its name, and walked once for each name."""

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix

from quartiersarbeit.ground import addresses
from quartiersarbeit.ground.addresses import address

NAMES = [
    ("dashboard",),
    ("partners:partner_detail", 7),
    ("partners:step_correct", 12, 345),
    ("quality_dialog:dialogue_detail", 2026, 3),
    ("sheet_read", "partner"),
    ("admin:partners_partner_change", 5),
]


@pytest.mark.parametrize(("name", "keys"), [(name, keys) for name, *keys in NAMES])
def test_it_is_what_django_says(name, keys):
    assert address(name, *keys) == reverse(name, args=keys)
    written = " ".join(f"key{at}" for at, _ in enumerate(keys))
    context = Context({f"key{at}": key for at, key in enumerate(keys)})
    assert Template(f"{{% url '{name}' {written} %}}").render(context) == reverse(name, args=keys)


def test_many_keys_cost_one_walk(monkeypatch):
    addresses._shape.cache_clear()
    walked = []
    monkeypatch.setattr(
        addresses, "reverse", lambda *given, **more: walked.append(1) or reverse(*given, **more)
    )
    assert len({address("partners:partner_detail", key) for key in range(1, 1000)}) == 999
    assert walked == [1]


@pytest.mark.parametrize(
    "given", [("nowhere",), ("partners:partner_detail",), ("partners:partner_detail", None)]
)
def test_what_has_no_address_is_refused_as_ever(given):
    with pytest.raises(NoReverseMatch):
        address(*given)


def test_a_tag_that_asks_whether_there_is_one_gets_nothing():
    assert Template("{% url 'nowhere' as here %}[{{ here }}]").render(Context()) == "[]"


def test_other_addresses_are_other_addresses():
    ours = address("dashboard")
    with override_settings(ROOT_URLCONF="tests.benchmarks.urls"):
        assert address("empty") == "/leer/"
    with pytest.raises(NoReverseMatch):
        address("empty")
    set_script_prefix("/stadt/")
    try:
        assert address("dashboard") == "/stadt/"
    finally:
        set_script_prefix("/")
    assert address("dashboard") == ours == "/"
