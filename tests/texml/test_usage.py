"""What the vocabulary says of an element, laid out for look-up."""

import pytest

from texml import Conference, Gather, Pause, Play, Say, Stream
from texml.usage import stripped, table_of
from texml.vocabulary import Element
from texml.vocabulary.refusal import Refusal
from texml.writer import Mustache


def test_usage_is_found_again() -> None:
    assert table_of(Say)["voice", "loop"] is table_of(Say)["voice", "loop"]


def test_usages_of_other_orders_are_others() -> None:
    assert table_of(Say)["voice", "loop"] is not table_of(Say)["loop", "voice"]


def test_no_more_than_so_many_usages_are_kept() -> None:
    for number in range(1_000):
        table_of(Pause)[f"a{number}",]

    assert 0 < len(table_of(Pause)) <= 128


def test_values_are_read_by_their_python_names() -> None:
    read = table_of(Conference)["startConferenceOnEnter", "maxParticipants", "statusCallbackEvent"].read

    values = read(["startConferenceOnEnter", "true", "maxParticipants", "7", "statusCallbackEvent", "join leave"])

    assert {
        "start_conference_on_enter": True,
        "max_participants": 7,
        "status_callback_event": ("join", "leave"),
    } == values


def test_one_and_true_stay_apart() -> None:
    read = table_of(Gather)["numDigits", "profanityFilter"].read

    assert [(1, int), (True, bool)] == [
        (value, type(value)) for value in read(["numDigits", "1", "profanityFilter", "true"]).values()
    ]


@pytest.mark.parametrize(
    ("element", "pairs"),
    [
        pytest.param(Pause, ["length", "0"], id="wrong value"),
        pytest.param(Pause, ["lenght", "1"], id="unknown attribute"),
        pytest.param(Stream, [], id="missing attribute"),
    ],
)
def test_what_is_not_right_is_refused(element: type[Element], pairs: list[str]) -> None:
    with pytest.raises(Refusal):
        table_of(element)[tuple(pairs[::2])].read(pairs)


def test_attributes_that_exclude_each_other_are_counted() -> None:
    assert [0, 1, 2] == [
        table_of(Play)[wires].excluding for wires in ((), ("loop", "digits"), ("digits", "loop", "ringTone"))
    ]


def test_what_excludes_each_other_is_told_by_wire_name_and_none_for_the_text() -> None:
    assert (None, "digits", "ringTone") == table_of(Play).excluding


def test_white_space_around_is_stripped_as_xml_knows_it() -> None:
    assert ("\xa0a", Mustache) == (stripped(" \t\xa0a\r\n"), type(stripped(Mustache(" {{From}} "))))
