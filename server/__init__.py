"""Serve dial-in conferences: room documents, hold scripts, and a durable log of the platform's callbacks."""

from server.application import create_app
from server.config import Config
from server.errors import ConfigurationError, LogIncompatible, LogUnavailable, ServerError
from server.site import Services

__all__ = [
    "Config",
    "ConfigurationError",
    "LogIncompatible",
    "LogUnavailable",
    "ServerError",
    "Services",
    "create_app",
]
