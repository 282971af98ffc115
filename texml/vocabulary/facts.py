"""The markers that carry a fact: on an attribute, on an element's text, and on a value's shape.

A declaration in texml/vocabulary/verbs reads ``name: Annotated[type, Attr(...)] = None``, and a string below it says
what it means. The type says what Python takes, the marker what the wire and the reader of the reference need: wire
name, range, default, unit, source and grade.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeVar, Union

if TYPE_CHECKING:
    from dataclasses import KW_ONLY, InitVar

    from texml.vocabulary.comment import Comment
    from texml.vocabulary.other import Other
else:
    # Importing dataclasses takes longer than the rest of this package. Type checkers need the real markers; at run
    # time these two stand for them in the declarations, where only their names are read.
    class KW_ONLY:  # noqa: N801
        """Mark, in a declaration, that the fields below it are given by keyword only."""

    class InitVar:
        """Mark a constructor parameter that is not an attribute of the element."""

        def __class_getitem__(cls, item):
            return item


__all__ = [
    "KW_ONLY",
    "Amount",
    "Attr",
    "DialDigits",
    "DisplayName",
    "Ending",
    "Grade",
    "InitVar",
    "Inside",
    "Json",
    "JsonObject",
    "KeyDigits",
    "LanguageTag",
    "OneOrMore",
    "Pattern",
    "Place",
    "SipUri",
    "SpeechPitch",
    "SpeechRate",
    "SpeechTime",
    "SpeechVolume",
    "StatusNumber",
    "Text",
    "Url",
    "Uuid",
    "WebSocketUrl",
]

Grade = Literal["documented", "disputed", "observed", "assumed"]
"""How sure a fact is: stated by the platform; stated by one source and denied by another; seen; concluded by us."""

Ending = Literal["never", "with action", "always"]
"""Whether a verb is the last that is run: the platform goes on with another document, or the call is over."""

_T = TypeVar("_T")
OneOrMore = Union[_T, Sequence[_T]]  # noqa: UP007  # an alias that takes a parameter
if TYPE_CHECKING:
    # What a container takes: elements of these kinds, and what may stand anywhere.
    Inside = Union[_T, Comment, Other, Sequence[_T | Comment | Other]]  # noqa: UP007  # the same
else:
    Inside = OneOrMore


class Pattern:
    """Shape a text attribute: the whole value must match *regex*, which is *allowed* in words.

    *regex* uses only what Python and XML Schema read alike: literal characters and classes, groups, alternatives and
    repeats; no anchors and no letter classes for digits, words or space. *shortcut* is Python source of an expression
    over the value *{0}* that is cheaper than the match and true only where it would succeed, for the usual values.
    *scheme* is what people forget at the start, or write otherwise.
    """

    __slots__ = ("allowed", "regex", "scheme", "shortcut")

    def __init__(self, regex: str, allowed: str, *, shortcut: str = "", scheme: str = "") -> None:
        self.regex = regex
        self.allowed = allowed
        self.shortcut = shortcut
        self.scheme = scheme


# The platform fetches http and https (general webhook guide) and resolves relative references against the document.
# An explicit other scheme (file:, javascript:, data:) is refused; a word without one is a relative reference.
Url = Annotated[
    str,
    Pattern(
        r"[Hh][Tt][Tt][Pp][Ss]?://[^ \t\r\n]+|[^A-Za-z \t\r\n][^ \t\r\n]*"
        r"|[A-Za-z][A-Za-z0-9+.\-]*([^A-Za-z0-9+.\-: \t\r\n][^ \t\r\n]*)?",
        "an http or https URL, or a reference relative to the document",
        shortcut='({0}[:8] == "https://" and len({0}) > 8 or {0}[:1] == "/") and " " not in {0}',
    ),
]
WebSocketUrl = Annotated[str, Pattern(r"[Ww][Ss][Ss]://[^ \t\r\n]+", "a wss:// URL", scheme="wss://")]
SipUri = Annotated[
    str, Pattern(r"[Ss][Ii][Pp][Ss]?:[^ \t\r\n]+", "a SIP URI such as sip:anna@example.com", scheme="sip:")
]
StatusNumber = Annotated[str, Pattern(r"[1-5][0-9]{2}", "an HTTP status such as '200'")]
DialDigits = Annotated[str, Pattern(r"[0-9*#w]+", "digits 0-9, *, # and w (a pause of half a second)")]
KeyDigits = Annotated[str, Pattern(r"[0-9*#]*", "digits 0-9, * and #")]
DisplayName = Annotated[
    str, Pattern(r"[A-Za-z0-9 \-_~!.+]{1,128}", "1 to 128 letters A-Z, digits, spaces and - _ ~ ! . +")
]
Uuid = Annotated[
    str,
    Pattern(
        r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", "a UUID such as 0f4c6e0a-9f9e-4f0e-8a53-2f1f7f0c9d11"
    ),
]
Amount = Annotated[str, Pattern(r"[0-9]{1,12}(\.[0-9]{1,4})?", "an amount of money as text, such as '12.50'")]

LanguageTag = Annotated[str, Pattern("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", "a language such as es or fr-CA")]
_PERCENT = r"[0-9]{1,4}(\.[0-9]{1,4})?%"
SpeechTime = Annotated[str, Pattern(r"[0-9]{1,5}(\.[0-9]{1,4})?m?s", "seconds or milliseconds, such as 3s or 500ms")]
SpeechVolume = Annotated[
    str,
    Pattern(
        r"default|silent|x-soft|soft|medium|loud|x-loud|[+\-][0-9]{1,3}(\.[0-9]{1,4})?dB",
        "default, silent, x-soft, soft, medium, loud, x-loud, or decibels such as -6dB",
    ),
]
SpeechRate = Annotated[
    str, Pattern(f"x-slow|slow|medium|fast|x-fast|{_PERCENT}", "x-slow, slow, medium, fast, x-fast, or such as 80%")
]
SpeechPitch = Annotated[
    str,
    Pattern(
        rf"default|x-low|low|medium|high|x-high|[+\-]{_PERCENT}",
        "default, x-low, low, medium, high, x-high, or a change such as +10%",
    ),
]


class Json:
    """Shape a text that is one JSON object, or a mapping that becomes one."""

    __slots__ = ()


JsonObject = Annotated[str | Mapping[str, object], Json()]


class Place(NamedTuple):
    """Say how a kind of child may stand in its parent.

    *alone*: it bears no sibling. *once*: there is one of it at most. *required*: the parent is not complete without it.
    """

    alone: bool = False
    once: bool = False
    required: bool = False


class Attr:
    """Carry the facts of one attribute.

    *wire* is its name in XML; what it means is said by the string below the field, where editors find it. *min* and
    *max* bound a number, both inclusive, *also* holds numbers outside these bounds that are allowed too. *separator*
    joins the items of a list. *default* is what the platform does when the attribute is absent, as wire text, None
    where no page says. *unit* is the unit of a number. *source* is the page behind the row, by default that of the
    element. *grade* says how sure the row is.

    A field without a Python default is a required attribute.
    """

    __slots__ = ("also", "default", "grade", "max", "min", "separator", "source", "unit", "wire")

    def __init__(
        self,
        wire: str,
        *,
        min: float | None = None,
        max: float | None = None,
        also: tuple[int, ...] = (),
        separator: str = " ",
        default: str | None = None,
        unit: str | None = None,
        source: str | None = None,
        grade: Grade = "documented",
    ) -> None:
        self.wire = wire
        self.min = min
        self.max = max
        self.also = also
        self.separator = separator
        self.default = default
        self.unit = unit
        self.source = source
        self.grade: Grade = grade


class Text:
    """Mark the field that is the text between an element's tags; the string below it says what it means."""

    __slots__ = ()
