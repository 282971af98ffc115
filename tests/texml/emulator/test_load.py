"""Many calls at a steady rate."""

from collections.abc import Callable, Iterator
from itertools import count
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from texml.emulator.load import Load, Report, run_load

Make = Callable[..., Any]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url(bridge: Any) -> Iterator[str]:
    """Return where the bridge is served over HTTP."""
    with make_server("127.0.0.1", 0, bridge.app, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def last(load: Load) -> Report:
    *_, report = run_load(load)
    return report


def test_every_call_presses_stays_and_hangs_up(url: str, bridge: Any) -> None:
    load = Load(url=f"{url}/voice", calls=6, rate=200, presses=("9999#",), stay_s=10, speed=20, connections=4)

    report = last(load)

    events = [item["StatusCallbackEvent"] for item in bridge.callbacks]
    assert (6, 6, {}) == (report.placed, report.ended, dict(report.errors))
    assert (6, 6) == (events.count("participant-join"), events.count("participant-leave"))
    assert {"/voice": 6, "/pin": 6} == {path: len(report.latencies_ms[path]) for path in ("/voice", "/pin")}
    assert report.requests == sum(map(len, report.latencies_ms.values()))


def test_errors_are_counted_by_their_kind(url: str) -> None:
    report = last(Load(url=f"{url}/nothing", calls=3, rate=200, stay_s=10, speed=20))

    assert ({"status 404 at /nothing": 3}, 3, 3) == (dict(report.errors), report.ended, report.failed)


def test_answer_that_the_platform_no_longer_waits_for_is_an_error_whatever_it_says(url: str) -> None:
    # Each look at the clock is later than the platform waits for any answer, so it does not matter which thread looks.
    hurried = count(0.0, 60.0)

    *_, report = run_load(Load(url=f"{url}/voice", calls=2, rate=200, stay_s=1), monotonic=lambda: next(hurried))

    assert report.errors["too late at /voice"] == 2
    assert report.percentiles("/voice")["max"] > 2000
    assert report.queued_s > 1


def test_paths_that_differ_in_an_id_are_one(url: str) -> None:
    paths = [f"/rooms/{letter * 32}/end" for letter in "ab"]
    reports = [last(Load(url=f"{url}{path}", calls=1, rate=200, stay_s=1, speed=20)) for path in paths]

    assert [{"status 404 at /rooms/*/end": 1}] * 2 == [dict(report.errors) for report in reports]


def test_warnings_of_the_platform_are_counted(url: str) -> None:
    report = last(Load(url=f"{url}/events", calls=2, rate=200, stay_s=10, speed=20))

    assert 2 == report.warnings["empty-body"]


def test_report_grows(url: str) -> None:
    reports = [report.ended for report in run_load(Load(url=f"{url}/voice", calls=3, rate=100, stay_s=1, speed=50))]

    assert (sorted(reports), 3) == (reports, reports[-1])


def test_percentiles_are_those_of_the_answers() -> None:
    report = Report(latencies_ms={"/a": [float(number) for number in range(100)], "/b": [500.0]})

    assert {"p50": 50.0, "p90": 90.0, "p99": 99.0, "max": 99.0} == report.percentiles("/a")
    assert 500.0 == report.percentiles()["max"]
    assert ["/b", "/a"] == report.slowest()
    assert {} == report.percentiles("/c")
