"""How commands end when something cannot be done."""

import click

__all__ = ["Unreadable"]


class Unreadable(click.ClickException):
    """What was given cannot be read; status 2."""

    exit_code = 2
