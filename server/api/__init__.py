"""The API: what the log holds, for programs; JSON, described by its own OpenAPI document."""

from server.api.blueprint import blueprint
from server.api.openapi import openapi

__all__ = ["blueprint", "openapi"]
