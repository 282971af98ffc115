"""The places for listeners: bounded, given back, and ended together."""

import threading

import pytest

from server.streams import Streams, TooManyStreams


def test_there_are_as_many_places_as_were_said() -> None:
    streams = Streams(2)

    with streams.place(), streams.place(), pytest.raises(TooManyStreams), streams.place():
        pytest.fail("a third was admitted")


def test_place_is_given_back() -> None:
    streams = Streams(1)

    with streams.place():
        pass
    with streams.place():
        pass


def test_place_is_given_back_after_a_failure() -> None:
    streams = Streams(1)

    with pytest.raises(OSError, match="gone"), streams.place():
        raise OSError("gone")
    with streams.place():
        pass


def test_none_are_admitted_where_there_is_no_place() -> None:
    with pytest.raises(TooManyStreams), Streams(0).place():
        pytest.fail("one was admitted")


def test_wait_ends_in_time_and_says_that_listeners_may_stay() -> None:
    assert not Streams(1).wait(0.001)


def test_wait_ends_when_they_have_to_hang_up() -> None:
    streams = Streams(1)
    told: list[bool] = []
    listener = threading.Thread(target=lambda: told.append(streams.wait(60)))
    listener.start()

    streams.end()
    listener.join()

    assert ([True], True) == (told, streams.have_ended)


def test_none_are_admitted_after_the_end() -> None:
    streams = Streams(1)
    streams.end()

    with pytest.raises(TooManyStreams), streams.place():
        pytest.fail("one was admitted")
