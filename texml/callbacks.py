"""Read the platform's requests, and write them as it does: fields to typed callbacks and back.

Nothing here raises for what the other side sent, and nothing is dropped: unknown parameters are kept, unreadable ones
are named in *problems*.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, TypeVar, overload
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
from texml.vocabulary.callbacks.callback import Mark
from texml.vocabulary.record import assemble, params, per_class
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
    if isinstance(kind, str):
        if kind not in KINDS:
            hint = nearest(kind, KINDS)
            raise ValueError(f"there is no kind {kind!r} of callback" + (f"; did you mean {hint!r}?" if hint else ""))
        base = _shared_base(KINDS[kind])
    else:
        base = Callback if kind is None else kind
    values, repeated = _first_values(form.pairs)
    return _read(
        _told(_marks_below(base), values) or (UnknownCallback if kind is None else base), form, values, repeated
    )


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


class _Marked(NamedTuple):
    rank: tuple[int, int]
    """How much the mark says, and how likely the class is where two say as much."""
    mark: Mark
    callback: type[Callback]


@per_class
def _marks_below(cls: type[Callback]) -> dict[tuple[str, str | None], list[_Marked]]:
    """Return the marks of *cls* and its kinds by the first parameter of each, with its value (None: any)."""
    index: dict[tuple[str, str | None], list[_Marked]] = {}
    for place, callback in enumerate(CALLBACKS):
        for mark in callback.told_by if issubclass(callback, cls) else ():
            name, words = next(iter(mark.items()))
            for word in words or (None,):
                index.setdefault((name, word), []).append(_Marked((len(mark), -place), mark, callback))
    return index


def _told(marks: Mapping[tuple[str, str | None], list[_Marked]], values: Mapping[str, str]) -> type[Callback] | None:
    """Return the class whose mark says most of what is there."""
    best: _Marked | None = None
    for name, value in values.items():
        for marked in (*marks.get((name, value), ()), *marks.get((name, None), ())):
            if (best is None or marked.rank > best.rank) and _holds(marked.mark, values):
                best = marked
    return best and best.callback


def _holds(mark: Mark, values: Mapping[str, str]) -> bool:
    return all(values.get(name) and (not words or values[name] in words) for name, words in mark.items())


def _shared_base(candidates: tuple[type[Callback], ...]) -> type[Callback]:
    """Return what all *candidates* are: a request that does not say which of them it is."""
    return next(base for base in candidates[0].__mro__ if all(issubclass(callback, base) for callback in candidates))


def _read(cls: type[_C], form: Form, values: Mapping[str, str], repeated: list[str]) -> _C:
    problems = [form.problem] if form.problem else []
    problems += [f"{name} came more than once" for name in dict.fromkeys(repeated)]
    found: dict[str, Any] = {}
    readers, known = _readers(cls)
    for name, wire, is_required, read in readers:
        text = values.get(wire)
        if text:
            value = read(text) if read else text
            if value is not None:
                found[name] = value
            else:
                problems.append(f"{wire} is unreadable")
        elif is_required and form.pairs:
            problems.append(f"{wire} is missing")
    extra = tuple(pair for pair in form.pairs if pair[0] not in known)
    if extra:
        found["extra"] = extra
    if problems:
        found["problems"] = tuple(problems)
    found["fields"] = form.pairs
    return assemble(cls, found)


_Reader = tuple[str, str, bool, Callable[[str], Any] | None]


@per_class
def _readers(cls: type[Callback]) -> tuple[tuple[_Reader, ...], frozenset[str]]:
    """Return name, wire name, whether it is required and what reads it of each parameter; and all wire names."""
    rows = params(cls)
    readers = tuple(
        (row.name, row.wire, row.required, None if row.shape is str else READERS[row.shape]) for row in rows
    )
    return readers, frozenset(row.wire for row in rows)


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
