"""AIGather and its parts: let an AI ask for what you need."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import Method, Role
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, JsonObject, Text, Url

__all__ = [
    "AIGather",
    "AIGatherTranscription",
    "Assistant",
    "Greeting",
    "InterruptionSettings",
    "Message",
    "MessageHistory",
    "Parameters",
    "Tool",
    "Tools",
    "Voice",
]

_PAGE = "texml-verbs/aigather, 2026-04"
_VALIDATOR = f"{_PAGE}; Telnyx's validator script"


class Greeting(Leaf, source=_PAGE):
    """What the AI says first."""

    text: Annotated[str | None, Text()] = None
    """The greeting."""


class Voice(Leaf, source=_PAGE):
    """The voice that it speaks with."""

    _: KW_ONLY
    name: Annotated[str | None, Attr("name", default="Telnyx.NaturalHD.Astra")] = None
    """Name of the voice."""
    api_key_ref: Annotated[str | None, Attr("api_key_ref", source=_VALIDATOR)] = None
    """Name of the stored key; ElevenLabs only."""
    voice_speed: Annotated[float | None, Attr("voice_speed", min=0.1, max=2.0, default="1", source=_VALIDATOR)] = None
    """Speed of a Telnyx voice, 1 being its own."""


class Parameters(Leaf, source=_VALIDATOR):
    """What is to be found out."""

    schema: Annotated[JsonObject, Text()]
    """A JSON Schema of the answers."""


class Message(Leaf, source=_PAGE):
    """Something that was said before."""

    text: Annotated[str, Text()]
    """What was said."""
    _: KW_ONLY
    role: Annotated[Role, Attr("role", source=_VALIDATOR)]
    """Who said it."""


class MessageHistory(Container, source=_PAGE):
    """What was said before."""

    content: InitVar[Inside[Message]] = ()

    message = nests(Message)


class InterruptionSettings(Leaf, source=_PAGE):
    """Whether the caller can interrupt it."""

    _: KW_ONLY
    enable: Annotated[bool | None, Attr("enable", source=f"{_VALIDATOR}; known from an example")] = None
    """Let the caller interrupt."""


class AIGatherTranscription(Leaf, tag="Transcription", source=_VALIDATOR):
    """How the caller's speech is turned into text."""

    _: KW_ONLY
    model: Annotated[str | None, Attr("model")] = None
    """The speech model."""


class Tool(Leaf, source=_PAGE):
    """Something that the AI can do."""

    definition: Annotated[JsonObject, Text()]
    """The tool's definition."""


class Tools(Container, source=_VALIDATOR):
    """What the AI can do."""

    content: InitVar[Inside[Tool]] = ()

    tool = nests(Tool)


class Assistant(Container, source=f"{_VALIDATOR}; known from an example"):
    """The language model, and what it is told."""

    content: InitVar[Inside[Tools]] = ()
    _: KW_ONLY
    model: Annotated[str | None, Attr("model")] = None
    """The language model."""
    api_key_ref: Annotated[str | None, Attr("api_key_ref")] = None
    """Name of the stored key for it."""
    instructions: Annotated[str | None, Attr("instructions")] = None
    """What it is told."""

    tools = nests(Tools, once=True)


# That each part stands there once at most is assumed but for Parameters.
class AIGather(Container, source=_PAGE, ends="with action"):
    """Let an AI talk to the caller until it has found out what the parameters ask for."""

    content: InitVar[
        Inside[
            Greeting
            | Voice
            | Parameters
            | MessageHistory
            | InterruptionSettings
            | AIGatherTranscription
            | Assistant
            | Tools
        ]
    ] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Where the answers are sent; the document that comes back replaces this one."""
    # The same page says that the application's own method is used; so it is if this one is not given (assumed).
    method: Annotated[Method | None, Attr("method", default="POST", grade="disputed")] = None
    """HTTP method of the action."""

    greeting = nests(Greeting, once=True)
    voice = nests(Voice, once=True)
    parameters = nests(Parameters, once=True, required=True)
    message_history = nests(MessageHistory, once=True)
    interruption_settings = nests(InterruptionSettings, once=True)
    transcription = nests(AIGatherTranscription, once=True)
    assistant = nests(Assistant, once=True)
    tools = nests(Tools, once=True)
