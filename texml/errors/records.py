"""What is wrong with a request or an answer that you make."""

from texml.errors.root import TexmlError

__all__ = ["FrozenRecord", "UnknownField"]


class FrozenRecord(TexmlError, AttributeError):
    """Say that what was sent does not change in place: `replaced` gives a changed copy."""


class UnknownField(TexmlError, TypeError):
    """Say that a request or an answer has nothing of a name: *record* is its class, *name* what was given."""

    def __init__(self, record: str, name: str, nearest: str | tuple[str, ...] | None) -> None:
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"{record}: it has no {name!r}{hint}")
        self.record = record
        self.name = name
        self.nearest = nearest
