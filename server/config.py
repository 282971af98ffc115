"""The settings: one field each, with its default and help; read from options, the environment and a TOML file.

This is the only module that reads the environment. docs/reference/settings.md is made from the fields here.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args, get_type_hints
from urllib.parse import urlsplit

from server.errors import ConfigurationError
from texml.vocabulary import nearest
from texml.webhooks import InvalidKey, PublicKey, public_keys

__all__ = ["SETTINGS", "Config", "Setting", "SignatureMode", "VoiceSignatureMode", "load", "read_toml", "set_variable"]

_PREFIX = "TEXML_"
_PATH_TOKEN = re.compile("[A-Za-z0-9_-]+")
_SPELLINGS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class _Help(NamedTuple):
    """What a setting is for; *secret* says that its value is never shown, *variable* that it has a name of its own."""

    text: str
    secret: bool = False
    variable: str | None = None


SignatureMode = Literal["strict", "monitor", "off"]
"""Whether a request without a right signature is refused, kept apart but answered as if it were right, or taken."""

VoiceSignatureMode = Literal["strict", "present", "monitor", "off"]
"""As `SignatureMode`; ``present`` refuses a wrong signature, but none that is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one server, checked.

    Raises: ConfigurationError for a value that cannot be.
    """

    bind: Annotated[str, _Help("Address to listen on: HOST:PORT (port 0: any free one) or unix:PATH.")] = (
        "127.0.0.1:8080"
    )
    workers: Annotated[int, _Help("How many processes serve requests.")] = 2
    threads: Annotated[int, _Help("How many requests each process serves at once.")] = 16
    database: Annotated[
        str,
        _Help(
            "Where the log is: sqlite:///FILE, on a local disk, four slashes for an absolute path; "
            "or postgresql://USER:PASSWORD@HOST/DATABASE."
        ),
    ] = "sqlite:///texml.db"
    spool: Annotated[
        str | None,
        _Help(
            "Folder on a local disk for callbacks that the database does not take at the moment; "
            "by default beside the database's file, for PostgreSQL texml-spool."
        ),
    ] = None
    rooms: Annotated[str | None, _Help("File that describes the rooms; without one there is a single room, demo.")] = (
        None
    )
    templates: Annotated[
        str | None, _Help("Folder with hold scripts of your own, voice/*.xml; a name that is built in replaces it.")
    ] = None
    public_url: Annotated[
        str | None, _Help("Base of the URLs that the platform calls; by default the address listened on.")
    ] = None
    api_token: Annotated[
        str | None, _Help("Bearer token that /api asks for; needed on any address but loopback.", secret=True)
    ] = None
    path_token: Annotated[
        str | None,
        _Help(
            "Secret first part of every path that the platform calls (A-Z, a-z, 0-9, _ and -). "
            "Several, parted by commas, are all accepted; the first is used.",
            secret=True,
        ),
    ] = None
    public_key: Annotated[
        str | None,
        _Help(
            "Key that the platform's signatures are verified with, in Base64, as its portal shows it. "
            "Several, parted by commas, are all accepted while one is replaced.",
            variable="TELNYX_PUBLIC_KEY",
        ),
    ] = None
    signatures: Annotated[
        str | None,
        _Help(
            "What is asked of callbacks: strict (unsigned ones are refused), monitor (kept, they change nothing), "
            "off (anybody's are taken). By default strict where public_key is set, else off, on loopback only."
        ),
    ] = None
    voice_signatures: Annotated[
        str | None,
        _Help(
            "The same for requests for documents: strict, present (a signature that is there must be right), monitor "
            "or off. By default present where public_key is set, as no page says that these are signed."
        ),
    ] = None
    account_sid: Annotated[
        str | None,
        _Help(
            "Account of ours: only its signed callbacks are taken, its conferences are moderated. Several, parted by "
            "commas, are taken; the first is moderated. By default any, and what callbacks say."
        ),
    ] = None
    allow_get: Annotated[
        bool, _Help("Take callbacks by GET in strict mode too, though a signature does not cover what they say.")
    ] = False
    trusted_hosts: Annotated[
        str | None,
        _Help("Host names that requests may name, parted by commas, .example.com for all below it; any by default."),
    ] = None
    proxies: Annotated[
        int, _Help("How many proxies in front add to X-Forwarded-For; what more it says, anybody may have written.")
    ] = 0
    streams: Annotated[int, _Help("How many listeners to /api/stream each process serves; each holds a thread.")] = 4

    telnyx_api_key: Annotated[
        str | None,
        _Help("Key of the platform's REST API; without one there is no moderation: no mute, hold, kick.", secret=True),
    ] = None
    telnyx_base_url: Annotated[str | None, _Help("Where that API is; by default the platform's own address.")] = None

    def __post_init__(self) -> None:
        for name in ("workers", "threads"):
            if getattr(self, name) < 1:
                raise _wrong(name, f"{getattr(self, name)} is too few", "1 or more")
        if not self.is_unix and self._address() is None:
            raise _wrong("bind", f"{self.bind!r} is no address", "HOST:PORT, [IPV6]:PORT or unix:PATH")
        if self.public_url is not None and not _is_base_url(self.public_url):
            raise _wrong("public_url", f"{self.public_url!r} is no base", "http(s)://HOST[:PORT][/PATH], no query")
        if not all(_PATH_TOKEN.fullmatch(token) for token in self.path_tokens):
            raise _wrong("path_token", "a character cannot stand in it", "A-Z, a-z, 0-9, _ and -")
        if self.api_token is not None and not self.api_token.strip():
            raise _wrong("api_token", "it is blank", "a secret text, or nothing")
        for name in ("proxies", "streams"):
            if getattr(self, name) < 0:
                raise _wrong(name, f"{getattr(self, name)} is too few", "0 or more")
        self._check_signatures()

    def _check_signatures(self) -> None:
        _ = self.public_keys  # looked at now, so that a wrong one is refused
        for name, modes in (("signatures", SignatureMode), ("voice_signatures", VoiceSignatureMode)):
            given, allowed = getattr(self, name), get_args(modes)
            if given is not None and given not in allowed:
                raise ConfigurationError(
                    f"{given!r} is not allowed",
                    place="setting",
                    key=name,
                    allowed=", ".join(allowed),
                    nearest=nearest(given, allowed),
                )

    @property
    def public_keys(self) -> tuple[PublicKey, ...]:
        """Return the keys that the platform may sign with; none where none was given."""
        if self.public_key is None:
            return ()
        try:
            return public_keys(self.public_key)
        except InvalidKey as err:
            raise _wrong("public_key", str(err), "") from err  # it says itself what is allowed

    @property
    def signature_mode(self) -> SignatureMode:
        """Return what is asked of callbacks."""
        given = cast("SignatureMode | None", self.signatures)  # __post_init__ has looked
        return given or ("strict" if self.public_key else "off")

    @property
    def voice_signature_mode(self) -> VoiceSignatureMode:
        """Return what is asked of requests for documents."""
        given = cast("VoiceSignatureMode | None", self.voice_signatures)  # as above
        return given or ("present" if self.public_key else "off")

    @property
    def stream_places(self) -> int:
        """Return how many listeners a process serves, so that a thread is left for calls."""
        return min(self.streams, self.threads - 1)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Return the host names that requests may name; any where it is empty."""
        return _words(self.trusted_hosts)

    @property
    def account(self) -> str | None:
        """Return the account whose conferences are moderated; None: the one that callbacks tell."""
        return next(iter(_words(self.account_sid)), None)

    @property
    def accounts(self) -> frozenset[str]:
        """Return the accounts whose callbacks are taken; any where it is empty."""
        return frozenset(_words(self.account_sid))

    @property
    def is_unix(self) -> bool:
        """Return whether the server listens on a Unix socket."""
        return self.bind.startswith("unix:")

    @property
    def address(self) -> tuple[str, int]:
        """Return host and port to listen on; not for a Unix socket."""
        found = self._address()
        if found is None:
            raise _wrong("bind", f"{self.bind!r} has no host and port", "HOST:PORT")
        return found

    def _address(self) -> tuple[str, int] | None:
        host, colon, port = self.bind.rpartition(":")
        if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
            return None
        return host.removeprefix("[").removesuffix("]"), int(port)

    @property
    def is_loopback(self) -> bool:
        """Return whether only this machine can reach the server."""
        return self.is_unix or _is_loopback(self.address[0])

    @property
    def base_url(self) -> str:
        """Return the base of the URLs that the platform calls, without a slash at its end."""
        if self.public_url is not None:
            return self.public_url.rstrip("/")
        if self.is_unix:
            raise _wrong("public_url", "a Unix socket has no URL", "the URL that the proxy in front is reached by")
        return f"http://{self.bind}"

    @property
    def path_tokens(self) -> tuple[str, ...]:
        """Return the secret path prefixes that are accepted, the one to use first."""
        return _words(self.path_token)


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.query and not parts.fragment


