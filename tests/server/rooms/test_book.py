"""The rooms of a running server: a changed file is read, a broken one changes nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from server.errors import ConfigurationError
from server.rooms.book import RoomBook
from server.rooms.directory import read_rooms
from server.urls import Urls


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes rooms.toml anew, in a moment of its own."""
    moments = iter(range(1_000_000_000, 2_000_000_000))
    file = tmp_path / "rooms.toml"

    def write(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        moment = next(moments)
        os.utime(file, (moment, moment))
        return file

    return write


def book(file: Path) -> RoomBook:
    return RoomBook(file, lambda: read_rooms(file, Urls("https://voice.example.com")))


def test_file_is_read_at_the_start(write: Callable[[str], Path]) -> None:
    assert ["a"] == list(book(write("[rooms.a]\n")).directory.rooms)


def test_broken_file_stops_the_start(write: Callable[[str], Path]) -> None:
    with pytest.raises(ConfigurationError, match="no such table"):
        book(write("[room.a]\n"))


def test_changed_file_is_read_again(write: Callable[[str], Path]) -> None:
    rooms = book(write("[rooms.a]\n"))

    write("[rooms.b]\n")

    assert ["b"] == list(rooms.directory.rooms)


def test_unchanged_file_gives_the_same_rooms(write: Callable[[str], Path]) -> None:
    rooms = book(write("[rooms.a]\n"))

    assert rooms.directory is rooms.directory


def test_broken_file_keeps_the_rooms_and_says_what_is_wrong(write: Callable[[str], Path]) -> None:
    rooms = book(write("[rooms.a]\n"))

    write("[rooms.a]\nmutted = true\n")

    assert (["a"], True) == (list(rooms.directory.rooms), "did you mean 'muted'?" in (rooms.problem or ""))


def test_mended_file_is_read_and_the_problem_is_gone(write: Callable[[str], Path]) -> None:
    rooms = book(write("[rooms.a]\n"))
    write("[rooms\n")
    broken = list(rooms.directory.rooms)

    write("[rooms.c]\n")

    assert (["a"], ["c"], None) == (broken, list(rooms.directory.rooms), rooms.problem)


def test_file_that_is_gone_keeps_the_rooms(write: Callable[[str], Path]) -> None:
    file = write("[rooms.a]\n")
    rooms = book(file)

    file.unlink()

    assert ["a"] == list(rooms.directory.rooms)
