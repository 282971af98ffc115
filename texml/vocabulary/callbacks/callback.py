"""What every request to an application has: its kind, where it is sent and how, and what it carried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypedDict, Unpack

from texml.vocabulary.callbacks.parameters import AccountSid, CallSid, CallSidLegacy, ConnectionId, From, To
from texml.vocabulary.facts import Grade
from texml.vocabulary.record import Record, params
from texml.vocabulary.wire import text_of

__all__ = ["ANY", "Callback", "Mark", "Role", "UnknownCallback"]

Role = Literal["fetch", "action", "notification"]
"""What a request is for: instructions to start with; a result, answered by the instructions to go on with; news."""

Mark = Mapping[str, tuple[str, ...]]
"""Parameters, and the values that each has one of."""

ANY: tuple[str, ...] = ()
"""In a `Mark`: the parameter is there, whatever its value."""


class _Facts(TypedDict, total=False):
    """What the declaration of a class may say beside its parameters: the class variables of `Callback`."""

    kind: str
    role: Role
    sent_to: Mapping[str, str | None]
    default_method: str | None
    methods: tuple[str, ...]
    is_run: bool
    signed: Grade
    told_by: tuple[Mark, ...]
    source: str
    grade: Grade


class Callback(Record):
    """One request of the platform to an application; its subclasses are the kinds that are known.

    Everything is optional here, because a server must not lose an event over a field. *extra* holds the parameters
    that the class does not know, *problems* says in words what was missing or unreadable; the attribute is None then.
    """

    kind: ClassVar[str | None] = None
    """What kind of request it is, in one word; None where that is not known."""
    role: ClassVar[Role] = "notification"
    sent_to: ClassVar[Mapping[str, str | None]] = {}
    """Where its URL is given, and where the method: attributes as Verb.attribute, settings of the application, REST."""
    default_method: ClassVar[str | None] = "POST"
    """The method where none is given; None where the application's own is used."""
    methods: ClassVar[tuple[str, ...]] = ("GET", "POST")
    is_run: ClassVar[bool] = False
    """Whether the answer's body is run as instructions, or played."""
    signed: ClassVar[Grade] = "assumed"
    """How sure it is that the request is signed."""
    told_by: ClassVar[tuple[Mark, ...]] = ()
    """What tells it from others: any one of these marks."""

    def __init_subclass__(cls, **facts: Unpack[_Facts]) -> None:
        """Take the facts of a kind: those that are not given are those of its base."""
        for name, fact in facts.items():
            setattr(cls, name, fact)

    extra: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    if TYPE_CHECKING:
        fields: tuple[tuple[str, str], ...] = ()
    else:
        fields: tuple[tuple[str, str], ...]

        @property
        def fields(self) -> tuple[tuple[str, str], ...]:
            """Return every parameter as it came; of one that was made, not read: as it would be sent."""
            found = self.__dict__.get("fields")
            return self._written() if found is None else found

    def _written(self) -> tuple[tuple[str, str], ...]:
        given = vars(self)
        known = ((row.wire, text_of(given[row.name])) for row in params(type(self)) if row.name in given)
        return (*known, *self.extra)

    def parts(self) -> dict[str, Any]:
        """Return what was given, and every parameter as it came or would be sent."""
        return {**vars(self), "fields": self.fields}

    def replaced(self, **changes: Any) -> Self:
        """Return the same with *changes*, by Python name, as one that is made: its fields are what would be sent.

        Raises: UnknownField if there is no part of that name.
        """
        made = {name: value for name, value in vars(self).items() if name not in ("fields", "problems")}
        return type(self)(**{**made, **changes})


class UnknownCallback(Callback, source="texml-instruction-fetching, 2026-08", grade="assumed"):
    """A request of a kind that nobody has documented, or that does not say which it is."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
