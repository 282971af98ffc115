"""The hold programmes: Jinja2 templates of what a caller hears while it waits (waitUrl).

Templates are named ``*.xml``, because that suffix is what switches autoescaping on: without it a caller's name could
become a verb. Every one of them is rendered with sample values and checked against the vocabulary before the server
starts, so that a broken script stops the start and not a call.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.resources import as_file, files
from pathlib import Path
from traceback import extract_tb
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from server.dialin.words import Speech, Words
from server.errors import ConfigurationError
from server.rooms.room import Directory, Tongue
from texml.validation import iter_problems
from texml.vocabulary import nearest
from texml.vocabulary.documents import CONFERENCE_WAIT, QUEUE_WAIT

__all__ = ["LOBBY", "HoldScripts", "Wait"]

LOBBY = "lobby.xml"
"""The programme of every lobby."""

# Markup, quotes and an ampersand: a template that does not escape them does not pass the check.
_SAMPLE = 'Tom & "Ann" <Dial>\'s'
_SAMPLE_URL = "https://voice.example.com/a?b&c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What a programme may use: docs/how-to/hold-scripts.md lists the same names.

    *name* is the conference's and *key* the room's. *waited_s* is how long the caller has waited, *waiting* how many
    callers do, this one counted, *position* its place among them, at least 1, as far as the log tells. *tune_url* is
    the built-in music, *wait_url* the programme itself.
    """

    key: str
    name: str
    speech: Speech
    wait_url: str
    tune_url: str
    waited_s: int = 0
    waiting: int = 1
    position: int = 1

    def values(self) -> dict[str, Any]:
        """Return the names of a template with their values."""
        own = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "speech"}
        return own | {
            "voice": self.speech.tongue.voice,
            "language": self.speech.tongue.language,
            "waited_minutes": self.waited_s // 60,
            "_": self.speech.catalogue.gettext,
            "ngettext": self._ngettext,
            "say": self._say,
        }

    def _ngettext(self, one: str, many: str, count: int) -> str:
        return self.speech.catalogue.ngettext(one, many, count).format(count=count)

    def _say(self, text: str) -> Markup:
        # An element escapes what it is made of, so its XML may stand in the document as it is.
        return Markup(str(self.speech.say_text(text)))  # noqa: S704


class HoldScripts:
    """The hold programmes of one server, checked.

    *folder* holds templates of one's own in ``voice/``, which come before the built-in ones.

    Raises: ConfigurationError with file and line for a template that is broken.
    """

    def __init__(self, words: Words, folder: Path | None = None) -> None:
        if folder is not None and not any((folder / name).is_dir() for name in ("voice", "words")):
            raise ConfigurationError("it holds neither voice/ nor words/", place=f"setting templates {folder}")
        with as_file(files("server.templates")) as built_in:
            folders = [*([folder] if folder is not None else []), built_in]
        self._environment = _environment(folders)
        names = self._environment.list_templates(extensions=["xml"])
        # A name that begins so is a part, checked where it is included.
        self.names = tuple(name for name in names if not name.startswith("_"))
        speech = words.speech(Tongue(_SAMPLE, _SAMPLE))
        for name in self.names:
            for sample in _samples(speech):
                _check(_environment(folders, [_LineMarks]), name, sample)

    def check_rooms(self, directory: Directory) -> None:
        """Raise ConfigurationError for a room whose programme nobody has."""
        for room in directory.rooms.values():
            if room.wait_template not in self.names:
                raise ConfigurationError(
                    f"there is no template {room.wait_template!r}",
                    place=f"[rooms.{room.key}]",
                    key="wait_template",
                    allowed=", ".join(self.names),
                    nearest=nearest(room.wait_template, self.names),
                )

    def render(self, name: str, wait: Wait) -> str:
        """Return the programme *name* as a document for a caller who waits."""
        return self._environment.get_template(name).render(wait.values())


def _samples(speech: Speech) -> Iterator[Wait]:
    """Yield who a programme is tried with: somebody who has just come, and somebody who has waited, behind others."""
    for waited_s, position in ((0, 1), (190, 3)):
        yield Wait(
            key="sample",
            name=_SAMPLE,
            speech=speech,
            wait_url=_SAMPLE_URL,
            tune_url=_SAMPLE_URL,
            waited_s=waited_s,
            waiting=position,
            position=position,
        )


def _environment(folders: list[Path], extensions: "list[type[Extension]] | None" = None) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "voice" for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=extensions or [],
    )


def _check(environment: jinja2.Environment, name: str, sample: Wait) -> None:
    """Raise for the first thing that is wrong with a template; *environment* marks lines."""
    try:
        marked = environment.get_template(name).render(sample.values())
    except jinja2.TemplateSyntaxError as err:
        raise ConfigurationError(str(err.message), place=f"{err.filename or name} line {err.lineno}") from err
    except Exception as err:  # a template is a program, it can raise anything
        raise ConfigurationError(f"{type(err).__name__}: {err}", place=_raised_at(err, name)) from err
    document, places = _unmark(marked, name)
    for problem in iter_problems(document, kind=QUEUE_WAIT if name == LOBBY else CONFERENCE_WAIT):
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
