"""Problems: what they hold, and the line that shows one."""

from typing import get_args

import pytest

from texml.problem import Problem, Severity

PROBLEM = Problem("TX112", "error", "/Response/Pause[1]/@length", 3, 12, "0 is not allowed", "write 1")


def test_problem_is_read_by_its_names() -> None:
    assert ("TX112", "error", "/Response/Pause[1]/@length", 3, 12, "0 is not allowed", "write 1") == (
        PROBLEM.code,
        PROBLEM.severity,
        PROBLEM.path,
        PROBLEM.line,
        PROBLEM.column,
        PROBLEM.reason,
        PROBLEM.hint,
    )


def test_severities_are_error_warning_and_note() -> None:
    assert ("error", "warning", "note") == get_args(Severity)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        pytest.param(
            PROBLEM, "TX112 /Response/Pause[1]/@length at line 3, column 12: 0 is not allowed; write 1", id="all known"
        ),
        pytest.param(
            PROBLEM._replace(hint=None),
            "TX112 /Response/Pause[1]/@length at line 3, column 12: 0 is not allowed",
            id="no hint",
        ),
        pytest.param(
            PROBLEM._replace(column=None),
            "TX112 /Response/Pause[1]/@length at line 3, column 1: 0 is not allowed; write 1",
            id="no column",
        ),
        pytest.param(
            PROBLEM._replace(line=None, column=None),
            "TX112 /Response/Pause[1]/@length: 0 is not allowed; write 1",
            id="no line",
        ),
        pytest.param(
            Problem("TX001", "error", "/", None, None, "the document has 65537 bytes", None),
            "TX001 /: the document has 65537 bytes",
            id="path only",
        ),
    ],
)
def test_problem_is_shown_with_what_is_known_of_its_place(problem: Problem, text: str) -> None:
    assert text == str(problem)


def test_problems_are_values() -> None:
    assert {PROBLEM} == {PROBLEM, PROBLEM._replace()}
