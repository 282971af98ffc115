"""All rules, in the order of their codes."""

from texml.rules import evidence, flow, requests, together, vocabulary
from texml.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *vocabulary.RULES,
    *together.RULES,
    *flow.RULES,
    *requests.RULES,
    *evidence.RULES,
)
