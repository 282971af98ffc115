"""What carries the facts of one argument of a REST command: the marker beside its type, and shapes of texts."""

from typing import Annotated

from texml.vocabulary.facts import Grade, Pattern

__all__ = ["OPENAPI", "SDK", "Arg", "HeaderText", "HttpUrl", "SocketUrl", "Tones"]

OPENAPI = "OpenAPI of 2026-07-16"
SDK = "official Python SDK 4.189"

# The pages say URL and show http and https; what else the platform would fetch is said nowhere.
HttpUrl = Annotated[str, Pattern(r"[Hh][Tt][Tt][Pp][Ss]?://[^ \t\r\n]+", "an http or https URL")]
# A line break would begin a header of somebody else's choice.
HeaderText = Annotated[str, Pattern(r"[^\x00-\x1f\x7f]+", "text on one line, without control characters")]
SocketUrl = Annotated[str, Pattern(r"[Ww][Ss][Ss]?://[^ \t\r\n]+", "a wss:// URL")]
Tones = Annotated[
    str, Pattern(r"[0-9A-D*#wW]+", "digits 0-9, A-D, *, #, w and W (pauses of half a second and a second)")
]


class Arg:
    """Carry the facts of one argument.

    *doc* is its meaning in one sentence. *wire* is its name in the request where that is not the Python name. *min* and
    *max* bound a number, both inclusive, *also* holds numbers outside these bounds; *longest* is the greatest length of
    a text, and *may_be_blank* says that an empty text means something. *default* is what the platform does without it,
    *unit* the unit of a number. *joined* is what joins several words into the one text that the platform takes;
    *lone_is_text* says that one value goes out as a text, and only several as a list. *is_secret* keeps the value out
    of what is shown of a command. *source* is the page behind the row, by default that of the command. *grade* says how
    sure the row is.

    A field without a Python default is a required argument. Where it goes (path, query or body) follows from the
    command's method and path.
    """

    __slots__ = (
        "also",
        "default",
        "doc",
        "grade",
        "is_secret",
        "joined",
        "lone_is_text",
        "longest",
        "max",
        "may_be_blank",
        "min",
        "source",
        "unit",
        "wire",
    )

    def __init__(
        self,
        doc: str,
        *,
        wire: str | None = None,
        min: float | None = None,
        max: float | None = None,
        also: tuple[int, ...] = (),
        longest: int | None = None,
        may_be_blank: bool = False,
        default: str | None = None,
        unit: str | None = None,
        joined: str | None = None,
        lone_is_text: bool = False,
        is_secret: bool = False,
        source: str | None = None,
        grade: Grade = "documented",
    ) -> None:
        self.doc = doc
        self.wire = wire
        self.min = min
        self.max = max
        self.also = also
        self.longest = longest
        self.may_be_blank = may_be_blank
        self.default = default
        self.unit = unit
        self.joined = joined
        self.lone_is_text = lone_is_text
        self.is_secret = is_secret
        self.source = source
        self.grade: Grade = grade
