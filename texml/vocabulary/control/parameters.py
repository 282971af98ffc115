"""What commands and the objects inside them share: frozen values, made of arguments that are checked one by one.

A declaration reads ``name: Annotated[type, Arg(...)] = None``; type checkers see a dataclass. Its annotations are
evaluated when the class is first used, so that importing all commands stays cheap.
"""

import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar, dataclass_transform, get_origin

from texml.errors import (
    ArgumentType,
    CommandError,
    DocumentError,
    FrozenRecord,
    InvalidArgument,
    MissingArgument,
    UnknownArgument,
    WrongType,
)
from texml.vocabulary.control.argument import OPENAPI
from texml.vocabulary.control.declaration import Argument, arguments
from texml.vocabulary.control.together import Together
from texml.vocabulary.refusal import Refusal, masked, nearest, shown

if TYPE_CHECKING:
    from inspect import Signature

__all__ = ["Fields", "Parameters"]

_S = TypeVar("_S", bound="Parameters")


class _LazySignature:
    """What ``inspect.signature`` shows of a class; made when it is asked for, as inspect is slow to import."""

    def __get__(self, instance: object, owner: type["Parameters"]) -> "Signature":
        from inspect import Parameter, Signature  # noqa: PLC0415

        return Signature(
            [
                Parameter(
                    argument.name,
                    Parameter.POSITIONAL_OR_KEYWORD if argument.name in owner.positional else Parameter.KEYWORD_ONLY,
                    default=Parameter.empty if argument.required else None,
                )
                for argument in sorted(arguments(owner).values(), key=lambda each: each.name not in owner.positional)
            ]
        )


@dataclass_transform(frozen_default=True)
class Parameters:
    """A frozen value made of the arguments that its class declares."""

    if TYPE_CHECKING:
        _given: ClassVar[Mapping[str, Any]]
        _extra: ClassVar[Mapping[str, Any]]
    http_path: ClassVar[str] = ""
    source: ClassVar[str] = OPENAPI
    camel: ClassVar[bool] = False
    is_object: ClassVar[bool] = False
    together: ClassVar[tuple[Together, ...]] = ()
    optional: ClassVar[frozenset[str]] = frozenset()
    positional: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        source: str | None = None,
        camel: bool | None = None,
        together: tuple[Together, ...] = (),
        **kwargs: Any,
    ) -> None:
        """Take a declaration.

        *source* is the page behind its rows. *camel* says that the platform spells the arguments ``LikeThis``.
        *together* is what they ask of each other.
        """
        super().__init_subclass__(**kwargs)
        cls.source = cls.source if source is None else source
        cls.camel = cls.camel if camel is None else camel
        inherited = [rule for base in cls.__bases__ for rule in getattr(base, "together", ())]
        cls.together = (*inherited, *together)
        own: dict[str, Any] = cls.__annotations__
        names = [name for name in own if not name.startswith("_") and not _is_of_the_class(own[name])]
        first = names[: list(own).index("_")] if "_" in own else names
        cls.positional = (*cls.positional, *first)
        defaults = [name for name in names if name in cls.__dict__]
        for name in defaults:
            delattr(cls, name)  # what is not given is found by `__getattr__`, as what is given
        cls.optional = frozenset(defaults).union(*(getattr(base, "optional", ()) for base in cls.__bases__))

    if not TYPE_CHECKING:
        __signature__ = _LazySignature()

        def __init__(self, *positional, **named):
            object.__setattr__(self, "_given", _admitted(type(self), positional, named))
            object.__setattr__(self, "_extra", types.MappingProxyType({}))

    @property
    def given(self) -> Mapping[str, Any]:
        """Return the arguments that were given, by their Python names, as they are stored."""
        return types.MappingProxyType(self._given)

    @property
    def extra(self) -> Mapping[str, Any]:
        """Return the arguments that the declaration does not have, by their names in the request."""
        return self._extra

    @property
    def body(self) -> dict[str, Any]:
        """Return what was given under its name in the request, what is newer than the declaration included."""
        table = arguments(type(self))
        return {table[name].wire: value for name, value in self._given.items()} | dict(self._extra)

    def replace(self, **changes: object) -> Self:
        """Return a copy with *changes*; None takes an argument away.

        Raises: CommandError as the constructor does.
        """
        kept = {name: value for name, value in self._given.items() if name not in changes}
        checked = _admitted(type(self), (), {**kept, **changes}, done=kept)
        return self._copy(checked, self._extra)

    def with_extra(self, arguments: Mapping[str, object]) -> Self:
        """Return a copy with *arguments* that are newer than this library, by their names in the request, unchecked."""
        return self._copy(self._given, {**self._extra, **arguments})

    def _copy(self, given: Mapping[str, Any], extra: Mapping[str, Any]) -> Self:
        return _rebuilt(type(self), given, extra)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in arguments(type(self)):
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
        return self._given.get(name)

    def __repr__(self) -> str:
        # Without secrets and the middle of phone numbers, as this ends up in logs.
        table = arguments(type(self))
        shown = {name: "'***'" if table[name].is_secret else repr(value) for name, value in self._given.items()}
        made = f"{type(self).__name__}({', '.join(f'{name}={value}' for name, value in shown.items())})"
        return masked(f"{made}.with_extra({dict(self._extra)!r})" if self._extra else made)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Parameters) or type(other) is not type(self):
            return NotImplemented
        return self._given == other._given and self._extra == other._extra

    def __hash__(self) -> int:
        return hash((type(self), repr(sorted(self._given.items())), repr(self._extra)))

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenRecord(f"{type(self).__name__} does not change in place; use replace({name}=...)")

    def __delattr__(self, name: str) -> None:
        raise FrozenRecord(f"{type(self).__name__} does not change in place; use replace({name}=None)")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), dict(self._given), dict(self._extra))


