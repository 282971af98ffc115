"""The reference page of the settings, and the committed description of the API."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from server import Config
from server.api import openapi
from server.api.operations import OPERATIONS
from server.reference import openapi_text, settings_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"

# Setting, option, environment and default, as the page tells them.
ROWS = {
    "bind": ("`--bind`", "`TEXML_BIND`", "`127.0.0.1:8080`"),
    "workers": ("`--workers`", "`TEXML_WORKERS`", "`2`"),
    "threads": ("`--threads`", "`TEXML_THREADS`", "`16`"),
    "database": ("`--database`", "`TEXML_DATABASE`", "`sqlite:///texml.db`"),
    "spool": ("`--spool`", "`TEXML_SPOOL`", ""),
    "rooms": ("`--rooms`", "`TEXML_ROOMS`", ""),
    "templates": ("`--templates`", "`TEXML_TEMPLATES`", ""),
    "public_url": ("`--public-url`", "`TEXML_PUBLIC_URL`", ""),
    "api_token": ("", "`TEXML_API_TOKEN`", ""),
    "path_token": ("", "`TEXML_PATH_TOKEN`", ""),
    "public_key": ("`--public-key`", "`TELNYX_PUBLIC_KEY`", ""),
    "signatures": ("`--signatures`", "`TEXML_SIGNATURES`", ""),
    "voice_signatures": ("`--voice-signatures`", "`TEXML_VOICE_SIGNATURES`", ""),
    "account_sid": ("`--account-sid`", "`TEXML_ACCOUNT_SID`", ""),
    "allow_get": ("`--allow-get`", "`TEXML_ALLOW_GET`", "`False`"),
    "trusted_hosts": ("`--trusted-hosts`", "`TEXML_TRUSTED_HOSTS`", ""),
    "proxies": ("`--proxies`", "`TEXML_PROXIES`", "`0`"),
    "streams": ("`--streams`", "`TEXML_STREAMS`", "`4`"),
    "telnyx_api_key": ("", "`TEXML_TELNYX_API_KEY`", ""),
    "telnyx_base_url": ("`--telnyx-base-url`", "`TEXML_TELNYX_BASE_URL`", ""),
}


def table() -> list[list[str]]:
    """Return the cells of each row of the page's table, the head first."""
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in settings_page().splitlines() if "|" in line]


def test_every_setting_is_in_this_test() -> None:
    assert [field.name for field in fields(Config)] == list(ROWS)


def test_every_setting_has_a_row_in_the_order_of_the_fields() -> None:
    assert [f"`{name}`" for name in ROWS] == [name for name, *_ in table()[2:]]


@pytest.mark.parametrize("name", ROWS)
def test_row_tells_option_variable_and_default(name: str) -> None:
    rows = {setting: tuple(cells) for setting, *cells in table()}

    assert ROWS[name] == rows[f"`{name}`"][:3]


def test_every_row_has_a_cell_for_each_column_and_says_what_it_is_for() -> None:
    assert [] == [row for row in table() if len(row) != 5 or not row[-1]]


def test_head_names_the_columns() -> None:
    assert [["setting", "option", "environment", "default", "what for"], ["---"] * 5] == table()[:2]


def test_page_ends_with_one_line_break() -> None:
    assert settings_page() == f"{settings_page().rstrip()}\n"


def test_committed_page_is_the_one_that_is_made() -> None:
    assert settings_page() == PAGE.read_text(encoding="utf-8")


def test_description_of_the_api_is_the_one_that_is_served() -> None:
    assert openapi(OPERATIONS) == json.loads(openapi_text())
