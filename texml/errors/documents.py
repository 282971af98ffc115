"""What cannot stand in a document, and what does not change."""

from texml.errors.root import TexmlError

__all__ = [
    "DocumentError",
    "FrozenElement",
    "InvalidDocument",
    "InvalidNesting",
    "InvalidValue",
    "InvalidXml",
    "MissingAttribute",
    "MissingContent",
    "UnknownAttribute",
    "WrongType",
]


_SHOWN = 80  # characters of a name


class DocumentError(TexmlError):
    """Say what cannot stand in a document: where, what was found, what is allowed, and the nearest right word.

    The message is made of the attributes, so callers never need to parse it:

    *element* is the tag name; *attribute* the name as it was given (Python spelling in a constructor, wire spelling
    in XML), None for the element itself; *problem* one clause that says what was found; *found* the value itself;
    *allowed* what would have been right; *nearest* the closest right word or words, or None. Where XML was read,
    *path* leads to the place (``/Response/Say[2]/@loop``) and *line* and *column* say where it
    is, counted from 1.
    """

    def __init__(
        self,
        problem: str,
        *,
        element: str,
        attribute: str | None = None,
        found: object = None,
        allowed: str = "",
        nearest: str | tuple[str, ...] | None = None,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.element = element
        self.attribute = attribute
        self.found = found
        self.allowed = allowed
        self.nearest = nearest
        self.path = path
        self.line = line
        self.column = column

    @property
    def reason(self) -> str:
        """Return the message without its place: the problem and what is allowed."""
        return f"{self.problem}; allowed: {self.allowed}" if self.allowed else self.problem

    @property
    def hint(self) -> str | None:
        """Return the question that names the nearest right word, or None where no word is near."""
        return f"did you mean {self.nearest!r}?" if self.nearest else None

    def __str__(self) -> str:
        # Names are what somebody sent where XML was read, and may be as long as a document.
        place = f"<{self.element[:_SHOWN]}>"
        if self.attribute is not None:
            place += f" {self.attribute[:_SHOWN]}"
        if self.line is not None:
            place += f" at line {self.line}"
        return "; ".join(filter(None, (f"{place}: {self.reason}", self.hint)))


class UnknownAttribute(DocumentError, TypeError):
    """Say that an element has no attribute of this name; the platform would ignore it without a word."""


class MissingAttribute(DocumentError, TypeError):
    """Say that an element lacks an attribute that it cannot do without."""


class WrongType(DocumentError, TypeError):
    """Say that a value is of a type that the attribute does not take."""


class InvalidValue(DocumentError, ValueError):
    """Say that a value is outside its closed set, range or pattern, or holds characters that XML cannot carry."""


class MissingContent(DocumentError, ValueError):
    """Say that an element lacks the text or child that it cannot do without."""


class InvalidNesting(DocumentError, ValueError):
    """Say that an element stands where the platform would drop it."""


class InvalidXml(DocumentError, ValueError):
    """Say that a text is not well-formed XML, or is XML that is refused unread (DTD, entities, size, depth)."""


class InvalidDocument(DocumentError, ValueError):
    """Say all that is wrong with a document that was read; *errors* holds each, the first one's facts are its own."""

    def __init__(self, errors: tuple[DocumentError, ...]) -> None:
        first = errors[0]
        super().__init__(
            first.problem,
            element=first.element,
            attribute=first.attribute,
            found=first.found,
            allowed=first.allowed,
            nearest=first.nearest,
            path=first.path,
            line=first.line,
            column=first.column,
        )
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class FrozenElement(TexmlError, AttributeError):
    """Say that elements do not change in place: a fluent call or a new element gives the changed value."""
