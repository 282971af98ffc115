"""The platform as the API sees it is what a world has."""

from typing import Any

import pytest

from texml.emulator.engine.events import Application
from texml.emulator.rest.platform import Engine, Platform, known
from texml.emulator.rest.problems import NOT_FOUND, Refused


def test_engine_of_a_world_is_enough(site: Any) -> None:
    engine: Engine = site.world.engine
    platform = Platform(engine, site.world.driver.receive, lambda _: Application("http://localhost/"))

    assert platform.engine.account_sid == site.account
    assert platform.engine.moment(1.5).isoformat() == "2026-01-01T00:00:01.500000+00:00"


def test_what_never_was_is_refused_as_not_found(site: Any) -> None:
    for look_up in (site.world.engine.call, site.world.engine.conference):
        with pytest.raises(Refused) as refused:
            known(look_up, "nobody")

        assert NOT_FOUND == refused.value.problem
