"""A request to the API and its answer, as values."""

import json
from typing import Any, NamedTuple

from texml.emulator.rest.problems import Problem

__all__ = ["Asked", "Reply", "problem_reply"]


class Asked(NamedTuple):
    """One request: *path* is below the base URL, its segments still percent-encoded, *query* as it was sent."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = ""
    authorization: str = ""


class Reply(NamedTuple):
    """One answer: *content* is JSON, None where it has no body."""

    status: int
    content: dict[str, Any] | None

    @property
    def body(self) -> bytes:
        """Return the bytes of the answer."""
        return b"" if self.content is None else json.dumps(self.content).encode()


def problem_reply(problem: Problem) -> Reply:
    """Return the answer that says *problem*."""
    return Reply(problem.status, problem.body)
