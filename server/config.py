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
from typing import Annotated, Any, NamedTuple, get_type_hints
from urllib.parse import urlsplit

from server.errors import ConfigurationError
from texml.vocabulary import nearest

__all__ = ["SETTINGS", "Config", "Setting", "load", "read_toml"]

_PREFIX = "TEXML_"
_PATH_TOKEN = re.compile("[A-Za-z0-9_-]+")


class _Help(NamedTuple):
    """What a setting is for; *secret* says that its value is never shown."""

    text: str
    secret: bool = False


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
        str, _Help("Where the log is: sqlite:///FILE, on a local disk; four slashes for an absolute path.")
    ] = "sqlite:///texml.db"
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

    telnyx_api_key: Annotated[
        str | None,
        _Help("Key of the platform's REST API; without one there is no moderation: no mute, hold, kick.", secret=True),
    ] = None
    telnyx_base_url: Annotated[str | None, _Help("Where that API is; by default the platform's own address.")] = None
    telnyx_account_sid: Annotated[
        str | None, _Help("Account that conferences belong to; by default what their callbacks say.")
    ] = None

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
        return tuple(token.strip() for token in (self.path_token or "").split(",") if token.strip())


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

    @property
    def variable(self) -> str:
        """Return the environment variable that sets it."""
        return _PREFIX + self.name.upper()


def _settings() -> tuple[Setting, ...]:
    hints = get_type_hints(Config, include_extras=True)
    table = []
    for field in fields(Config):
        shape, note = hints[field.name].__origin__, hints[field.name].__metadata__[0]
        table.append(Setting(field.name, int if shape is int else str, field.default, note.text, note.secret))
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
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise ConfigurationError(
            f"it is of type {type(value).__name__}", place=place, key=key, allowed=f"type {wanted.__name__}"
        )
    return value


def _from_text(setting: Setting, text: str) -> object:
    if setting.type is str:
        return text or None
    try:
        return int(text)
    except ValueError:
        raise ConfigurationError(
            f"{text!r} is no number", place="environment", key=setting.variable, allowed="a whole number"
        ) from None


def _wrong(name: str, problem: str, allowed: str) -> ConfigurationError:
    return ConfigurationError(problem, place="setting", key=name, allowed=allowed)
