"""What a caller hears where nothing else can be relied on. Pure."""

from texml import Response, Say

__all__ = ["apology"]

# Not among the words of the catalogues: it must be there when they are not.
_SORRY = Say("Sorry, something went wrong. Please call again in a moment. Goodbye.")


def apology() -> Response:
    """Return what a caller hears when the server itself is at fault; in English, whatever the caller speaks."""
    return Response([_SORRY]).hangup()
