"""The OpenAPI document of the API, made of the declarations that serve it."""

from importlib.metadata import version
from typing import Any

from server.api.operation import Operation, Parameter
from server.api.problems import MEDIA_TYPE
from server.api.schemas import SCHEMAS

__all__ = ["openapi"]

_REFUSALS = {
    400: "A parameter is unknown or wrong.",
    401: "The token is missing or wrong.",
    404: "There is no such thing in the log.",
    503: "The log cannot be read just now, or too many listen.",
}
_EVERYWHERE = (400, 401, 503)


def openapi(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """Return the document, version 3.1, of *operations*."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "texml-server",
            "version": version("texml"),
            "description": "What the platform told this server, event by event, and what it adds up to.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api"}],
        "security": [{}, {"token": []}],
        "paths": {operation.path: {"get": _operation(operation)} for operation in operations},
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The setting api_token. Where none is set, requests from this machine need none.",
                }
            },
            "schemas": SCHEMAS,
            "responses": {
                str(status): {
                    "description": text,
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status, text in _REFUSALS.items()
            },
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{operation.schema}"} if operation.schema else {}
    refusals = sorted({*_EVERYWHERE, *operation.refusals})
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {
            "200": {"description": operation.summary, "content": {operation.media_type: {"schema": schema}}},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in refusals},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.doc,
        "schema": parameter.schema(),
    }
