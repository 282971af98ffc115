"""Make what is said of the server from its own declarations: the settings, and the API."""

import json

from server.api.openapi import openapi
from server.api.operations import OPERATIONS
from server.config import SETTINGS

__all__ = ["openapi_text", "settings_page"]

_HEAD = """<!-- Generated from server/config.py by `make docs`; do not edit. -->

# Settings of texml-server

An option of `texml-server run` comes first, then the environment, then the `--config` file (TOML, one key each), then
the default. Secrets have no option, as every process of a machine can read a command line.

| setting | option | environment | default | what for |
|---|---|---|---|---|
"""


def settings_page() -> str:
    """Return the page as Markdown."""
    rows = []
    for setting in SETTINGS:
        option = "" if setting.secret else f"`--{setting.name.replace('_', '-')}`"
        default = "" if setting.default is None else f"`{setting.default}`"
        rows.append(f"| `{setting.name}` | {option} | `{setting.variable}` | {default} | {setting.help} |\n")
    return _HEAD + "".join(rows)


def openapi_text() -> str:
    """Return the OpenAPI document of the API as it is committed, to be read and compared."""
    return json.dumps(openapi(OPERATIONS), indent=2, ensure_ascii=False) + "\n"
