"""Every error the server raises, in one tree.

ServerError
├── ConfigurationError   (ValueError)    a setting, room or template that the server will not start with
├── LogUnavailable       (RuntimeError)  the log could not be written or read just now
└── LogIncompatible      (RuntimeError)  the database is not one that this version can use
"""

__all__ = ["ConfigurationError", "LogIncompatible", "LogUnavailable", "ServerError"]


class ServerError(Exception):
    """Stand at the root of every error of the server."""


class ConfigurationError(ServerError, ValueError):
    """Say what keeps the server from starting: where it stands, what was found, what is allowed, the nearest word.

    *place* names the file with table or line, or the setting; *key* the key in it or None.
    """

    def __init__(
        self, problem: str, *, place: str, key: str | None = None, allowed: str = "", nearest: object = None
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.key = key
        self.allowed = allowed
        self.nearest = nearest

    def __str__(self) -> str:
        parts = [f"{self.place} {self.key}: {self.problem}" if self.key else f"{self.place}: {self.problem}"]
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.nearest:
            parts.append(f"did you mean {self.nearest!r}?")
        return "; ".join(parts)


class LogUnavailable(ServerError, RuntimeError):
    """Say that the log could not be written or read just now; nothing was acknowledged, trying again is right."""


class LogIncompatible(ServerError, RuntimeError):
    """Say that a database is not one that this version can use; the message says what to do."""
