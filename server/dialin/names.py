"""What a room hears when somebody has joined. Pure."""

from server.dialin.words import Speech
from texml import Play, Response

__all__ = ["joined", "silence"]


def joined(name_url: str, speech: Speech) -> Response:
    """Return the name that was recorded, and that its caller has joined.

    If the name cannot be played, the document is over, and nobody is told that somebody unnamed has joined.
    """
    return Response([Play(name_url), speech.say("has joined.")])


def silence() -> Response:
    """Return what a room hears where there is no name to tell, or something failed: next to nothing."""
    return Response().pause(length=1)
