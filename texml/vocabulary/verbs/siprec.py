"""Siprec: the call's audio to a recorder of your own."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Method, StreamTrack
from texml.vocabulary.facts import KW_ONLY, Attr, Url

__all__ = ["Siprec"]


class Siprec(Leaf, source="texml-verbs/siprec, 2026-04 and 2026-08"):
    """Send the call's audio to a recorder of your own, by SIPREC."""

    _: KW_ONLY
    connector_name: Annotated[str, Attr("connectorName")]
    """Name of the SIPREC connector."""
    status_callback: Annotated[Url | None, Attr("statusCallback")] = None
    """Where the platform tells about the session."""
    status_callback_method: Annotated[Method | None, Attr("statusCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    track: Annotated[StreamTrack | None, Attr("track", default="both_tracks")] = None
    """Which side of the call is sent."""
    name: Annotated[str | None, Attr("name")] = None
    """Name to stop it by."""
    include_metadata_custom_headers: Annotated[bool | None, Attr("includeMetadataCustomHeaders", default="false")] = (
        None
    )
    """Put custom headers into the metadata."""
    secure: Annotated[bool | None, Attr("secure", default="false")] = None
    """Use SRTP and TLS; the connector's port is 5061 then."""
    # 14440 is the figure of the page; everywhere else four hours are 14400.
    session_timeout_secs: Annotated[
        int | None, Attr("sessionTimeoutSecs", min=90, max=14440, also=(0,), default="1800", unit="seconds")
    ] = None
    """How long a session may stay silent; 0 sets no limit."""
