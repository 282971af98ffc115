"""The words: every one is in every language, a language is a file, and a broken file stops the start."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.dialin.words import SOURCE, load_words, read_catalogue
from server.errors import ConfigurationError
from server.rooms.room import Tongue

ROOT = Path(__file__).parents[3]
CATALOGUES = sorted((ROOT / "templates" / "words").glob("*.po"))
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
Write = Callable[[str, str], Path]


def spoken() -> Iterator[str | tuple[str, ...]]:
    """Yield every message of the rules and of the built-in programmes."""
    for path in sorted((ROOT / "server" / "dialin").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from spoken_by(node)
    for path in sorted((ROOT / "templates" / "voice").glob("*.xml")):
        text = path.read_text(encoding="utf-8")
        yield from (tuple(piece.split('"')[1:4:2]) for piece in text.split("ngettext(")[1:])
        yield from (piece.split('"')[0] for piece in re.split(r'\b_\("', text)[1:])


def spoken_by(call: ast.Call) -> Iterator[str | tuple[str, ...]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    # A conditional expression has both its messages in it.
    sides = [side for arg in call.args for side in ((arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,))]
    texts = [side.value for side in sides if isinstance(side, ast.Constant) and isinstance(side.value, str)]
    if name == "say_count" and texts:
        yield tuple(texts)
    elif name in {"say", "text", "later"}:
        yield from texts


MESSAGES = sorted(set(spoken()), key=str)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, text: str) -> Path:
        (tmp_path / "words").mkdir(exist_ok=True)
        file = tmp_path / "words" / name
        file.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_languages_that_come_with_the_server_are_there() -> None:
    assert (SOURCE, "de", "es", "fr") == load_words().languages


def test_messages_are_found_where_they_are_spoken() -> None:
    assert {"Goodbye.", "You are muted.", "Monday", "Please hold the line. A host will let you in."} <= set(MESSAGES)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_in_the_catalogue(path: Path) -> None:
    catalogue = {message.id: message.string for message in read_catalogue(path) if message.id and not message.fuzzy}

    missing = [message for message in MESSAGES if not all(_forms(catalogue.get(message)))]
    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue_has_no_message_that_nobody_speaks(path: Path) -> None:
    assert [message.id for message in read_catalogue(path) if message.id and message.id not in MESSAGES] == []


def _forms(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


class TestSpeech:
    def test_message_is_spoken_in_the_language_with_its_voice(self) -> None:
        say = load_words().speech(Tongue("de-DE", "Polly.Vicki")).say("Goodbye.")

        assert ("Auf Wiederhören.", "de-DE", "Polly.Vicki") == (say.text, say.language, say.voice)

    def test_english_needs_no_catalogue(self) -> None:
        assert load_words().speech(Tongue("en-GB")).text("Goodbye.") == "Goodbye."

    def test_platforms_own_language_is_english(self) -> None:
        assert load_words().speech(Tongue()).text("Goodbye.") == "Goodbye."

    def test_language_without_words_is_spoken_in_english(self) -> None:
        assert load_words().speech(Tongue("fi-FI")).text("Goodbye.") == "Goodbye."

    @pytest.mark.parametrize(
        ("count", "text"), [(1, "Sie haben noch einen Versuch."), (2, "Sie haben noch 2 Versuche.")]
    )
    def test_number_decides_the_form(self, count: int, text: str) -> None:
        speech = load_words().speech(Tongue("de"))

        assert text == speech.say_count("You have one more try.", "You have {count} more tries.", count).text

    def test_own_country_comes_before_the_language(self, write: Write) -> None:
        folder = write("de-AT.po", f'{HEADER}msgid "Goodbye."\nmsgstr "Baba."\n')

        words = load_words(folder)

        assert ("Baba.", "Auf Wiederhören.") == tuple(
            words.speech(Tongue(language)).text("Goodbye.") for language in ("de-AT", "de-DE")
        )

    def test_language_is_added_by_a_file(self, write: Write) -> None:
        folder = write("it.po", f'{HEADER}msgid "Goodbye."\nmsgstr "Arrivederci."\n')

        assert load_words(folder).speech(Tongue("it-IT")).text("Goodbye.") == "Arrivederci."


class TestRefused:
    def test_name_that_the_message_has_not_is_refused_with_its_line(self, write: Write) -> None:
        folder = write("it.po", f'{HEADER}msgid "For English, press {{key}}."\nmsgstr "Premere {{tasto}}."\n')

        with pytest.raises(
            ConfigurationError, match=r"it\.po line \d+: tasto is no name of this message; allowed: key"
        ):
            load_words(folder)

    def test_file_that_is_no_catalogue_is_refused(self, write: Write) -> None:
        folder = write("it.po", "this is not a catalogue")

        with pytest.raises(ConfigurationError, match=r"it\.po"):
            load_words(folder)

    def test_file_that_is_named_after_no_language_is_refused(self, write: Write) -> None:
        folder = write("klingonese.po", HEADER)

        with pytest.raises(ConfigurationError, match=r"klingonese\.po: cannot be read"):
            load_words(folder)
