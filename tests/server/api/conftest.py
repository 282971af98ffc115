"""What the tests of the API share: servers that have heard something, for tests that only read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from server import Services, create_app
from server.config import load

CALLBACK = "/callbacks/conference"
ROOMS = '[rooms.weekly]\nname = "Weekly standup"\n[rooms.board]\n[rooms.empty]\n'

# Conference, room, event, sequence number: what was heard, the second event once more at the end; the ids are 1 to 7.
HEARD = (
    ("standup", "Weekly standup", "conference-start", "1"),
    ("standup", "Weekly standup", "participant-join", "2"),
    ("standup", "Weekly standup", "participant-speech-start", "3"),
    ("board", "board", "participant-join", "1"),
    ("standup", "Weekly standup", "participant-speech-stop", "4"),
    ("standup", "Weekly standup", "participant-leave", "5"),
    ("standup", "Weekly standup", "conference-end", "6"),
    ("standup", "Weekly standup", "participant-join", "2"),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., FlaskClient]]:
    """Return what starts a server that has heard all that, for tests that only read."""
    with ExitStack() as stack:

        def make(**options: str) -> FlaskClient:
            folder = tmp_path_factory.mktemp("heard")
            (folder / "rooms.toml").write_text(ROOMS, encoding="utf-8")
            options |= {"database": f"sqlite:///{folder}/log.db", "rooms": f"{folder}/rooms.toml"}
            services = Services(now=lambda: datetime(2026, 11, 20, 10, 0, 1, tzinfo=UTC))
            app = create_app(load(options, environ={}), services=services)
            stack.callback(app.extensions["texml"].close)
            for sid, room, event, number in HEARD:
                names = ("AccountSid", "ConferenceSid", "FriendlyName", "StatusCallbackEvent", "SequenceNumber")
                fields = dict(zip(names, ("account", sid, room, event, number), strict=True))
                timestamp = f"2026-11-20 10:00:0{number}Z"
                app.test_client().post(CALLBACK, data=fields | {"CallSid": "v3:anna", "Timestamp": timestamp})
            return app.test_client()

        yield make


@pytest.fixture(scope="module")
def heard(start: Callable[..., FlaskClient]) -> FlaskClient:
    """Return a client of a server that asks for no token."""
    return start()


@pytest.fixture(scope="module")
def guarded(start: Callable[..., FlaskClient]) -> FlaskClient:
    """Return a client of a server that asks for a token."""
    return start(api_token="s3cret")
