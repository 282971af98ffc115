"""Which paths are the platform's, and under which names the log keeps what arrives there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.routes import CALLBACKS, Place, Routes

PLAIN = Routes(())
GUARDED = Routes(("new", "old"))
PATHS = {
    "/callbacks/conference": Place("event", "conference"),
    "/callbacks/recording": Place("event", "recording"),
    "/callbacks/of-tomorrow_2": Place("event", "of-tomorrow_2"),
    "/webhooks": Place("event", "webhook"),
    "/rooms/demo": Place("document", "document", "rooms/demo"),
    "/rooms/demo/wait": Place("document", "document", "rooms/demo/wait"),
    "/names/v3:a~b.c": Place("document", "document", "names/v3:a~b.c"),
    "/rooms": Place("document", "document", "rooms"),
}
NOBODYS = (
    *("", "/", "/callbacks", "/callbacks/", "/callbacks/A", "/callbacks/a/b", "/callbacks/-a", "/callbacks/ä"),
    *(f"/callbacks/{'a' * 41}", "/callbacks/a\n", "/webhooks/", "/webhooks/x"),
    *("/api/events", "/roomsx/demo", "//rooms/demo"),
)


@pytest.mark.parametrize("path", PATHS)
def test_path_of_the_platform_leads_to_its_place(path: str) -> None:
    assert PATHS[path] == PLAIN.find(path)


@pytest.mark.parametrize("path", NOBODYS)
def test_path_of_somebody_else_leads_nowhere(path: str) -> None:
    assert PLAIN.find(path) is None


@pytest.mark.parametrize("token", ["new", "old"])
@pytest.mark.parametrize("path", PATHS)
def test_each_token_leads_to_the_same(path: str, token: str) -> None:
    assert PATHS[path] == GUARDED.find(f"/{token}{path}")


@pytest.mark.parametrize("prefix", ["", "/", "/ne", "/newer", "/NEW", "/new/old", "/new,old", "//new", "/\xfc"])
@pytest.mark.parametrize("path", PATHS)
def test_path_without_a_right_token_leads_nowhere(path: str, prefix: str) -> None:
    assert GUARDED.find(prefix + path) is None


@given(path=st.text(st.characters(max_codepoint=255), max_size=60))
def test_no_path_that_a_server_may_hand_on_is_too_odd(path: str) -> None:
    for routes in (PLAIN, GUARDED):
        place = routes.find(path)
        assert place is None or place.label in {*CALLBACKS, "webhook", "document", "other"}


@pytest.mark.parametrize(
    ("route", "label"),
    [("conference", "conference"), ("webhook", "webhook"), ("document", "document"), ("of-tomorrow", "other")],
)
def test_label_is_one_of_a_closed_set(route: str, label: str) -> None:
    assert label == Place("event", route).label
