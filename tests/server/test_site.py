"""The parts of an application."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from server import LogUnavailable, Services
from server.log.arrival import arrive


def test_clock_of_services_tells_utc_unless_another_is_passed_in() -> None:
    assert UTC == Services().now().tzinfo


def test_clock_of_services_is_the_one_passed_in(now: datetime) -> None:
    services = Services(now=lambda: now)

    assert now == services.now()


def test_services_do_not_change_in_place(now: datetime) -> None:
    services = Services(now=lambda: now)

    with pytest.raises(AttributeError, match="now"):
        services.now = lambda: now  # type: ignore[misc]


def test_site_does_not_change_in_place(app: Flask) -> None:
    site = app.extensions["texml"]

    with pytest.raises(AttributeError, match="dialin"):
        site.dialin = None


def test_closed_site_takes_nothing_into_its_log(app: Flask, now: datetime) -> None:
    site = app.extensions["texml"]
    site.close()

    with pytest.raises(LogUnavailable, match="closed"):
        site.inbox.append(arrive(b"A=1", method="POST", content_type=None, received_at=now))


def test_closing_a_site_keeps_what_was_appended(app: Flask, now: datetime, stored: Callable[[], list[bytes]]) -> None:
    site = app.extensions["texml"]
    site.inbox.append(arrive(b"A=1", method="POST", content_type=None, received_at=now))

    site.close()

    assert [b"A=1"] == stored()


def test_site_may_be_closed_twice(app: Flask, now: datetime, stored: Callable[[], list[bytes]]) -> None:
    site = app.extensions["texml"]
    site.inbox.append(arrive(b"A=1", method="POST", content_type=None, received_at=now))
    site.close()

    site.close()

    assert [b"A=1"] == stored()
