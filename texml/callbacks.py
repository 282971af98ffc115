"""Read the platform's callbacks: bytes to fields, fields to typed events.

Nothing here raises for what the other side sent, and nothing is dropped: unknown fields are kept, unreadable ones are
named in *problems*. Keep the raw bytes yourself; the fields are text, in which undecodable bytes are replaced.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints
from urllib.parse import parse_qsl

from texml.vocabulary.callbacks import (
    CONFERENCE_CALLBACKS,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    Param,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
)

__all__ = [
    "CONFERENCE_CALLBACKS",
    "MAX_FIELDS",
    "ConferenceCallback",
    "ConferenceEnd",
    "ConferenceStart",
    "Form",
    "ParticipantJoin",
    "ParticipantLeave",
    "ParticipantSpeechStart",
    "ParticipantSpeechStop",
    "conference_callback",
    "conference_events",
    "read_form",
    "read_timestamp",
]

MAX_FIELDS = 200
"""More fields than any documented request has; a body with more is not taken apart. Ours, no page gives a number."""

_SEQUENCE = re.compile("[0-9]{1,18}")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")


class Form(NamedTuple):
    """What a request carried: its fields in order, and what is wrong with them, if anything."""

    pairs: tuple[tuple[str, str], ...]
    problem: str | None


def read_form(body: bytes, content_type: str | None = None) -> Form:
    """Return the fields of *body*: a form, a query string, or a flat JSON object.

    The platform sends forms; the page of 2021 prints its payloads as JSON, so that is read as well, told by
    *content_type* or by its first byte. Bytes that are no UTF-8 are replaced, and the problem says so; a body that has
    no fields, or more than `MAX_FIELDS`, gives none and says why.

    Source: callback pages (form), texml-verbs/conference, 2021 (JSON).
    """
    if not body:
        return Form((), "the body is empty")
    form = _read_json(body) if _is_json(body, content_type) else _read_pairs(body)
    return form if form.pairs or form.problem else Form((), "the body has no fields")


def _read_pairs(body: bytes) -> Form:
    try:
        try:
            return Form(tuple(_parse(body, "strict")), None)
        except UnicodeDecodeError:
            return Form(tuple(_parse(body, "replace")), "the body is not UTF-8")
    except ValueError:
        return Form((), f"the body has more than {MAX_FIELDS} fields")


def _is_json(body: bytes, content_type: str | None) -> bool:
    media_type = (content_type or "").partition(";")[0].strip().lower()
    return media_type == "application/json" or body.lstrip()[:1] in (b"{", b"[")


def _parse(body: bytes, errors: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(body.decode("utf-8", errors), keep_blank_values=True, errors=errors, max_num_fields=MAX_FIELDS)
    # A NUL cannot be stored as text everywhere; its picture can.
    return (
        [(_printable(name), _printable(value)) for name, value in pairs] if b"%00" in body or b"\0" in body else pairs
    )


def _printable(text: str) -> str:
    """Return *text* as any store can hold it: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "\u2400").encode("utf-8", "replace").decode("utf-8")


def _read_json(body: bytes) -> Form:
    try:
        found = json.loads(
            body, object_pairs_hook=_Object, parse_int=_Numeral, parse_float=_Numeral, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as err:
        return Form((), f"the body is not JSON: {type(err).__name__}")
    if not isinstance(found, _Object):
        return Form((), "the body is JSON, but not an object")
    if len(found) > MAX_FIELDS:
        return Form((), f"the body has more than {MAX_FIELDS} fields")
    try:
        return Form(tuple((_printable(name), _printable(_as_text(value))) for name, value in found), None)
    except RecursionError:
        return Form((), "the body is JSON, nested too deep")


class _Object(list[tuple[str, Any]]):
    """A JSON object as the pairs that it was written as, so that no repeated name is lost."""


class _Numeral(str):
    """A JSON number as it was written, so that no digit is lost."""

    __slots__ = ()


def _refuse_constant(name: str) -> str:
    raise ValueError(f"{name} is not JSON")


def _as_text(value: Any) -> str:
    """Return a JSON value as a form would carry it; a nested one as the JSON it was."""
    match value:
        case str():
            return str(value)
        case None:
            return ""
        case _:
            return _as_json(value)


def _as_json(value: Any) -> str:
    match value:
        case _Object():
            pairs = (f"{json.dumps(name, ensure_ascii=False)}: {_as_json(item)}" for name, item in value)
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(_as_json, value))}]"
        case _Numeral():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)


def conference_callback(form: Form) -> ConferenceCallback:
    """Return the conference status callback that *form* carries, of the class of its event.

    Where a name came twice, the first value counts. Fields that are missing or unreadable are None and named in
    *problems*; a missing and an empty field are alike (assumed).
    """
    values: dict[str, str] = {}
    repeated = []
    for name, value in form.pairs:
        if name in values:
            repeated.append(name)
        else:
            values[name] = value
    problems = [form.problem] if form.problem else []
    problems += [f"{name} came more than once" for name in dict.fromkeys(repeated)]
    found: dict[str, Any] = {}
    for attribute, param, read in _params():
        text = values.get(param.wire)
        if text:
            found[attribute] = read(text)
            if found[attribute] is None:
                problems.append(f"{param.wire} is unreadable")
        elif param.required and form.pairs:
            problems.append(f"{param.wire} is missing")
    event = _BY_NAME.get(values.get("StatusCallbackEvent", ""), ConferenceCallback)
    return event(**found, fields=form.pairs, problems=tuple(problems))


@cache
def _params() -> tuple[tuple[str, Param, Callable[[str], Any]], ...]:
    """Return attribute, facts and reader of each parameter, from the declaration."""
    hints = get_type_hints(ConferenceCallback, include_extras=True)
    params = []
    for field in dataclass_fields(ConferenceCallback):
        for marker in getattr(hints[field.name], "__metadata__", ()):
            shape = get_args(hints[field.name].__origin__)[0]
            params.append((field.name, marker, _READERS[shape]))
    return tuple(params)


def _read_sequence(text: str) -> int | None:
    return int(text) if _SEQUENCE.fullmatch(text) else None


def read_timestamp(text: str) -> datetime | None:
    """Return the moment that *text* names, in UTC, or None where it names none.

    Three shapes are read: that of the page of 2021 (date, space, time, any number of fraction digits, ``Z``), ISO
    8601 and RFC 2822. Digits beyond microseconds are cut.

    Source: texml-verbs/conference, 2021 (examples and prose), OpenAPI of 2026-10.
    """
    found = _ISO.fullmatch(text)
    try:
        if found:
            day, time, fraction, zone = found.groups(default="")
            offset = "+00:00" if zone == "Z" else zone
            return datetime.fromisoformat(f"{day}T{time}.{fraction[1:7]:0<6}{offset}").astimezone(UTC)
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError):
        return None


_READERS: Mapping[Any, Callable[[str], Any]] = {str: str, int: _read_sequence, datetime: read_timestamp}

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
