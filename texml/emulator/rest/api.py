"""Answer a request: who asks, what is asked, and what comes of it. Nothing changes where the answer is an error."""

import hmac
from collections.abc import Callable
from typing import Any

from texml.emulator.rest.exchange import Asked, Reply, problem_reply
from texml.emulator.rest.platform import Platform
from texml.emulator.rest.problems import NOT_FOUND, UNAUTHORIZED, Refused, not_answered_here, not_taken
from texml.emulator.rest.reading import Read, Routes
from texml.emulator.rest.table import ANSWERED, UNANSWERED
from texml.errors import InputRefused
from texml.vocabulary.control.command import Command

__all__ = ["Api"]

_ROUTES = Routes((*ANSWERED, *UNANSWERED))


class Api:
    """The TeXML side for one account, whose key is *api_key*; *watch* is told of each command and its answer."""

    def __init__(self, platform: Platform, api_key: str, watch: Callable[[Read, Reply], None]) -> None:
        self._platform = platform
        self._authorization = f"Bearer {api_key}".encode()
        self._watch = watch

    def answer(self, asked: Asked) -> Reply:
        """Return the answer to *asked*."""
        if not hmac.compare_digest(asked.authorization.encode(), self._authorization):
            return problem_reply(UNAUTHORIZED)
        try:
            read = _ROUTES.read(asked)
        except Refused as refused:
            return problem_reply(refused.problem)
        try:
            reply = self._carry_out(read.command)
        except Refused as refused:
            reply = problem_reply(refused.problem)
        self._watch(read, reply)
        return reply

    def _carry_out(self, command: Command[Any]) -> Reply:
        answered = ANSWERED.get(type(command))
        if answered is None:
            raise Refused(not_answered_here(type(command).__name__))
        if command.given["account_sid"] != self._platform.engine.account_sid:
            raise Refused(NOT_FOUND)
        try:
            content = answered.perform(self._platform, command)
        except InputRefused as err:
            # What the declarations allow and the engine does not, such as a number with a space in it.
            raise Refused(not_taken(f"{err.problem}; allowed: {err.allowed}")) from err
        return Reply(204 if content is None else 200, content)
