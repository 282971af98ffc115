"""What every test shares: reproducible property tests, and proof that nothing stays open."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind: whoever opens something closes it."""
    before = set(threading.enumerate())

    yield

    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert left == []
