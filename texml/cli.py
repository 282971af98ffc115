"""The `texml` command."""

from pathlib import Path

import click

from texml.reference import callbacks_page, verbs_page
from texml.schema import xsd

__all__ = ["main", "reference", "schema"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="texml")
def main() -> None:
    """Write and check TexML."""


@main.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
def schema(output: Path | None) -> None:
    """Print the XML Schema (XSD 1.0) of the language."""
    if output is None:
        click.echo(xsd(), nl=False)
    else:
        output.write_text(xsd(), encoding="utf-8")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def reference(folder: Path) -> None:
    """Write the reference pages into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "verbs.md").write_text(verbs_page(), encoding="utf-8")
    (folder / "callbacks.md").write_text(callbacks_page(), encoding="utf-8")
