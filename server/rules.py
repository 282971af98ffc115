"""What a caller is answered: the facts of a request and of a room in, a document out. Pure."""

from server.room import Room
from texml import Response

__all__ = ["apology", "room_document", "unknown_room_document"]


def room_document(room: Room) -> Response:
    """Return the document that puts a caller into *room*."""
    prompts = [room.welcome] if room.welcome is not None else []
    return Response(prompts).dial(room.conference)


def unknown_room_document() -> Response:
    """Return what a caller of a room that does not exist hears.

    It goes out with status 200: a 404 would be silence on the line.
    """
    return Response().say("Sorry, this conference room does not exist. Please check the number. Goodbye.").hangup()


def apology() -> Response:
    """Return what a caller hears when the server itself is at fault."""
    return Response().say("Sorry, something went wrong. Please call again in a moment. Goodbye.").hangup()
