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
    direction: Annotated[Tracks | None, Attr("direction", "Which side of the call is cleaned.", default="inbound")] = (
        None
    )
    noise_suppression_engine: Annotated[
        NoiseEngine | None,
        Attr("noiseSuppressionEngine", "Who takes the noise out.", default="Denoiser", source=_VALIDATOR),
    ] = None
    model: Annotated[str | None, Attr("model", "Model of the engine Krisp.", source=_VALIDATOR)] = None
    suppression_level: Annotated[
        float | None,
        Attr("suppressionLevel", "How much Krisp takes out.", min=0, max=100, source=_VALIDATOR),
    ] = None
    family: Annotated[
        NoiseFamily | None,
        Attr("family", "Family of the models of AiCoustics.", default="sparrow", source=_VALIDATOR),
    ] = None
    size: Annotated[
        NoiseModelSize | None,
        Attr(
            "size", "Size of the model of AiCoustics; vf is of the family quail only.", default="s", source=_VALIDATOR
        ),
    ] = None
    enhancement_level: Annotated[
        float | None,
        Attr("enhancementLevel", "How much AiCoustics takes out.", min=0, max=1, default="0.8", source=_VALIDATOR),
    ] = None
