"""Results: what the platform answers, each a frozen view of the JSON that came.

A value is read when it is asked for, so a page of 250 participants costs little more than its JSON. Reading is
lenient: a field that is unknown is kept in `Result.extra`, one that is missing or unreadable is None where its type
says so; only where the documentation promises a field, `UnexpectedAnswer` tells that it is not there.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any, ClassVar, Generic, Literal, NamedTuple, NoReturn, TypeVar, Union, cast, get_args, get_origin

from texml.errors import FrozenRecord, UnexpectedAnswer
from texml.vocabulary.refusal import masked

__all__ = ["Answer", "Page", "PageMeta", "Result", "ResultField", "TexmlPage", "result_fields"]

_T = TypeVar("_T")
_R = TypeVar("_R", bound="Result")
_Read = Callable[[Any], Any]


class ResultField(NamedTuple):
    """One field of a result, as declared."""

    name: str
    """The Python spelling."""
    wire: str
    """The spelling in the answer."""
    read: _Read
    """Return the value of what came, None if it is unreadable."""
    required: bool
    shape: Any
    """The declared type."""


class Result:
    """A view of one JSON object; *raw* is the object as it came."""

    __slots__ = ("_raw",)
    _is_ready: ClassVar[bool] = False
    _raw: Mapping[str, Any]

    def __init__(self, raw: Mapping[str, Any]) -> None:
        cls = type(self)
        if "_is_ready" not in cls.__dict__:
            _prepare(cls)
        _set_raw(self, raw)

    @property
    def raw(self) -> Mapping[str, Any]:
        """Return the object as it came."""
        return types.MappingProxyType(self._raw)

    @property
    def extra(self) -> Mapping[str, Any]:
        """Return the fields that this library does not know, as they came."""
        known = {field.wire for field in result_fields(type(self))}
        return types.MappingProxyType({name: value for name, value in self._raw.items() if name not in known})

    def __repr__(self) -> str:
        shown = []
        for field in result_fields(type(self)):
            value = field.read(self._raw[field.wire]) if self._raw.get(field.wire) is not None else None
            if value is not None:
                shown.append(f"{field.name}={value!r}")
        # Without the middle of phone numbers, as this ends up in logs.
        return masked(f"{type(self).__name__}({', '.join(shown)})")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result) or type(other) is not type(self):
            return NotImplemented
        return self._raw == other._raw

    def __hash__(self) -> int:
        return hash((type(self), _hashable(self._raw)))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenRecord(f"{type(self).__name__} is what the platform answered; it does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenRecord(f"{type(self).__name__} is what the platform answered; it does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._raw,)


# The slot itself: `__setattr__` refuses everybody, and properties read it on their way.
_set_raw = cast("Any", Result.__dict__["_raw"]).__set__
_raw_of = cast("Any", Result.__dict__["_raw"]).__get__


def _hashable(value: object) -> object:
    if isinstance(value, Mapping):
        return frozenset((name, _hashable(item)) for name, item in value.items())
    return tuple(_hashable(item) for item in value) if isinstance(value, list) else value


class PageMeta(Result):
    """Where a page stands among the others, counted from 1."""

    page_number: int | None
    page_size: int | None
    total_pages: int | None
    total_results: int | None


class Answer(Result, Generic[_T]):
    """An answer whose content is its `data`."""

    __slots__ = ("_kind", "_request_id")
    _kind: type[Result]
    _request_id: str | None

    def __init__(self, raw: Mapping[str, Any], kind: type[Result], request_id: str | None = None) -> None:
        super().__init__(raw)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_request_id", request_id)

    @property
    def data(self) -> _T:
        """Return the content.

        Raises: UnexpectedAnswer if there is none.
        """
        data = self._raw.get("data")
        if not isinstance(data, dict):
            raise _absent(self, "data")
        return cast("_T", self._kind(data))

    @property
    def request_id(self) -> str | None:
        """Return the platform's name for the request, for its support."""
        return self._request_id

    def __repr__(self) -> str:
        return f"Answer({self.data!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._raw, self._kind, self._request_id)


class Page(Result, Generic[_T]):
    """A page of a list: its items are `data`, where it stands is `meta`."""

    __slots__ = ("_kind",)
    _kind: type[Result]
    items_in: ClassVar[str] = "data"
    """The field that holds the items."""

    def __init__(self, raw: Mapping[str, Any], kind: type[Result]) -> None:
        super().__init__(raw)
        object.__setattr__(self, "_kind", kind)

    @property
    def data(self) -> tuple[_T, ...]:
        """Return the items; what is no object is left out."""
        items = self._raw.get(self.items_in)
        kind = cast("Any", self._kind)
        return tuple([kind(item) for item in items if type(item) is dict]) if isinstance(items, list) else ()

    @property
    def meta(self) -> PageMeta:
        """Return where the page stands."""
        meta = self._raw.get("meta")
        return PageMeta(meta if isinstance(meta, dict) else {})

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self.data)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._raw, self._kind)


