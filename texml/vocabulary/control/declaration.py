"""Read the declaration of a command: the rows that constructor, request and reference page derive from.

This is the one place where the annotations of commands become facts, as texml/vocabulary/declaration.py is for verbs.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from texml.vocabulary import kinds
from texml.vocabulary.control import values
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.facts import Grade, Pattern
from texml.vocabulary.refusal import nearest

if TYPE_CHECKING:
    from texml.vocabulary.control.parameters import Parameters

__all__ = ["Argument", "Nested", "Tagged", "arguments"]


class Argument(NamedTuple):
    """One argument, as declared."""

    name: str
    """The Python spelling."""
    wire: str
    """The spelling in the request."""
    kind: kinds.Kind
    doc: str
    default: str | None
    unit: str | None
    source: str
    grade: Grade
    required: bool
    is_secret: bool


class Nested(kinds.Kind):
    """An object of fields of its own, or a mapping that becomes one."""

    def __init__(self, cls: type["Parameters"]) -> None:
        self.cls = cls
        self.allowed = f"{cls.__name__}(...) or a dict of its fields"

    def admit(self, value: object) -> "Parameters":
        """Return the object; a mapping's keys are names in Python or in the request."""
        if isinstance(value, self.cls):
            return value
        if not isinstance(value, Mapping):
            self.refuse_type(value)
        wires = {argument.wire: name for name, argument in arguments(self.cls).items()}
        return self.cls(**{wires.get(key, str(key)): item for key, item in value.items()})


class Tagged(kinds.Kind):
    """One of several objects; a mapping says by its *type* which."""

    def __init__(self, classes: Sequence[type["Parameters"]]) -> None:
        self.by_type = {_type_of(cls): Nested(cls) for cls in classes}
        self.allowed = f"a dict whose type is one of {', '.join(self.by_type)}, or an object for it"

    def admit(self, value: object) -> "Parameters":
        """Return the object."""
        for nested in self.by_type.values():
            if isinstance(value, nested.cls):
                return nested.admit(value)
        if not isinstance(value, Mapping):
            self.refuse_type(value)
        found = self.by_type.get(str(value.get("type")))
        if found is None:
            self.refuse(value.get("type"), nearest(value.get("type"), self.by_type))
        return found.admit(value)


def _type_of(cls: type["Parameters"]) -> str:
    """Return the word that the *type* of an object always is."""
    kind = arguments(cls)["type"].kind
    return kind.words[0] if isinstance(kind, kinds.Choice) else ""


def arguments(cls: type["Parameters"]) -> Mapping[str, Argument]:
    """Return the arguments of *cls* by their Python names: the required ones first, then those of bases."""
    found: Mapping[str, Argument] | None = cls.__dict__.get("_arguments")
    if found is None:
        found = types.MappingProxyType(dict(sorted(_read(cls), key=lambda row: not row[1].required)))
        setattr(cls, "_arguments", found)
    return found


def _read(cls: type["Parameters"]) -> Sequence[tuple[str, Argument]]:
    hints = {
        name: _evaluated(hint, base)
        for base in reversed(cls.__mro__)
        if hasattr(base, "optional")
        for name, hint in base.__annotations__.items()
        if not name.startswith("_")
    }
    rows = []
    for name, hint in hints.items():
        marked = _marked(hint)
        if marked is None:
            continue
        shape, marker = marked
        argument = Argument(
            name=name,
            wire=marker.wire or _wire(name, camel=cls.camel and "{" + name + "}" not in cls.http_path),
            kind=_kind(shape, marker),
            doc=marker.doc,
            default=marker.default,
            unit=marker.unit,
            source=marker.source or cls.source,
            grade=marker.grade,
            required=name not in cls.optional,
            is_secret=marker.is_secret,
        )
        rows.append((name, argument))
    return rows


def _marked(hint: Any) -> tuple[Any, Arg] | None:
    """Return the type and the marker of a field, alone or as one of the types of a union."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(filter(None, map(_marked, get_args(hint))), None)
    extras = hint.__metadata__ if get_origin(hint) is Annotated else ()
    marker = next((extra for extra in extras if isinstance(extra, Arg)), None)
    if marker is None:
        return None
    # Python flattens Annotated[Annotated[str, Pattern], Arg], so the pattern stands beside the marker.
    others = tuple(extra for extra in extras if extra is not marker)
    return (Annotated[(hint.__origin__, *others)] if others else hint.__origin__), marker


def _wire(name: str, *, camel: bool) -> str:
    bare = name.rstrip("_")
    return "".join(part.capitalize() for part in bare.split("_")) if camel else bare


def _evaluated(hint: Any, cls: type) -> Any:
    if not isinstance(hint, str):
        return hint
    return eval(hint, vars(import_module(cls.__module__)))  # noqa: S307  # our own declarations


def _kind(shape: Any, arg: Arg) -> kinds.Kind:
    """Return the kind of value that a declared type stands for."""
    plain = _PLAIN.get(shape)
    if plain is not None:
        return plain(arg)
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        return _kind_of_union([part for part in get_args(shape) if part is not types.NoneType], arg)
    if origin is Sequence:
        return values.Several(_kind(get_args(shape)[0], arg))
    return _kind_of_marked(shape, arg) if origin in (Annotated, Literal) else _kind_of_object(shape)


def _kind_of_marked(shape: Any, arg: Arg) -> kinds.Kind:
    if get_origin(shape) is Annotated:
        pattern = next(extra for extra in shape.__metadata__ if isinstance(extra, Pattern))
        return values.ShapedText(pattern, longest=arg.longest)
    words = get_args(shape)
    return kinds.Choice(words) if isinstance(words[0], str) else values.NumberChoice(words)


def _kind_of_object(shape: Any) -> kinds.Kind:
    if _is_object(shape):
        return Nested(shape)
    if get_origin(shape) is Mapping:
        return values.Object()
    raise TypeError(f"no kind of value for {shape!r}")


def _is_object(shape: Any) -> bool:
    return isinstance(shape, type) and getattr(shape, "is_object", False)


def _bound(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def _kind_of_union(parts: list[Any], arg: Arg) -> kinds.Kind:
    if len(parts) == 1:
        return _kind(parts[0], arg)
    nested = [part for part in parts if _is_object(part)]
    if nested:
        return Nested(nested[0]) if len(nested) == 1 else Tagged(nested)
    if any(get_origin(part) is Sequence for part in parts):
        return _kind_of_list(parts[0], arg)
    if bool in parts:
        # `bool | Literal[...]`: the words hold "true" and "false", for which the bools stand.
        return _kind(next(part for part in parts if part is not bool), arg)
    if bytes in parts:
        return values.Base64()
    return values.Moment() if datetime in parts else values.OneOf(*(_kind(part, arg) for part in parts))


def _kind_of_list(one: Any, arg: Arg) -> kinds.Kind:
    if arg.joined is not None:
        return values.Spaced(arg.joined)
    return values.Flexible() if arg.lone_is_text else values.Several(_kind(one, arg))


_PLAIN: dict[Any, Callable[[Arg], kinds.Kind]] = {
    bool: lambda _: kinds.Flag(),
    int: lambda arg: kinds.Whole(_bound(arg.min), _bound(arg.max), arg.also),
    float: lambda arg: kinds.Decimal(arg.min, arg.max),
    str: lambda arg: values.FreeText(longest=arg.longest, may_be_blank=arg.may_be_blank),
}
