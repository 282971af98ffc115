"""Documents as the engine runs them: an answer's bytes become verbs with their settings, or the reason why not.

The vocabulary says what there is and what holds where nothing is written, so defaults are written in no second place.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from texml.emulator.engine.core import Core
from texml.errors import InvalidXml
from texml.grammar import Checked, check
from texml.tree import Limits, Node, parse_tree
from texml.vocabulary import Element, per_class, rows
from texml.vocabulary.documents import DocumentKind

__all__ = ["HANG_UP", "LEAVE", "Document", "End", "Failure", "Outcome", "Program", "Speakable", "Verb", "program_of"]

_KEPT = 256
# What the grammar finds, by what the platform does about it; the rest is of texts and of parts that lack.
_ELEMENTS = {"TX101": "unknown-verb", "TX102": "misplaced-verb", "TX103": "misplaced-verb", "TX131": "unknown-verb"}
_ATTRIBUTES = {"TX111": "unknown-attribute", "TX112": "wrong-value", "TX132": "unknown-attribute"}


class Failure:
    """Why there is no document to run: *code* names the outcome, *text* says more."""

    __slots__ = ("code", "text")

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text


class Speakable:
    """What a Say says: its words without markup, how many there are to speak, and the silence of its breaks."""

    __slots__ = ("pause_s", "text", "words")

    def __init__(self, node: Node) -> None:
        pieces = list(_spoken(node))
        self.pause_s: float = sum((piece for piece in pieces if isinstance(piece, float)), 0.0)
        self.text = " ".join("".join(piece for piece in pieces if isinstance(piece, str)).split())
        # Digits are said one by one.
        self.words = sum(_words(word) for word in self.text.split())


def _words(word: str) -> int:
    bare = word.strip("+#*.,:;!?()")
    return len(bare) if bare.isdigit() else 1


class Verb:
    """One element of a document: its settings by their Python names, those not given by the platform's defaults."""

    __slots__ = ("children", "get", "given", "line", "node", "speech", "tag", "text", "wires")

    def __init__(self, checked: Checked, element: type[Element]) -> None:
        self.tag = element.tag
        self.given = checked.values
        self.wires = _wires(element)
        self.get: Callable[[str], Any] = {**_defaults(element), **checked.values}.get
        """Return a setting, or None where neither the document nor the platform's pages say."""
        self.node = checked
        self.line = checked.place.line if checked.place else 0
        self.children = tuple(Verb(child, child.element) for child in checked.children if child.element is not None)
        self.speech = Speakable(checked) if self.tag == "Say" else None
        self.text = checked.text.strip()
        """The text inside, without white space around it."""

    def is_empty(self, name: str) -> bool:
        """Return whether a setting is given as an empty text, which is no value of a URL."""
        return self.node.attributes.get(self.wires[name]) == ""


@per_class
def _defaults(element: type[Element]) -> dict[str, Any]:
    return {row.name: row.kind.read(row.default) for row in rows(element) if row.default is not None}


@per_class
def _wires(element: type[Element]) -> dict[str, str]:
    return {row.name: row.wire for row in rows(element)}


def _spoken(node: Node) -> Iterator[str | float]:
    """Yield the texts of a Say, and the seconds of its breaks."""
    for piece in node.content:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, Node):
            if piece.tag == "break":
                yield " "
                yield _break_s(piece.attributes.get("time", ""), piece.attributes.get("strength", ""))
            elif piece.tag == "sub" and "alias" in piece.attributes:
                yield piece.attributes["alias"]
            else:
                yield from _spoken(piece)


def _break_s(time: str, strength: str) -> float:
    """Return how long a break of SSML is."""
    number, unit = (time[:-2], 1000.0) if time.endswith("ms") else (time[:-1], 1.0)
    try:
        return min(max(float(number) / unit, 0.0), 10.0)
    except ValueError:
        return {"none": 0.0, "x-weak": 0.1, "weak": 0.25, "strong": 1.0, "x-strong": 1.5}.get(strength, 0.5)


class Program:
    """What was read from a body once: its verbs, or why there are none, and what is sloppy about it."""

    __slots__ = ("failure", "is_told", "verbs", "warnings")

    def __init__(self, verbs: tuple[Verb, ...], warnings: tuple[tuple[str, str], ...], failure: Failure | None) -> None:
        self.verbs = verbs
        self.warnings = warnings
        self.failure = failure
        self.is_told = False


class Document:
    """A program with the place that it came from, against which its references are resolved; None for an inline one."""

    __slots__ = ("kind", "url", "verbs")

    def __init__(self, verbs: tuple[Verb, ...], url: str | None, kind: DocumentKind) -> None:
        self.verbs = verbs
        self.url = url
        self.kind = kind


class End:
    """How a document ends other than by its last verb."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


HANG_UP: Final = End("hang-up")
LEAVE: Final = End("leave")
Outcome = Document | Failure | End | None
"""What follows a verb: another document, the lack of one, an end, or the next verb."""


def program_of(core: Core, body: bytes, kind: DocumentKind) -> Program:
    """Return what *body* says as a document of that *kind*; what was read lately is not read again."""
    key = (kind.key, body)
    found = core.programs.get(key)
    if found is None:
        if len(core.programs) >= _KEPT:
            del core.programs[next(iter(core.programs))]
        found = core.programs[key] = _read(core, body, kind)
    return found


def _read(core: Core, body: bytes, kind: DocumentKind) -> Program:
    profile = core.profile
    if not body.strip():
        return _failed("empty-body", "the answer has no body; send <Response/> for a document without verbs")
    try:
        tree = parse_tree(body, Limits(bytes=profile.max_document_bytes), of=Checked)
    except InvalidXml as error:
        code = _code(body, error)
        return _failed(code, f"a page of HTML and no document: {error}" if code == "html" else str(error))
    checked = check(tree, kind)
    if checked.element is None:
        return _failed("not-texml", str(checked.findings[0].error))
    findings = [finding for found in checked.walk() for finding in found.findings]
    warnings = []
    for finding in findings:
        is_element = finding.code in _ELEMENTS
        if (profile.unknown_verb if is_element else profile.wrong_attribute) == "refuse":
            return _failed("invalid-document", str(finding.error))
        code = _ELEMENTS.get(finding.code) or _ATTRIBUTES.get(finding.code, "wrong-content")
        warnings.append((code, str(finding.error)))
    verbs = tuple(Verb(child, child.element) for child in checked.children if child.element is not None)
    return Program(verbs, tuple(warnings), None)


def _failed(code: str, text: str) -> Program:
    return Program((), (), Failure(code, text))


def _code(body: bytes, error: InvalidXml) -> str:
    """Return what is wrong with a body that is not XML: the usual mistakes have names of their own."""
    start = body.lstrip()[:15].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if "bytes" in error.problem:
        return "too-large"
    if "is open" in error.problem or "unclosed" in error.problem:
        return "half-document"
    return "not-xml"
