"""The words of the dial-in: gettext catalogues, one file a language.

English stands in the rules themselves and is the key of every other language. A catalogue is a file
``words/LANGUAGE.po``; adding a language is adding one.
"""

import gettext
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from server.errors import ConfigurationError
from server.rooms.room import Tongue
from texml import Say

__all__ = ["SOURCE", "Speech", "Words", "later", "load_words", "read_catalogue"]

SOURCE = "en"
"""The language of the rules themselves, which needs no catalogue."""


def later(message: str) -> str:
    """Mark *message*, which is looked up elsewhere, for those who collect the words."""
    return message


class Words:
    """The catalogues by language; a language without one is spoken in English."""

    def __init__(self, catalogues: Mapping[str, gettext.NullTranslations]) -> None:
        self._catalogues = catalogues
        self._english = gettext.NullTranslations()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that there are words for."""
        return (SOURCE, *self._catalogues)

    def speech(self, tongue: Tongue) -> "Speech":
        """Return how to speak *tongue*: de-AT takes the words of de unless it has its own."""
        language = tongue.language or SOURCE
        found = self._catalogues.get(language) or self._catalogues.get(language.partition("-")[0])
        return Speech(found or self._english, tongue)


class Speech(NamedTuple):
    """One language and the voice for it."""

    catalogue: gettext.NullTranslations
    tongue: Tongue

    def say(self, message: str, /, **values: object) -> Say:
        """Return *message* spoken in this language, the names in braces filled in."""
        return self.say_text(self.text(message, **values))

    def say_count(self, one: str, many: str, count: int) -> Say:
        """Return the message for so many, spoken; ``{count}`` in it is the number."""
        return self.say_text(self.catalogue.ngettext(one, many, count).format(count=count))

    def text(self, message: str, /, **values: object) -> str:
        """Return *message* in this language, the names in braces filled in."""
        return self.catalogue.gettext(message).format(**values)

    def say_text(self, text: str) -> Say:
        """Return *text*, which is in this language already, spoken."""
        return Say(text, voice=self.tongue.voice, language=self.tongue.language)


def load_words(folder: Path | None = None) -> Words:
    """Return the built-in catalogues, and those of *folder*, which replace them.

    Raises: ConfigurationError with file and line for a catalogue that cannot be read.
    """
    found: dict[str, gettext.NullTranslations] = {}
    for place in (files("server.templates") / "words", folder / "words" if folder is not None else None):
        if place is None or not place.is_dir():
            continue
        for file in sorted(place.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".po"):
                found[file.name.removesuffix(".po")] = _compiled(read_catalogue(file))
    return Words(found)


def read_catalogue(file: Traversable) -> Catalog:
    """Return the catalogue in *file*, its plurals and placeholders checked.

    Raises: ConfigurationError with file and line.
    """
    language = file.name.removesuffix(".po")
    try:
        locale = Locale.parse(language, sep="-")
        catalog = read_po(BytesIO(file.read_bytes()), locale=locale, abort_invalid=True)
    except PoFileError as err:
        raise ConfigurationError(str(err), place=str(file)) from err
    except (ValueError, UnknownLocaleError) as err:
        allowed = "a gettext catalogue in UTF-8, named after its language, such as it.po"
        raise ConfigurationError(f"cannot be read: {err}", place=str(file), allowed=allowed) from err
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        known = _names(_forms(message.id)[-1])
        for text in _forms(message.string):
            if unknown := _names(text) - known:
                raise ConfigurationError(
                    f"{', '.join(sorted(unknown))} is no name of this message",
                    place=f"{file} line {message.lineno}",
                    allowed=", ".join(sorted(known)) or "no braces",
                )
    return catalog


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _names(text: str) -> set[str]:
    return {piece.partition("}")[0] for piece in text.split("{")[1:]}


def _compiled(catalog: Catalog) -> gettext.NullTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
