"""What the platform fetches for a call: its documents, its hold programme, the music.

GET and POST are the same: fields stand in the query or in the body. A document is always answered with status 200, as
anything else is silence on the line. Documents do not go through the framework: a caller waits for each of them.
"""

from collections.abc import Callable, Mapping
from io import BytesIO

import structlog
from flask import Blueprint, Response, send_file

from server.dialin.apologies import dialed_tongue
from server.dialin.names import silence
from server.rooms.room import Tongue
from server.site import Site
from server.tune import TUNE

__all__ = ["Voice", "blueprint"]

_log = structlog.get_logger()

_MUSIC_AGE_S = 24 * 3600

_Record = Callable[[str], None]


class Voice:
    """Answers what the platform asks of calls."""

    def __init__(self, site: Site) -> None:
        self._dialin = site.dialin
        self._now = site.services.now

    def answer(self, path: str, fields: Mapping[str, str], record: _Record) -> bytes | None:
        """Return the document at *path*, which begins with voice, rooms, hold or names; None where there is none.

        *record* is called with the kind of the request, in the words of `texml.callbacks`, before it is answered. What
        fails is said in the server's log, and the caller hears an apology.
        """
        first, _, rest = path.partition("/")
        if "/" in rest or (not rest and path != "voice"):
            return None
        try:
            if first == "rooms":
                return self._enter(rest, fields, record)
            if first == "hold":
                return self._hold(rest, fields)
            if first == "names":
                return self._dialin.receptionist.tell_name(rest, self._dialin.directory).to_bytes()
            return self._go_on(rest, fields, record) if rest else self._start(fields, record)
        except Exception as err:  # noqa: BLE001  # the outermost place: an error page would be silence on the line
            _log.error("request failed", route=first, exc_info=err)
            return self.apology(path, fields)

    def apology(self, path: str, fields: Mapping[str, str]) -> bytes:
        """Return what a caller hears when the server is at fault, in the language of the call as far as that is known.

        A room that is to be told a name hears next to nothing instead. It raises nothing.
        """
        if path.startswith("names/"):
            return silence().to_bytes()
        try:
            tongue = self._tongue(path, fields)
        except Exception:  # noqa: BLE001  # whatever failed before may fail here
            tongue = None
        return self._dialin.apologies.document(tongue)

    def _tongue(self, path: str, fields: Mapping[str, str]) -> Tongue:
        first, _, rest = path.partition("/")
        directory = self._dialin.directory
        if first != "rooms" and rest:
            return self._dialin.receptionist.tongue(rest, directory, fields, self._now())
        return dialed_tongue(directory, fields, door=rest)

    def _start(self, fields: Mapping[str, str], record: _Record) -> bytes:
        """Answer a call to a number of ours: the voice URL."""
        _record(record, fields, "voice_url")
        return self._dialin.receptionist.welcome(self._dialin.directory, fields, self._now()).to_bytes()

    def _enter(self, key: str, fields: Mapping[str, str], record: _Record) -> bytes:
        """Answer a call whose voice URL leads straight to one room."""
        _record(record, fields, "voice_url")
        receptionist, directory = self._dialin.receptionist, self._dialin.directory
        if key not in directory.rooms:
            return receptionist.unknown_room(directory, fields).to_bytes()
        return receptionist.welcome(directory, fields, self._now(), door=key).to_bytes()

    def _go_on(self, sealed: str, fields: Mapping[str, str], record: _Record) -> bytes:
        """Answer what a call brings back: digits, a recording, the end of its stay."""
        receptionist = self._dialin.receptionist
        _record(record, fields, receptionist.kind_of(sealed, fields))
        return receptionist.go_on(sealed, self._dialin.directory, fields, self._now()).to_bytes()

    def _hold(self, sealed: str, fields: Mapping[str, str]) -> bytes:
        """Answer with what is heard by who waits."""
        return self._dialin.receptionist.hold(sealed, self._dialin.directory, fields, self._now()).encode()


def _record(record: _Record, fields: Mapping[str, str], kind: str) -> None:
    """Keep the request in the log, unless keys were pressed: they may be a PIN."""
    if "Digits" not in fields:
        record(kind)


def blueprint() -> Blueprint:
    """Return the blueprint that answers requests for the music."""
    voice = Blueprint("voice", __name__)

    @voice.get("/media/hold.wav")
    def tune() -> Response:
        """Answer with the built-in music, or the part of it that is asked for."""
        return send_file(BytesIO(TUNE.audio), "audio/wav", conditional=True, etag=TUNE.etag, max_age=_MUSIC_AGE_S)

    return voice
