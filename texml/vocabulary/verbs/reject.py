"""Reject: refuse the call."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import RejectReason
from texml.vocabulary.facts import KW_ONLY, Attr

__all__ = ["Reject"]


class Reject(Leaf, source="texml-verbs/reject, 2026-04 and 2026-08", ends="always"):
    """Refuse an incoming call; free of charge as the first verb only, afterwards it hangs up an answered call."""

    _: KW_ONLY
    reason: Annotated[RejectReason | None, Attr("reason", default="rejected")] = None
    """What the caller's side is told."""
