"""The hold scripts: Jinja2 templates of what a caller hears until the conference starts (waitUrl).

Templates are named ``*.xml``, because that suffix is what switches autoescaping on: without it a caller's name could
become a verb. Every one of them is rendered with sample values and checked against the vocabulary before the server
starts, so that a broken script stops the start and not a call.
"""

import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from traceback import extract_tb

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from server.errors import ConfigurationError
from server.room import Room, Rooms
from server.urls import Urls
from texml import Conference
from texml.validation import iter_problems
from texml.vocabulary.documents import CONFERENCE_WAIT

__all__ = ["HoldScripts"]

# Markup, quotes and an ampersand: a template that does not escape them does not pass the check.
_SAMPLE = 'Tom & "Ann" <Dial>\'s'
_SAMPLE_URLS = Urls("https://voice.example.com/a&b")


class HoldScripts:
    """The hold scripts of one server, checked.

    *folder* holds templates of one's own in ``voice/``, which come before the built-in ones.

    Raises: ConfigurationError with file and line for a template that is broken, or that a room names and nobody has.
    """

    def __init__(self, rooms: Rooms, folder: Path | None = None) -> None:
        if folder is not None and not (folder / "voice").is_dir():
            raise ConfigurationError("it holds no folder voice/", place=f"setting templates {folder}")
        with as_file(files("server.templates")) as built_in:
            folders = [*([folder] if folder is not None else []), built_in]
        self._environment = _environment(folders)
        names = self._environment.list_templates(extensions=["xml"])
        for name in names:
            if name.startswith("_"):
                continue  # a part, checked where it is included
            _check(_environment(folders, [_LineMarks]), name)
        for room in rooms.values():
            if room.wait_template not in names:
                raise ConfigurationError(
                    f"there is no template {room.wait_template!r}",
                    place=f"[rooms.{room.key}]",
                    key="wait_template",
                    allowed=", ".join(names),
                )

    def render(self, room: Room, urls: Urls) -> str:
        """Return the hold script of *room* as a document."""
        return self._environment.get_template(room.wait_template).render(_values(room, urls))


def _values(room: Room, urls: Urls) -> dict[str, str | None]:
    """Return what a template may use; docs/how-to/hold-scripts.md lists the same names."""
    return {
        "key": room.key,
        "name": room.conference.name,
        "voice": room.voice,
        "language": room.language,
        "wait_url": urls.wait(room.key),
    }


def _environment(folders: list[Path], extensions: "list[type[Extension]] | None" = None) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "voice" for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=extensions or [],
    )


def _check(environment: jinja2.Environment, name: str) -> None:
    """Raise for the first thing that is wrong with a template; *environment* marks lines."""
    sample = Room(key="sample", conference=Conference(_SAMPLE), voice=_SAMPLE, language=_SAMPLE)
    try:
        marked = environment.get_template(name).render(_values(sample, _SAMPLE_URLS))
    except jinja2.TemplateSyntaxError as err:
        raise ConfigurationError(str(err.message), place=f"{err.filename or name} line {err.lineno}") from err
    except Exception as err:  # a template is a program, it can raise anything
        raise ConfigurationError(f"{type(err).__name__}: {err}", place=_raised_at(err, name)) from err
    document, places = _unmark(marked, name)
    for problem in iter_problems(document, kind=CONFERENCE_WAIT):
        if problem.severity != "error":
            continue
        place = places[min(problem.line or 1, len(places)) - 1]
        reason = f"{problem.path}: {problem.reason}"
        raise ConfigurationError(f"{reason}; {problem.hint}" if problem.hint else reason, place=place)


def _raised_at(err: Exception, name: str) -> str:
    """Return file and line of the template at which *err* was raised; Jinja2 puts them into the traceback."""
    frames = [frame for frame in extract_tb(err.__traceback__) if frame.filename.endswith(".xml")]
    return f"{frames[-1].filename} line {frames[-1].lineno}" if frames else name


class _LineMarks(Extension):
    """Mark the start of each line of a template's text with its file and line, for `_unmark` to take out again.

    Rendering leaves lines out and repeats them; the marks are what still leads from a line of the document to the
    line of the template that somebody can edit.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of one template, its text marked."""
        file = stream.filename or stream.name or ""
        for token in stream:
            if token.type == "data":
                lines = enumerate(token.value.split("\n"), token.lineno)
                yield Token(token.lineno, "data", "\n".join(f"{_mark(file, number)}{line}" for number, line in lines))
            else:
                yield token


# Private use characters, which no template has a reason to hold.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}([0-9]+){_CLOSE}")


def _mark(file: str, line: int) -> str:
    return f"{_OPEN}{file}{_CLOSE}{line}{_CLOSE}"


def _unmark(marked: str, name: str) -> tuple[str, list[str]]:
    """Return the document without its marks, and for each of its lines the place in a template it came from."""
    places = []
    place = f"{name} line 1"
    for line in marked.split("\n"):
        found = _MARK.search(line)
        if found:
            place = f"{found[1]} line {found[2]}"
        places.append(place)
    return _MARK.sub("", marked), places
