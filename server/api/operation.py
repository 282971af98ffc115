"""What an operation of the API is: one declaration, from which it is served, checked and described."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from server.api.problems import Problem
from server.site import Site
from texml.vocabulary import nearest

__all__ = ["Operation", "Parameter", "Values"]

Values = Mapping[str, Any]
"""What a request asks for, by the name of the parameter; None where it was not given and has no default."""

_SHOWN = 80  # characters of what was given that an error quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of an operation, in its path or its query.

    *type* is ``integer`` with a *minimum* and *maximum*, or ``string`` with a *maximum* length and, where only some
    are allowed, its *choices*.
    """

    name: str
    doc: str
    type: Literal["integer", "string"] = "string"
    place: Literal["query", "path"] = "query"
    minimum: int = 0
    maximum: int
    default: int | None = None
    choices: tuple[str, ...] = ()

    def read(self, text: str) -> int | str:
        """Return the value of *text*.

        Raises: Problem with status 400.
        """
        if self.type == "integer":
            digits = text if text.isascii() and text.isdigit() and len(text) <= 19 else "-1"
            if not self.minimum <= int(digits) <= self.maximum:
                raise self._refusal(text, f"a whole number from {self.minimum} to {self.maximum}")
            return int(digits)
        if self.choices and text not in self.choices:
            raise self._refusal(text, ", ".join(self.choices), nearest(text, self.choices))
        if not self.minimum <= len(text) <= self.maximum or "\0" in text:
            raise self._refusal(text, f"a text of {self.minimum} to {self.maximum} characters without NUL")
        return text

    def _refusal(self, text: str, allowed: str, near: object = None) -> Problem:
        hint = f"; did you mean {near!r}?" if near else ""
        return Problem(
            400,
            f"{self.name}: {text[:_SHOWN]!r} is not allowed; allowed: {allowed}{hint}",
            parameter=self.name,
            allowed=allowed,
        )

    def schema(self) -> dict[str, Any]:
        """Return what it may be, as JSON Schema."""
        if self.type == "integer":
            found: dict[str, Any] = {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}
        elif self.choices:
            found = {"type": "string", "enum": list(self.choices)}
        else:
            found = {
                "type": "string",
                "minLength": self.minimum,
                "maxLength": self.maximum,
                "pattern": "^[^\\x00]*$",  # no database takes a NUL
            }
        return found if self.default is None else found | {"default": self.default}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One GET of the API. *answer* makes what is sent of the site and the values; *schema* names its shape.

    *path* stands below ``/api``, with its parameters in braces. *refusals* are statuses beyond those that every
    operation may answer with.
    """

    name: str
    path: str
    summary: str
    answer: Callable[[Site, Values], Any]
    schema: str | None = None
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = ()
    media_type: str = "application/json"

    def read(self, path: Mapping[str, str], query: Mapping[str, list[str]]) -> Values:
        """Return the values in the *path* and the *query* of a request.

        Raises: Problem with status 400 for what is not a parameter, came twice, or cannot be.
        """
        names = [parameter.name for parameter in self.parameters if parameter.place == "query"]
        for name, given in query.items():
            if name not in names:
                near = nearest(name, names)
                allowed = ", ".join(names) or "none"
                hint = f"; did you mean {near!r}?" if near else ""
                raise Problem(400, f"{name[:_SHOWN]!r} is not a parameter; allowed: {allowed}{hint}", allowed=allowed)
            if len(given) > 1:
                raise Problem(400, f"{name}: it came {len(given)} times; allowed: once", parameter=name)
        found: dict[str, Any] = {}
        for parameter in self.parameters:
            text = path.get(parameter.name) if parameter.place == "path" else query.get(parameter.name, [None])[0]
            found[parameter.name] = parameter.default if text is None else parameter.read(text)
        return found
