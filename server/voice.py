"""What the platform fetches for a call: its documents, its hold programme, the music.

GET and POST are the same: fields stand in the query or in the body. A document is always answered with status 200, as
anything else is silence on the line.
"""

from collections.abc import Mapping
from io import BytesIO

from flask import Blueprint, Response, request, send_file
from werkzeug.exceptions import HTTPException

from server import faults
from server.callbacks import raw_of, record
from server.dialin.apologies import apology
from server.site import Site
from server.tune import TUNE
from texml import Response as Document
from texml.callbacks import read_form

__all__ = ["blueprint"]

_MUSIC_AGE_S = 24 * 3600
_METHODS = ["GET", "POST"]


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that answers requests for instructions."""
    voice = Blueprint("voice", __name__)
    dialin, now = site.dialin, site.services.now
    _answer_calls(voice, site)

    @voice.route("/hold/<sealed>", methods=_METHODS, provide_automatic_options=False)
    def hold(sealed: str) -> Response:
        """Answer with what is heard by who waits."""
        return _xml(dialin.receptionist.hold(sealed, dialin.directory, _fields(), now()).encode())

    @voice.get("/media/hold.wav")
    def tune() -> Response:
        """Answer with the built-in music, or the part of it that is asked for."""
        return send_file(BytesIO(TUNE.audio), "audio/wav", conditional=True, etag=TUNE.etag, max_age=_MUSIC_AGE_S)

    @voice.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        """Answer with an apology: a caller hears it, where an error page would be silence."""
        if isinstance(error, HTTPException):
            return faults.answer(error)
        faults.log(error)
        return _xml(apology().to_bytes())

    return voice


def _answer_calls(voice: Blueprint, site: Site) -> None:
    """Add what a call asks from its first ring to its end."""
    dialin, now = site.dialin, site.services.now

    @voice.route("/voice", methods=_METHODS, provide_automatic_options=False)
    def start() -> Response:
        """Answer a call to a number of ours: the voice URL."""
        fields = _fields()
        _record(site, fields, "voice_url")
        return _xml(dialin.receptionist.welcome(dialin.directory, fields, now()).to_bytes())

    @voice.route("/rooms/<key>", methods=_METHODS, provide_automatic_options=False)
    def room(key: str) -> Response:
        """Answer a call whose voice URL leads straight to one room."""
        fields, directory = _fields(), dialin.directory
        _record(site, fields, "voice_url")
        if key not in directory.rooms:
            return _xml(dialin.receptionist.unknown_room(directory, fields).to_bytes())
        return _xml(dialin.receptionist.welcome(directory, fields, now(), door=key).to_bytes())

    @voice.route("/voice/<sealed>", methods=_METHODS, provide_automatic_options=False)
    def go_on(sealed: str) -> Response:
        """Answer what a call brings back: digits, a recording, the end of its stay."""
        fields = _fields()
        _record(site, fields, dialin.receptionist.kind_of(sealed, fields))
        return _xml(dialin.receptionist.go_on(sealed, dialin.directory, fields, now()).to_bytes())


def _fields() -> Mapping[str, str]:
    """Return the fields of the request; of a name that came more than once, the first value."""
    form = read_form(raw_of(request.environ), request.environ.get("CONTENT_TYPE"))
    return dict(reversed(form.pairs))


def _record(site: Site, fields: Mapping[str, str], kind: str) -> None:
    """Keep the request in the log, unless keys were pressed: they may be a PIN."""
    if "Digits" not in fields:
        record(site, request.environ, kind)


def _xml(body: bytes) -> Response:
    return Response(body, content_type=Document.content_type)
