"""What a caller hears where the dial-in cannot answer: in the language of the call, whatever fails."""

import gettext
from collections.abc import Callable

import pytest

from server.dialin.apologies import Apologies, dialed_tongue
from server.dialin.words import Words, load_words
from server.rooms.room import Tongue
from texml import Response, Say, parse
from texml.validation import is_valid

LANGUAGES = load_words().languages
BEGINNINGS = {"en": "Sorry,", "de": "Leider", "fr": "Désolé,", "es": "Lo sentimos,"}


def said(document: bytes) -> Say:
    root = parse(document)
    assert isinstance(root, Response)
    (say, _) = root.children
    assert isinstance(say, Say)
    return say


def test_there_is_a_beginning_for_each_language() -> None:
    assert set(LANGUAGES) == set(BEGINNINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_caller_is_told_in_each_language(language: str) -> None:
    say = said(Apologies(load_words()).document(Tongue(f"{language}-XX", "Polly.Somebody")))

    assert say.text.startswith(BEGINNINGS[language])
    assert (f"{language}-XX", "Polly.Somebody") == (say.language, say.voice)


@pytest.mark.parametrize("tongue", [None, Tongue(), Tongue("fi-FI")], ids=["unknown", "platform's", "without words"])
def test_caller_of_no_known_language_is_told_in_english(tongue: Tongue | None) -> None:
    assert said(Apologies(load_words()).document(tongue)).text.startswith("Sorry,")


@pytest.mark.parametrize("language", [None, *LANGUAGES])
def test_document_hangs_up_and_has_no_problem(language: str | None) -> None:
    document = Apologies(load_words()).document(Tongue(language))

    assert (["Say", "Hangup"], True) == ([verb.tag for verb in parse(document).children], is_valid(document))


class Failing(gettext.NullTranslations):
    """A catalogue that works at the start only."""

    is_broken = False

    def gettext(self, message: str) -> str:
        if self.is_broken:
            raise OSError
        return f"{message} Tschüs."


def test_words_that_fail_later_are_those_of_the_start() -> None:
    catalogue = Failing()
    apologies = Apologies(Words({"de": catalogue}))
    catalogue.is_broken = True

    assert said(apologies.document(Tongue("de-DE", "Polly.Vicki"))).text.endswith("Tschüs.")


def test_number_that_was_dialed_or_the_room_of_the_url_tells_the_language(house: Callable[[str], object]) -> None:
    home = house('[rooms.a]\n[rooms.b]\nlanguage = "de-DE"\n[numbers."+13125550100"]\nroom = "a"\nlanguage = "fr-FR"\n')
    directory = home.directory  # type: ignore[attr-defined]

    dialed = {"To": "+13125550100"}
    found = [dialed_tongue(directory, dialed), dialed_tongue(directory, {}), dialed_tongue(directory, dialed, "b")]
    assert ["fr-FR", None, "de-DE"] == [tongue.language for tongue in found]
    assert "fr-FR" == dialed_tongue(directory, dialed, "c").language
