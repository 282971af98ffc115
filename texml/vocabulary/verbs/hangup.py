"""Hangup: end the call."""

from texml.vocabulary.element import Element

__all__ = ["Hangup"]


class Hangup(Element, source="texml-verbs/hangup, 2026-08"):
    """End the call; verbs after it are never reached."""
