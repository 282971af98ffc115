"""Redirect: go on with another document."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import Method
from texml.vocabulary.facts import KW_ONLY, Attr, Text, Url

__all__ = ["Redirect"]


class Redirect(Leaf, source="texml-verbs/redirect, 2026-04 and 2026-08", ends="always"):
    """Go on with another TeXML document; verbs after it are never reached."""

    url: Annotated[Url, Text()]
    """URL of the document to fetch and run."""
    _: KW_ONLY
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the fetch."""
