"""The rules that documents are checked by, each with its code, its reason and an example of each side."""

from texml.rules.registry import RULES, Prepared, Questions, questions_about
from texml.rules.rule import Check, Report, Rule

__all__ = ["RULES", "Check", "Prepared", "Questions", "Report", "Rule", "questions_about"]
