"""What may stand in an attribute: one kind for each shape of value, with its check, its wire form and its reading.

Three things are asked of a kind: `admit` takes a Python value and returns it as elements store it, `wire` gives the
wire text of a stored value, `read` takes wire text back. `source` gives the same as `admit` and `wire` as lines of a
constructor (texml/vocabulary/constructor.py), with a fast path for the usual value.
"""

from texml.vocabulary.kinds.choices import Choice, Choices, Flag
from texml.vocabulary.kinds.kind import Kind
from texml.vocabulary.kinds.numbers import Decimal, Numbers, Whole
from texml.vocabulary.kinds.readings import Readings
from texml.vocabulary.kinds.remembering import Remembering, keep
from texml.vocabulary.kinds.texts import FlagOrWords, Items, JsonText, Mixed, Shaped, Words

__all__ = [
    "Choice",
    "Choices",
    "Decimal",
    "Flag",
    "FlagOrWords",
    "Items",
    "JsonText",
    "Kind",
    "Mixed",
    "Numbers",
    "Readings",
    "Remembering",
    "Shaped",
    "Whole",
    "Words",
    "keep",
]
