"""Play: an audio file, keypad tones, or a ringing tone."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import RingTone
from texml.vocabulary.facts import KW_ONLY, Attr, DialDigits, Text

__all__ = ["Play"]

_PAGE = "texml-verbs/play, 2026-04 and 2026-08"
_NEW = "texml-verbs/play, 2026-08"


# The page calls the text needed unless digits or ringTone is given, says that digits replace the audio and that
# ringTone excludes it: so exactly one of the three.
class Play(Leaf, source=_PAGE, one_of=("url", "digits", "ring_tone")):
    """Play an audio file, keypad tones or a ringing tone to the caller."""

    url: Annotated[str | None, Text()] = None
    """URL of an MP3 or WAV file, or the name of a stored file where media_storage is true."""
    _: KW_ONLY
    loop: Annotated[int | None, Attr("loop", min=0, default="1")] = None
    """How many times to play; 0 goes on without end."""
    media_storage: Annotated[bool | None, Attr("mediaStorage", default="false")] = None
    """Take the text as the name of a file in Telnyx media storage."""
    digits: Annotated[DialDigits | None, Attr("digits")] = None
    """Keypad tones to send instead of a file; w waits half a second."""
    failover_url: Annotated[str | None, Attr("failoverUrl", source=_NEW)] = None
    """File to try once when the first one fails; media_storage holds for it too."""
    continue_on_error: Annotated[bool | None, Attr("continueOnError", default="false", source=_NEW)] = None
    """Go on with the next verb when playing failed, instead of ending the document."""
    ring_tone: Annotated[RingTone | None, Attr("ringTone", source=_NEW)] = None
    """Country whose ringing tone to play instead of a file; not inside Gather."""
