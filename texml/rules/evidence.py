"""Rules about what is not sure: texts that the platform changes, and facts that its pages dispute."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule, rule_of_usage
from texml.tree import Comment
from texml.usage import Usage
from texml.vocabulary import Row, TextRow, rows
from texml.vocabulary.refusal import with_article
from texml.writer import Mustache

__all__ = ["PASTED", "RULES"]


@rule(
    "TX501",
    "note",
    "Double braces are expanded",
    why="The platform replaces {{From}} and the like before it parses the document; a caller's text could ask for it.",
    bad="<Say>You called from {{From}}.</Say>",
    good="<Say>You called from &#123;{From}}.</Say>",
    is_about_braces=True,
)
def _braces_are_meant(checked: Checked) -> Iterator[Report]:
    if isinstance(checked.text, Mustache):
        yield Report("the platform expands what stands in double braces", "write &#123;{ for braces as text")
    for name, value in checked.attributes.items():
        if isinstance(value, Mustache):
            yield Report("the platform expands what stands in double braces", "write &#123;{ for braces as text", name)
    if any(isinstance(piece, Comment) and "{{" in piece.text for piece in checked.content):
        reason = "the platform expands what stands in double braces, and it could end the comment that it stands in"
        yield Report(reason, "leave the braces out")


def _is_disputed(row: Row | TextRow) -> bool:
    return isinstance(row, Row) and row.grade == "disputed"


@rule_of_usage(
    "TX601",
    "note",
    "Attributes on which the platform's pages agree",
    why="One source has it and another denies it, so it may be ignored.",
    bad='<Gather method="POST"/>',
    good="<Gather/>",
    about=_is_disputed,
)
def _attributes_are_undisputed(usage: Usage) -> Iterator[Report]:
    for row in rows(usage.table.element):
        if _is_disputed(row) and row.wire in usage.wires:
            yield Report(f"the platform's pages disagree about it ({row.source})", None, row.wire)


def _assumed(usage: Usage) -> Iterator[Report]:
    for row in rows(usage.table.element):
        if row.grade == "assumed" and row.wire in usage.wires:
            yield Report(f"no page of the platform says so ({row.source})", None, row.wire)


@rule(
    "TX602",
    "note",
    "A page documents what is written",
    why="What we conclude from examples and from standards that the platform follows may not work as is meant.",
    bad='<Say>Wait <break time="1s"/> please.</Say>',
    good="<Say>Wait, please.</Say>",
    of=("Say", "prosody"),  # that hold assumed elements, or have assumed attributes
    inside=True,
    told=_assumed,
)
def _facts_are_documented(checked: Checked) -> Iterator[Report]:
    # One report for all that stands in an element on an assumption: where one does, so do the others.
    element = checked.element
    assumed = [child for child in checked.children if child.element is not None and child.element.grade == "assumed"]
    if assumed and element is not None and element.grade != "assumed":
        tags = ", ".join(dict.fromkeys(child.tag for child in assumed))
        yield Report(f"no page says that {with_article(element.tag)} may hold it: {tags}", None, at=assumed[0])


PASTED = Rule(
    "TX511",
    "warning",
    "Programs build documents, they do not paste them together",
    "In an f-string, or by +, % or format, a caller's text can close the element that it stands in and become verbs.",
    'f"<Say>Hello {name}</Say>"',
    'Response().say(f"Hello {name}")',
    is_python=True,
)

RULES: tuple[Rule, ...] = (_braces_are_meant, PASTED, _attributes_are_undisputed, _facts_are_documented)
