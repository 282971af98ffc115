"""Who carries out which command, and which arguments have no effect; the rest of the TeXML side is not answered."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from texml.emulator.rest import calls, conferences, participants
from texml.vocabulary.control import texml_calls, texml_conferences
from texml.vocabulary.control.catalogue import COMMANDS
from texml.vocabulary.control.command import Command

__all__ = ["ANSWERED", "UNANSWERED", "Answered"]

_DETECTION = (
    "cancel_playback_on_detect_message_end", "cancel_playback_on_machine_detection", "machine_detection",
    "machine_detection_beep_max_frequency", "machine_detection_beep_min_frequency",
    "machine_detection_beep_min_tone_duration", "machine_detection_beep_profile",
    "machine_detection_beep_spectral_confirmation", "machine_detection_beep_spectral_min_purity",
    "machine_detection_beep_spectral_reject_fax_cng", "machine_detection_beep_spectral_window",
    "machine_detection_silence_timeout", "machine_detection_speech_end_threshold",
    "machine_detection_speech_threshold", "machine_detection_timeout",
)  # fmt: skip
_LEG = (
    "custom_headers", "preferred_codecs", "record", "recording_channels", "recording_status_callback",
    "recording_status_callback_event", "recording_status_callback_method", "recording_track", "sip_auth_password",
    "sip_auth_username", "trim",
)  # fmt: skip


class Answered(NamedTuple):
    """What carries out a command and what *doc* says of it; *left_out* are arguments that are checked, and no more."""

    perform: Callable[..., dict[str, Any] | None]
    doc: str
    left_out: tuple[str, ...] = ()


ANSWERED: Final[dict[type[Command[Any]], Answered]] = {
    texml_calls.GetTexmlCalls: Answered(calls.list_, "The newest first; days in UTC.", ("page_token",)),
    texml_calls.GetTexmlCall: Answered(calls.get, "Without price and what a detection found."),
    texml_calls.InitiateTexmlCall: Answered(
        calls.initiate, "Rings; who is called is a telephone of the world outside.",
        ("async_amd", "async_amd_status_callback", "async_amd_status_callback_method", "deepfake_detection",
         "deepfake_detection_callback_method", "deepfake_detection_callback_url", "detection_mode",
         "machine_detection_prompt_end_timeout", "media_encryption", "recording_timeout", "send_recording_url",
         "sip_region", "supervise_call_sid", "supervising_role", *_DETECTION, *_LEG),
    ),
    texml_calls.UpdateTexmlCall: Answered(
        calls.update, "Another document, or the end.",
        ("fallback_method", "fallback_url", "status_callback", "status_callback_method"),
    ),
    texml_conferences.GetTexmlConferences: Answered(
        conferences.list_, "The newest first, those that are over included; days in UTC.", ("page_token",)
    ),
    texml_conferences.GetTexmlConference: Answered(conferences.get, "Also when it is over."),
    texml_conferences.UpdateTexmlConference: Answered(conferences.update, "The end, else an announcement."),
    texml_conferences.GetTexmlConferenceParticipants: Answered(
        participants.list_, "Nobody once the conference is over."
    ),
    texml_conferences.DialTexmlConferenceParticipant: Answered(
        participants.dial, "A call that runs a document with this conference in it.",
        ("amd_status_callback", "amd_status_callback_method", "call_sid_to_coach", "coaching", "conference_record",
         "conference_recording_status_callback", "conference_recording_status_callback_event",
         "conference_recording_status_callback_method", "conference_recording_timeout",
         "conference_status_callback", "conference_status_callback_event", "conference_status_callback_method",
         "conference_trim", "early_media", "max_participants", "status_callback", "status_callback_event",
         "status_callback_method",
         *_DETECTION, *_LEG),
    ),
    texml_conferences.GetTexmlConferenceParticipant: Answered(participants.get, "By CallSid or label."),
    texml_conferences.UpdateTexmlConferenceParticipant: Answered(
        participants.update, "Mute, hold, coaching, beep and end at the exit, announcements.", ("wait_url",)
    ),
    texml_conferences.DeleteTexmlConferenceParticipant: Answered(
        participants.delete, "By the profile the call ends, or goes on."
    ),
}  # fmt: skip
"""The commands that are carried out."""

UNANSWERED: Final = tuple(command for command in COMMANDS["TeXML"] if command not in ANSWERED)
"""The commands of the TeXML side that are not: queues, recordings, streams."""
