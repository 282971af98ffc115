"""What the server counts, as Prometheus reads it; by one process and by several together."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.metrics import Metrics, shared_metrics


def samples(text: bytes) -> dict[str, float]:
    """Return the value of each sample by its name and labels, as the library's own parser reads them."""
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status() -> None:
    metrics = Metrics()

    for status in (200, 200, 503):
        metrics.count_request("conference", status, 0.02)

    found = samples(metrics.text({}))
    counted = [
        found[f"texml_http_requests_total[('route', 'conference'), ('status', '{each}')]"] for each in ("200", "503")
    ]
    assert [2, 1] == counted


def test_times_are_put_into_buckets_in_seconds() -> None:
    metrics = Metrics()

    metrics.count_request("conference", 200, 0.02)

    found = samples(metrics.text({}))
    name = "texml_http_request_duration_seconds_bucket[('le', '{}'), ('route', 'conference')]"
    assert [0, 1, 1] == [found[name.format(each)] for each in ("0.01", "0.025", "+Inf")]


def test_signatures_quarantine_and_streams_are_counted() -> None:
    metrics = Metrics()

    metrics.count_signature("conference", "stale")
    metrics.count_quarantined("stale")
    metrics.add_streams(1)
    metrics.add_streams(1)
    metrics.add_streams(-1)

    found = samples(metrics.text({}))
    assert (1, 1, 1) == (
        found["texml_signatures_total[('found', 'stale'), ('route', 'conference')]"],
        found["texml_quarantined_total[('reason', 'stale')]"],
        found["texml_streams[]"],
    )


def test_figures_of_the_moment_are_told_with_their_help() -> None:
    text = Metrics().text({"texml_log_ready": ("Whether it is.", 1.0)})

    assert b"# HELP texml_log_ready Whether it is.\n# TYPE texml_log_ready gauge\ntexml_log_ready 1.0\n" in text


def test_two_applications_of_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()

    one.count_quarantined("stale")

    assert "texml_quarantined_total[('reason', 'stale')]" not in samples(other.text({}))


# In a process of its own, as it changes how the whole process counts.
_FORKING = """
import os, sys
from server.metrics import shared_metrics
with shared_metrics() as metrics:
    children = []
    for number in (1, 2, 3):
        child = os.fork()
        if child == 0:
            for _ in range(number):
                metrics.count_request("conference", 200, 0.02)
            metrics.add_streams(number)
            sys.exit()  # which leaves the block, as a worker of gunicorn does
        children.append(child)
        os.waitpid(child, 0)
    metrics.forget_process(children[2])
    sys.stdout.buffer.write(metrics.text({}))
"""


@pytest.fixture
def together(tmp_path: Path) -> dict[str, float]:
    """Return what three processes counted that were forked from one; the third has been forgotten."""
    environ = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", _FORKING]
    return samples(subprocess.run(command, capture_output=True, check=True, timeout=60, env=environ).stdout)


def test_processes_count_together(together: dict[str, float]) -> None:
    assert 6 == together["texml_http_requests_total[('route', 'conference'), ('status', '200')]"]


def test_nothing_is_left_behind(together: dict[str, float], tmp_path: Path) -> None:
    assert [] == list(tmp_path.iterdir())


def test_times_of_processes_are_put_together(together: dict[str, float]) -> None:
    assert 6 == together["texml_http_request_duration_seconds_count[('route', 'conference')]"]


def test_gauge_is_the_sum_of_who_lives(together: dict[str, float]) -> None:
    assert 3 == together["texml_streams[]"]


def test_nothing_is_left_of_shared_counters_in_the_environment() -> None:
    with shared_metrics():
        during = os.environ["PROMETHEUS_MULTIPROC_DIR"]

    assert (False, False) == (Path(during).exists(), "PROMETHEUS_MULTIPROC_DIR" in os.environ)
