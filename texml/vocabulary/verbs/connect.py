"""Connect: hand the call to one service and wait for it."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import BackgroundAudio, Interruption, Method, Role
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, Url, WebSocketUrl
from texml.vocabulary.verbs.stream import Parameter, Stream

__all__ = ["AIAssistant", "Connect", "ConversationRelay", "Language"]

_ASSISTANT = "texml-verbs/aiassistant, 2026-04"
_RELAY = "texml-verbs/conversationrelay, 2026-06"
_VALIDATOR = "migration skill, texml-verbs, and Telnyx's validator script"


class AIAssistant(Leaf, source=_ASSISTANT, one_of=("id", "join")):
    """Hand the call to an AI assistant of the platform, or let it join a conversation."""

    _: KW_ONLY
    id: Annotated[str | None, Attr("id")] = None
    """Id of the assistant."""
    join: Annotated[str | None, Attr("join")] = None
    """Id of the conversation to join instead."""
    participant_name: Annotated[str | None, Attr("participantName")] = None
    """Name of who joins; with join only."""
    participant_role: Annotated[Role | None, Attr("participantRole", default="user")] = None
    """Role of who joins; with join only."""


class Language(Leaf, source=_RELAY):
    """What a ConversationRelay does in one language."""

    _: KW_ONLY
    code: Annotated[str | None, Attr("code")] = None
    """The language, such as en-US."""
    tts_provider: Annotated[str | None, Attr("ttsProvider")] = None
    """Who speaks."""
    voice: Annotated[str | None, Attr("voice")] = None
    """Voice to speak with."""
    transcription_provider: Annotated[str | None, Attr("transcriptionProvider")] = None
    """Who turns speech into text."""
    speech_model: Annotated[str | None, Attr("speechModel")] = None
    """Speech model of who turns speech into text."""
    background_audio_type: Annotated[BackgroundAudio | None, Attr("backgroundAudioType", source=_VALIDATOR)] = None
    """Kind of background_audio_value."""
    background_audio_value: Annotated[str | None, Attr("backgroundAudioValue", source=_VALIDATOR)] = None
    """Audio to play in the background."""


class ConversationRelay(Container, source=_RELAY):
    """Turn the caller's speech into text for your WebSocket server, and its text into speech."""

    content: InitVar[Inside[Language | Parameter]] = ()
    _: KW_ONLY
    url: Annotated[WebSocketUrl, Attr("url")]
    """The WebSocket server."""
    welcome_greeting: Annotated[str | None, Attr("welcomeGreeting")] = None
    """What is said first."""
    voice: Annotated[str | None, Attr("voice")] = None
    """Voice to speak with."""
    language: Annotated[str | None, Attr("language")] = None
    """Language of both sides."""
    transcription_provider: Annotated[str | None, Attr("transcriptionProvider")] = None
    """Who turns speech into text."""
    interruptible: Annotated[bool | Interruption | None, Attr("interruptible", default="any")] = None
    """What of the caller's interrupts the speech; true is any, false none."""
    welcome_greeting_interruptible: Annotated[
        bool | Interruption | None, Attr("welcomeGreetingInterruptible", default="any")
    ] = None
    """What of the caller's interrupts the greeting."""
    dtmf_detection: Annotated[bool | None, Attr("dtmfDetection", default="false")] = None
    """Tell the server of keys."""
    background_audio_type: Annotated[BackgroundAudio | None, Attr("backgroundAudioType", source=_VALIDATOR)] = None
    """Kind of background_audio_value."""
    background_audio_value: Annotated[str | None, Attr("backgroundAudioValue", source=_VALIDATOR)] = None
    """Audio to play in the background."""

    # `language` is the attribute.
    language_ = nests(Language)
    parameter = nests(Parameter)


class Connect(Container, source="texml-verbs/connect; " + _VALIDATOR, needs_child=True, ends="with action"):
    """Hand the call to one service and wait until it is over."""

    content: InitVar[Inside[Stream | AIAssistant | ConversationRelay]] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Requested when the service is over; the document that comes back replaces this one."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the action."""

    stream = nests(Stream, alone=True)
    ai_assistant = nests(AIAssistant, alone=True)
    conversation_relay = nests(ConversationRelay, alone=True)
