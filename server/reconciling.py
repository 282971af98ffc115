"""What `texml-server reconcile` does: what is due for rooms, what is uncertain, and where log and platform differ."""

import json
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import click

from server.application import attending, moderation_of
from server.config import Config
from server.errors import ConfigurationError
from server.log.store import Store
from server.moderation.gaps import Gap
from server.site import Services

if TYPE_CHECKING:
    from texml.client import Client

__all__ = ["report"]

_WORDS = {
    "ended": "is over there, and goes on in the log",
    "unheard": "goes on there, and the log never heard of it",
    "left": "is gone there, and in it in the log",
    "joined": "is in it there, and not in the log",
}


def report(config: Config, store: Store, *, client: "Client | None" = None, as_json: bool = False) -> bool:
    """Print what was settled and where log and platform differ; return whether they agree.

    *client* is by default one with the key of *config*.

    Raises: ConfigurationError if there is no key, or something is wrong with the rooms; LogUnavailable;
    click.ClickException if the platform does not tell.
    """
    services = Services(client=client)
    moderation = moderation_of(config, services, store)
    if moderation is None:
        raise ConfigurationError("it is not set", place="setting", key="telnyx_api_key", allowed="the platform's key")
    # An HTTP client takes long to load, and is loaded only now.
    from server.moderation.service import UnknownAccount  # noqa: PLC0415
    from texml.errors import ApiError  # noqa: PLC0415

    with closing(moderation), attending(config, services, store, moderation) as attendant:
        settled = attendant.look()
        try:
            gaps = moderation.reconcile()
        except (ApiError, UnknownAccount) as err:
            raise click.ClickException(str(err)) from err
    if as_json:
        facts = [{"conference": gap.conference, "call": gap.call, "what": gap.what} for gap in gaps]
        states = [{"id": entry.id, "action": entry.action, "state": entry.state} for entry in settled]
        click.echo(json.dumps({"settled": states, "gaps": facts}))
    else:
        for entry in settled:
            click.echo(f"settled: {entry.action} of {entry.made_at:%Y-%m-%d %H:%M:%S} is {entry.state}")
        _print_gaps(gaps)
    return not gaps


def _print_gaps(gaps: Sequence[Gap]) -> None:
    for gap in gaps:
        who = f"conference {gap.conference}" + (f", call {gap.call}" if gap.call else "")
        click.echo(f"{who}: {_WORDS[gap.what]}")
    if not gaps:
        click.echo("log and platform agree")
