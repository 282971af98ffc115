"""Serve the operations of the API as they are declared."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from server.api.access import why_not
from server.api.openapi import openapi
from server.api.operation import Operation
from server.api.operations import OPERATIONS
from server.api.problems import Problem, problem_response
from server.errors import LogUnavailable
from server.site import Site

__all__ = ["blueprint"]


def blueprint(site: Site) -> Blueprint:
    """Return the blueprint that reads the log of *site*."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.before_request
    def authorize() -> Response | None:
        """Let pass who may read: with the token, or from this machine where there is none."""
        reason = why_not(request, site.config.api_token)
        if reason is None:
            return None
        response = problem_response(Problem(401, reason))
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    document = openapi(OPERATIONS)

    @api.get("/openapi.json")
    def describe() -> Response:
        """Describe the API."""
        return jsonify(document)

    for operation in OPERATIONS:
        path = operation.path.replace("{", "<").replace("}", ">")
        api.add_url_rule(path, operation.name, _view(operation, site), methods=["GET"])

    @api.errorhandler(LogUnavailable)
    def unavailable(error: LogUnavailable) -> Response:
        """Ask to try again."""
        return _later(Problem(503, str(error)))

    @api.errorhandler(Problem)
    def refuse(problem: Problem) -> Response:
        """Say what is wrong with the request, or that it came at the wrong time."""
        return _later(problem) if problem.status == 503 else problem_response(problem)

    @api.after_request
    def leave_no_copy(response: Response) -> Response:
        """Keep what callers said out of caches."""
        response.headers["Cache-Control"] = "no-store"
        return response

    return api


def _view(operation: Operation, site: Site) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        query = request.args.to_dict(flat=False)
        answer: Any = operation.answer(site, operation.read(path, query))
        return answer if isinstance(answer, Response) else jsonify(answer)

    return view


def _later(problem: Problem) -> Response:
    response = problem_response(problem)
    response.headers["Retry-After"] = "1"
    return response
