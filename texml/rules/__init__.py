"""The rules that documents are checked by, each with its code, its reason and an example of each side."""

from texml.rules.registry import RULES, Prepared, Question, Questions, questions_about
from texml.rules.rule import Check, Report, Rule

__all__ = ["RULES", "Check", "Prepared", "Question", "Questions", "Report", "Rule", "questions_about"]
