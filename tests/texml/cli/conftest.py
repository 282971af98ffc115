"""What the tests of the command share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from texml.cli import main


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Return what runs the command with its arguments, as a terminal would."""

    def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, prog_name="texml")

    return run
