"""The receptionist takes a request of a call, recalls what matters, asks the rules, and has their changes written."""

from collections.abc import Mapping
from datetime import datetime

import structlog

from server.dialin.answers import answer
from server.dialin.apologies import dialed_tongue
from server.dialin.desk import Caller, Desk, Need, Recollection
from server.dialin.facts import AskAdmission, Facts, Links
from server.dialin.gates import hear_out, need_of
from server.dialin.names import joined, silence
from server.dialin.visit import Step, Visit, seal, unseal
from server.dialin.words import Words
from server.errors import LogUnavailable
from server.hold import LOBBY, HoldScripts, Wait
from server.rooms.room import Directory, Line, Room, Tongue
from server.urls import Urls
from texml import Response

__all__ = ["KINDS", "Receptionist"]

_log = structlog.get_logger()

_MOST_URL = 2048

KINDS: Mapping[Step, str] = {
    "start": "voice_url",
    "language": "gather_action",
    "code": "gather_action",
    "pin": "gather_action",
    "consent": "gather_action",
    "name": "record_action",
    "lobby": "enqueue_action",
    "after": "dial_action",
    "menu": "gather_action",
    "over": "voice_url",
    "survey": "gather_action",
}
"""What kind of request the platform makes at each step."""


class Receptionist:
    """Answers the requests of calls. It keeps nothing of a call: any other one with the same *keys* can go on.

    *keys* seal what is known of a call into URLs; the first is used, all are accepted.
    """

    def __init__(self, *, desk: Desk, words: Words, hold: HoldScripts, urls: Urls, keys: tuple[bytes, ...]) -> None:
        self._desk = desk
        self._words = words
        self._hold = hold
        self._urls = urls
        self._keys = keys

    def welcome(
        self, directory: Directory, fields: Mapping[str, str], now: datetime, door: str | None = None
    ) -> Response:
        """Return what a call hears first; *door* is the room that its URL led to."""
        line = _line(directory, fields, door)
        return self._answer(Visit(door=door, room=line.room), directory, fields, now)

    def unknown_room(self, directory: Directory, fields: Mapping[str, str]) -> Response:
        """Return what a caller of a room that does not exist hears; a 404 would be silence on the line."""
        speech = self._words.speech(dialed_tongue(directory, fields))
        sorry = speech.say("Sorry, this conference room does not exist. Please check the number.")
        return Response([sorry, speech.say("Goodbye.")]).hangup()

    def go_on(self, sealed: str, directory: Directory, fields: Mapping[str, str], now: datetime) -> Response:
        """Return what a call hears next; one whose URL is not its own begins again."""
        visit = unseal(sealed, fields.get("CallSid", ""), self._keys)
        if visit is None:
            return self.welcome(directory, fields, now)
        return self._answer(visit, directory, fields, now)

    def name_url(self, call: str) -> str:
        """Return the URL of the document that tells a room who has joined with *call*."""
        return self._urls.name(call, seal(Visit(step="name"), call, self._keys[0]))

    def tell_name(self, sealed: str, directory: Directory) -> Response:
        """Return what a room hears when somebody has joined: the name, or next to nothing where there is none."""
        call, _, seal_ = sealed.rpartition("~")
        if unseal(seal_, call, self._keys) is None:
            return silence()
        try:
            found = self._desk.name_of(call)
        except LogUnavailable as err:
            _log.error("dial-in without its store", reason=str(err))
            return silence()
        room = directory.rooms.get(found[0]) if found is not None else None
        if found is None or room is None:
            return silence()
        return joined(found[1], self._words.speech(room.tongues[0]))

    def kind_of(self, sealed: str, fields: Mapping[str, str]) -> str:
        """Return what kind of request brings *sealed* back, in the words of `texml.callbacks`."""
        return KINDS[self._visit(sealed, fields).step]

    def tongue(self, sealed: str, directory: Directory, fields: Mapping[str, str], now: datetime) -> Tongue:
        """Return how a call that comes back with *sealed* is spoken to."""
        return self._facts(self._visit(sealed, fields), directory, fields, now, Recollection()).speech.tongue

    def hold(self, sealed: str, directory: Directory, fields: Mapping[str, str], now: datetime) -> str:
        """Return the document for a call that waits: for the conference to start, or in the lobby."""
        visit = self._visit(sealed, fields)
        room = directory.rooms.get(visit.room or "")
        if room is None:
            return str(Response().pause(length=10))
        is_lobby = visit.step == "lobby"
        caller = _caller(fields)
        recalled = self._recall(caller, room, now, Need(failures=False, lobby=is_lobby))
        if is_lobby:
            if recalled.is_admitted:
                return str(Response().leave())
            self._see(caller, room, now)
        facts = self._facts(visit, directory, fields, now, recalled)
        since = visit.since if visit.since is not None else int(now.timestamp())
        wait = Wait(
            key=room.key,
            name=room.name,
            speech=facts.speech,
            wait_url=self._urls.hold(sealed),
            tune_url=self._urls.tune,
            waited_s=max(0, int(now.timestamp()) - since),
            waiting=max(1, recalled.occupancy.waiting if is_lobby else recalled.occupancy.present),
            position=recalled.place,
        )
        return self._hold.render(LOBBY if is_lobby else room.wait_template, wait)

    def _visit(self, sealed: str, fields: Mapping[str, str]) -> Visit:
        """Return the visit in *sealed*; that of a call which has just begun where the seal is not its own."""
        return unseal(sealed, fields.get("CallSid", ""), self._keys) or Visit()

    def _answer(self, visit: Visit, directory: Directory, fields: Mapping[str, str], now: datetime) -> Response:
        caller = _caller(fields)
        room = _asked_for(visit, directory, fields)
        line = _line(directory, fields, visit.door)
        try:
            recalled = self._desk.recall(caller, room, now, need_of(visit, room, caller.number, line))
            facts = self._facts(visit, directory, fields, now, recalled)
            answered = answer(facts)
            if answered.changes:
                self._desk.note(answered.changes, caller, now)
        except LogUnavailable as err:
            _log.error("dial-in without its store", reason=str(err))
            return self._without_desk(self._facts(visit, directory, fields, now, Recollection()))
        return answered.document

    def _without_desk(self, facts: Facts) -> Response:
        """Answer though nothing can be remembered: who needs no PIN gets in, nobody's PIN is looked at."""
        if facts.room is not None and facts.room.asks_pin and facts.visit.role is None:
            return hear_out(facts, facts.speech.say("PINs cannot be checked now. Please try again later.")).document
        return answer(facts).document

    def _recall(self, caller: Caller, room: Room, now: datetime, need: Need) -> Recollection:
        try:
            return self._desk.recall(caller, room, now, need)
        except LogUnavailable as err:
            _log.error("dial-in without its store", reason=str(err))
            return Recollection()

    def _see(self, caller: Caller, room: Room, now: datetime) -> None:
        """Note that the call still waits; one that is not noted for a while is taken for gone."""
        try:
            self._desk.note((AskAdmission(room.key),), caller, now)
        except LogUnavailable as err:
            _log.error("dial-in without its store", reason=str(err))

    def _facts(
        self, visit: Visit, directory: Directory, fields: Mapping[str, str], now: datetime, recalled: Recollection
    ) -> Facts:
        call = fields.get("CallSid", "")
        last: list[tuple[Visit, str]] = []

        def sealed(visit: Visit) -> str:
            # A document that puts a caller into a room names what is known of it twice.
            if not last or last[0][0] != visit:
                last[:] = [(visit, seal(visit, call, self._keys[0]))]
            return last[0][1]

        def link(visit: Visit) -> str:
            return self._urls.go_on(sealed(visit))

        def hold(visit: Visit) -> str:
            if visit.since is None:
                visit = visit._replace(since=int(now.timestamp()))
            return self._urls.hold(sealed(visit))

        return Facts(
            visit=visit,
            now=now,
            line=_line(directory, fields, visit.door),
            directory=directory,
            words=self._words,
            links=Links(go_on=link, hold=hold),
            caller=fields.get("From"),
            digits=_digits(fields.get("Digits")),
            recording=_url(fields.get("RecordingUrl")),
            occupancy=recalled.occupancy,
            failures=recalled.failures,
            is_known=recalled.is_known,
            is_admitted=recalled.is_admitted,
            traffic=recalled.traffic,
        )


