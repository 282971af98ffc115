"""Read the platform's requests, and write them as it does: fields to typed callbacks and back.

Nothing here raises for what the other side sent, and nothing is dropped: unknown parameters are kept, unreadable ones
are named in *problems*.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar, overload
from urllib.parse import urlencode

from texml.forms import MAX_FIELDS, Form, read_form
from texml.vocabulary.callbacks import (
    CALLBACKS,
    CONFERENCE_CALLBACKS,
    KINDS,
    AIConversation,
    AIGatherAction,
    AnnounceFetch,
    AnsweringMachineDetected,
    CallAnswered,
    Callback,
    CallCompleted,
    CallCost,
    CallDtmf,
    CallInitiated,
    CallProgress,
    CallResult,
    CallRinging,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    ConferenceWaitFetch,
    ConnectAction,
    DeepfakeDetected,
    DialAction,
    EnqueueAction,
    EnqueueWaitFetch,
    FallbackFetch,
    Fetch,
    GatherAction,
    HoldFetch,
    HttpRequestAction,
    InvalidDigitsAction,
    LiveTranscription,
    MediaFetch,
    NumberFetch,
    PartialSpeech,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
    PayAction,
    PaymentCallback,
    PayStatus,
    QueueFetch,
    RecordAction,
    RecordingAbsent,
    RecordingCallback,
    RecordingCompleted,
    RecordingInProgress,
    RecordingTranscription,
    RedirectFetch,
    ReferAction,
    Role,
    SiprecCallback,
    StreamCallback,
    UnknownCallback,
    VoiceFetch,
)
from texml.vocabulary.declaration import per_class
from texml.vocabulary.record import ParamRow, params
from texml.vocabulary.refusal import nearest
from texml.vocabulary.wire import READERS, read_timestamp, text_of

__all__ = [
    "CALLBACKS",
    "CONFERENCE_CALLBACKS",
    "KINDS",
    "MAX_FIELDS",
    "AIConversation",
    "AIGatherAction",
    "AnnounceFetch",
    "AnsweringMachineDetected",
    "CallAnswered",
    "CallCompleted",
    "CallCost",
    "CallDtmf",
    "CallInitiated",
    "CallProgress",
    "CallResult",
    "CallRinging",
    "Callback",
    "ConferenceCallback",
    "ConferenceEnd",
    "ConferenceStart",
    "ConferenceWaitFetch",
    "ConnectAction",
    "Contract",
    "DeepfakeDetected",
    "DialAction",
    "EnqueueAction",
    "EnqueueWaitFetch",
    "FallbackFetch",
    "Fetch",
    "Form",
    "GatherAction",
    "HoldFetch",
    "HttpRequestAction",
    "InvalidDigitsAction",
    "LiveTranscription",
    "MediaFetch",
    "NumberFetch",
    "PartialSpeech",
    "ParticipantJoin",
    "ParticipantLeave",
    "ParticipantSpeechStart",
    "ParticipantSpeechStop",
    "PayAction",
    "PayStatus",
    "PaymentCallback",
    "QueueFetch",
    "RecordAction",
    "RecordingAbsent",
    "RecordingCallback",
    "RecordingCompleted",
    "RecordingInProgress",
    "RecordingTranscription",
    "RedirectFetch",
    "ReferAction",
    "Role",
    "SiprecCallback",
    "StreamCallback",
    "UnknownCallback",
    "VoiceFetch",
    "conference_callback",
    "conference_events",
    "read_callback",
    "read_form",
    "read_timestamp",
    "to_form",
]

Contract = Literal["2021", "2026"]
"""Whose requests are written: those of the newest pages, or those of the Conference page of 2021."""

_C = TypeVar("_C", bound=Callback)


@overload
def read_callback(kind: type[_C], form: Form) -> _C: ...
@overload
def read_callback(kind: str | None, form: Form) -> Callback: ...
def read_callback(kind: str | type[Callback] | None, form: Form) -> Callback:
    """Return what *form* says, as the kind of request that it was sent as.

    *kind* is the `Callback.kind` that the URL is for, or a class. Where the URL gets several (`ConferenceCallback`,
    `CallProgress`, `RecordingCallback`, or None for whatever comes), the parameters tell which it is; an event that
    nobody has documented is of the class that was asked for, and of `UnknownCallback` where none was.

    Where a name came twice, the first value counts. Parameters that are missing or unreadable are None and named in
    *problems*; a missing and an empty one are alike (assumed). Names that the class does not know are in *extra*, all
    that came in *fields*.

    Raises: ValueError if there is no such *kind*.
    """
    values, repeated = _first_values(form.pairs)
    if kind is None:
        return _read(_told(CALLBACKS, values) or UnknownCallback, form, values, repeated)
    if isinstance(kind, str):
        if kind not in KINDS:
            hint = nearest(kind, KINDS)
            raise ValueError(f"there is no kind {kind!r} of callback" + (f"; did you mean {hint!r}?" if hint else ""))
        candidates = KINDS[kind]
        return _read(_told(candidates, values) or _shared_base(candidates), form, values, repeated)
    asked: type[Callback] = kind
    return _read(_told(_below(asked), values) or asked, form, values, repeated)


def conference_callback(form: Form) -> ConferenceCallback:
    """Return the conference status callback that *form* carries, of the class of its event.

    As `read_callback` for `ConferenceCallback`, and told by StatusCallbackEvent alone.
    """
    values, repeated = _first_values(form.pairs)
    event = _BY_NAME.get(values.get("StatusCallbackEvent", ""), ConferenceCallback)
    return _read(event, form, values, repeated)


def _first_values(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    repeated = []
    for name, value in pairs:
        if name in values:
            repeated.append(name)
        else:
            values[name] = value
    return values, repeated


@per_class
def _below(cls: type[Callback]) -> tuple[type[Callback], ...]:
    return tuple(callback for callback in CALLBACKS if issubclass(callback, cls))


def _told(candidates: tuple[type[Callback], ...], values: Mapping[str, str]) -> type[Callback] | None:
    """Return the one of *candidates* whose mark says most of what is there: the only one needs none."""
    if len(candidates) == 1:
        return candidates[0]
    told = [
        (len(mark), callback)
        for callback in candidates
        for mark in callback.told_by
        if all(values.get(name) and (not words or values[name] in words) for name, words in mark.items())
    ]
    return max(told, key=lambda found: found[0])[1] if told else None


def _shared_base(candidates: tuple[type[Callback], ...]) -> type[Callback]:
    """Return what all *candidates* are: a request that does not say which of them it is."""
    return next(base for base in candidates[0].__mro__ if all(issubclass(callback, base) for callback in candidates))


def _read(cls: type[_C], form: Form, values: Mapping[str, str], repeated: list[str]) -> _C:
    problems = [form.problem] if form.problem else []
    problems += [f"{name} came more than once" for name in dict.fromkeys(repeated)]
    found: dict[str, Any] = {}
    readers, known = _readers(cls)
    for row, read in readers:
        text = values.get(row.wire)
        if text:
            found[row.name] = read(text)
            if found[row.name] is None:
                problems.append(f"{row.wire} is unreadable")
        elif row.required and form.pairs:
            problems.append(f"{row.wire} is missing")
    extra = tuple(pair for pair in form.pairs if pair[0] not in known)
    if extra:
        found["extra"] = extra
    if problems:
        found["problems"] = tuple(problems)
    return cls(**found, fields=form.pairs)


@per_class
def _readers(cls: type[Callback]) -> tuple[tuple[tuple[ParamRow, Callable[[str], Any]], ...], frozenset[str]]:
    """Return the rows of *cls* with what reads each, and the names that it knows."""
    rows = params(cls)
    return tuple((row, READERS[row.shape]) for row in rows), frozenset(row.wire for row in rows)


# The subscribe words are accepted as event names too. Several events share "speaker", which then means the first of
# them: the start of speech, the only one that the page of 2021 has.
_BY_NAME = {
    str(name): callback
    for callback in reversed(CONFERENCE_CALLBACKS)
    for name in (callback.subscribed_as, callback.event)
}


def conference_events(name: str) -> tuple[str, ...]:
    """Return the wire names of the events that *name* stands for.

    A word of ``Conference.status_callback_event`` stands for the events that it subscribes to (``speaker`` for two),
    any other name for itself.
    """
    covered = tuple(str(callback.event) for callback in CONFERENCE_CALLBACKS if callback.subscribed_as == name)
    return covered or (name,)


def to_form(callback: Callback, *, contract: Contract = "2026") -> bytes:
    """Return *callback* as the body of a POST, or the query string of a GET, that the platform would send.

    By the contract of 2021 a conference's request holds only the ten parameters that the page then listed, and moments
    are written with a space, six fraction digits and ``Z``. What was read, and is not `replaced`, goes out as it came.

    Source: callback pages (form), texml-verbs/conference, 2021.
    """
    pairs = callback.fields if contract == "2026" else _written_in_2021(callback)
    return urlencode(pairs, errors="replace").encode()


def _written_in_2021(callback: Callback) -> tuple[tuple[str, str], ...]:
    known = [
        (row.wire, _text_of_2021(value))
        for row in params(type(callback))
        if (value := getattr(callback, row.name)) is not None
        and ("2021" in row.source or not isinstance(callback, ConferenceCallback))
    ]
    return (*known, *callback.extra)


def _text_of_2021(value: object) -> str:
    if not isinstance(value, datetime):
        return text_of(value)
    in_utc = value.astimezone(UTC) if value.tzinfo else value
    return f"{in_utc.replace(tzinfo=None).isoformat(' ', 'microseconds')}Z"