class TexmlPage(Page[_T], Generic[_T]):
    """A page of a list of the TeXML side, counted from 0; where the next one is stands in `next_page_uri`."""

    __slots__ = ()

    def __init_subclass__(cls, *, items_in: str = "", **kwargs: Any) -> None:
        """Take a declaration; *items_in* names the field that holds the items."""
        super().__init_subclass__(**kwargs)
        cls.items_in = items_in or cls.items_in

    page: int | None
    page_size: int | None
    start: int | None
    end: int | None
    uri: str | None
    first_page_uri: str | None
    next_page_uri: str | None
    previous_page_uri: str | None


def _absent(result: Result, name: str) -> UnexpectedAnswer:
    found = ", ".join(result.raw) or "nothing"
    problem = f"cannot be read: {str(result.raw[name])[:80]!r}" if result.raw.get(name) is not None else "is not there"
    message = masked(f"{type(result).__name__}: the platform promises {name!r}, and it {problem}; there is {found}")
    return UnexpectedAnswer(message, command="")


def result_fields(cls: type[Result]) -> tuple[ResultField, ...]:
    """Return the fields of *cls*, those of its bases first."""
    if "_is_ready" not in cls.__dict__:
        _prepare(cls)
    return cast("tuple[ResultField, ...]", cls.__dict__["_fields"])


def _prepare(cls: type[Result]) -> None:
    """Evaluate the annotations of *cls* and give it a property for each field; done when the first one is made."""
    fields = tuple(_fields(cls))
    setattr(cls, "_fields", fields)
    setattr(cls, "_is_ready", True)
    for field in fields:
        setattr(cls, field.name, property(_required(field) if field.required else _optional(field)))


def _fields(cls: type[Result]) -> Iterator[ResultField]:
    for base in reversed(cls.__mro__):
        if not issubclass(base, Result):
            continue
        for name, hint in base.__annotations__.items():
            if name.startswith("_"):
                continue
            shape = eval(hint, vars(import_module(base.__module__))) if isinstance(hint, str) else hint  # noqa: S307
            if get_origin(shape) is ClassVar:
                continue
            is_optional = get_origin(shape) in (Union, types.UnionType) and types.NoneType in get_args(shape)
            if is_optional:
                (shape,) = (part for part in get_args(shape) if part is not types.NoneType)
            yield ResultField(name, name.rstrip("_"), _reader(shape), not is_optional, shape)


def _required(field: ResultField) -> Callable[[Result], Any]:
    wire, read = field.wire, field.read

    def value(result: Result) -> Any:
        found = read(_raw_of(result).get(wire))
        if found is None:
            raise _absent(result, wire)
        return found

    return value


def _optional(field: ResultField) -> Callable[[Result], Any]:
    wire, read = field.wire, field.read
    return lambda result: read(_raw_of(result).get(wire))


def _reader(shape: Any) -> _Read:
    """Return what reads a value of a declared type, None if it cannot."""
    plain = _PLAIN.get(shape)
    if plain is not None:
        return plain
    origin = get_origin(shape)
    if origin is Literal:
        # A word that is newer than this library is handed on: the caller compares it with those that it knows.
        return _text if isinstance(get_args(shape)[0], str) else _whole
    if origin is tuple:
        return partial(_items, _reader(get_args(shape)[0]))
    if origin is Mapping:
        return _object
    if isinstance(shape, type) and issubclass(shape, Result):
        return partial(_nested, shape)
    raise TypeError(f"no reader for {shape!r}")


def _text(value: object) -> str | None:
    if type(value) is str:
        return value
    return None if value is None or isinstance(value, dict | list) else str(value)


def _whole(value: object) -> int | None:
    if type(value) is int:
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) < 20:
        return int(value)
    return int(value) if isinstance(value, float) and value.is_integer() else None


def _flag(value: object) -> bool | None:
    return (
        value
        if isinstance(value, bool)
        else {"true": True, "false": False}.get(value if isinstance(value, str) else "")
    )


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    """Read a date of either side: ISO 8601, UTC if it does not say, or RFC 2822 on the TeXML side."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        from email.utils import parsedate_to_datetime  # noqa: PLC0415  # slow to import, for the TeXML side only

        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _object(value: object) -> Mapping[str, Any] | None:
    return types.MappingProxyType(value) if isinstance(value, dict) else None


def _items(read: _Read, value: object) -> tuple[Any, ...] | None:
    return tuple(read(item) for item in value) if isinstance(value, list) else None


def _nested(cls: type[_R], value: object) -> _R | None:
    return cls(value) if isinstance(value, dict) else None


_PLAIN: dict[Any, _Read] = {
    str: _text,
    int: _whole,
    bool: _flag,
    float: _number,
    datetime: _moment,
}
