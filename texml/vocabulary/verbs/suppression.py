"""Suppression: less noise on the call."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Leaf
from texml.vocabulary.choices import NoiseEngine, NoiseFamily, NoiseModelSize, Tracks
from texml.vocabulary.facts import KW_ONLY, Attr

__all__ = ["Suppression"]

_VALIDATOR = "migration skill, texml-verbs, and Telnyx's validator script"


class Suppression(Leaf, source="texml-verbs/suppression, 2026-04"):
    """Take noise out of the call's audio."""

    _: KW_ONLY
    direction: Annotated[Tracks | None, Attr("direction", default="inbound")] = None
    """Which side of the call is cleaned."""
    noise_suppression_engine: Annotated[
        NoiseEngine | None, Attr("noiseSuppressionEngine", default="Denoiser", source=_VALIDATOR)
    ] = None
    """Who takes the noise out."""
    model: Annotated[str | None, Attr("model", source=_VALIDATOR)] = None
    """Model of the engine Krisp."""
    suppression_level: Annotated[float | None, Attr("suppressionLevel", min=0, max=100, source=_VALIDATOR)] = None
    """How much Krisp takes out."""
    family: Annotated[NoiseFamily | None, Attr("family", default="sparrow", source=_VALIDATOR)] = None
    """Family of the models of AiCoustics."""
    size: Annotated[NoiseModelSize | None, Attr("size", default="s", source=_VALIDATOR)] = None
    """Size of the model of AiCoustics; vf is of the family quail only."""
    enhancement_level: Annotated[
        float | None, Attr("enhancementLevel", min=0, max=1, default="0.8", source=_VALIDATOR)
    ] = None
    """How much AiCoustics takes out."""