class Setting(NamedTuple):
    """One row of the table of settings."""

    name: str
    type: type
    default: object
    help: str
    secret: bool
    variable: str


def _settings() -> tuple[Setting, ...]:
    hints = get_type_hints(Config, include_extras=True)
    table = []
    for field in fields(Config):
        shape, note = hints[field.name].__origin__, hints[field.name].__metadata__[0]
        kind = shape if shape in (int, bool) else str
        variable = note.variable or _PREFIX + field.name.upper()
        table.append(Setting(field.name, kind, field.default, note.text, note.secret, variable))
    return tuple(table)


SETTINGS: tuple[Setting, ...] = _settings()


def load(
    options: Mapping[str, Any] | None = None,
    *,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Config:
    """Return the settings: *options* first, then the environment, then *file*, then the defaults.

    *options* with the value None count as not given. *environ* is the process's own unless it is passed in.

    Raises: ConfigurationError for an unknown key, a value of the wrong type, or one that cannot be.
    """
    found: dict[str, Any] = {}
    if file is not None:
        found |= {key: _checked(key, value, str(file)) for key, value in read_toml(file).items()}
    variables = os.environ if environ is None else environ
    for setting in SETTINGS:
        if setting.variable in variables:
            found[setting.name] = _from_text(setting, variables[setting.variable])
    given = {key: value for key, value in (options or {}).items() if value is not None}
    found |= {key: _checked(key, value, "setting") for key, value in given.items()}
    return Config(**found)


def set_variable(name: str, value: str | None) -> None:
    """Set an environment variable for a library that reads its settings from there only; None takes it away."""
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def read_toml(file: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises: ConfigurationError if it cannot be read, with the line where there is one.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as err:
        raise ConfigurationError(f"cannot be read: {err.strerror}", place=str(file)) from err
    except UnicodeDecodeError as err:
        raise ConfigurationError(f"is not UTF-8: {err.reason} at byte {err.start}", place=str(file)) from err
    except tomllib.TOMLDecodeError as err:
        raise ConfigurationError(f"is not TOML: {err}", place=str(file)) from err


def _checked(key: str, value: Any, place: str) -> Any:
    names = {setting.name: setting for setting in SETTINGS}
    if key not in names:
        near = nearest(key, names)
        raise ConfigurationError(
            "there is no such setting", place=place, key=key, allowed=", ".join(names), nearest=near
        )
    wanted = names[key].type
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise ConfigurationError(
            f"it is of type {type(value).__name__}", place=place, key=key, allowed=f"type {wanted.__name__}"
        )
    return value


def _from_text(setting: Setting, text: str) -> object:
    if setting.type is str:
        return text or None
    if setting.type is bool:
        if text.lower() not in _SPELLINGS:
            raise ConfigurationError(
                f"{text!r} is neither", place="environment", key=setting.variable, allowed="true or false"
            )
        return _SPELLINGS[text.lower()]
    try:
        return int(text)
    except ValueError:
        raise ConfigurationError(
            f"{text!r} is no number", place="environment", key=setting.variable, allowed="a whole number"
        ) from None


def _wrong(name: str, problem: str, allowed: str) -> ConfigurationError:
    return ConfigurationError(problem, place="setting", key=name, allowed=allowed)
