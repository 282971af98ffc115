"""Frozen dataclasses whose constructor is as fast as that of a plain class.

The constructor that `dataclasses` makes for a frozen class sets each field by a general call, which takes four times
as long as all else; an engine that emits some for each event feels it. Here the slots' own setters are called.
"""

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

__all__ = ["frozen"]

_T = TypeVar("_T")

if TYPE_CHECKING:

    @dataclass_transform(frozen_default=True)
    def frozen(cls: type[_T]) -> type[_T]:
        """Make a frozen dataclass with slots of *cls*; its defaults are values, not factories."""
        ...

else:

    def frozen(cls):  # noqa: D103  # said above
        made = dataclass(frozen=True, slots=True)(cls)
        names = [field.name for field in fields(made)]
        space = {f"_set_{name}": made.__dict__[name].__set__ for name in names}
        space |= {f"_default_{field.name}": field.default for field in fields(made) if field.default is not MISSING}
        parameters = [f"{name}=_default_{name}" if f"_default_{name}" in space else name for name in names]
        lines = [
            f"def __init__({', '.join(['self', *parameters])}):",
            *(f" _set_{n}(self, {n})" for n in names),
            " pass",
        ]
        exec("\n".join(lines), space)  # noqa: S102  # names of fields of ours
        made.__init__ = space["__init__"]
        made.__init__.__qualname__ = f"{made.__qualname__}.__init__"
        made.__init__.__annotations__ = {name: made.__annotations__[name] for name in names}
        return made
