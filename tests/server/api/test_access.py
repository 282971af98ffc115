"""Who may read: with a token the token decides, without one only this machine."""

import pytest
from flask.testing import FlaskClient

EVENTS, CONFERENCES = "/api/events", "/api/conferences"
PATHS = (EVENTS, CONFERENCES, "/api/conferences/board")


class TestToken:
    """With a token, the token decides and nothing else."""

    @pytest.mark.parametrize("value", ["Bearer s3cret", "bearer s3cret", "BEARER s3cret", "Bearer   s3cret"])
    def test_right_token_lets_pass(self, value: str, guarded: FlaskClient) -> None:
        statuses = [guarded.get(path, headers={"Authorization": value}).status_code for path in PATHS]

        assert [200] * 3 == statuses

    @pytest.mark.parametrize("headers", [{"Host": "voice.example.com"}, {"X-Forwarded-For": "192.0.2.1"}], ids=str)
    def test_right_token_lets_pass_from_elsewhere(self, headers: dict[str, str], guarded: FlaskClient) -> None:
        assert 200 == guarded.get(EVENTS, headers={"Authorization": "Bearer s3cret", **headers}).status_code

    WRONG = (
        *(
            "Bearer",
            "Bearer ",
            "Bearer wrong",
            "Bearer S3CRET",
            "Bearer s3cre",
            "Bearer s3cret2",
            "Bearer s3cret s3cret",
        ),
        *("Bearer ü", "s3cret", "Basic s3cret", "Basic OnMzY3JldA==", "Token s3cret", "Bearers3cret", ""),
    )

    @pytest.mark.parametrize("headers", [{}, *({"Authorization": value} for value in WRONG)], ids=str)
    def test_anything_else_is_refused_with_what_to_send(self, headers: dict[str, str], guarded: FlaskClient) -> None:
        refusals = [guarded.get(path, headers=headers) for path in PATHS]

        reason = "send the header Authorization: Bearer TOKEN, with the setting api_token"
        told = [(each.status_code, each.headers["WWW-Authenticate"], each.json["detail"]) for each in refusals]
        assert [(401, "Bearer", reason)] * 3 == told

    @pytest.mark.parametrize("path", [f"{EVENTS}?xyzzy=1", f"{CONFERENCES}?limit=0", f"{CONFERENCES}/none"])
    def test_stranger_is_told_nothing_but_that(self, path: str, guarded: FlaskClient) -> None:
        assert 401 == guarded.get(path).status_code

    def test_token_in_the_query_does_not_count(self, guarded: FlaskClient) -> None:
        assert 401 == guarded.get(f"{EVENTS}?api_token=s3cret").status_code


class TestNoToken:
    """Without a token, only requests to a name of this machine that came through no proxy may read."""

    LOCAL = ("127.0.0.1", "127.0.0.2", "127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]", "localhost", "LocalHost")
    ELSEWHERE = (
        *("voice.example.com", "voice.example.com:8080", "10.0.0.1", "128.0.0.1", "0.0.0.0", "[::]", "[fe80::1]", ""),
        *("localhost.example.com", "127.0.0.1.example.com", "example.com:127", "notlocalhost", "2130706433", "ü"),
        *("127.0.0.1@example.com", "127.0.0.1:80@example.com", "localhost/", "[::1", "127.0.0.1/8"),
    )
    PROXY = ("Forwarded", "forwarded", "X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded-Any")

    @pytest.mark.parametrize("host", [*LOCAL, *(f"{host}:8080" for host in LOCAL)])
    def test_name_of_this_machine_lets_pass(self, host: str, heard: FlaskClient) -> None:
        assert [200] * 3 == [heard.get(path, headers={"Host": host}).status_code for path in PATHS]

    @pytest.mark.parametrize("host", ELSEWHERE)
    def test_any_other_name_is_refused_with_what_to_set(self, host: str, heard: FlaskClient) -> None:
        refusals = [heard.get(path, headers={"Host": host}) for path in PATHS]

        reason = "set api_token to read the API through another name or a proxy"
        told = [(each.status_code, each.headers["WWW-Authenticate"], each.json["detail"]) for each in refusals]
        assert [(401, "Bearer", reason)] * 3 == told

    @pytest.mark.parametrize("name", PROXY)
    @pytest.mark.parametrize("value", ["127.0.0.1", ""], ids=["local", "empty"])
    def test_request_through_a_proxy_is_refused(self, value: str, name: str, heard: FlaskClient) -> None:
        headers = {name: value, "Host": "127.0.0.1:8080"}

        assert [401] * 3 == [heard.get(path, headers=headers).status_code for path in PATHS]

    @pytest.mark.parametrize("value", ["Bearer s3cret", "Bearer ", "Bearer None"])
    def test_no_token_is_a_right_one(self, value: str, heard: FlaskClient) -> None:
        headers = {"Authorization": value, "Host": "voice.example.com"}

        assert 401 == heard.get(EVENTS, headers=headers).status_code


class TestMetrics:
    """Who may read the API may read the metrics."""

    def test_stranger_is_told_nothing(self, guarded: FlaskClient) -> None:
        response = guarded.get("/metrics")

        assert (401, "Bearer", False) == (
            response.status_code,
            response.headers["WWW-Authenticate"],
            b"texml_" in response.data,
        )

    def test_right_token_lets_pass(self, guarded: FlaskClient) -> None:
        response = guarded.get("/metrics", headers={"Authorization": "Bearer s3cret"})

        assert (200, True) == (response.status_code, b"texml_http_requests_total" in response.data)

    def test_without_a_token_another_name_is_refused(self, heard: FlaskClient) -> None:
        assert 401 == heard.get("/metrics", headers={"Host": "voice.example.com"}).status_code
