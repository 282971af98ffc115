"""Commands about documents: `texml lint`, `texml convert`, `texml fmt`."""

import sys
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO

import click

from texml.cli.exits import Unreadable
from texml.cli.fetching import fetched
from texml.errors import DocumentError, InvalidXml
from texml.formatting import formatted, python_source
from texml.lint import FORMATS, Document, FileFinding, documents_in, files_in, findings_in
from texml.reader import parse
from texml.rules import RULES
from texml.vocabulary.documents import DOCUMENT_KINDS

__all__ = ["convert", "fmt", "lint"]

_STDIN = "-"
_DOCUMENT = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
_UNCHECKED = "TX001"
"""The code of a document that no other rule could be asked about."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|-|URL...")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--as", "key", type=click.Choice(list(DOCUMENT_KINDS)), default="voice", show_default=True)
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code begins so: TX1,TX402.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not the rules whose code begins so.")
@click.option("--strict", is_flag=True, help="Let warnings and notes count, too.")
@click.option(
    "--skip-others", "is_found", is_flag=True, help="Leave out named XML files of other kinds, as in folders."
)
def lint(
    *,
    sources: tuple[str, ...],
    style: str,
    key: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    is_found: bool,
) -> None:
    """Check documents: XML files, strings in Python files, folders of both, standard input (-), or URLs.

    Ends with status 1 if there is an error, or with --strict anything at all, and with 2 if something cannot be read.
    A comment <!-- texml: ignore[TX402] --> silences a rule for its line and the next, ignore-file[TX402] for the whole
    document. What is no XML is told whatever is selected, as no rule can be asked about it.
    """
    selected, ignored = _codes(select), _codes(ignore)
    unreadable: list[str] = []
    checked = 0
    found: list[FileFinding] = []
    for source in sources:
        for document in _documents(source, unreadable, is_found=is_found):
            checked += 1
            found += (
                finding
                for finding in findings_in(document, kind=DOCUMENT_KINDS[key])
                if (not selected or finding.problem.code.startswith((*selected, _UNCHECKED)))
                and not finding.problem.code.startswith(ignored)
            )
    found.sort(key=lambda finding: finding[:3])
    for line in FORMATS[style](found):
        click.echo(line)
    for reason in unreadable:
        click.echo(f"Error: {reason}", err=True)
    if unreadable:
        sys.exit(Unreadable.exit_code)
    if style == "text":
        click.echo(_summary(found) if checked else "no document found", err=True)
    sys.exit(any(strict or finding.severity == "error" for finding in found))


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """Return what codes are to begin with, given one by one or with commas between them."""
    prefixes = tuple(prefix.strip().upper() for each in given for prefix in each.split(","))
    for prefix in prefixes:
        if not prefix or not any(rule.code.startswith(prefix) for rule in RULES):
            raise Unreadable(f"no rule begins with {prefix!r}; docs/reference/rules.md lists them")
    return prefixes


def _documents(source: str, unreadable: list[str], *, is_found: bool) -> Iterator[Document]:
    """Yield the documents of a source; why a part of it cannot be read is added to *unreadable*.

    *is_found* says that a program found the source, as files in a folder are found.
    """
    for name, read in _contents(source):
        try:
            yield from documents_in(name, read(), is_found=is_found or name != source)
        except SyntaxError as err:
            unreadable.append(f"{name} is no Python: {err}")
        except OSError as err:
            unreadable.append(f"{name} cannot be read: {err.strerror or err}")
        except (HTTPException, ValueError) as err:
            unreadable.append(f"{name} cannot be read: {err}")


def _contents(source: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each file that a source stands for, and what reads it."""
    if source == _STDIN:
        yield "<stdin>", sys.stdin.buffer.read
    elif source.lower().startswith(("http://", "https://")):
        yield source, lambda: fetched(source)
    else:
        for path in files_in(Path(source)):
            yield str(path), path.read_bytes


def _summary(found: list[FileFinding]) -> str:
    counts = {word: sum(finding.severity == word for finding in found) for word in ("error", "warning", "note")}
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for word, number in counts.items() if number]
    return ", ".join(parts) or "nothing found"


@click.command()
@click.argument("file", type=click.File("rb"))
def convert(file: BinaryIO) -> None:
    """Print the Python that builds the document in FILE (- for standard input)."""
    try:
        click.echo(python_source(parse(file.read(), lenient=True)), nl=False)
    except DocumentError as err:
        raise Unreadable(f"{file.name}: {err}") from err


@click.command()
@click.argument("files", nargs=-1, required=True, type=_DOCUMENT)
@click.option("--check", is_flag=True, help="Change nothing; end with status 1 if a file is not formatted.")
def fmt(files: tuple[Path, ...], *, check: bool) -> None:
    """Format documents in place: each element on a line of its own.

    What is read from standard input (-) is printed.
    """
    changed = is_unreadable = False
    for path in files:
        is_stdin = str(path) == _STDIN
        before = sys.stdin.buffer.read() if is_stdin else path.read_bytes()
        try:
            after = formatted(before).encode()
        except InvalidXml as err:
            is_unreadable = True
            click.echo(f"Error: {path}: {err}", err=True)
            continue
        if is_stdin and not check:
            click.echo(after, nl=False)
        elif after != before:
            changed = True
            click.echo(f"{path} {'would be' if check else 'was'} formatted", err=True)
            if not check:
                path.write_bytes(after)
    sys.exit(Unreadable.exit_code if is_unreadable else check and changed)
