"""What may stand in an argument of a REST command, beside the kinds that attributes share (texml/vocabulary/kinds).

Attributes are text in XML; arguments are JSON, so a text may hold any character, and there are lists and objects.
"""

import re
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from texml.errors import InvalidValue, MissingContent, WrongType
from texml.vocabulary.facts import Pattern
from texml.vocabulary.kinds import Kind
from texml.vocabulary.refusal import Refusal, shown

__all__ = [
    "Base64",
    "Flexible",
    "FreeText",
    "Moment",
    "NumberChoice",
    "Object",
    "OneOf",
    "Several",
    "ShapedText",
    "Spaced",
]


class FreeText(Kind):
    """A text of the caller's own, not blank unless that means something, and at most so long."""

    def __init__(self, *, longest: int | None = None, may_be_blank: bool = False) -> None:
        self.longest = longest
        self.may_be_blank = may_be_blank
        self.allowed = "a text" if may_be_blank else "a text that is not blank"
        if longest is not None:
            self.allowed += f", of {longest} characters at most"

    def admit(self, value: object) -> str:
        """Return *value* as a plain str."""
        if not isinstance(value, str):
            self.refuse_type(value)
        if not self.may_be_blank and (not value or value.isspace()):
            raise Refusal(MissingContent, f"{shown(value)} is blank", found=value, allowed=self.allowed)
        if self.longest is not None and len(value) > self.longest:
            problem = f"the text has {len(value)} characters"
            raise Refusal(InvalidValue, problem, found=value, allowed=self.allowed)
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as err:
                problem = f"half a character, U+{ord(value[err.start]):04X} at index {err.start}, cannot be sent"
                raise Refusal(InvalidValue, problem, found=value, allowed=self.allowed) from None
        return str(value)


class ShapedText(Kind):
    """A text that must match a pattern, and be at most so long."""

    def __init__(self, pattern: Pattern, *, longest: int | None = None) -> None:
        self.pattern = pattern
        self.text = FreeText(longest=longest, may_be_blank=True)
        self.allowed = pattern.allowed + (f", {longest} at most" if longest is not None else "")
        self._matches = re.compile(pattern.regex).fullmatch

    def admit(self, value: object) -> str:
        """Return *value* as a plain str."""
        if not isinstance(value, str):
            self.refuse_type(value)
        if not self._matches(value):
            self.refuse(value)
        return self.text.admit(value)


class Base64(Kind):
    """Bytes, or a mapping that becomes JSON, encoded for the caller; a text must be Base64 already."""

    allowed = "bytes or a dict, which are encoded for you, or a text that is Base64 already"

    def admit(self, value: object) -> str:
        """Return the Base64 text."""
        if isinstance(value, Mapping):
            value = _json(value, self).encode()
        if isinstance(value, bytes | bytearray):
            return _encoded(bytes(value))
        if not isinstance(value, str):
            self.refuse_type(value)
        try:
            a2b_base64(value, strict_mode=True)
        except (NotBase64, ValueError):
            near = _encoded(value.encode(errors="replace"))
            problem = f"{shown(value)} is not Base64"
            raise Refusal(InvalidValue, problem, found=value, allowed=self.allowed, nearest=near) from None
        return str(value)


def _encoded(value: bytes) -> str:
    return b2a_base64(value, newline=False).decode()


class NumberChoice(Kind):
    """One number of a closed set."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self.numbers = numbers
        self.allowed = ", ".join(map(str, numbers))

    def admit(self, value: object) -> int:
        """Return the number; True is not 1."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse_type(value)
        if value not in self.numbers:
            self.refuse(value)
        return int(value)


class Moment(Kind):
    """A point in time: a datetime that knows its zone, or a text."""

    allowed = "a datetime with its zone, or a text such as '2026-11-25T20:00:00Z'"

    def __init__(self) -> None:
        self.text = FreeText()

    def admit(self, value: object) -> str:
        """Return the text; that of a datetime is in UTC, to the millisecond."""
        if not isinstance(value, datetime):
            return self.text.admit(value) if isinstance(value, str) else self.refuse_type(value)
        if value.tzinfo is None:
            problem = "the datetime does not know its zone"
            raise Refusal(InvalidValue, problem, found=value, allowed=self.allowed)
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Several(Kind):
    """One or several values, a list in the request; never none, which the platform takes for all there are."""

    def __init__(self, one: Kind, *, lone: type = str) -> None:
        self.one = one
        self.lone = lone
        self.allowed = f"one or several of: {one.allowed}"

    def admit(self, value: object) -> tuple[Any, ...]:
        """Return the values as a tuple; a lone one is a tuple of one."""
        if isinstance(value, self.lone):
            return (self.one.admit(value),)
        if not isinstance(value, Sequence) or isinstance(value, str | bytes | bytearray):
            self.refuse_type(value)
        if not value:
            allowed = f"{self.allowed}; leave it out for what the platform does without it"
            raise Refusal(InvalidValue, "the list is empty", found=value, allowed=allowed)
        return tuple(self.one.admit(item) for item in value)


class Spaced(Kind):
    """One or several words, one text in the request."""

    def __init__(self, joint: str) -> None:
        self.joint = joint
        self.several = Several(FreeText())
        self.allowed = self.several.allowed

    def admit(self, value: object) -> str:
        """Return the words joined."""
        return self.joint.join(self.several.admit(value))


class Object(Kind):
    """A mapping that is sent as it is."""

    allowed = "a dict of what JSON can hold"

    def admit(self, value: object) -> Mapping[str, Any]:
        """Return a copy that nobody else can change."""
        if not isinstance(value, Mapping):
            self.refuse_type(value)
        import json  # noqa: PLC0415  # importing it takes a third of the time of the vocabulary

        copy: dict[str, Any] = json.loads(_json(value, self))
        return MappingProxyType(copy)


class OneOf(Kind):
    """A value of the first kind that takes it."""

    def __init__(self, *kinds: Kind) -> None:
        self.kinds = kinds
        self.allowed = ", or ".join(kind.allowed for kind in kinds)

    def admit(self, value: object) -> Any:
        """Return the value as its kind stores it."""
        refusals = []
        for kind in self.kinds:
            try:
                return kind.admit(value)
            except Refusal as refusal:
                refusals.append(refusal)
        # The kind that knows the type says best what is wrong with the value.
        closest = next((refusal for refusal in refusals if refusal.error is not WrongType), refusals[0])
        raise Refusal(
            closest.error, closest.problem, found=value, allowed=self.allowed, nearest=closest.nearest
        ) from None


class Flexible(Kind):
    """One text, or several: alone it is a text in the request, else a list."""

    def __init__(self) -> None:
        self.several = Several(FreeText())
        self.allowed = self.several.allowed

    def admit(self, value: object) -> str | tuple[str, ...]:
        """Return the text, or the texts as a tuple."""
        admitted = self.several.admit(value)
        return str(admitted[0]) if isinstance(value, str) else admitted


def _json(value: Mapping[Any, Any], kind: Kind) -> str:
    import json  # noqa: PLC0415

    try:
        return json.dumps(dict(value), allow_nan=False, separators=(",", ":"), default=_plain_or_refuse)
    except (TypeError, ValueError, RecursionError) as err:
        problem = f"the {type(value).__name__} has no JSON: {err}"
        raise Refusal(InvalidValue, problem, found=value, allowed=kind.allowed) from None


def _plain_or_refuse(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
