"""Take the body of a request apart: a form, a query string, or a flat JSON object.

Nothing here raises for what the other side sent. Keep the raw bytes yourself; the fields are text, in which undecodable
bytes are replaced.
"""

import json
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

__all__ = ["MAX_FIELDS", "Form", "printable", "read_form"]

MAX_FIELDS = 200
"""More fields than any documented request has; a body with more is not taken apart. Ours, no page gives a number."""


_MOST_REMEMBERED = 128  # characters of one value


class Form(NamedTuple):
    """What a request carried: its fields in order, and what is wrong with them, if anything."""

    pairs: tuple[tuple[str, str], ...]
    problem: str | None

    @property
    def first_values(self) -> dict[str, str]:
        """Return the fields by name; of a name that came more than once, the first value."""
        return dict(reversed(self.pairs))


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
    text = body.decode("utf-8", errors)
    if text.count("&") >= MAX_FIELDS:
        raise ValueError("too many fields")
    # What urllib.parse.parse_qsl would give, in half of its time.
    parted = (part.partition("=") for part in text.split("&") if part)
    pairs = [(_unquoted(name, errors), _unquoted(value, errors)) for name, _, value in parted]
    # A NUL cannot be stored as text everywhere; its picture can.
    return [(printable(name), printable(value)) for name, value in pairs] if b"%00" in body or b"\0" in body else pairs


def _unquoted(text: str, errors: str) -> str:
    if "+" in text:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    return _remembered(text, errors) if len(text) <= _MOST_REMEMBERED else unquote(text, errors=errors)


@lru_cache(1024)
def _remembered(text: str, errors: str) -> str:
    """Return what `unquote` does: all requests of a call carry the same sids, numbers and names."""
    return unquote(text, errors=errors)


def printable(text: str) -> str:
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
        return Form(tuple((printable(name), printable(_as_text(value))) for name, value in found), None)
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
