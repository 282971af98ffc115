"""The documents of bench/texml_builders.py as others build them: twilio's builder, and f-strings that escape."""

from collections.abc import Callable
from xml.sax.saxutils import escape

import texml_builders as ours
from twilio.twiml.voice_response import VoiceResponse

__all__ = ["FSTRING", "TWILIO", "fstring_d1"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_QUOTE = {'"': "&quot;"}


def _twilio_d1() -> str:
    response = VoiceResponse()
    response.dial().conference(
        ours.ROOM,
        muted=ours.MUTED,
        beep=ours.BEEP,
        start_conference_on_enter=ours.START,
        end_conference_on_exit=ours.END,
        wait_url=ours.WAIT_URL,
        wait_method=ours.POST,
        max_participants=ours.MOST,
        record=ours.RECORD,
        record_beep=ours.YES,
        recording_timeout=ours.TIMEOUT,
        trim=ours.TRIM,
        recording_status_callback=ours.RECORDING_CALLBACK,
        recording_status_callback_method=ours.POST,
        recording_status_callback_event=" ".join(ours.RECORDING_EVENTS),
        send_recording_url=ours.YES,
        status_callback=ours.STATUS_CALLBACK,
        status_callback_method=ours.POST,
        status_callback_event=" ".join(ours.EVENTS),
        participant_label=ours.LABEL,
    )
    return str(response)


def _twilio_d2() -> str:
    response = VoiceResponse()
    gather = response.gather(
        action=ours.ACTION,
        method=ours.POST,
        input=ours.INPUT,
        num_digits=ours.DIGITS,
        timeout=ours.PATIENCE,
        finish_on_key=ours.POUND,
    )
    gather.say(ours.WELCOME, voice=ours.VOICE, language=ours.LANGUAGE)
    gather.say(ours.ASK, voice=ours.VOICE, language=ours.LANGUAGE)
    response.say(ours.NO_PIN, voice=ours.VOICE, language=ours.LANGUAGE)
    response.redirect(ours.RETRY, method=ours.POST)
    return str(response)


def _twilio_d3() -> str:
    response = VoiceResponse()
    for text, url, action, recorded, question in ours.ROWS:
        response.say(text, voice=ours.VOICE, language=ours.LANGUAGE)
        response.pause(length=1)
        response.play(url, loop=2)
        gather = response.gather(action=action, num_digits=1, timeout=2)
        gather.say(question, voice=ours.VOICE, language=ours.LANGUAGE)
        response.record(action=recorded, max_length=60, play_beep=ours.YES)
    return str(response)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _quoted(value: str) -> str:
    return escape(value, _QUOTE)


def fstring_d1(room: str = ours.ROOM) -> str:
    """Return D1 for a *room*, pasted together from escaped values."""
    return (
        f'{_DECLARATION}<Response><Dial><Conference muted="{_flag(ours.MUTED)}" beep="{_quoted(ours.BEEP)}" '
        f'startConferenceOnEnter="{_flag(ours.START)}" endConferenceOnExit="{_flag(ours.END)}" '
        f'waitUrl="{_quoted(ours.WAIT_URL)}" waitMethod="{_quoted(ours.POST)}" maxParticipants="{ours.MOST}" '
        f'record="{_quoted(ours.RECORD)}" recordBeep="{_flag(ours.YES)}" recordingTimeout="{ours.TIMEOUT}" '
        f'trim="{_quoted(ours.TRIM)}" recordingStatusCallback="{_quoted(ours.RECORDING_CALLBACK)}" '
        f'recordingStatusCallbackMethod="{_quoted(ours.POST)}" '
        f'recordingStatusCallbackEvent="{_quoted(" ".join(ours.RECORDING_EVENTS))}" '
        f'sendRecordingUrl="{_flag(ours.YES)}" statusCallback="{_quoted(ours.STATUS_CALLBACK)}" '
        f'statusCallbackMethod="{_quoted(ours.POST)}" statusCallbackEvent="{_quoted(" ".join(ours.EVENTS))}" '
        f'participantLabel="{_quoted(ours.LABEL)}">{escape(room)}</Conference></Dial></Response>'
    )


def _say(text: str) -> str:
    return f'<Say voice="{_quoted(ours.VOICE)}" language="{_quoted(ours.LANGUAGE)}">{escape(text)}</Say>'


def _fstring_d2() -> str:
    return (
        f'{_DECLARATION}<Response><Gather action="{_quoted(ours.ACTION)}" method="{_quoted(ours.POST)}" '
        f'input="{_quoted(ours.INPUT)}" numDigits="{ours.DIGITS}" timeout="{ours.PATIENCE}" '
        f'finishOnKey="{_quoted(ours.POUND)}">{_say(ours.WELCOME)}{_say(ours.ASK)}</Gather>{_say(ours.NO_PIN)}'
        f'<Redirect method="{_quoted(ours.POST)}">{escape(ours.RETRY)}</Redirect></Response>'
    )


def _fstring_d3() -> str:
    parts = [_DECLARATION, "<Response>"]
    for text, url, action, recorded, question in ours.ROWS:
        parts.append(
            f'{_say(text)}<Pause length="{1}"/><Play loop="{2}">{escape(url)}</Play>'
            f'<Gather action="{_quoted(action)}" numDigits="{1}" timeout="{2}">{_say(question)}</Gather>'
            f'<Record action="{_quoted(recorded)}" maxLength="{60}" playBeep="{_flag(ours.YES)}"/>'
        )
    return "".join([*parts, "</Response>"])


TWILIO: dict[str, Callable[[], str]] = {"D1": _twilio_d1, "D2": _twilio_d2, "D3": _twilio_d3}
FSTRING: dict[str, Callable[[], str]] = {"D1": fstring_d1, "D2": _fstring_d2, "D3": _fstring_d3}
