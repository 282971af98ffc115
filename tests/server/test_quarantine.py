"""Letting requests out of quarantine: what is the platform's after all gets in, and nothing else does."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from server import Services
from server.cli import main
from server.config import Config, load
from server.errors import LogUnavailable
from server.log.store import Store
from server.quarantine import release, why_not_released
from texml.webhooks import PrivateKey

Signed = Callable[..., dict[str, str]]
BODIES = [b"CallSid=v3%%3A%d" % number for number in range(3)]


@pytest.fixture
def config(log_file: Path, platform_key: PrivateKey) -> Config:
    return load({"database": f"sqlite:///{log_file}", "public_key": platform_key.public.text}, environ={})


@pytest.fixture
def filled(make_app: Callable[..., Flask], config: Config, signed: Signed, now: datetime) -> None:
    """Leave a database with three genuine requests in it that came by a wrong clock, and two forged ones."""
    services = Services(now=lambda: now + timedelta(hours=1))
    app = make_app(public_key=config.public_key, services=services)
    client = app.test_client()
    for body in BODIES:
        assert 401 == client.post("/callbacks/call", data=body, headers=signed(body)).status_code
    for body in BODIES[:2]:
        assert 401 == client.post("/callbacks/call", data=body + b"0", headers=signed(body)).status_code
    app.extensions["texml"].close()


@pytest.fixture
def runner(no_settings: dict[str, str | None], config: Config) -> Callable[..., tuple[int, str]]:
    """Return what runs a command with the key in its environment, and gives status and output."""

    def run(*arguments: str, key: str | None = config.public_key) -> tuple[int, str]:
        environment = no_settings | {"TELNYX_PUBLIC_KEY": key, "TEXML_DATABASE": config.database}
        result = CliRunner().invoke(main, arguments, env=environment)
        return result.exit_code, result.output

    return run


def test_what_is_the_platforms_is_an_event_as_if_it_had_been_taken_at_once(filled: None, config: Config) -> None:
    with closing(Store(config.database)) as store:
        found = [reason for _, reason in release(config, store)]
        events = store.events()

    assert sorted(["wrong-signature"] * 2 + [""] * 3) == sorted(reason or "" for reason in found)
    assert [(body, "call", "verified") for body in BODIES] == [
        (event.raw, event.route, event.verdict) for event in events
    ]


def test_only_what_is_not_the_platforms_stays(filled: None, config: Config) -> None:
    with closing(Store(config.database)) as store:
        list(release(config, store))

        assert ["wrong-signature"] * 2 == [refused.reason for refused in store.refused()]


def test_second_release_changes_nothing(filled: None, config: Config) -> None:
    with closing(Store(config.database)) as store:
        list(release(config, store))
        before = store.events()

        list(release(config, store))

        assert before == store.events()


def test_release_that_was_broken_off_is_begun_again(filled: None, config: Config) -> None:
    with closing(Store(config.database)) as store:
        begun = release(config, store)
        next(begun)
        begun.close()
        list(release(config, store))

        events = store.events()

    # What was written just before it broke off was written again, as a second delivery of the same event.
    assert ([*BODIES], [2, 1, 1]) == ([event.raw for event in events], [event.deliveries for event in events])


def test_replaced_key_lets_nothing_out(filled: None, config: Config, log_file: Path) -> None:
    other = load(
        {"database": config.database, "public_key": PrivateKey(bytes(32)).public.text},
        environ={},
    )
    with closing(Store(config.database)) as store:
        assert {"wrong-signature"} == {reason for _, reason in release(other, store)}


def test_nothing_is_let_go_of_while_the_log_cannot_be_written(
    filled: None, config: Config, lock_log: Callable[[], None]
) -> None:
    with closing(Store(config.database)) as store:
        before = store.refused()
        lock_log()
        with pytest.raises(LogUnavailable):
            list(release(config, store))

        assert before == store.refused()


def test_request_by_get_stays_unless_get_is_allowed(filled: None, config: Config) -> None:
    with closing(Store(config.database)) as store:
        refused = store.refused()[0]

    import dataclasses  # noqa: PLC0415

    assert "method" == why_not_released(dataclasses.replace(refused, method="GET"), config)


class TestCommand:
    def test_list_tells_what_would_be_let_out(self, filled: None, runner: Callable[..., tuple[int, str]]) -> None:
        status, output = runner("quarantine", "list")

        lines = output.splitlines()
        assert (0, 3, 2) == (status, sum("yes" in line for line in lines), output.count("no: wrong-signature"))

    def test_release_says_how_many(self, filled: None, runner: Callable[..., tuple[int, str]]) -> None:
        assert (0, "3 released, 2 kept (wrong-signature)\n") == runner("quarantine", "release")

    def test_release_without_a_key_says_what_to_set(self, filled: None, runner: Callable[..., tuple[int, str]]) -> None:
        status, output = runner("quarantine", "release", key=None)

        assert (2, True) == (status, "TELNYX_PUBLIC_KEY" in output)

    @pytest.mark.parametrize("command", ["list", "release"])
    def test_database_that_is_not_there_is_told(self, command: str, runner: Callable[..., tuple[int, str]]) -> None:
        status, output = runner("quarantine", command)

        assert (1, True) == (status, "there is no database" in output)
