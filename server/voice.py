"""The documents that the platform fetches: a room's own, and its hold script."""

from flask import Blueprint, Response
from werkzeug.exceptions import HTTPException

from server import faults
from server.rules import apology, room_document, unknown_room_document
from server.site import Site
from texml import Response as Document

__all__ = ["blueprint"]


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that answers requests for instructions."""
    voice = Blueprint("voice", __name__)

    @voice.route("/rooms/<key>", methods=["GET", "POST"], provide_automatic_options=False)
    def room(key: str) -> Response:
        """Answer with the document that puts the caller into the room."""
        found = site.rooms.get(key)
        document = unknown_room_document() if found is None else room_document(found)
        return _xml(document.to_bytes())

    @voice.route("/rooms/<key>/wait", methods=["GET", "POST"], provide_automatic_options=False)
    def wait(key: str) -> Response:
        """Answer with the room's hold script."""
        found = site.rooms.get(key)
        if found is None:
            return _xml(unknown_room_document().to_bytes())
        return _xml(site.hold.render(found, site.urls).encode())

    @voice.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        """Answer with an apology: a caller hears it, where an error page would be silence."""
        if isinstance(error, HTTPException):
            return faults.answer(error)
        faults.log(error)
        return _xml(apology().to_bytes())

    return voice


def _xml(body: bytes) -> Response:
    return Response(body, content_type=Document.content_type)
