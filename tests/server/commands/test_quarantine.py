"""What is told of refused requests; letting them out is tried in tests/server/test_quarantine.py."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.log.arrival import arrive
from server.log.preparation import prepare
from server.log.writer import Writer


@pytest.fixture
def quarantine(tmp_path: Path, no_settings: dict[str, str | None]) -> Callable[..., Result]:
    """Return what runs `texml-server quarantine` on a log that has refused one request."""
    url = f"sqlite:///{tmp_path}/log.db"
    prepare(url)
    with closing(Writer(url)) as writer:
        moment = datetime(2026, 11, 20, 10, tzinfo=UTC)
        writer.quarantine([(arrive(b"a=1", method="POST", content_type=None, received_at=moment), "signature")])

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["quarantine", *arguments, "--database", url], env=no_settings)

    return run


def test_refused_request_is_told_with_the_reason(quarantine: Callable[..., Result]) -> None:
    result = quarantine("list")

    assert (0, True) == (result.exit_code, "signature" in result.stdout and "no: no key" in result.stdout)


def test_nothing_is_let_out_without_a_key(quarantine: Callable[..., Result]) -> None:
    result = quarantine("release")

    assert (2, True) == (result.exit_code, "setting public_key: there is none" in result.stderr)
