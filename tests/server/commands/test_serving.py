"""What the start says of the database; serving itself is tried in tests/server/test_serving.py."""

import pytest

from server.commands.serving import _say_ready
from server.config import Config


def test_password_of_the_database_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    _say_ready(Config(database="postgresql://user:hunter2@db.example.com/texml"))

    told = capsys.readouterr().out
    assert (True, False) == ("db.example.com/texml" in told, "hunter2" in told)
