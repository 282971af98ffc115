"""What each event does: checked first, so that a refused one leaves everything as it was, then carried out."""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final

from texml.emulator.engine import events, forms
from texml.emulator.engine.calls import Call, Watcher, answer, finish, hang_up, keys_pressed, make_call, ring
from texml.emulator.engine.conferences import speaks
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.deliveries import delivery_answered, tell
from texml.emulator.engine.documents import Document, Failure, program_of
from texml.emulator.engine.fetching import absolute, fetch_document
from texml.emulator.engine.legs import ring_out
from texml.emulator.engine.messages import Answered, Keys, Speech
from texml.emulator.engine.running import run_call
from texml.errors import InputRefused, UnknownSubject
from texml.vocabulary.choices import Method
from texml.vocabulary.documents import VOICE

__all__ = ["INPUTS", "call_in", "check_url", "first_document", "refuse"]

_KEYS = frozenset("0123456789*#")
_KEPT = 256
_CALL_LIMIT_S = 14_400.0
"""How long a call may last: four hours, as a Dial may and a conference does (assumed for the call as such)."""


def refuse(event: object, problem: str, allowed: str) -> InputRefused:
    """Return the error that refuses *event*."""
    return InputRefused(type(event).__name__, problem, allowed)


def call_in(core: Core, event: Any, *statuses: str) -> Call:
    """Return the call that *event* names, if it has one of *statuses* (any live one where none is named).

    Raises: UnknownSubject, InputRefused.
    """
    call = core.calls.get(event.call)
    if call is None:
        raise UnknownSubject(type(event).__name__, f"there is no call {event.call[:20]!r}", "the id of a CallChanged")
    if call.is_over if not statuses else call.status not in statuses:
        raise refuse(event, f"{call.name} is {call.status}", f"a call that is {' or '.join(statuses) or 'alive'}")
    return call


def _address(event: object, name: str, value: str) -> None:
    if not value or not value.isprintable() or " " in value:
        raise refuse(event, f"{name} {value[:40]!r} is no address", "an E.164 number or a SIP address")


def check_url(event: object, name: str, value: str | None) -> None:
    """Refuse *event* if a URL of it is none that is fetched; None is no URL.

    Raises: InputRefused.
    """
    if value is not None and isinstance(absolute(value, None), Failure):
        raise refuse(event, f"{name} {value[:80]!r} is not fetched", "an absolute http or https URL")


def _watchers(core: Core, event: object, application: events.Application) -> tuple[Watcher, ...]:
    """Return who is told of an application's calls; its URLs are checked, unless they were lately.

    Raises: InputRefused.
    """
    found = core.watchers.get(application)
    if found is None:
        for name in ("voice_url", "fallback_url", "status_callback"):
            check_url(event, name, getattr(application, name))
        url, events_ = application.status_callback, frozenset(application.status_callback_events)
        found = () if url is None else (Watcher(url, application.status_callback_method, events_),)
        if len(core.watchers) >= _KEPT:
            core.watchers.clear()
        core.watchers[application] = found
    return found


def _call_arrives(core: Core, event: events.CallArrives) -> None:
    _address(event, "to", event.to)
    _address(event, "from_", event.from_)
    watchers = _watchers(core, event, event.application)
    call = make_call(
        core,
        event.application,
        event.to,
        event.from_,
        is_inbound=True,
        party=event.calling_party_type,
        caller_name=event.caller_name,
        headers=event.sip_headers,
        watchers=watchers,
    )
    call.time_limit = core.later(_CALL_LIMIT_S, hang_up, core, call, "time_limit")
    if core.profile.answered_by == "arrival":
        answer(core, call)
    application = event.application
    core.begin(call, _whole(core, call, application.voice_url, application.voice_method, None))


def _whole(core: Core, call: Call, url: str, method: Method, texml: str | None) -> Script[None]:
    """Run a call from its first document to its end."""
    first = yield from first_document(core, call, url, method, texml, "voice_url")
    cause = yield from run_call(core, call, first)
    _over(core, call, cause)


def _over(core: Core, call: Call, cause: str) -> None:
    """End a call that its document ended; what was never answered was refused, or its application failed."""
    own = call.cause
    if call.status == "in-progress":
        finish(core, call, own or cause)
    elif own == "user_busy":
        finish(core, call, own, "busy")
    else:
        finish(core, call, own or cause, "fail")


