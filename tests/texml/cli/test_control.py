"""Commands that control the platform: what they ask of it, what they show, and how they end."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result

from texml.cli import main
from texml.client import Client, Retries

MOMENT = "2026-11-25T20:00:00.000Z"


def conference(name: str, **facts: Any) -> dict[str, Any]:
    return {
        "record_type": "conference", "id": f"id-{name}", "name": name, "created_at": MOMENT, "expires_at": MOMENT,
        "status": "in_progress", "region": "sv1", **facts,
    }  # fmt: skip


def participant(name: str, **facts: Any) -> dict[str, Any]:
    return {
        "record_type": "participant", "id": f"p-{name}", "call_control_id": f"v3:{name}", "call_leg_id": f"leg-{name}",
        "conference": {"id": "id-Business", "name": "Business"}, "created_at": MOMENT, "updated_at": MOMENT,
        "status": "joined", "muted": False, "on_hold": False, "end_conference_on_exit": False,
        "soft_end_conference_on_exit": False, "whisper_call_control_ids": [], **facts,
    }  # fmt: skip


QUEUE = {
    "record_type": "queue", "id": "q1", "name": "support", "created_at": MOMENT, "updated_at": MOMENT,
    "current_size": 1, "max_size": 100, "average_wait_time_secs": 12,
}  # fmt: skip
QUEUED = {
    "record_type": "queue_call", "call_control_id": "v3:q", "call_leg_id": "l", "call_session_id": "s",
    "connection_id": "1", "from": "+14155550100", "to": "+14155550199", "enqueued_at": MOMENT, "is_alive": True,
    "queue_id": "q1", "queue_position": 1, "wait_time_secs": 12,
}  # fmt: skip


class Platform:
    """Two conferences, three participants, a queue; *commands* holds what was asked to be done."""

    def __init__(self) -> None:
        self.conferences = [conference("Business"), conference("Old", status="completed")]
        self.participants = [participant("anna"), participant("bert", muted=True), participant("carl", status="left")]
        self.commands: list[tuple[str, Any]] = []
        self.failure: httpx.Response | Exception | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/v2")
        if request.method == "POST":
            if isinstance(self.failure, Exception):
                raise self.failure
            body = json.loads(request.content)
            body.pop("command_id", None)
            self.commands.append((path, body))
            return self.failure or httpx.Response(200, json={"data": {"result": "ok"}})
        return self.read(path, request.url.params)

    def read(self, path: str, params: httpx.QueryParams) -> httpx.Response:
        if path == "/conferences":
            wanted = {key[7:-1]: value for key, value in params.items() if key.startswith("filter")}
            return page([each for each in self.conferences if wanted.items() <= each.items()])
        if path.endswith("/participants"):
            return page(self.participants)
        if path == "/queues":
            return page([QUEUE])
        if path == "/queues/support":
            return httpx.Response(200, json={"data": QUEUE})
        if path == "/queues/support/calls":
            return page([QUEUED])
        for each in self.conferences:
            if path == f"/conferences/{each['id']}":
                return httpx.Response(200, json={"data": each})
        return httpx.Response(404, json={"errors": [{"code": "90058", "title": "Conference not found"}]})


def page(data: list[Any]) -> httpx.Response:
    return httpx.Response(200, json={"data": data, "meta": {"page_number": 1, "total_pages": 1}})


Control = Callable[..., Result]


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def control(platform: Platform) -> Control:
    def control(*arguments: str, answer: str | None = None) -> Result:
        def make() -> Client:
            return Client(
                "KEY", base_url="https://platform.test/v2", transport=httpx.MockTransport(platform), retries=Retries(1)
            )

        return CliRunner().invoke(main, list(arguments), obj=make, input=answer, prog_name="texml")

    return control


def test_conferences_are_listed(control: Control) -> None:
    result = control("conferences", "list")

    assert 0 == result.exit_code
    assert all(word in result.stdout for word in ("Business", "in_progress", "id-Business", "2026-11-25 20:00:00 UTC"))
    assert "Old" not in result.stdout


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ((), ["Business"]),
        (("--status", "completed"), ["Old"]),
        (("--status", "any"), ["Business", "Old"]),
        (("--status", "any", "--name", "Old"), ["Old"]),
        (("--name", "Nobody"), []),
    ],
)
def test_conferences_are_filtered_by_the_platform(options: tuple[str, ...], names: list[str], control: Control) -> None:
    result = control("conferences", "list", *options, "--json")

    assert names == [each["name"] for each in json.loads(result.stdout)["conferences"]]


def test_empty_list_says_so(control: Control) -> None:
    assert "none" in control("conferences", "list", "--name", "Nobody").stdout


@pytest.mark.parametrize("given", ["Business", "id-Business"])
def test_conference_is_shown_with_who_is_in_it(given: str, control: Control) -> None:
    result = control("conferences", "show", given)

    assert 0 == result.exit_code
    assert all(word in result.stdout for word in ("Business", "id-Business", "p-anna", "p-bert", "v3:anna", "joined"))


def test_conference_is_shown_as_json_as_it_came(control: Control, platform: Platform) -> None:
    result = control("conferences", "show", "Business", "--json")

    assert {
        "conference": platform.conferences[0],
        "participants": platform.participants,
    } == json.loads(result.stdout)


@pytest.mark.parametrize("verb", [("conferences", "show"), ("conferences", "end", "--yes"), ("participants", "list")])
def test_conference_that_is_not_there_is_said(verb: tuple[str, ...], control: Control) -> None:
    result = control(*verb, "Nobody")

    assert (2, "Error: no conference has the id 'Nobody', and no active one the name\n") == (
        result.exit_code,
        result.stderr,
    )


def test_ended_conference_has_no_name_any_more(control: Control) -> None:
    assert 2 == control("conferences", "show", "Old").exit_code
    assert 0 == control("conferences", "show", "id-Old").exit_code


def test_conference_is_ended_when_one_says_yes(control: Control, platform: Platform) -> None:
    result = control("conferences", "end", "Business", answer="y\n")

    assert "End Business and hang up 2 participants?" in result.stderr
    assert [("/conferences/id-Business/actions/end", {})] == platform.commands
    assert (0, "Business is ended\n") == (result.exit_code, result.stdout)


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_conference_is_not_ended_otherwise(answer: str, control: Control, platform: Platform) -> None:
    result = control("conferences", "end", "Business", answer=answer)

    assert (1, []) == (result.exit_code, platform.commands)


def test_conference_is_ended_unasked(control: Control, platform: Platform) -> None:
    result = control("conferences", "end", "Business", "--yes", "--json")

    assert {"result": "ok", "conference_id": "id-Business"} == json.loads(result.stdout)
    assert 1 == len(platform.commands)


def test_participants_are_listed(control: Control) -> None:
    result = control("participants", "list", "Business")

    assert all(word in result.stdout for word in ("p-anna", "p-bert", "p-carl"))


@pytest.mark.parametrize("verb", ["mute", "unmute", "hold", "unhold"])
@pytest.mark.parametrize("who", ["p-anna", "v3:anna", "leg-anna", "p-a"])
def test_participant_is_named_by_what_it_begins_with(verb: str, who: str, control: Control, platform: Platform) -> None:
    result = control("participants", verb, "Business", who)

    assert 0 == result.exit_code
    assert [(f"/conferences/id-Business/actions/{verb}", {"call_control_ids": ["v3:anna"]})] == platform.commands


def test_everybody_who_is_there_is_meant_when_one_says_so(control: Control, platform: Platform) -> None:
    result = control("participants", "mute", "Business", "--all")

    assert "2 participants muted\n" == result.stdout
    assert [
        ("/conferences/id-Business/actions/mute", {"call_control_ids": ["v3:anna", "v3:bert"]})
    ] == platform.commands


def test_nobody_is_not_everybody(control: Control, platform: Platform) -> None:
    platform.participants = []

    result = control("participants", "mute", "Business", "--all")

    assert ("0 participants muted\n", []) == (result.stdout, platform.commands)


def test_kicked_participants_are_hung_up_one_by_one(control: Control, platform: Platform) -> None:
    result = control("participants", "kick", "Business", "p-anna", "p-bert", "--json")

    assert [("/calls/v3:anna/actions/hangup", {}), ("/calls/v3:bert/actions/hangup", {})] == platform.commands
    assert {"result": "ok", "conference_id": "id-Business", "participants": ["p-anna", "p-bert"]} == json.loads(
        result.stdout
    )


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        (["p-dora"], "'p-dora' stands for nobody; there are: p-anna, p-bert, p-carl"),
        (["p-"], "'p-' stands for 3 participants"),
        (["p-anna", "x"], "'x' stands for nobody"),
    ],
)
def test_participant_that_nobody_or_several_are_is_refused(
    who: list[str], problem: str, control: Control, platform: Platform
) -> None:
    result = control("participants", "kick", "Business", *who)

    assert (2, []) == (result.exit_code, platform.commands)
    assert problem in result.stderr


@pytest.mark.parametrize("options", [[], ["p-anna", "--all"]])
def test_participants_or_everybody_must_be_given(options: list[str], control: Control) -> None:
    result = control("participants", "mute", "Business", *options)

    assert 2 == result.exit_code
    assert "or --all" in result.stderr


def test_queues_are_listed_and_shown(control: Control) -> None:
    listed, shown = control("queues", "list"), control("queues", "show", "support")

    assert all(word in listed.stdout for word in ("support", "100", "q1"))
    assert all(word in shown.stdout for word in ("support", "+14155550100", "v3:q"))


def test_queue_is_shown_as_json_as_it_came(control: Control) -> None:
    assert {"queues": [QUEUE]} == json.loads(control("queues", "list", "--json").stdout)
    assert {"queue": QUEUE, "calls": [QUEUED]} == json.loads(control("queues", "show", "support", "--json").stdout)


def test_queue_that_is_not_there_is_said(control: Control) -> None:
    assert 2 == control("queues", "show", "sales").exit_code


@pytest.mark.parametrize(
    ("failure", "status", "words"),
    [
        (httpx.Response(422, json={"errors": [{"code": "90019", "title": "Conference ended"}]}), 2, "90019 Conference"),
        (httpx.Response(401), 3, "401"),
        (httpx.Response(429), 3, "429"),
        (httpx.ConnectError("refused"), 3, "ConnectError"),
        (httpx.Response(503), 4, "whether it was done is uncertain; to find out: conferences.list_participants"),
        (httpx.ReadTimeout("late"), 4, "uncertain"),
    ],
    ids=["wrong", "key", "rate", "connection", "server", "lost"],
)
def test_status_says_what_became_of_it(
    failure: httpx.Response | Exception, status: int, words: str, control: Control, platform: Platform
) -> None:
    platform.failure = failure

    result = control("participants", "mute", "Business", "p-anna")

    assert status == result.exit_code
    assert words in result.stderr
    assert "Traceback" not in result.output


RUBBISH = [
    b"", b"<html>", b"[]", b"null", b"{}", b'{"data": null}', b'{"data": 7}', b'{"data": [7]}', b'{"data": [{}]}',
    b'{"data": {}}', b'{"data": [{"id": [], "name": {}, "created_at": "never"}], "meta": {"page_number": 1}}',
    b"\xff\xfe", b'{"data": ' + b"[" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("body", RUBBISH)
@pytest.mark.parametrize(
    "arguments",
    [
        ("conferences", "list"), ("conferences", "show", "c"), ("conferences", "end", "c", "--yes"),
        ("participants", "list", "c"), ("participants", "mute", "c", "--all"), ("participants", "kick", "c", "p"),
        ("queues", "list"), ("queues", "show", "q"),
    ],
)  # fmt: skip
def test_rubbish_ends_with_a_status_and_a_line(body: bytes, arguments: tuple[str, ...]) -> None:
    def make() -> Client:
        transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
        return Client("KEY", base_url="https://platform.test/v2", transport=transport)

    for options in ((), ("--json",)):
        result = CliRunner().invoke(main, [*arguments, *options], obj=make)

        assert result.exit_code in {0, 2, 4}
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_key_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELNYX_API_KEY", raising=False)

    result = CliRunner().invoke(main, ["conferences", "list"])

    assert (3, "Error: there is no API key: give api_key, or set TELNYX_API_KEY\n") == (result.exit_code, result.stderr)


@pytest.mark.parametrize("group", ["conferences", "participants", "queues"])
def test_help_tells_the_exit_statuses(group: str, control: Control) -> None:
    assert "Exit status: 0 done; 2 something" in " ".join(control(group, "--help").stdout.split())
