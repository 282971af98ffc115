"""What is remembered of values, and what never is."""

import pytest

from texml import Conference, Mustache, Pause, Redirect, Say
from texml.errors import WrongType
from texml.vocabulary.kinds.remembering import keep


def test_piece_is_remembered_by_its_value() -> None:
    memo: dict[object, str] = {}

    keep(memo, "a", ' x="a"')

    assert {"a": ' x="a"'} == memo


def test_no_more_than_so_many_are_remembered() -> None:
    memo: dict[object, str] = {}

    for number in range(1_000):
        keep(memo, str(number), ' x="a"')

    assert 0 < len(memo) <= 128


@pytest.mark.parametrize("length", [256, 257])
def test_long_piece_is_not_remembered(length: int) -> None:
    memo: dict[object, str] = {}

    keep(memo, "a", "x" * length)

    assert (length <= 256) == bool(memo)


def test_text_to_expand_is_not_remembered() -> None:
    memo: dict[object, str] = {}

    keep(memo, Mustache("{{From}}"), ' x="{{From}}"')

    assert {} == memo


@pytest.mark.parametrize("first", ["plain", "to expand"])
def test_text_to_expand_and_its_plain_twin_stay_apart(first: str) -> None:
    texts = ["{{To}} here", Mustache("{{To}} here")]
    if first == "to expand":
        texts.reverse()

    says = {type(text): str(Say(text, voice=text)) for text in texts}

    assert {
        str: '<Say voice="&#123;{To}} here">&#123;{To}} here</Say>',
        Mustache: '<Say voice="{{To}} here">{{To}} here</Say>',
    } == says


def test_number_does_not_let_its_equals_pass() -> None:
    Pause(length=1)

    for equal in (True, 1.0):
        with pytest.raises(WrongType):
            Pause(length=equal)  # type: ignore[arg-type]


def test_list_and_tuple_of_the_same_words_give_the_same() -> None:
    made = [str(Conference("r", status_callback_event=words)) for words in (("join", "end"), ["join", "end"])]

    assert made[0] == made[1]


def test_subclass_of_text_gives_a_plain_text() -> None:
    class Special(str):
        __slots__ = ()

    Redirect("/next")

    assert str is type(Redirect(Special("/next")).url)
