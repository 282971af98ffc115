"""Requests go by the names of the reference, callbacks by the platform's own words as well."""

from typing import get_args

from texml.emulator.engine.effects import Deliver, Fetch, Purpose
from texml.emulator.naming import NAMES, hint, names_of
from texml.vocabulary.callbacks import KINDS


def test_fetch_goes_by_the_name_that_the_reference_has_for_it() -> None:
    fetch = Fetch("fetch-1", 0.0, "v3:a", "http://localhost/", "POST", (), "gather_action", 2.0, 1)

    assert names_of(fetch) == ("gather_action",)


def test_purposes_beside_the_reference_are_a_commands_document_and_what_a_document_asks_itself() -> None:
    assert set(get_args(Purpose)) - set(KINDS) == {"update", "http_request"}


def test_callback_goes_by_its_event_and_its_status_too() -> None:
    params = (("StatusCallbackEvent", "participant-join"), ("CallStatus", "in-progress"))
    sent = Deliver("delivery-1", 0.0, "v3:a", "http://localhost/", "POST", params, "conference_join", 1, 2.0)

    assert names_of(sent) == ("conference_join", "participant-join", "in-progress")
    assert NAMES.issuperset(names_of(sent))


def test_hint_names_the_nearest_word() -> None:
    assert hint("conference-join").startswith("'conference-join' is no request; did you mean 'conference_join'?")
    assert hint("calbacks", "callbacks").startswith("'calbacks' is no request; did you mean 'callbacks'?")
