"""What every test shares: reproducible property tests, and proof that nothing stays open."""

import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# The usual run tries the same examples each time, so that what lands does not depend on luck; `make fuzz` tries others.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("ci", max_examples=100, derandomize=True, **_PATIENT)
settings.register_profile("fuzz", max_examples=int(os.environ.get("TEXML_FUZZ", "0")) or 100, **_PATIENT)
settings.load_profile("fuzz" if "TEXML_FUZZ" in os.environ else "ci")


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind: whoever opens something closes it."""
    before = set(threading.enumerate())

    yield

    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert left == []
