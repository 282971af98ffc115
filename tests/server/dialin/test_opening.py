"""The dial-in opens with what the settings name, says what is wrong with it, and shares its key with every node."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from server.config import load
from server.dialin.ledger import Ledger
from server.dialin.opening import DialIn, House, open_dialin, read_house
from server.errors import ConfigurationError
from server.log.preparation import prepare
from server.urls import Urls

URLS = Urls("https://voice.example.com")
FIELDS = {"CallSid": "v3:anna", "From": "+13125550111", "To": "+13125550100"}
TWO_ROOMS = '[rooms.a]\ncode = "11"\n[rooms.b]\ncode = "22"\n'

Open = Callable[..., DialIn]


@pytest.fixture
def dialin(log_file: Path) -> Iterator[Open]:
    """Return what opens the dial-in that settings describe, on one database; all are closed at the end."""
    with ExitStack() as stack:

        def start(fresh_key: bytes = b"k" * 32, **settings: Any) -> DialIn:
            database = f"sqlite:///{log_file}"
            prepare(database)
            ledger = stack.enter_context(closing(Ledger(database)))
            return open_dialin(house(**settings), URLS, ledger, fresh_key=fresh_key)

        yield start


def house(**settings: Any) -> House:
    """Return the house that settings describe."""
    return read_house(load(settings, environ={}), URLS)


def test_without_a_file_there_is_one_room() -> None:
    assert ["demo"] == list(house().rooms.directory.rooms)


def test_rooms_are_those_of_the_file(write_rooms: Callable[[str], str]) -> None:
    assert ["a", "b"] == list(house(rooms=write_rooms(TWO_ROOMS)).rooms.directory.rooms)


def test_changed_file_is_read_without_a_restart(dialin: Open, write_rooms: Callable[[str], str]) -> None:
    opened = dialin(rooms=write_rooms("[rooms.a]\n"))

    write_rooms(TWO_ROOMS)

    assert ["a", "b"] == list(opened.directory.rooms)


@pytest.mark.parametrize("broken", ["[rooms.a\n", "[rooms.a]\nwait_template = 'none.xml'\n"], ids=["toml", "programme"])
def test_file_that_is_broken_afterwards_changes_nothing(
    broken: str, dialin: Open, write_rooms: Callable[[str], str]
) -> None:
    opened = dialin(rooms=write_rooms(TWO_ROOMS))

    write_rooms(broken)

    assert (["a", "b"], True) == (list(opened.directory.rooms), opened.rooms.problem is not None)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[rooms.a\n", "rooms.toml"),
        ("[rooms.a]\nlockd = true\n", "did you mean 'locked'"),
        ("[rooms.a]\nwait_template = 'wiat.xml'\n", "wiat.xml"),
    ],
    ids=["toml", "key", "programme"],
)
def test_rooms_that_are_wrong_are_told(toml: str, says: str, write_rooms: Callable[[str], str]) -> None:
    with pytest.raises(ConfigurationError, match=says):
        house(rooms=write_rooms(toml))


@pytest.mark.parametrize("name", ["voice/wait.xml", "words/de.po"])
def test_programme_or_words_that_are_wrong_are_told(name: str, tmp_path: Path) -> None:
    file = tmp_path / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text('msgid "unclosed', encoding="utf-8")

    with pytest.raises(ConfigurationError, match=file.name):
        house(templates=str(tmp_path / "templates"))


def test_server_that_others_can_reach_takes_no_plain_pins(write_rooms: Callable[[str], str]) -> None:
    rooms = write_rooms("[rooms.a.participant]\npin = '114477'\n")

    assert house(rooms=rooms).rooms.directory.rooms["a"].asks_pin
    with pytest.raises(ConfigurationError, match="a PIN stands in plain digits") as caught:
        house(rooms=rooms, bind="0.0.0.0:8080")
    assert "114477" not in str(caught.value)


def test_call_that_one_node_greeted_goes_on_at_another(
    dialin: Open, write_rooms: Callable[[str], str], now: datetime
) -> None:
    rooms = write_rooms(TWO_ROOMS)
    first, second = dialin(b"1" * 32, rooms=rooms), dialin(b"2" * 32, rooms=rooms)
    asked: Any = first.receptionist.welcome(first.directory, FIELDS, now).children[0]

    sealed = asked.action.removeprefix(f"{URLS.voice}/")
    answered: Any = second.receptionist.go_on(sealed, second.directory, {**FIELDS, "Digits": "22"}, now)

    assert ("Gather", "b") == (asked.tag, answered.children[-1].children[0].name)
