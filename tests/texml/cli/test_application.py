"""Where the application is: its host, or that there is none, whichever command asks."""

import pytest
from click.testing import CliRunner

from texml.cli import main
from texml.cli.application import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [("http://127.0.0.1:8080/voice", "127.0.0.1"), ("https://App.example/", "app.example"), ("http://[::1]/x", "::1")],
)
def test_host_is_that_of_the_url(url: str, host: str) -> None:
    assert host == host_of(url)


@pytest.mark.parametrize("command", ["call", "doctor", "emulate", "load"])
@pytest.mark.parametrize("url", ["voice", "ftp://x/", "http://", "http://[", "https://[::1/voice"])
def test_command_ends_with_status_2_where_there_is_no_url(url: str, command: str) -> None:
    result = CliRunner().invoke(main, [command, url])

    assert (2, f"Error: {url!r} is no URL of http") == (result.exit_code, result.stderr.partition(";")[0])


def test_fallback_is_to_be_a_url_too() -> None:
    result = CliRunner().invoke(main, ["call", "http://127.0.0.1:9/voice", "--fallback", "http://["])

    assert (2, True) == (result.exit_code, "'http://[' is no URL of http" in result.stderr)
