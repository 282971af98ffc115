"""The platform as the API sees it is what a world has."""

from typing import Any

from texml.emulator.engine.events import Application
from texml.emulator.rest.platform import Engine, Platform


def test_engine_of_a_world_is_enough(site: Any) -> None:
    engine: Engine = site.world.engine
    platform = Platform(engine, site.world.driver.receive, lambda _: Application("http://localhost/"))

    assert platform.engine.account_sid == site.account
    assert platform.engine.moment(1.5).isoformat() == "2026-01-01T00:00:01.500000+00:00"
