"""What the server counts of itself, in the form that Prometheus reads; right however many processes serve.

Labels come from closed sets: routes by name, statuses, reasons. Nothing that a request said is one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from server.config import set_variable

__all__ = ["CONTENT_TYPE", "Metrics", "shared_metrics"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

# The platform gives up after 2 s, and we after 1.5.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 5.0, 10.0)


@contextmanager
def shared_metrics() -> "Iterator[Metrics]":
    """Give counters that this process and all that it forks count with together, until the block ends.

    Everything that this process counts with the library is kept so meanwhile. The figures are in a folder of their
    own, made anew each time, so that none of an earlier life is among them.
    """
    folder, owner, before = tempfile.mkdtemp(prefix="texml-metrics-"), os.getpid(), values.ValueClass
    set_variable("PROMETHEUS_MULTIPROC_DIR", folder)  # the library looks for it nowhere else
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]  # it is not annotated
    try:
        yield Metrics(Path(folder))
    finally:
        # A worker that ends leaves by here too, and the others go on counting.
        if os.getpid() == owner:
            values.ValueClass = before
            set_variable("PROMETHEUS_MULTIPROC_DIR", None)  # else who starts here later would look for the folder
            shutil.rmtree(folder, ignore_errors=True)


class Metrics:
    """The counters of one application; those of several processes are read from a *folder* (see `shared_metrics`)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "texml_http_requests", "Requests by route and status.", ("route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "texml_http_request_duration_seconds",
            "Time from the first byte read to the answer made, by route.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._signatures = Counter(
            "texml_signatures", "Signatures checked, by what was found.", ("route", "found"), registry=self._registry
        )
        self._quarantined = Counter(
            "texml_quarantined", "Requests that were refused and kept apart.", ("reason",), registry=self._registry
        )
        # To find what a set of labels stands for takes the library as long as to count; there are few sets.
        self._of_request = cache(
            lambda route, status: (self._requests.labels(route, str(status)), self._seconds.labels(route))
        )
        self._of_signature = cache(self._signatures.labels)
        self._streams = Gauge(
            "texml_streams", "Listeners to /api/stream.", multiprocess_mode="livesum", registry=self._registry
        )

    def count_request(self, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        counter, histogram = self._of_request(route, status)
        counter.inc()
        histogram.observe(seconds)

    def count_signature(self, route: str, found: str) -> None:
        """Count a check: *found* is a verdict or the reason against it."""
        self._of_signature(route, found).inc()

    def count_quarantined(self, reason: str) -> None:
        """Count a request that was kept apart."""
        self._quarantined.labels(reason).inc()

    def add_streams(self, number: int) -> None:
        """Count listeners that came (1) or went (-1)."""
        self._streams.inc(number)

    def text(self, gauges: Mapping[str, tuple[str, float]]) -> bytes:
        """Return all figures, with *gauges* (help and value by name) that were read just now."""
        registry = self._registry
        if self._folder is not None:
            registry = CollectorRegistry()
            multiprocess.MultiProcessCollector(registry, path=str(self._folder))  # type: ignore[no-untyped-call]  # as above
        now = CollectorRegistry()
        now.register(_Now(gauges))
        return generate_latest(registry) + generate_latest(now)

    def forget_process(self, pid: int) -> None:
        """Take a process that has ended out of the gauges; its counts stay."""
        if self._folder is not None:
            multiprocess.mark_process_dead(pid, path=str(self._folder))  # type: ignore[no-untyped-call]  # as above


class _Now(Collector):
    def __init__(self, gauges: Mapping[str, tuple[str, float]]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[GaugeMetricFamily]:
        return [GaugeMetricFamily(name, doc, value=value) for name, (doc, value) in self._gauges.items()]
