"""Make the reference pages from the vocabulary: Markdown, a page for each element, with an index, and one for TwiML."""

import re
from collections.abc import Iterable, Iterator

from texml.formatting import python_source
from texml.reader import parse
from texml.rules import RULES
from texml.vocabulary import Element, Row, per_class, reachable, rows, text_row
from texml.vocabulary.documentation import meaning, summary
from texml.vocabulary.documents import DOCUMENT_KINDS
from texml.vocabulary.examples import example_of
from texml.vocabulary.facts import Place
from texml.vocabulary.kinds import Choices, Decimal, Flag, FlagOrWords, Items, JsonText, Kind, Mixed, Numbers, Whole
from texml.vocabulary.twiml import TEXML_ATTRIBUTES, TEXML_ELEMENTS, TWIML_ATTRIBUTES, TWIML_DIFFERENCES, TWIML_ELEMENTS
from texml.vocabulary.verbs import Response

__all__ = ["element_pages", "rules_page", "twiml_page", "verbs_page"]

_GENERATED = "<!-- Generated from the vocabulary by `make docs`; do not edit. -->"
_GRADES = """A **grade** says how sure a fact is: *documented* is stated by the platform, *disputed* by one of its pages
and denied by another, *observed* was seen, *assumed* is concluded by us. The **source** is the page behind it."""


def verbs_page() -> str:
    """Return the page that leads to all elements, and says which verbs each kind of document holds."""
    lines = [_GENERATED, "", "# Elements", "", _GRADES, "", "## Documents", ""]
    for kind in DOCUMENT_KINDS.values():
        verbs = ", ".join(_link(verb, "elements/") for verb in kind.verbs)
        lines += [f"A **{kind.name}** (`--as {kind.key}`) holds {verbs} ({kind.grade}; {kind.source}).", ""]
    lines += ["## All elements", "", "| in Python | on the wire | what it is | stands in |", "|---|---|---|---|"]
    for element in reachable(Response):
        first = summary(element).partition("\n")[0]
        parents = ", ".join(_link(parent, "elements/") for parent in _parents(element))
        lines.append(f"| {_link(element, 'elements/')} | `{element.tag}` | {first} | {parents} |")
    return _page(lines)


def element_pages() -> dict[str, str]:
    """Return the page of each element, by the name of its file."""
    return {_file(element): _page(_element_page(element)) for element in reachable(Response)}


def _file(element: type[Element]) -> str:
    words = re.sub("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", element.__name__)
    return f"{words.lower()}.md"


def _link(element: type[Element], folder: str = "") -> str:
    return f"[{element.__name__}]({folder}{_file(element)})"


@per_class
def _parents(element: type[Element]) -> tuple[type[Element], ...]:
    return tuple(parent for parent in reachable(Response) if element in parent.nested)


def _element_page(element: type[Element]) -> Iterator[str]:
    yield from (_GENERATED, "", f"# {element.__name__}", "", summary(element), "")
    yield from _places(element)
    yield from ("## Example", "", "```xml", example_of(element), "```", "")
    yield from ("```python", python_source(parse(example_of(element))).rstrip(), "```", "")
    yield from _text(element)
    yield from _attributes(element)
    yield from _rules(element)
    yield from _from_twiml(element)
    yield from ("[All elements](../verbs.md)", "")


def _places(element: type[Element]) -> Iterator[str]:
    """Yield where the element stands and what stands in it."""
    shared = any(other.tag == element.tag for other in reachable(Response) if other is not element)
    elsewhere = ", which is something else in another place" if shared else ""
    yield f"- On the wire: `<{element.tag}>`{elsewhere}."
    if _parents(element):
        yield f"- Stands in: {', '.join(_placed(_link(it), it.nested[element]) for it in _parents(element))}."
    kinds = [kind.name for kind in DOCUMENT_KINDS.values() if element in kind.verbs]
    if kinds:
        yield f"- In documents: {', '.join(kinds)}."
    if element.nested:
        held = ", ".join(_placed(_link(child), place) for child, place in element.nested.items())
        yield f"- Holds: {held}{'; one of them is needed' if element.needs_child else ''}."
    if element.ends != "never":
        condition = " where it has an action and does not go on without it" if element.ends == "with action" else ""
        yield f"- Ends the document{condition}: verbs after it are not run."
    if element.one_of:
        yield f"- Exactly one of these is given: {', '.join(f'`{name}`' for name in element.one_of)}."
    yield f"- {element.grade.capitalize()}: {element.source}."
    yield ""


def _placed(link: str, place: Place) -> str:
    marks = [mark for mark, holds in place._asdict().items() if holds]
    return link + (f" ({', '.join(marks)})" if marks else "")


def _text(element: type[Element]) -> Iterator[str]:
    text = text_row(element)
    if text is not None:
        need = "required" if text.required else "optional"
        yield from ("## Text", "", f"`{text.name}`, a `{_type(text.kind)}` ({need}): {meaning(element, text.name)}")
        yield from (f"Allowed: {_cell(text.kind.allowed)}.", "")


