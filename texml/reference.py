"""Make the reference pages from the vocabulary: Markdown, one table for each element."""

from collections.abc import Iterable, Iterator
from functools import cache

from texml.rules import RULES
from texml.vocabulary import Element, Row, reachable, rows, text_row
from texml.vocabulary.documents import CONFERENCE_WAIT, VOICE
from texml.vocabulary.facts import Place
from texml.vocabulary.verbs import Response

__all__ = ["rules_page", "verbs_page"]

_GENERATED = "<!-- Generated from the vocabulary by `make docs`; do not edit. -->"


def verbs_page() -> str:
    """Return the page on documents, elements and attributes."""
    lines = [_GENERATED, "", "# Elements and attributes", ""]
    lines += [
        "Python names on the left, wire names beside them. A default is what the platform does without the attribute;",
        "the builder writes only what you give. Grade and source say how sure a row is and where it comes from.",
        "",
    ]
    for kind in (VOICE, CONFERENCE_WAIT):
        verbs = ", ".join(f"`{verb.tag}`" for verb in kind.verbs)
        lines += [f"A **{kind.name}** holds {verbs} ({kind.grade}; {kind.source}).", ""]
    for element in reachable(Response):
        lines += _element_section(element)
    return _page(lines)


def _element_section(element: type[Element]) -> Iterator[str]:
    yield from (f"## {element.__name__}", "", *_paragraphs(element.__doc__), f"Source: {element.source}.", "")
    if element.tag != element.__name__:
        shared = ", like its namesake elsewhere" if element.tag in _names() else ""
        yield from (f"On the wire `{element.tag}`{shared}.", "")
    if element.nested:
        children = ", ".join(_child(child, place) for child, place in element.nested.items())
        yield from (f"Holds: {children}.", "")
    text = text_row(element)
    if text is not None:
        need = "required" if text.required else "optional"
        yield from (f"Text, `{text.name}` ({need}): {text.doc} Allowed: {_cell(text.kind.allowed)}.", "")
    if rows(element):
        yield "| attribute | on the wire | meaning | allowed | default | grade |"
        yield "|---|---|---|---|---|---|"
        yield from (_row(row, element) for row in rows(element))
        yield ""


@cache
def _names() -> frozenset[str]:
    return frozenset(element.__name__ for element in reachable(Response))


def _child(element: type[Element], place: Place) -> str:
    marks = [mark for mark, holds in place._asdict().items() if holds]
    return f"[{element.__name__}](#{element.__name__.lower()})" + (f" ({', '.join(marks)})" if marks else "")


def _row(row: Row, element: type[Element]) -> str:
    unit = f" ({row.unit})" if row.unit else ""
    default = "required" if row.required else f"`{row.default}`" if row.default is not None else ""
    grade = row.grade if row.source == element.source else f"{row.grade}; {row.source}"
    cells = (f"`{row.name}`", f"`{row.wire}`", row.doc, f"{_cell(row.kind.allowed)}{unit}", default, grade)
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _paragraphs(doc: str | None) -> Iterator[str]:
    """Yield the lines of a docstring without its indentation, then a blank one."""
    yield from (line.strip() for line in (doc or "").strip().splitlines())
    yield ""


def rules_page() -> str:
    """Return the page on the rules that `texml lint` checks."""
    lines = [_GENERATED.replace("the vocabulary", "the rules"), "", "# Rules", ""]
    lines += [
        "What `texml lint` and `texml.validation.iter_problems` find. An **error** is what the platform will not do; a",
        "**warning** what it may do otherwise than is meant; a **note** what an author should know.",
        "",
        "| code | severity | rule |",
        "|---|---|---|",
        *(f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity} | {rule.title} |" for rule in RULES),
        "",
    ]
    for rule in RULES:
        lines += [f"## {rule.code}", "", f"**{rule.title}** ({rule.severity}). {rule.why}", ""]
        for word, example in (("Not so:", rule.bad), ("But so:", rule.good)):
            lines += [word, "", f"    {example or '(an empty Response)'}", ""]
    return _page(lines)


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
