"""Pause: wait in silence."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.facts import KW_ONLY, Attr

__all__ = ["Pause"]


class Pause(Leaf, source="texml-verbs/pause, 2026-04 and 2026-08"):
    """Wait in silence before the next verb."""

    _: KW_ONLY
    length: Annotated[int | None, Attr("length", min=1, max=180, default="1", unit="seconds")] = None
    """How long to wait."""
