"""Start and Stop: services that run beside the call."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside
from texml.vocabulary.verbs.recording import Recording
from texml.vocabulary.verbs.siprec import Siprec
from texml.vocabulary.verbs.stream import Stream
from texml.vocabulary.verbs.suppression import Suppression
from texml.vocabulary.verbs.transcription import Transcription

__all__ = ["Start", "Stop", "StopSiprec", "StopStream", "StopSuppression", "StopTranscription"]

_START = "texml-verbs/start, 2026-08"
_STOP = "texml-verbs/stop, 2026-04"
_VALIDATOR = "Telnyx's validator script"


class Start(Container, source=_START):
    """Start services that run beside the call, and go on at once."""

    content: InitVar[Inside[Stream | Transcription | Suppression | Siprec | Recording]] = ()

    stream = nests(Stream)
    transcription = nests(Transcription)
    suppression = nests(Suppression)
    siprec = nests(Siprec)
    recording = nests(Recording)


class StopStream(Leaf, tag="Stream", source=_VALIDATOR):
    """The stream to stop: the one of that name, or the current one."""

    _: KW_ONLY
    name: Annotated[str | None, Attr("name")] = None
    """Name that it was started with."""


class StopTranscription(Leaf, tag="Transcription", source=_STOP):
    """The transcription to stop."""


class StopSuppression(Leaf, tag="Suppression", source=_VALIDATOR):
    """The noise suppression to stop."""


class StopSiprec(Leaf, tag="Siprec", source="texml-verbs/siprec, 2026-08"):
    """The SIPREC session to stop: the one of that name, or the current one."""

    _: KW_ONLY
    name: Annotated[str | None, Attr("name")] = None
    """Name that it was started with."""


class Stop(Container, source=_STOP):
    """Stop services that run beside the call. A recording can be stopped over the REST API only."""

    content: InitVar[Inside[StopStream | StopTranscription | StopSuppression | StopSiprec]] = ()

    stream = nests(StopStream)
    transcription = nests(StopTranscription)
    suppression = nests(StopSuppression)
    siprec = nests(StopSiprec)
