"""What a request or an answer of the platform is to Python: a frozen value whose class carries the facts.

A declaration reads ``name: Annotated[type, Param(...)] = None``. It is evaluated when the class is first used, and
instances hold only what was given: 80 dataclasses would take longer to make than everything else that is imported.
"""

import types
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from texml.errors import FrozenRecord, UnknownField
from texml.vocabulary.declaration import per_class
from texml.vocabulary.facts import Grade
from texml.vocabulary.refusal import nearest

__all__ = ["Param", "ParamRow", "Record", "params"]


class Param:
    """Carry the facts of one parameter of a request.

    *wire* is its name in the request and *doc* its meaning. *required* says that the platform always sends it, by all
    sources that know it; *when* says in words when it does otherwise. *unit* is that of a number, *values* the words
    that are known; there may be others. *source* is the page behind it, by default that of the class, *grade* how sure
    it is. *is_nullable* says of a JSON value that null stands where there is none.
    """

    __slots__ = ("doc", "grade", "is_nullable", "required", "source", "unit", "values", "when", "wire")

    def __init__(
        self,
        wire: str,
        doc: str,
        *,
        required: bool = False,
        when: str | None = None,
        unit: str | None = None,
        values: tuple[str, ...] = (),
        is_nullable: bool = False,
        source: str | None = None,
        grade: Grade = "documented",
    ) -> None:
        self.wire = wire
        self.doc = doc
        self.required = required
        self.when = when
        self.unit = unit
        self.values = values
        self.is_nullable = is_nullable
        self.source = source
        self.grade: Grade = grade


class ParamRow(NamedTuple):
    """One parameter of one class, as declared; the facts are those of `Param`."""

    name: str
    """The Python spelling."""
    wire: str
    shape: Any
    """The type of its values: str, int, float, bool, datetime, a `Record`, or a tuple of one of them."""
    doc: str
    required: bool
    """Whether it is always sent, and documented to be."""
    when: str | None
    unit: str | None
    values: tuple[str, ...]
    is_nullable: bool
    source: str
    grade: Grade


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A frozen value with named parts, each of which may be missing: None then.

    Records compare and hash by value and by class. `replaced` gives a changed one.
    """

    source: ClassVar[str] = ""
    """The page behind the parameters that name none of their own."""
    grade: ClassVar[Grade] = "documented"
    """How sure the whole is; where it is assumed, so is every parameter."""

    if not TYPE_CHECKING:

        def __init__(self, **values):
            defaults = _defaults(type(self))
            for name, value in values.items():
                if name not in defaults:
                    raise UnknownField(type(self).__name__, name, nearest(name, defaults))
                if value is not None and value != defaults[name]:
                    self.__dict__[name] = value

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenRecord(f"{type(self).__name__} does not change: replaced({name}=...) gives a changed one")

    def __delattr__(self, name: str) -> None:
        raise FrozenRecord(f"{type(self).__name__} does not change: replaced({name}=None) gives one without")

    def replaced(self, **changes: Any) -> Self:
        """Return the same with *changes*, by Python name; None takes a value away.

        Raises: UnknownField if there is no part of that name.
        """
        return type(self)(**{**vars(self), **changes})

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.parts() == other.parts()

    def __hash__(self) -> int:
        return hash((type(self), _hashable(self.parts())))

    def parts(self) -> dict[str, Any]:
        """Return what was given, by Python name: what the value is compared by."""
        return vars(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def _hashable(value: Any) -> Any:
    if isinstance(value, dict):
        return frozenset((name, _hashable(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    return value


@per_class
def _defaults(cls: type[Record]) -> dict[str, Any]:
    """Return the parts of *cls*, and what stands for each that is not given."""
    parts = [name for name, hint in _hints(cls).items() if get_origin(hint) is not ClassVar and hint is not ClassVar]
    defaults = {name: getattr(cls, name, None) for name in parts}
    return {name: None if isinstance(default, property) else default for name, default in defaults.items()}


@per_class
def params(cls: type[Record]) -> tuple[ParamRow, ...]:
    """Return the parameters of *cls* in the order of its declaration, those of its bases first."""
    rows = []
    for name, hint in _hints(cls).items():
        for marker in getattr(hint, "__metadata__", ()):
            grade: Grade = "assumed" if cls.grade == "assumed" else marker.grade
            rows.append(
                ParamRow(
                    name=name,
                    wire=marker.wire,
                    shape=_shape(hint.__origin__),
                    doc=marker.doc,
                    required=marker.required and grade == "documented",
                    when=marker.when,
                    unit=marker.unit,
                    values=marker.values,
                    is_nullable=marker.is_nullable,
                    source=marker.source or cls.source,
                    grade=grade,
                )
            )
    return tuple(rows)


def _hints(cls: type[Record]) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def _shape(hint: Any) -> Any:
    """Return a declared type without ``| None``."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not types.NoneType)
    return hint
