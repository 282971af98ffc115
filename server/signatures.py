"""Whether a request is the platform's, told from its raw bytes before anything takes them apart.

A signature covers timestamp and body, neither path nor query: the secret path prefix ties a request to an endpoint, and
a request by GET, which says everything in its query, proves nothing. So GET is refused in strict mode unless it is
allowed on purpose.
"""

from collections import deque
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

from server.config import Config, VoiceSignatureMode
from server.errors import ConfigurationError
from server.log.arrival import Verdict
from texml.callbacks import read_form
from texml.webhooks import SIGNATURE_HEADER, TIMESTAMP_HEADER, TOLERANCE_S, PublicKey, Refusal, Unauthentic, verify

__all__ = ["REASONS", "Judgement", "Reason", "Signatures", "signed_headers", "why_not_ours"]

Reason = Refusal | Literal["account", "method"]
"""Why a request is not taken for ours: what its signature lacks, another account's, or a method that proves nothing."""

REASONS: tuple[Reason, ...] = (*get_args(Refusal), "account", "method")

_UNTIMELY = ("stale", "future")
_SUSPECTS = 3  # different requests, all signed rightly and none of them timely: then it is the clock

_VARIABLES = {TIMESTAMP_HEADER: "HTTP_TELNYX_TIMESTAMP", SIGNATURE_HEADER: "HTTP_TELNYX_SIGNATURE_ED25519"}


class Judgement(NamedTuple):
    """What the check found: the *verdict* for the log, *reason* None where there is nothing against the request.

    *is_refused* says that it must be answered 401. *is_ours* says that it was signed rightly, if at another time.
    """

    verdict: Verdict
    reason: Reason | None
    is_refused: bool

    @property
    def is_ours(self) -> bool:
        """Return whether a key of ours signed it, whatever else speaks against it."""
        return self.verdict == "verified" or self.reason in _UNTIMELY


_UNCHECKED = Judgement("off", None, is_refused=False)
_VERIFIED = Judgement("verified", None, is_refused=False)


class Signatures:
    """Judges the requests of one process, and notices when it is its own clock that is wrong.

    Raises: ConfigurationError where signatures are asked for and there is no key.
    """

    def __init__(self, config: Config) -> None:
        for name, mode in (("signatures", config.signature_mode), ("voice_signatures", config.voice_signature_mode)):
            if mode != "off" and not config.public_keys:
                raise ConfigurationError(
                    f"{mode} needs a key to verify with",
                    place="setting",
                    key=name,
                    allowed="off, or the account's public key in the environment variable TELNYX_PUBLIC_KEY",
                )
        self._keys = config.public_keys
        self._accounts = config.accounts
        self._allows_get = config.allow_get
        # Signatures that were right but for their time, since the last one that was right in everything.
        self._untimely: deque[str] = deque(maxlen=_SUSPECTS)

    def judge(
        self, raw: bytes, headers: Mapping[str, str], *, method: str, mode: VoiceSignatureMode, now: datetime
    ) -> Judgement:
        """Return what the signature in *headers* (see `signed_headers`) is worth to a request with the body *raw*.

        *raw* is empty for a GET, whatever its query says.
        """
        if mode == "off":
            return _UNCHECKED
        if mode == "present" and not headers:
            return _UNCHECKED
        if method == "GET" and not self._allows_get and mode != "present":
            return self._against("method", mode)
        reason = why_not_ours(raw, headers, self._keys, now=now, accounts=self._accounts)
        if reason in _UNTIMELY:
            signature = headers[SIGNATURE_HEADER]
            if signature not in self._untimely:
                self._untimely.append(signature)
        if reason is not None:
            return self._against(reason, mode)
        self._untimely.clear()
        return _VERIFIED

    @property
    def is_clock_suspect(self) -> bool:
        """Return whether nothing that was signed lately was of this time: then this machine's clock is wrong."""
        return len(self._untimely) == _SUSPECTS

    @staticmethod
    def _against(reason: Reason, mode: VoiceSignatureMode) -> Judgement:
        return Judgement("unverified", reason, is_refused=mode != "monitor")


def why_not_ours(
    raw: bytes,
    headers: Mapping[str, str],
    keys: tuple[PublicKey, ...],
    *,
    now: datetime,
    accounts: frozenset[str] = frozenset(),
    tolerance_s: float = TOLERANCE_S,
) -> Reason | None:
    """Return what speaks against a request, None where nothing does.

    *accounts* are the ones whose events are taken, any where it is empty; a body that names no account passes. With a
    *tolerance_s* of infinity a request of any time passes.
    """
    try:
        verify(raw, headers, keys, now=now.timestamp(), tolerance_s=tolerance_s)
    except Unauthentic as err:
        return err.kind
    if accounts:
        named = read_form(raw).first_values.get("AccountSid")
        if named is not None and named not in accounts:
            return "account"
    return None


def signed_headers(environ: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers of a signature in a WSGI *environ*, those that are there.

    A header that came twice is one here, joined with a comma by the server in front of the application.
    """
    return {name: environ[variable] for name, variable in _VARIABLES.items() if variable in environ}
