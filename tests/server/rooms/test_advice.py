"""What `rooms check` says of rooms that are right but surprising."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.rooms.advice import advise
from server.rooms.directory import read_rooms
from server.urls import Urls

HOST = "[rooms.a.host]\npin = '9999'\n"


@pytest.mark.parametrize(
    ("toml", "keys"),
    [
        ("", []),
        (HOST, []),
        ("announce_name = true\n", ["announce_name"]),
        (f"when_host_leaves = 'grace'\n{HOST}", ["when_host_leaves"]),
        ("when_host_leaves = 'grace'\n", ["when_host_leaves"]),
        ("keypad = true\n", ["keypad"]),
        (f"keypad = true\n{HOST}", ["keypad", "keypad"]),
        ("lobby = true\n", ["lobby"]),
        (f"lobby = true\n{HOST}", ["lobby"]),
        (f"lobby = true\nkeypad = true\nwhen_host_leaves = 'continue'\n{HOST}", ["keypad"]),
        ("consent = true\n", ["consent"]),
        ("consent = true\nrecord = 'record-from-start'\n", []),
        ("[rooms.a.callers]\n'+13125550100' = 'participant'\n[rooms.a.participant]\npin = '1111'\n", ["callers"]),
        ("[rooms.b]\ncode = '12'\n", ["code"]),
        ("[rooms.b]\ncode = '12'\n[numbers.'+13125550100']\nroom = 'a'\n", []),
    ],
)
def test_room_is_advised_on(toml: str, keys: list[str], write_rooms: Callable[[str], str]) -> None:
    directory = read_rooms(Path(write_rooms(f"[rooms.a]\n{toml}")), Urls("https://voice.example.com"))

    assert keys == [advice.key for advice in advise(directory, has_api_key=False) if advice.room == "a"]


@pytest.mark.parametrize("toml", ["announce_name = true\n", f"when_host_leaves = 'grace'\n{HOST}"])
def test_what_needs_a_key_is_no_matter_where_there_is_one(toml: str, write_rooms: Callable[[str], str]) -> None:
    directory = read_rooms(Path(write_rooms(f"[rooms.a]\n{toml}")), Urls("https://voice.example.com"))

    assert [] == list(advise(directory, has_api_key=True))
