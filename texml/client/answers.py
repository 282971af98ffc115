"""What an answer means for the command that asked: a result, or an error; pure."""

import json
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin

from texml.errors import (
    ApiError,
    ApiProblem,
    ConnectionFailed,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    NotValid,
    RateLimited,
    ServerFailed,
    StatusError,
    TimedOut,
    UnexpectedAnswer,
)
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.result import Answer, Page, Result
from texml.vocabulary.refusal import masked

__all__ = ["Answered", "Lost", "error_of", "result_of", "retry_after_s"]

_R = TypeVar("_R")

_REQUEST_ID = "x-request-id"  # assumed: no page of the reference names the header

_STATUSES: dict[int, type[StatusError]] = {
    400: NotValid,
    401: NotAuthenticated,
    403: NotPermitted,
    404: NotFound,
    408: ServerFailed,
    422: NotValid,
    429: RateLimited,
}


class Answered(NamedTuple):
    """An answer; the names of *headers* are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Lost(NamedTuple):
    """No answer, or not a whole one; *was_sent* says whether the platform may have got the request."""

    reason: str
    was_sent: bool
    timed_out: bool = False


def result_of(command: Command[_R], answer: Answered, *, attempts: int) -> _R:
    """Return what an answer with a status of 2xx says.

    Raises: UnexpectedAnswer if it is not what the documentation promises.
    """
    read = _reader(command.result_type)
    if read is None:
        return cast("_R", None)
    raw = _parsed(answer.content)
    if not isinstance(raw, dict):
        raise UnexpectedAnswer(
            f"{command.name_of_command}: the answer is no JSON object: {masked(repr(answer.content[:80]))}",
            command=command.name_of_command,
            status=answer.status,
            request_id=answer.headers.get(_REQUEST_ID),
            body=answer.content,
            attempts=attempts,
        )
    return cast("_R", read(raw, answer.headers.get(_REQUEST_ID)))


def _parsed(content: bytes) -> Any:
    """Return what JSON says, None where it is none, or nested deeper than anybody means it."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError, too
        return None


_Reader = Callable[[dict[str, Any], str | None], Result]


@cache
def _reader(shape: Any) -> _Reader | None:
    """Return what makes a result of *shape* out of JSON, None where there is none to make."""
    if shape is None or shape is type(None):
        return None
    origin = get_origin(shape) or shape
    if issubclass(origin, Answer):
        (kind,) = get_args(shape)
        return lambda raw, request_id: Answer(raw, kind, request_id)
    if issubclass(origin, Page):
        item = _item(shape)
        return lambda raw, _: origin(raw, item)
    return lambda raw, _: cast("Result", origin(raw))


def _item(page: Any) -> type[Result]:
    """Return what is on a page: ``Page[Conference]``, or a class that derives from such a page."""
    if get_origin(page) is None:
        page = page.__orig_bases__[0]
    (item,) = get_args(page)
    return cast("type[Result]", item)


def error_of(command: Command[Any], outcome: Answered | Lost, *, attempts: int) -> ApiError:
    """Return the error that an *outcome* without success is."""
    name = command.name_of_command
    if isinstance(outcome, Lost):
        kind = TimedOut if outcome.was_sent else ConnectionFailed
        return kind(f"{name}: {masked(outcome.reason)}", command=name, attempts=attempts)
    problems = _problems(outcome.content)
    words = f"{name}: the platform answers {outcome.status}" + _words(problems)
    request_id = outcome.headers.get(_REQUEST_ID)
    if request_id is not None:
        words += f"; request {request_id}"
    error = _kind(outcome.status)(
        masked(words),
        command=name,
        status=outcome.status,
        request_id=request_id,
        body=outcome.content,
        problems=problems,
        attempts=attempts,
    )
    if isinstance(error, RateLimited):
        error.retry_after_s = retry_after_s(outcome)
    return error


def _kind(status: int) -> type[ApiError]:
    if status >= 500:
        return ServerFailed
    return _STATUSES.get(status, StatusError if status >= 400 else UnexpectedAnswer)


def _words(problems: tuple[ApiProblem, ...]) -> str:
    if not problems:
        return ""
    first = problems[0]
    what = " ".join(filter(None, (first.code, first.title)))
    text = ": ".join(filter(None, (what, first.detail)))
    place = first.pointer or first.parameter
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f", {text}{f' ({place})' if place else ''}{more}"


def _problems(content: bytes) -> tuple[ApiProblem, ...]:
    """Return the errors in an answer; the TeXML side sends no more than a detail, a proxy on the way not even JSON."""
    raw = _parsed(content)
    found = raw.get("errors") if isinstance(raw, dict) else None
    return tuple(_problem(item) for item in found if isinstance(item, dict)) if isinstance(found, list) else ()


def _problem(item: Mapping[str, Any]) -> ApiProblem:
    source = item.get("source")
    meta = item.get("meta")
    source = source if isinstance(source, dict) else {}
    meta = meta if isinstance(meta, dict) else {}
    parts = (item.get("code"), item.get("title"), item.get("detail"), source.get("pointer"), source.get("parameter"))
    return ApiProblem(*(None if part is None else str(part) for part in (*parts, meta.get("url"))))


def retry_after_s(answer: Answered) -> float | None:
    """Return how long the platform asks to wait, None where it does not say.

    ``Retry-After`` is seconds or a date, which counts from the answer's own; ``x-ratelimit-reset`` is seconds until the
    window of a rate limit is over (page rate-limiting).
    """
    for name in ("retry-after", "x-ratelimit-reset"):
        value = answer.headers.get(name)
        if value is None or (name != "retry-after" and answer.status != 429):
            continue
        seconds = _seconds(value)
        if seconds is None:
            seconds = _seconds_between(answer.headers.get("date"), value)
        if seconds is not None:
            return max(0.0, seconds)
    return None


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < 1e9 else None


def _seconds_between(start: str | None, end: str) -> float | None:
    if start is None:
        return None
    try:
        return (parsedate_to_datetime(end) - parsedate_to_datetime(start)).total_seconds()
    except (ValueError, TypeError):
        return None