def _line(directory: Directory, fields: Mapping[str, str], door: str | None) -> Line:
    """Return the line that the call came in on; a URL of a room is a line of its own."""
    room = directory.rooms.get(door or "")
    if room is not None:
        return Line(f"/rooms/{room.key}", room=room.key, tongues=room.tongues, limits=directory.limits)
    return directory.line(fields.get("To"))


def _asked_for(visit: Visit, directory: Directory, fields: Mapping[str, str]) -> Room | None:
    """Return the room that this request is about: the one that is typed now, or the one from before."""
    if visit.step == "code":
        return directory.by_code(_digits(fields.get("Digits")) or "")
    return directory.rooms.get(visit.room or "")


def _caller(fields: Mapping[str, str]) -> Caller:
    return Caller(fields.get("CallSid", ""), fields.get("From"))


def _url(text: str | None) -> str | None:
    """Return a URL that can be fetched; None for anything else that stands where one should."""
    if text is None or not text.startswith(("https://", "http://")) or len(text) > _MOST_URL:
        return None
    return text if text.isprintable() and " " not in text else None


def _digits(text: str | None) -> str | None:
    """Return the keys that were pressed, the closing pound left out; None for anything that a keypad has not."""
    if text is None:
        return None
    keys = text.strip().removesuffix("#")
    return keys if keys and keys.isascii() and all(key.isdigit() or key in "*#" for key in keys) else None