def first_document(
    core: Core, call: Call, url: str, method: Method, texml: str | None, purpose: Any
) -> Script[Document | Failure]:
    """Return the document that a call starts, or goes on, with: the inline one, else what is at *url*."""
    if texml is None:
        return fetch_document(core, call, url, None, method, forms.fetch(call), purpose, VOICE)
    return _inline(core, texml)


def _inline(core: Core, texml: str) -> Script[Document | Failure]:
    yield from ()
    program = program_of(core, texml.encode(), VOICE)
    return program.failure or Document(program.verbs, None, VOICE)


def _place_call(core: Core, event: events.PlaceCall) -> None:
    _address(event, "to", event.to)
    _address(event, "from_", event.from_)
    watchers = _watchers(core, event, event.application)
    check_url(event, "url", event.url)
    for name, value in (("timeout_s", event.timeout_s), ("time_limit_s", event.time_limit_s)):
        if not (isfinite(value) and value > 0):
            raise refuse(event, f"{name} is {value}", "a number of seconds above 0")
    call = make_call(
        core,
        event.application,
        event.to,
        event.from_,
        is_inbound=False,
        caller_name=event.caller_name,
        watchers=watchers,
    )
    core.begin(call, _placed(core, call, event))


def _placed(core: Core, call: Call, event: events.PlaceCall) -> Script[None]:
    is_answered = yield from ring_out(core, call, event.timeout_s)
    if not is_answered:
        finish(core, call, "no_answer", "no-answer")
        return
    call.time_limit = core.later(event.time_limit_s, hang_up, core, call, "time_limit")
    application = event.application
    url, method = event.url or application.voice_url, event.method or application.voice_method
    yield from _whole(core, call, url, method, event.texml)


def _callee_answers(core: Core, event: events.CalleeAnswers) -> None:
    call = _ringing(core, event)
    core.post(call, Answered(call))


def _ringing(core: Core, event: Any) -> Call:
    call = call_in(core, event, "initiated", "ringing")
    if call.is_inbound:
        raise refuse(event, f"{call.name} is inbound", "an outbound call, as a Ring names one")
    return call


def _callee_ends(happening: str, cause: str) -> Callable[[Core, Any], None]:
    def end(core: Core, event: Any) -> None:
        call = _ringing(core, event)
        if call.status == "initiated" and happening == "no-answer":
            ring(core, call)
        hang_up(core, call, getattr(event, "cause", cause), happening)

    return end


def _callee_is_detected(core: Core, event: events.CalleeIsDetected) -> None:
    call = call_in(core, event, "in-progress")
    for watcher in call.watchers:
        if "amd" in watcher.events:
            params = (
                *forms.who(call)[:4],
                ("AnsweredBy", event.answered_by),
                ("MachineDetectionDuration", str(event.duration_ms)),
            )
            tell(core, call.sid, call.name, watcher.url, watcher.method, params, "call_amd")


def _digits_pressed(core: Core, event: events.DigitsPressed) -> None:
    if not event.digits or not _KEYS.issuperset(event.digits):
        raise refuse(event, f"{event.digits[:40]!r} are no keys", "digits 0-9, * and #")
    call = call_in(core, event, "in-progress")
    core.lines.append(f"{call.name}: presses {event.digits}")
    keys_pressed(core, call, event.digits)
    if call.listens:
        core.resume(call, Keys(event.digits))
    elif core.profile.keys_before_gather == "kept":
        call.keys += event.digits
    else:
        core.lines.append(f"{call.name}: nobody listens to keys now; dropped")


def _speech_heard(core: Core, event: events.SpeechHeard) -> None:
    if not 0 <= event.confidence <= 1:
        raise refuse(event, f"confidence is {event.confidence}", "0 to 1")
    if event.duration_s is not None and not (isfinite(event.duration_s) and event.duration_s >= 0):
        raise refuse(event, f"duration_s is {event.duration_s}", "a number of seconds, or None")
    call = call_in(core, event, "in-progress")
    duration_s = event.duration_s
    if duration_s is None:
        duration_s = max(len(event.text.split()), 1) / core.profile.words_per_second
    if call.participant is not None:
        speaks(core, call.participant, event.text, duration_s)
    else:
        core.lines.append(f"{call.name}: says {event.text}")
    for recording in call.recordings:
        recording.sounds(core, "speech", duration_s)
    for service in call.services:
        service.hears(core, event.text, event.confidence, is_final=event.is_final)
    core.post(call, Speech(event.text, event.confidence, core.now + duration_s, is_final=event.is_final))


