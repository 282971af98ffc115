"""Serve, and tell the settings."""

from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from server import logs
from server.commands.options import CONFIG_FILE, console, every_setting, load_config, telling_errors
from server.config import SETTINGS, Config
from server.log.database import database_url
from server.log.engine import shown
from server.reference import openapi_text, settings_page
from server.serving import serve, serve_fallback

__all__ = ["print_openapi", "run", "settings"]


@click.command()
@CONFIG_FILE
@every_setting
@click.option(
    "--fallback", "is_fallback", is_flag=True, help="Serve the fallback URL instead: every call is told sorry."
)
def run(file: Path | None, *, is_fallback: bool, **options: Any) -> None:
    """Serve rooms, hold scripts, callbacks and the API.

    Secrets are not options, as every process can read a command line: set TEXML_API_TOKEN and TEXML_PATH_TOKEN, or
    api_token and path_token in the --config file.
    """
    logs.configure()
    with telling_errors():
        config = load_config(file, options)
        if is_fallback:
            serve_fallback(config, when_ready=_say_fallback)
        else:
            serve(config, when_ready=_say_ready)


def _say_fallback(config: Config) -> None:
    click.echo(f"texml-server is ready on {config.bind}")
    click.echo("  answers   every call with an apology; it needs no database")
    click.echo(f"  fallback voice URL {config.base_url}/voice")


_WHOSE = {
    "strict": "signed ones only",
    "monitor": "signed ones, and others for a look",
    "off": "anybody's: nothing is asked of a signature",
}


def _say_ready(config: Config) -> None:
    click.echo(f"texml-server is ready on {config.bind}")
    click.echo(f"  database  {shown(database_url(config.database))}")
    click.echo(f"  callbacks {_WHOSE[config.signature_mode]}")
    click.echo(f"  rooms     {config.rooms or 'none described: there is one room, demo'}")
    root = f"{config.base_url}/{'<path token>/' if config.path_tokens else ''}"
    click.echo(f"  voice URL {root}voice, or {root}rooms/<room> for one room only")


@click.command()
@click.option("--markdown", is_flag=True, help="Print the reference page instead.")
def settings(*, markdown: bool) -> None:
    """Print the settings: names, environment variables, defaults."""
    if markdown:
        click.echo(settings_page(), nl=False)
        return
    table = Table("setting", "environment", "default", "what for", box=SIMPLE)
    for row in SETTINGS:
        default = "" if row.default is None else str(row.default)
        table.add_row(*map(Text, (row.name, row.variable, default, row.help)))
    console().print(table)


@click.command("openapi")
def print_openapi() -> None:
    """Print the OpenAPI document of the API, which the server serves at /api/openapi.json."""
    click.echo(openapi_text(), nl=False)
