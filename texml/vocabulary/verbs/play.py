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

    url: Annotated[
        str | None, Text("URL of an MP3 or WAV file, or the name of a stored file where media_storage is true.")
    ] = None
    _: KW_ONLY
    loop: Annotated[int | None, Attr("loop", "How many times to play; 0 goes on without end.", min=0, default="1")] = (
        None
    )
    media_storage: Annotated[
        bool | None,
        Attr("mediaStorage", "Take the text as the name of a file in Telnyx media storage.", default="false"),
    ] = None
    digits: Annotated[
        DialDigits | None, Attr("digits", "Keypad tones to send instead of a file; w waits half a second.")
    ] = None
    failover_url: Annotated[
        str | None,
        Attr("failoverUrl", "File to try once when the first one fails; media_storage holds for it too.", source=_NEW),
    ] = None
    continue_on_error: Annotated[
        bool | None,
        Attr(
            "continueOnError",
            "Go on with the next verb when playing failed, instead of ending the document.",
            default="false",
            source=_NEW,
        ),
    ] = None
    ring_tone: Annotated[
        RingTone | None,
        Attr("ringTone", "Country whose ringing tone to play instead of a file; not inside Gather.", source=_NEW),
    ] = None
