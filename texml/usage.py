"""What the vocabulary says of an element, laid out to be looked up by the words of a document.

An element is used with few of the possible sets of attributes. What follows from such a set alone is found out once
and remembered as a `Usage`: so most elements of most documents are checked by a look-up for each word.
"""

from collections.abc import Callable
from typing import Any, NoReturn

from texml.errors import UnknownAttribute
from texml.vocabulary import Element, Row, TextRow, per_class, rows, text_row
from texml.vocabulary.kinds import Readings, Words
from texml.vocabulary.refusal import Refusal
from texml.writer import Mustache

__all__ = ["Table", "Usage", "stripped", "table_of"]

_MOST = 128


class Usage:
    """An element with certain attributes, which are told by their wire names in the order in which they stand there.

    *excluding* counts those of which one excludes another. *may_end* says whether what follows may never be reached,
    which depends on their values. *read* gives the values of the attributes by their Python names, of names and texts
    in turn; it raises Refusal for a text that stands for nothing, and where the attributes are not what the element
    needs. *questions* is where who checks more remembers what it asks.
    """

    def __init__(self, table: "Table", wires: tuple[str, ...]) -> None:
        self.table = table
        self.wires = wires
        self.excluding = sum(wire in table.excluding for wire in wires)
        self.read = _compiled_reader(table, wires)
        self.may_end = self._may_end()
        self.questions: Any = None

    def has(self, names: tuple[str, ...]) -> bool:
        """Return whether one of the attributes *names* is there, by their Python names; misspelt ones count."""
        return bool(names) and not {_folded(wire) for wire in self.wires}.isdisjoint(map(_folded, names))

    def _may_end(self) -> bool:
        ends = self.table.element.ends
        return ends == "always" or (ends == "with action" and "action" in self.wires) or "loop" in self.wires


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


def _compiled_reader(table: "Table", wires: tuple[str, ...]) -> Callable[[list[str]], dict[str, Any]]:
    """Return `Usage.read`, compiled as constructors are: that takes a third of the time of a loop."""
    known = table.attributes
    if any(wire not in known for wire in wires) or any(row.wire not in wires for row in table.required):
        return _refuse
    values = [f"{known[wire].name!r}: _{index}(pairs[{2 * index + 1}])" for index, wire in enumerate(wires)]
    scope: dict[str, Any] = {f"_{index}": known[wire].of for index, wire in enumerate(wires)}
    return eval(f"lambda pairs: {{{', '.join(values)}}}", scope)  # type: ignore[no-any-return]  # noqa: S307  # ours


def _refuse(_: list[str]) -> NoReturn:
    raise Refusal(UnknownAttribute, "not what the element needs", found=None, allowed="")


class Table(dict[tuple[str, ...], Usage]):
    """An element's attributes, text and children by the words of a document.

    *used_with* gives its usage with certain attributes.
    """

    __slots__ = (
        "attributes", "element", "excluding", "is_selective", "needs_text", "nested", "places", "required", "text",
        "used_with", "wires",
    )  # fmt: skip

    def __init__(self, element: type[Element]) -> None:
        super().__init__()
        text = text_row(element)
        self.used_with: Callable[[tuple[str, ...]], Usage] = self.__getitem__  # brackets take three times as long
        self.element = element
        self.attributes = {row.wire: Readings(row.name, row.kind.read) for row in rows(element)}
        self.required: tuple[Row, ...] = tuple(row for row in rows(element) if row.required)
        self.text = Readings("", str) if text is None else Readings(text.name, _reader_of_text(text))
        self.needs_text = text is not None and text.required
        self.nested = {child.tag: child for child in element.nested}
        self.wires = {row.name: row.wire for row in rows(element)}
        self.excluding = tuple(self.wires.get(name) for name in element.one_of)  # None stands for the text
        self.is_selective = element.is_selective or element.is_demanding
        self.places = {child.tag: place for child, place in element.nested.items()}

    def __missing__(self, wires: tuple[str, ...]) -> Usage:
        usage = Usage(self, wires)
        if len(self) >= _MOST:
            self.clear()
        self[wires] = usage
        return usage


table_of = per_class(Table)


def _reader_of_text(row: TextRow) -> Callable[[str], Any]:
    # White space around a URL or a code is layout; around words it may be meant.
    read = row.kind.read
    return read if isinstance(row.kind, Words) else lambda text: read(stripped(text))


def stripped(text: str) -> str:
    """Return *text* without the white space around it, a `Mustache` as one."""
    bare = text.strip(" \t\r\n")
    return Mustache(bare) if isinstance(text, Mustache) else bare
