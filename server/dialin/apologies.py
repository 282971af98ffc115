"""What a caller hears where nothing else can be relied on: made at the start, of words that are in memory. Pure."""

from collections.abc import Mapping

from server.dialin.words import Words, later
from server.rooms.room import Directory, Tongue
from texml import Response, Say

__all__ = ["Apologies", "dialed_tongue"]

_SORRY = later("Sorry, something went wrong. Please call again in a moment. Goodbye.")


class Apologies:
    """The apology in every language that there are words for, and in each one's voice where a room names it."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._plain = {language: _document(words, Tongue(language)) for language in words.languages}
        self._nobodys = _document(words, Tongue())

    def document(self, tongue: Tongue | None = None) -> bytes:
        """Return the document in *tongue*; without one, or where that fails, too, in plain words. It raises nothing."""
        if tongue is None:
            return self._nobodys
        try:
            return _document(self._words, tongue)
        except Exception:  # noqa: BLE001  # it is spoken because something failed; the caller must hear it all the same
            return self._plain.get((tongue.language or "").partition("-")[0], self._nobodys)


def dialed_tongue(directory: Directory, fields: Mapping[str, str], door: str = "") -> Tongue:
    """Return the language of the number that a call came in on, or of the room *door* that its URL led to."""
    room = directory.rooms.get(door)
    return (room if room is not None else directory.line(fields.get("To"))).tongues[0]


def _document(words: Words, tongue: Tongue) -> bytes:
    said: Say = words.speech(tongue).say(_SORRY)
    return Response([said]).hangup().to_bytes()
