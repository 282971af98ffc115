"""The `texml-server` command. Exit status 2 says that something given was wrong, 1 that something failed."""

import click

from server.commands import keeping, moderating, quarantine, reading, rooms, serving

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="texml")
def main() -> None:
    """Serve dial-in conferences over TexML, and read what the platform said about them."""


for _command in (
    serving.run,
    serving.settings,
    serving.print_openapi,
    reading.events,
    reading.conferences,
    quarantine.quarantine,
    moderating.reconcile,
    keeping.export,
    keeping.import_,
    keeping.rebuild,
    keeping.purge,
    keeping.backup,
    keeping.check,
    keeping.migrate,
    rooms.rooms,
    rooms.hold,
):
    main.add_command(_command)
