"""How the API answers as a whole: its headers, its errors, and nothing but reading."""

import pytest
from flask.testing import FlaskClient

from server.api.operations import OPERATIONS

PATHS = [f"/api{each.path.format(id=1, sid='standup', room='board')}" for each in OPERATIONS if each.name != "stream"]


@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json", "/api/events?xyzzy=1", "/api/events/99"])
def test_nothing_of_it_is_kept_in_a_cache(path: str, heard: FlaskClient) -> None:
    assert "no-store" == heard.get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", [*PATHS, "/api/none", "/livez", "/rooms/board"])
def test_browser_is_told_to_make_nothing_more_of_it(path: str, heard: FlaskClient) -> None:
    headers = heard.get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert ("nosniff", "no-referrer", "same-origin") == (
        headers["X-Content-Type-Options"],
        headers["Referrer-Policy"],
        headers["Cross-Origin-Resource-Policy"],
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", [*PATHS, "/api/stream"])
def test_it_only_reads(path: str, method: str, heard: FlaskClient) -> None:
    response = heard.open(path, method=method)

    told = response.status_code, response.json["title"], "GET" in response.headers["Allow"]
    assert (405, "Method Not Allowed", True) == told


@pytest.mark.parametrize("path", ["/api/none", "/api/events/x/y", "/api/events/"])
def test_path_that_is_not_there_is_a_problem_too(path: str, heard: FlaskClient) -> None:
    response = heard.get(path)

    assert (404, "application/problem+json") == (response.status_code, response.headers["Content-Type"])
