"""`texml-server reconcile`: what is settled, where log and platform differ, and how it ends."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import click
import httpx
import pytest
from click.testing import CliRunner
from flask import Flask

from server import logs
from server.cli import main
from server.config import Config
from server.errors import ConfigurationError
from server.log.store import Store
from server.reconciling import report
from texml.client import Client, Retries

CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"


class Platform:
    def __init__(self) -> None:
        self.calls = ["v3:anna"]
        self.status = 200

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/Participants"):
            return httpx.Response(self.status, json={"participants": [{"call_sid": call} for call in self.calls]})
        return httpx.Response(self.status, json={"conferences": [{"sid": CONFERENCE, "status": "in-progress"}]})


@pytest.fixture(autouse=True)
def logging_as_in_the_command(own_logging: None) -> None:
    """Keep the log out of what is printed, as the command does."""
    logs.configure()


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def config(log_file: Path) -> Config:
    return Config(database=f"sqlite:///{log_file}", account_sid="acct")


@pytest.fixture
def store(config: Config, make_app: Callable[..., Flask], callback: Callable[..., dict[str, str]]) -> Iterator[Store]:
    fields = callback(StatusCallbackEvent="participant-join", CallSid="v3:anna", ConferenceSid=CONFERENCE)
    make_app().test_client().post("/callbacks/conference", data=fields)
    with closing(Store(config.database)) as store:
        yield store


@pytest.fixture
def client(platform: Platform) -> Client:
    return Client("KEY", transport=httpx.MockTransport(platform), retries=Retries(attempts=1))


def test_agreement_is_said(config: Config, store: Store, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(config, store, client=client)
    assert "log and platform agree\n" == capsys.readouterr().out


def test_gaps_are_said_in_words(
    config: Config, store: Store, client: Client, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.calls = ["v3:bert"]

    assert not report(config, store, client=client)
    assert (
        f"conference {CONFERENCE}, call v3:anna: is gone there, and in it in the log\n"
        f"conference {CONFERENCE}, call v3:bert: is in it there, and not in the log\n"
    ) == capsys.readouterr().out


def test_gaps_are_said_as_json(
    config: Config, store: Store, client: Client, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.calls = []

    report(config, store, client=client, as_json=True)

    assert {
        "settled": [],
        "gaps": [{"conference": CONFERENCE, "call": "v3:anna", "what": "left"}],
    } == json.loads(capsys.readouterr().out)


def test_platform_that_does_not_tell_is_said(config: Config, store: Store, client: Client, platform: Platform) -> None:
    platform.status = 401

    with pytest.raises(click.ClickException, match="the platform answers 401"):
        report(config, store, client=client)


def test_without_a_key_nothing_can_be_compared(config: Config, store: Store) -> None:
    with pytest.raises(ConfigurationError, match="telnyx_api_key: it is not set"):
        report(config, store)


def test_command_without_a_key_ends_with_status_2(
    config: Config, store: Store, no_settings: dict[str, str | None]
) -> None:
    result = CliRunner().invoke(main, ["reconcile", "--database", config.database], env=no_settings)

    assert (2, True) == (result.exit_code, "telnyx_api_key: it is not set" in result.stderr)
