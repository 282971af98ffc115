"""What cannot be trusted or read of what was sent to you."""

from typing import Literal

from texml.errors.root import TexmlError

__all__ = ["InvalidKey", "Refusal", "Unauthentic", "Untimely", "WebhookError"]


class WebhookError(TexmlError):
    """Say that a request that claims to be the platform's cannot be trusted or read."""


class InvalidKey(WebhookError, ValueError):
    """Say that a key cannot be used: it is not Base64, not of 32 bytes, or one under which anybody can sign."""


Refusal = Literal[
    "missing-header",
    "repeated-header",
    "malformed-timestamp",
    "signature-not-base64",
    "signature-length",
    "wrong-signature",
    "stale",
    "future",
]
"""Why a request is not taken for the platform's; a closed set of words, good as the label of a counter."""


class Unauthentic(WebhookError, ValueError):
    """Say that nothing proves a request to be the platform's: answer 401, and store no event of it.

    *kind* is the reason as one of the words of `Refusal`, *header* the header it was found in, None where the
    signature as such does not fit.
    """

    def __init__(self, kind: Refusal, problem: str, *, header: str | None = None) -> None:
        super().__init__(problem)
        self.kind: Refusal = kind
        self.header = header


class Untimely(Unauthentic):
    """Say that a request is signed rightly, but too long ago or too far in the future: a replay, or a wrong clock.

    *timestamp* is the time it names and *age_s* how many seconds ago that was, less than 0 for the future. Where every
    request is refused so, the clock of this machine is wrong: keep them, and verify them again with
    ``tolerance_s=math.inf``.
    """

    def __init__(self, kind: Refusal, problem: str, *, header: str, timestamp: int, age_s: float) -> None:
        super().__init__(kind, problem, header=header)
        self.timestamp = timestamp
        self.age_s = age_s