def _hangs_up(core: Core, event: events.HangsUp) -> None:
    call = call_in(core, event, "ringing", "in-progress") if _is_inbound(core, event) else call_in(
        core, event, "in-progress"
    )  # fmt: skip
    core.lines.append(f"{call.name}: hangs up")
    hang_up(core, call, "caller" if call.is_inbound else "callee")


def _is_inbound(core: Core, event: Any) -> bool:
    call = core.calls.get(event.call)
    return call is not None and call.is_inbound


def _not_due(event: object, name: str, allowed: str) -> UnknownSubject:
    """Return the error that refuses an answer to what was not asked, or was answered."""
    return UnknownSubject(type(event).__name__, f"no answer to {name!r} is due", f"the id of a {allowed}")


def _fetch_returned(core: Core, event: events.FetchReturned) -> None:
    if not 100 <= event.status <= 599:
        raise _no_status(event)
    _fetch_answered(core, event)


def _fetch_answered(core: Core, event: events.FetchReturned | events.FetchFailed) -> None:
    """Hand the answer to a fetch to who asked; one that nobody waits for anymore is discarded."""
    actor = core.fetches.pop(event.fetch, None)
    if actor is not None:
        core.resume(actor, event)
    elif event.fetch in core.cancelled:
        core.cancelled.remove(event.fetch)
        core.lines.append(f"{event.fetch}: late answer discarded")
    else:
        raise _not_due(event, event.fetch, "Fetch, once")


def _delivery_returned(core: Core, event: events.DeliveryReturned) -> None:
    status = event.status
    if not 100 <= status <= 599:
        raise _no_status(event)
    if not delivery_answered(core, event.delivery, None if status in core.successes else f"status {status}"):
        raise _not_due(event, event.delivery, "Deliver, once an attempt")


def _delivery_failed(core: Core, event: events.DeliveryFailed) -> None:
    if not delivery_answered(core, event.delivery, event.error):
        raise _not_due(event, event.delivery, "Deliver, once an attempt")


def _no_status(event: events.FetchReturned | events.DeliveryReturned) -> InputRefused:
    return refuse(event, f"status {event.status}", "100 to 599")


def _media_probed(core: Core, event: events.MediaProbed) -> None:
    if event.probe not in core.probes and event.probe not in core.cancelled:
        raise _not_due(event, event.probe, "Probe, once")
    if event.duration_s is not None and not (isfinite(event.duration_s) and event.duration_s >= 0):
        raise refuse(event, f"duration_s is {event.duration_s}", "a number of seconds, or None")
    core.cancelled.discard(event.probe)
    actor = core.probes.pop(event.probe, None)
    if actor is not None:
        core.post(actor, event)


def _service_returned(core: Core, event: events.ServiceReturned) -> None:
    call = call_in(core, event, "in-progress")
    if call.verb not in {"Connect", "AIGather", "Pay", "Refer"}:
        raise refuse(event, f"{call.name} is at {call.verb}", "a call at Connect, AIGather, Pay or Refer")
    core.post(call, event)


INPUTS: Final[Mapping[type, Callable[[Core, Any], None]]] = {
    events.CallArrives: _call_arrives,
    events.PlaceCall: _place_call,
    events.CalleeAnswers: _callee_answers,
    events.CalleeIsBusy: _callee_ends("busy", "user_busy"),
    events.CalleeIsSilent: _callee_ends("no-answer", "no_answer"),
    events.CalleeFails: _callee_ends("fail", "unallocated_number"),
    events.CalleeIsDetected: _callee_is_detected,
    events.DigitsPressed: _digits_pressed,
    events.SpeechHeard: _speech_heard,
    events.HangsUp: _hangs_up,
    events.FetchReturned: _fetch_returned,
    events.FetchFailed: _fetch_answered,
    events.DeliveryReturned: _delivery_returned,
    events.DeliveryFailed: _delivery_failed,
    events.MediaProbed: _media_probed,
    events.ServiceReturned: _service_returned,
}
