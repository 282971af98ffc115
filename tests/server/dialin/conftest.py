"""A caller for the tests of the dial-in: it hears documents, presses keys, and stays in the room until it leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.dialin.budget import Failures
from server.dialin.desk import EVERYTHING, Caller, Need, Recollection
from server.dialin.facts import (
    Admit,
    AskAdmission,
    Change,
    CountCall,
    CountEntry,
    CountFailure,
    KeepName,
    Lock,
    Occupancy,
    Survey,
    TakeSeat,
)
from server.dialin.receptionist import Receptionist
from server.dialin.traffic import Traffic
from server.dialin.words import Words, load_words
from server.hold import HoldScripts
from server.rooms.directory import read_rooms
from server.rooms.room import Directory, Room
from server.urls import Urls
from texml import Response, parse
from texml.validation import iter_problems

URLS = Urls("https://voice.example.com")
KEYS = (b"k" * 32,)


@dataclass
class Notebook:
    """A desk in memory: what the dial-in noted, and who is in which room."""

    present: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[str, Change]] = field(default_factory=list)
    locked: dict[str, bool] = field(default_factory=dict)
    lobby: dict[str, list[str]] = field(default_factory=dict)
    admitted: set[str] = field(default_factory=set)
    failures: dict[tuple[str, int], tuple[str | None, str | None]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    seats: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    known: set[tuple[str, str | None]] = field(default_factory=set)
    admitted_calls: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """Each call that was let through, with its line and its number; for ever."""
    tells_all: bool = False
    """Whether it tells more than it is asked for."""

    def recall(self, caller: Caller, room: Room | None, now: datetime, need: Need = EVERYTHING) -> Recollection:
        """Return what is needed; of the rest, what nobody was told of."""
        told = self._recall(caller, room, need.attempt)
        if need.line is not None:
            others = [of for call, of in self.admitted_calls.items() if call != caller.call]
            told = told._replace(
                traffic=Traffic(
                    sum(number == caller.number for _, number in others),
                    sum(line == need.line for line, _ in others),
                    caller.call in self.admitted_calls,
                )
            )
        if not need.failures and not self.tells_all:
            told = told._replace(failures=Failures(), is_known=False)
        if not need.lobby and not self.tells_all:
            told = told._replace(is_admitted=False, place=1, occupancy=told.occupancy._replace(waiting=0))
        return told

    def _recall(self, caller: Caller, room: Room | None, attempt: int | None) -> Recollection:
        key = room.key if room is not None else None
        count = self.present.get(key or "", 0)
        waiting = [call for call in self.lobby.get(key or "", []) if call not in self.admitted]
        wrong = {key: of for key, of in self.failures.items() if key != (caller.call, attempt)}
        return Recollection(
            Occupancy(count, f"conference of {key}" if count else None, len(waiting), self.locked.get(key or "")),
            Failures(
                call=sum(call == caller.call for call, _ in wrong),
                caller=sum(number == caller.number for _, number in wrong.values()),
                room=sum(of == key for of, _ in wrong.values()),
                everywhere=len(wrong),
            ),
            (key or "", caller.number) in self.known,
            caller.call in self.admitted,
            waiting.index(caller.call) + 1 if caller.call in waiting else 1,
        )

    def name_of(self, call: str) -> tuple[str, str] | None:
        return self.names.get(call)

    def note(self, changes: tuple[Change, ...], caller: Caller, now: datetime) -> None:  # noqa: C901  # one each
        for change in changes:
            if (caller.call, change) not in self.changes:
                self.changes.append((caller.call, change))
            match change:
                case CountFailure(room, number, _):
                    self.failures[caller.call, number] = (room, caller.number)
                case CountEntry(room):
                    self.known.add((room, caller.number))
                case Lock(room, _, is_locked):
                    self.locked[room] = is_locked
                case AskAdmission(room):
                    calls = self.lobby.setdefault(room, [])
                    calls.extend([caller.call] if caller.call not in calls else [])
                case Admit(room):
                    self.admitted.update(self.lobby.get(room, []))
                case KeepName(room, url):
                    self.names[caller.call] = (room, url)
                case TakeSeat(room, role, goodbye):
                    self.seats[caller.call] = (room, role, goodbye)
                case CountCall(line):
                    self.admitted_calls[caller.call] = (line, caller.number)
                case Survey():
                    pass


class Phone:
    """One call: *heard* is what was said to it since the last key, *document* what it was answered last."""

    def __init__(self, house: "House", call: str, number: str, to: str, door: str | None) -> None:
        self._house = house
        self._fields = {"CallSid": call, "From": number, "To": to}
        self.call = call
        self.document = self._received(house.receptionist.welcome(house.directory, self._fields, house.now, door))

    @property
    def heard(self) -> list[str]:
        says = [verb for verb in self.document.children if verb.tag == "Say"]
        says += [say for verb in self.document.children if verb.tag == "Gather" for say in verb.children]
        return [say.text for say in says]  # type: ignore[attr-defined]

    @property
    def state(self) -> str:
        """Return the verb that the call is in: Gather, Dial, Enqueue, Record or Hangup."""
        tags = [verb.tag for verb in self.document.children]
        return next(tag for tag in tags if tag in {"Gather", "Dial", "Enqueue", "Record", "Hangup"})

    @property
    def noun(self) -> Any:
        return self.verb("Dial").children[0]

    def verb(self, tag: str) -> Any:
        return next(verb for verb in self.document.children if verb.tag == tag)

    def press(self, digits: str) -> "Phone":
        return self.bring(self.verb("Gather").action, Digits=digits)

    def say_nothing(self) -> "Phone":
        return self.bring(self.verb("Redirect").url)

    def leave(self, tag: str = "Dial") -> "Phone":
        """Come out of the room, the lobby or a recording, still on the line."""
        return self.bring(self.verb(tag).action)

    def bring(self, url: str, **fields: str) -> "Phone":
        house = self._house
        sealed = url.removeprefix(f"{URLS.voice}/")
        answered = house.receptionist.go_on(sealed, house.directory, self._fields | fields, house.now)
        house.desk.tells_all = True
        again = house.receptionist.go_on(sealed, house.directory, self._fields | fields, house.now)
        house.desk.tells_all = False
        assert answered == again  # told all, and not only what is needed
        self.repeated = (answered, again)
        self.document = self._received(answered)
        return self

    def wait(self) -> Response:
        """Return what is heard while waiting."""
        url = self.noun.wait_url if self.state == "Dial" else self.verb("Enqueue").wait_url
        house = self._house
        document = house.receptionist.hold(
            url.removeprefix(f"{URLS.root}/hold/"), house.directory, self._fields, house.now
        )
        return parse(document)

    def _received(self, document: Response) -> Response:
        problems = [problem for problem in iter_problems(str(document)) if problem.severity != "note"]
        assert problems == []
        return document


@dataclass
class House:
    """A receptionist with its rooms, desk and clock."""

    directory: Directory
    desk: Notebook
    receptionist: Receptionist
    now: datetime = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    calls: int = 0

    def ring(self, number: str = "+13125550111", *, to: str = "+13125550100", door: str | None = None) -> Phone:
        self.calls += 1
        return Phone(self, f"v3:call-{self.calls}", number, to, door)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(scope="session")
def words() -> Words:
    """Return the words that come with the server, read once for all tests."""
    return load_words()


@pytest.fixture(scope="session")
def hold(words: Words) -> HoldScripts:
    """Return the programmes that come with the server, checked once for all tests."""
    return HoldScripts(words)


@pytest.fixture
def house(tmp_path: Path, words: Words, hold: HoldScripts) -> Callable[[str], House]:
    """Return what opens a house with the rooms that a rooms.toml describes."""

    def make(rooms: str) -> House:
        file = tmp_path / "rooms.toml"
        file.write_text(rooms, encoding="utf-8")
        directory = read_rooms(file, URLS)
        desk = Notebook()
        return House(directory, desk, Receptionist(desk=desk, words=words, hold=hold, urls=URLS, keys=KEYS))

    return make
