"""Rules about voices and engines that need something, or do not know something."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule, rule_of_values

__all__ = ["RULES"]


def _voice(checked: Checked) -> str:
    voice = checked.get("voice")
    return voice if isinstance(voice, str) else ""


@rule(
    "TX202",
    "error",
    "Azure needs a region",
    why="Azure's keys belong to a region; without one nothing is recognised or spoken.",
    bad='<Gather input="speech" transcriptionEngine="Azure"/>',
    good='<Gather input="speech" transcriptionEngine="Azure" region="westeurope"/>',
    of=("Gather", "Transcription", "Say"),
    about=("transcription_engine", "api_key_ref"),
)
def _azure_needs_region(checked: Checked) -> Iterator[Report]:
    if "region" in checked.attributes:
        return
    if checked.get("transcription_engine") == "Azure":
        yield Report("the engine is Azure, and there is no region", "add region", "transcriptionEngine")
    voice = checked.get("voice") or ""
    if checked.tag == "Say" and voice.startswith("Azure") and checked.get("api_key_ref") is not None:
        yield Report("the voice is Azure's with a key of your own, and there is no region", "add region", "voice")


@rule_of_values(
    "TX207",
    "error",
    "A voice of ElevenLabs has a key",
    why="The provider is paid by you, so the platform needs the stored key of your account there.",
    bad='<Say voice="ElevenLabs.eleven_multilingual_v2.Rachel">Welcome.</Say>',
    good='<Say voice="ElevenLabs.eleven_multilingual_v2.Rachel" api_key_ref="elevenlabs">Welcome.</Say>',
    of=("Say",),
    about=("voice",),
    unless=("api_key_ref",),
    says=("the voice is ElevenLabs', and there is no key", "add api_key_ref"),
)
def _voice_has_key(voice: str) -> bool:
    return voice[:11] == "ElevenLabs."


@rule(
    "TX223",
    "warning",
    "A region goes with Azure",
    why="Only Azure's keys belong to a region; to others it means nothing.",
    bad='<Gather input="speech" transcriptionEngine="Deepgram" region="westeurope"/>',
    good='<Gather input="speech" transcriptionEngine="Azure" region="westeurope"/>',
    of=("Gather", "Transcription", "Say"),
    about=("region",),
)
def _region_is_of_azure(checked: Checked) -> Iterator[Report]:
    if checked.get("region") is None or checked.is_wrong("transcription_engine"):
        return
    if checked.tag == "Say":
        if not _voice(checked).startswith("Azure."):
            yield Report("the voice is not Azure's", "leave it out, or choose a voice of Azure", "region")
    elif checked.get("transcription_engine") != "Azure":
        yield Report("the engine is not Azure", 'leave it out, or add transcriptionEngine="Azure"', "region")


@rule(
    "TX224",
    "warning",
    "Gender and effect go with a voice of Azure",
    why="Other voices have the gender that they have, and no effects.",
    bad='<Say voice="Polly.Joanna" gender="Female">Welcome.</Say>',
    good='<Say voice="Azure.en-US-JennyNeural" gender="Female">Welcome.</Say>',
    of=("Say",),
    about=("gender", "effect"),
)
def _effects_are_of_azure(checked: Checked) -> Iterator[Report]:
    if not _voice(checked).startswith("Azure."):
        for name in ("gender", "effect"):
            if checked.get(name) is not None:
                yield Report("the voice is not Azure's", "leave it out, or choose a voice of Azure", name)


_SPEECH = (
    "speech_timeout", "partial_result_callback", "profanity_filter", "use_enhanced", "hints", "keyterms",
    "smart_format", "transcription_engine", "model", "language",
)  # fmt: skip


@rule(
    "TX219",
    "warning",
    "What is said about speech goes with input that has speech",
    why="Only keys are listened for, so it has no effect.",
    bad='<Gather hints="yes, no"/>',
    good='<Gather input="dtmf speech" hints="yes, no"/>',
    of=("Gather",),
    about=_SPEECH,
)
def _speech_is_listened_for(checked: Checked) -> Iterator[Report]:
    if not checked.is_wrong("input") and "speech" not in (checked.get("input") or "dtmf"):
        for wire in checked.given(*_SPEECH):
            yield Report("no speech is listened for", 'add input="speech" or input="dtmf speech"', wire)


RULES: tuple[Rule, ...] = (
    _azure_needs_region,
    _speech_is_listened_for,
    _voice_has_key,
    _region_is_of_azure,
    _effects_are_of_azure,
)
