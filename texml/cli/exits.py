"""How commands end when something cannot be done."""

import click

__all__ = ["NotThere", "Refused", "Uncertain", "Unreadable"]


class Unreadable(click.ClickException):
    """What was given cannot be read, or not be written; status 2."""

    exit_code = 2


class NotThere(click.ClickException):
    """What was given is wrong, or the platform has nothing of that name; status 2."""

    exit_code = 2


class Refused(click.ClickException):
    """The platform refused or was not reached, and nothing was done; status 3."""

    exit_code = 3


class Uncertain(click.ClickException):
    """Nobody knows whether it was done; status 4."""

    exit_code = 4
