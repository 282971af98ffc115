"""Frozen dataclasses whose constructor is as fast as that of a plain class.

The constructor that `dataclasses` makes for a frozen class sets each field by a call that goes around the freezing,
which takes several times as long as all else; an engine that emits some for each event feels it. Here a value is of an
open twin class, of the same slots, while its constructor runs, so its fields are plain assignments.
"""

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

__all__ = ["frozen"]

_T = TypeVar("_T")

# Makes an object one of another class of the same layout, whatever its own class says of assignments.
_BECOME = object.__dict__["__class__"].__set__

if TYPE_CHECKING:

    @dataclass_transform(frozen_default=True)
    def frozen(cls: type[_T]) -> type[_T]:
        """Make a frozen dataclass with slots of *cls*; its defaults are values, not factories."""
        ...

else:

    def frozen(cls):  # noqa: D103  # said above
        made = dataclass(frozen=True, slots=True)(cls)
        names = [field.name for field in fields(made)]
        twin = type(f"_Open{made.__name__}", (), {"__slots__": names})
        space = {"_open": _BECOME, "_Twin": twin, "_Made": made}
        space |= {f"_default_{field.name}": field.default for field in fields(made) if field.default is not MISSING}
        parameters = [f"{name}=_default_{name}" if f"_default_{name}" in space else name for name in names]
        lines = [
            f"def __init__({', '.join(['self', *parameters])}):",
            " _open(self, _Twin)",
            *(f" self.{name} = {name}" for name in names),
            " self.__class__ = _Made",
        ]
        exec("\n".join(lines), space)  # noqa: S102  # names of fields of ours
        made.__init__ = space["__init__"]
        made.__init__.__qualname__ = f"{made.__qualname__}.__init__"
        made.__init__.__annotations__ = {name: made.__annotations__[name] for name in names}
        return made
