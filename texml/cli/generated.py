"""Commands that print what is made of the vocabulary: `texml schema`, `texml reference`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from texml.cli.exits import Unreadable
from texml.control_pages import coverage_page, rest_page
from texml.emulator import reference as emulator
from texml.message_pages import callbacks_page, webhooks_page
from texml.reference import element_pages, rules_page, twiml_page, verbs_page
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
        with _writing():
            output.write_text(xsd(version), encoding="utf-8")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def reference(folder: Path) -> None:
    """Write the reference pages into FOLDER, those of the elements into its folder elements."""
    pages = {
        "verbs.md": verbs_page(),
        "twiml.md": twiml_page(),
        "rules.md": rules_page(),
        "callbacks.md": callbacks_page(),
        "webhooks.md": webhooks_page(),
        "rest.md": rest_page(),
        "rest-coverage.md": coverage_page(),
        "emulator-states.md": emulator.states_page(),
        "emulator-profiles.md": emulator.profiles_page(),
        "emulator-coverage.md": emulator.coverage_page(),
        **{f"elements/{name}": text for name, text in element_pages().items()},
    }
    with _writing():
        (folder / "elements").mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")


@contextmanager
def _writing() -> Iterator[None]:
    """Tell in a line what cannot be written."""
    try:
        yield
    except OSError as err:
        raise Unreadable(f"{err.filename} cannot be written: {err.strerror}") from err
