"""Profiles: named switches with evidence; each bundle keeps to the closed sets."""

import pytest

from texml.emulator.profiles import DOCUMENTED, PROFILES, Profile, switches


@pytest.mark.parametrize(("name", "default", "switch", "values"), switches(), ids=lambda item: str(item)[:24])
def test_switch_says_what_it_decides_and_on_what_evidence(
    name: str, default: object, switch: object, values: tuple[object, ...]
) -> None:
    assert switch.doc.endswith(".")  # type: ignore[attr-defined]
    assert switch.source  # type: ignore[attr-defined]
    assert not values or default in values


def test_every_field_but_the_name_is_a_switch() -> None:
    assert [name for name, *_ in switches()] == [name for name in Profile.__slots__ if name != "name"]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_profile_keeps_to_the_closed_sets(profile: Profile) -> None:
    wrong = [name for name, _, _, values in switches() if values and getattr(profile, name) not in values]

    assert wrong == []


def test_documented_is_the_default() -> None:
    assert Profile() == DOCUMENTED
    assert PROFILES["documented"] is DOCUMENTED


def test_profiles_differ_from_each_other() -> None:
    assert len({*PROFILES.values()}) == len(PROFILES) == 4
