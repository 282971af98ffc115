"""Commands that print what is made of the vocabulary: `texml schema`, `texml reference`."""

from pathlib import Path

import click

from texml.control_pages import coverage_page, rest_page
from texml.emulator import reference as emulator
from texml.message_pages import callbacks_page, webhooks_page
from texml.reference import rules_page, verbs_page
from texml.schema import Version, xsd

__all__ = ["reference", "schema"]


@click.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@click.option("--xsd", "version", type=click.Choice(["1.0", "1.1"]), default="1.0", show_default=True)
def schema(output: Path | None, version: Version) -> None:
    """Print the XML Schema of the language; XSD 1.1 also says what goes together."""
    if output is None:
        click.echo(xsd(version), nl=False)
    else:
        output.write_text(xsd(version), encoding="utf-8")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def reference(folder: Path) -> None:
    """Write the reference pages into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "verbs.md").write_text(verbs_page(), encoding="utf-8")
    (folder / "callbacks.md").write_text(callbacks_page(), encoding="utf-8")
    (folder / "webhooks.md").write_text(webhooks_page(), encoding="utf-8")
    (folder / "rules.md").write_text(rules_page(), encoding="utf-8")
    (folder / "rest.md").write_text(rest_page(), encoding="utf-8")
    (folder / "rest-coverage.md").write_text(coverage_page(), encoding="utf-8")
    (folder / "emulator-states.md").write_text(emulator.states_page(), encoding="utf-8")
    (folder / "emulator-profiles.md").write_text(emulator.profiles_page(), encoding="utf-8")
    (folder / "emulator-coverage.md").write_text(emulator.coverage_page(), encoding="utf-8")
