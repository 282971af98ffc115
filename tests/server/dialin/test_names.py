"""What a room hears of who has joined."""

from server.dialin.names import joined, silence
from server.dialin.words import Words
from server.rooms.room import Tongue
from texml.validation import iter_problems
from texml.vocabulary.documents import CONFERENCE_WAIT

URL = "https://recordings.example.com/anna.mp3"


def test_name_is_played_and_the_rest_is_said_in_the_voice_of_the_room(words: Words) -> None:
    document = joined(URL, words.speech(Tongue("de-DE", "female")))

    assert [("Play", URL), ("Say", "ist jetzt dabei.")] == [
        (verb.tag, verb.text if verb.tag == "Say" else verb.url)  # type: ignore[attr-defined]
        for verb in document.children
    ]


def test_nothing_to_tell_is_next_to_nothing_to_hear() -> None:
    assert ["Pause"] == [verb.tag for verb in silence().children]


def test_both_may_be_announced(words: Words) -> None:
    for document in (silence(), joined(URL, words.speech(Tongue()))):
        assert list(iter_problems(str(document), kind=CONFERENCE_WAIT)) == []
