"""All rules, in the order of their codes."""

from functools import lru_cache

from texml.rules import evidence, flow, requests, together, vocabulary
from texml.rules.rule import About, Check, Rule
from texml.vocabulary import Element, Row, TextRow, rows, text_row

__all__ = ["RULES", "checks_of"]

RULES: tuple[Rule, ...] = (
    *vocabulary.RULES,
    *together.RULES,
    *flow.RULES,
    *requests.RULES,
    *evidence.RULES,
)


@lru_cache(maxsize=1_000)
def checks_of(element: type[Element], wires: tuple[str, ...], has_braces: bool) -> tuple[tuple[Rule, Check], ...]:
    """Return the rules that may find something about an *element* with these attributes, by their wire names.

    *has_braces* says whether double braces are in the document. Documents use few of the possible sets of attributes,
    so what was said of one is remembered.
    """
    text = text_row(element)
    given: list[Row | TextRow] = [
        *(row for row in rows(element) if row.wire in wires),
        *([text] if text is not None else []),
    ]

    def may_find(rule: Rule) -> bool:
        if (rule.of and element.tag not in rule.of) or (rule.is_about_braces and not has_braces):
            return False
        return not rule.about or any(_is_about(rule.about, row) for row in given)

    return tuple((rule, rule.check) for rule in RULES if rule.check is not None and may_find(rule))


def _is_about(about: About, row: Row | TextRow) -> bool:
    return about(row) if callable(about) else row.name in about