def _is_of_the_class(hint: object) -> bool:
    origin: object = get_origin(hint)
    return origin is ClassVar


def _rebuilt(cls: type[_S], given: Mapping[str, Any], extra: Mapping[str, Any]) -> _S:
    rebuilt = object.__new__(cls)
    object.__setattr__(rebuilt, "_given", given)
    object.__setattr__(rebuilt, "_extra", types.MappingProxyType(extra))
    return rebuilt


class Fields(Parameters):
    """An object inside a command."""

    is_object = True


def _admitted(
    cls: type[Parameters],
    positional: tuple[object, ...],
    named: Mapping[str, object],
    done: Mapping[str, object] = types.MappingProxyType({}),
) -> dict[str, Any]:
    """Return the arguments as they are stored, those of *done* unchecked."""
    table = arguments(cls)
    if positional:
        named = _by_name(cls, positional, named)
    given = {}
    for name, value in named.items():
        if value is None:
            continue
        argument = table.get(name)
        if argument is None:
            _refuse_unknown(cls, name, table)
        given[name] = value if name in done else _admit(cls, argument, value)
    for name in _required(cls):
        if name not in given:
            allowed = table[name].kind.allowed
            raise MissingArgument("it is missing", command=_name(cls), argument=name, allowed=allowed)
    for rule in cls.together:
        problem = rule.problem(given)
        if problem is not None:
            raise InvalidArgument(problem[0], command=_name(cls), found=tuple(given), allowed=problem[1])
    return given


def _admit(cls: type[Parameters], argument: Argument, value: object) -> object:
    try:
        return argument.kind.admit(value)
    except Refusal as refusal:
        problem, found, allowed, near = refusal.problem, refusal.found, refusal.allowed, refusal.nearest
        kind = _ERRORS.get(refusal.error, InvalidArgument)
        raise kind(
            problem, command=_name(cls), argument=argument.name, found=found, allowed=allowed, nearest=near
        ) from None
    except CommandError as err:
        inner = argument.name if err.argument is None else f"{argument.name}.{err.argument}"
        raise type(err)(
            err.problem,
            command=_name(cls),
            argument=inner,
            found=err.found,
            allowed=err.allowed,
            nearest=err.nearest,
        ) from None


_ERRORS: dict[type[DocumentError], type[CommandError]] = {WrongType: ArgumentType}


def _by_name(
    cls: type[Parameters], positional: tuple[object, ...], named: Mapping[str, object]
) -> Mapping[str, object]:
    names = cls.positional
    if len(positional) > len(names):
        raise ArgumentType(
            f"{shown(positional[len(names)])} is one positional argument too many",
            command=_name(cls),
            found=positional[len(names)],
            allowed=f"the rest by keyword: {', '.join(name for name in arguments(cls) if name not in names)}",
        )
    taken = dict(zip(names, positional, strict=False))
    twice = next((name for name in taken if name in named), None)
    if twice is not None:
        raise ArgumentType("it is given twice", command=_name(cls), argument=twice, found=named[twice], allowed="once")
    return {**taken, **named}


def _refuse_unknown(cls: type[Parameters], name: str, table: Mapping[str, Argument]) -> NoReturn:
    raise UnknownArgument(
        "there is no such argument",
        command=_name(cls),
        argument=name,
        found=name,
        allowed=", ".join(table) or "no arguments",
        nearest=nearest(name, table),
    )


def _name(cls: type[Parameters]) -> str:
    return str(getattr(cls, "name_of_command", "") or cls.__name__)


def _required(cls: type[Parameters]) -> tuple[str, ...]:
    found: tuple[str, ...] | None = cls.__dict__.get("_needed")
    if found is None:
        found = tuple(name for name, argument in arguments(cls).items() if argument.required)
        setattr(cls, "_needed", found)
    return found