def _attributes(element: type[Element]) -> Iterator[str]:
    if rows(element):
        yield from ("## Attributes", "")
        yield "| attribute | on the wire | type | meaning | allowed | default | grade |"
        yield "|---|---|---|---|---|---|---|"
        yield from (_row(row, element) for row in rows(element))
        yield ""


def _row(row: Row, element: type[Element]) -> str:
    unit = f" ({row.unit})" if row.unit else ""
    default = "required" if row.required else f"`{row.default}`" if row.default is not None else ""
    grade = row.grade if row.source == element.source else f"{row.grade}; {row.source}"
    cells = (
        f"`{row.name}`",
        f"`{row.wire}`",
        f"`{_type(row.kind)}`",
        meaning(element, row.name),
        f"{_cell(row.kind.allowed)}{unit}",
        default,
        grade,
    )
    return f"| {' | '.join(cells)} |"


def _type(kind: Kind) -> str:
    """Return the Python type of what is given for a *kind* of value, shortly."""
    return _TYPES.get(type(kind), "bool or str" if getattr(kind, "flags", False) else "str")


_TYPES: dict[type[Kind], str] = {
    Flag: "bool",
    Whole: "int",
    Decimal: "float",
    Choices: "str or list of str",
    Items: "str or list of str",
    Numbers: "int or list of int",
    JsonText: "dict or str",
    FlagOrWords: "bool or str",
    Mixed: "str, element, or list of both",
}


def _rules(element: type[Element]) -> Iterator[str]:
    own = [rule for rule in RULES if element.tag in rule.of]
    if own:
        yield from ("## Rules about it", "")
        yield from (f"- [{rule.code}](../rules.md#{rule.code.lower()}): {rule.title}." for rule in own)
        yield ""


def _from_twiml(element: type[Element]) -> Iterator[str]:
    differences = [*_renamed(element.tag), *_only_here(element.tag), *_differing(element.tag)]
    if differences and element.__name__ == element.tag:
        yield from ("## From TwiML", "")
        yield from (f"- {line}" for line in differences)
        yield ""


def _renamed(tag: str) -> Iterator[str]:
    for name, instead in TWIML_ATTRIBUTES.get(tag, {}).items():
        yield f"`{name}` is no attribute here: {_cell(instead)}."


def _only_here(tag: str) -> Iterator[str]:
    if tag in TEXML_ELEMENTS:
        yield "TwiML has no such element."
    if tag in TEXML_ATTRIBUTES:
        yield f"Only here: {', '.join(f'`{name}`' for name in TEXML_ATTRIBUTES[tag])}."


def _differing(tag: str) -> Iterator[str]:
    for name, twiml, texml in TWIML_DIFFERENCES.get(tag, ()):
        yield f"`{name}`: in TwiML {twiml}, here {texml}."


def twiml_page() -> str:
    """Return the page on what is otherwise for who comes from TwiML."""
    lines = [_GENERATED, "", "# From TwiML", ""]
    lines += [
        "TexML looks like TwiML and is not the same. What it does not know it leaves out without a word, so",
        "`texml lint` finds everything that this page says, with what to do instead, but for the last part: words that",
        "are right in both languages and mean something else.",
        "",
        "## Elements that TexML does not have",
        "",
        "| TwiML | instead |",
        "|---|---|",
        *(f"| `{tag}` | {_cell(instead)} |" for tag, instead in TWIML_ELEMENTS.items()),
        "",
        "## Elements that only TexML has",
        "",
        ", ".join(f"`{tag}`" for tag in TEXML_ELEMENTS) + ".",
        "",
        "## Attributes that TexML does not have, or calls otherwise",
        "",
        "| element | TwiML | instead |",
        "|---|---|---|",
    ]
    for tag, attributes in TWIML_ATTRIBUTES.items():
        lines += [f"| {_tag_link(tag)} | `{name}` | {_cell(instead)} |" for name, instead in attributes.items()]
    lines += ["", "## Attributes that only TexML has", "", "| element | attributes |", "|---|---|"]
    for tag, names in TEXML_ATTRIBUTES.items():
        lines.append(f"| {_tag_link(tag)} | {', '.join(f'`{name}`' for name in names)} |")
    lines += ["", "## The same words, another meaning", "", "| element | what | TwiML | TexML |", "|---|---|---|---|"]
    for tag, differences in TWIML_DIFFERENCES.items():
        lines += [f"| {_tag_link(tag)} | `{name}` | {twiml} | {texml} |" for name, twiml, texml in differences]
    return _page(lines)


def _tag_link(tag: str) -> str:
    [element] = [kind for kind in reachable(Response) if kind.__name__ == tag]
    return _link(element, "elements/")


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


def _cell(text: str) -> str:
    """Return *text* as it stands in a table, its tags as code."""
    return re.sub("<[A-Za-z]+>", r"`\g<0>`", text).replace("|", "\\|")


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
