"""What all kinds of value share: the questions they answer, and how they refuse."""

import re
from collections.abc import Sequence
from typing import Any, NoReturn

from texml.errors import InvalidValue, WrongType
from texml.vocabulary.refusal import Refusal, shown, with_article
from texml.writer import Mustache, illegal_character

__all__ = ["Kind", "legal", "parted", "sequence"]

_SPACE = re.compile("[ \t\r\n]+")


def legal(value: str) -> str:
    """Return *value* as an element stores it, a plain str or a `Mustache`, if XML can carry all of it."""
    found = illegal_character(value)
    if found is not None:
        character, index = found
        raise Refusal(
            InvalidValue,
            f"character U+{ord(character):04X} at index {index} cannot stand in XML",
            found=character,
            allowed="the characters of XML 1.0; texml.clean replaces others",
        )
    return value if isinstance(value, Mustache) else str(value)


class Kind:
    """The common part of the kinds.

    *allowed* says in words what may stand there.
    """

    allowed: str

    def admit(self, value: object) -> Any:
        """Return *value* as an element stores it.

        Raises: Refusal if it may not stand there.
        """
        raise NotImplementedError

    def wire(self, value: Any) -> str:
        """Return the wire text of a stored value, not escaped."""
        return value if isinstance(value, str) else str(value)

    def read(self, text: str) -> Any:
        """Return the value that wire text stands for.

        Raises: Refusal if it stands for none.
        """
        return self.admit(text)

    def source(self, name: str, index: int, wire: str) -> tuple[list[str], dict[str, object]]:
        """Return lines that check the parameter *name* and add it to ``_markup``, and the names the lines use.

        The lines run only where the parameter is not None. ``_admit(index, value)`` is this kind's `admit` with the
        refusal turned into an error at the attribute. Here they are those of a value whose wire text needs no escape.
        """
        return [
            f"{name} = _admit({index}, {name})",
            f"_markup += f' {wire}=\"{{_wire{index}({name})}}\"'",
        ], {f"_wire{index}": self.wire}

    def refuse_type(self, value: object) -> NoReturn:
        """Refuse *value* for its type."""
        what = "is not a value" if value is None else f"is {with_article(type(value).__name__)}"
        raise Refusal(WrongType, f"{shown(value)} {what}", found=value, allowed=self.allowed)

    def refuse(self, value: object, near: str | tuple[str, ...] | None = None) -> NoReturn:
        """Refuse *value*, which is of the right type; *near* is the closest right one."""
        raise Refusal(InvalidValue, f"{shown(value)} is not allowed", found=value, allowed=self.allowed, nearest=near)


def sequence(value: object, kind: Kind, *, lone: type = str) -> tuple[object, ...]:
    """Return one or several values as a tuple; *lone* is the type of one.

    A set is refused, as its order is nobody's choice.
    """
    if isinstance(value, lone):
        return (value,)
    if not isinstance(value, Sequence):
        kind.refuse_type(value)
    if not value:
        raise Refusal(InvalidValue, "the list is empty", found=value, allowed=f"{kind.allowed}; leave it out for none")
    return tuple(value)


def parted(text: str, separator: str) -> list[str]:
    """Return the parts of a list; where a space parts them, any white space of XML does, and no other."""
    return [part for part in _SPACE.split(text) if part] if separator == " " else text.split(separator)
