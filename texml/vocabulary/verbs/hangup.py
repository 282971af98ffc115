"""Hangup: end the call."""

from __future__ import annotations

from texml.vocabulary.bases import Leaf

__all__ = ["Hangup"]


class Hangup(Leaf, source="texml-verbs/hangup, 2026-08", ends="always"):
    """End the call; verbs after it are never reached."""
