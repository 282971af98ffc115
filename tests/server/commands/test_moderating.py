"""Comparing needs a key; what it finds is tried in tests/server/test_reconciling.py."""

from pathlib import Path

from click.testing import CliRunner

from server.cli import main
from server.log.preparation import prepare


def test_comparing_without_a_key_is_refused(
    tmp_path: Path, no_settings: dict[str, str | None], own_logging: None
) -> None:
    prepare(f"sqlite:///{tmp_path}/log.db")

    result = CliRunner().invoke(main, ["reconcile", "--database", f"sqlite:///{tmp_path}/log.db"], env=no_settings)

    assert (2, True) == (result.exit_code, "telnyx_api_key: it is not set" in result.stderr)
