"""Commands about documents: `texml lint`, `texml convert`, `texml fmt`."""

import sys
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError
from urllib.request import urlopen

import click

from texml.cli.exits import Unreadable
from texml.errors import DocumentError, InvalidXml
from texml.formatting import formatted, python_source
from texml.lint import FORMATS, FileFinding, documents_in, files_in, findings_in
from texml.reader import parse
from texml.rules import RULES
from texml.tree import LIMITS
from texml.vocabulary.documents import DOCUMENT_KINDS, DocumentKind

__all__ = ["convert", "fmt", "lint"]

_TIMEOUT_S = 10
_STDIN = "-"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|-|URL...")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--as", "key", type=click.Choice(list(DOCUMENT_KINDS)), default="voice", show_default=True)
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code begins so: TX1, TX402.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not the rules whose code begins so.")
@click.option("--strict", is_flag=True, help="Let warnings and notes count, too.")
def lint(
    sources: tuple[str, ...], style: str, key: str, select: tuple[str, ...], ignore: tuple[str, ...], *, strict: bool
) -> None:
    """Check documents: XML files, strings in Python files, folders of both, standard input (-), or URLs.

    Ends with status 1 if there is an error, or with --strict anything at all, and with 2 if something cannot be read.
    A comment <!-- texml: ignore[TX402] --> silences a rule for its line and the next.
    """
    _check_codes((*select, *ignore))
    unreadable: list[str] = []
    found = sorted(
        (
            finding
            for source in sources
            for finding in _findings(source, DOCUMENT_KINDS[key], unreadable)
            if finding.problem.code.startswith(select or ("",))
            and not (ignore and finding.problem.code.startswith(ignore))
        ),
        key=lambda finding: finding[:3],
    )
    for line in FORMATS[style](found):
        click.echo(line)
    for reason in unreadable:
        click.echo(f"Error: {reason}", err=True)
    if unreadable:
        sys.exit(Unreadable.exit_code)
    if style == "text":
        click.echo(_summary(found), err=True)
    sys.exit(any(strict or finding.severity == "error" for finding in found))


def _check_codes(prefixes: Iterable[str]) -> None:
    for prefix in prefixes:
        if not any(rule.code.startswith(prefix) for rule in RULES):
            raise Unreadable(f"no rule begins with {prefix!r}; docs/reference/rules.md lists them")


def _findings(source: str, kind: DocumentKind, unreadable: list[str]) -> Iterator[FileFinding]:
    """Yield what is found in a source; why a part of it cannot be read is added to *unreadable*."""
    for name, read in _contents(source):
        try:
            for document in documents_in(name, read(), is_found=name != source):
                yield from findings_in(document, kind=kind)
        except SyntaxError as err:
            unreadable.append(f"{name} is no Python: {err}")
        except HTTPError as err:
            err.close()  # it is an answer, too
            unreadable.append(f"{name} cannot be read: {err}")
        except (OSError, HTTPException, ValueError) as err:
            unreadable.append(f"{name} cannot be read: {err}")


def _contents(source: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each file that a source stands for, and what reads it."""
    if source == _STDIN:
        yield "<stdin>", sys.stdin.buffer.read
    elif source.lower().startswith(("http://", "https://")):
        yield source, lambda: _fetched(source)
    else:
        for path in files_in(Path(source)):
            yield str(path), path.read_bytes


def _fetched(url: str) -> bytes:
    with urlopen(url, timeout=_TIMEOUT_S) as response:  # noqa: S310  # http and https only
        content: bytes = response.read(LIMITS.bytes + 1)
    return content


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
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; end with status 1 if a file is not formatted.")
def fmt(files: tuple[Path, ...], *, check: bool) -> None:
    """Format documents in place: each element on a line of its own."""
    changed = is_unreadable = False
    for path in files:
        before = path.read_bytes()
        try:
            after = formatted(before).encode()
        except InvalidXml as err:
            is_unreadable = True
            click.echo(f"Error: {path}: {err}", err=True)
            continue
        if after != before:
            changed = True
            click.echo(f"{path} {'would be' if check else 'was'} formatted", err=True)
            if not check:
                path.write_bytes(after)
    sys.exit(Unreadable.exit_code if is_unreadable else check and changed)
