"""The system calls of a worker show it: before each 200 is sent, a sync of the log has returned."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

_CALL = re.compile(r"^(\d+) +(\w+)\((\d+)")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.timeout(300)
def test_every_200_comes_after_a_sync(
    serve: Callable[..., Any], figure: Callable[..., None], database: str, tmp_path: Path, short: bool
) -> None:
    callbacks = 30 if short else 500
    trace = tmp_path / "trace"
    prefix = ("strace", "-f", "-qq", "-s", "24", "-e", "trace=fsync,fdatasync,sendto,sendmsg,write", "-o", str(trace))
    with serve(database, workers=1, prefix=prefix) as server, httpx.Client(timeout=30) as client:
        answers = [
            client.post(f"{server.url}/callbacks/conference", data={"SequenceNumber": str(number)}).status_code
            for number in range(callbacks)
        ]

    synced, after = 0, 0
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if re.search(r"f(data)?sync.* = 0", line):
            synced += 1
        elif "HTTP/1.1 200" in line:
            after += synced > 0
            synced = 0
    figure(
        "synced before acknowledged (strace)",
        target="every 200",
        found=f"{after} of {callbacks}",
        is_met=answers == [200] * callbacks and after == callbacks,
    )
