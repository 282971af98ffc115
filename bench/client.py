"""The REST client against the official package and bare httpx: a command, a page of 250, import and memory.

Everything in turn in one process, over a transport that answers at once; import and memory in processes of their own.
Prints medians and ratios, each the median over rounds. Targets: a command at most 0.60 of the official package (goal:
1.40 of bare httpx), the page at most 0.12 of it, import at most 0.15, memory at most 0.50.

    python bench/client.py [--short]
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable

import httpx
import telnyx

from texml.client import Client

URL = "https://platform.test/v2"
CALL = "v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg"
CREATE = {
    "call_control_id": CALL,
    "name": "Business",
    "beep_enabled": "on_exit",
    "client_state": "aGF2ZSBhIG5pY2UgZGF5ID1d",
    "command_id": "891510ac-f3e4-11e8-af5b-de00688a4901",
    "duration_minutes": 5,
    "max_participants": 30,
    "start_conference_on_create": False,
}
PARTICIPANT = {
    "record_type": "participant",
    "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "call_leg_id": "2a16459e-f3f4-11e8-b3d2-02420a0f7568",
    "call_control_id": CALL,
    "conference": {"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "name": "All hands meeting"},
    "whisper_call_control_ids": [CALL],
    "created_at": "2019-01-23T18:10:02.574Z",
    "updated_at": "2019-01-23T18:10:02.574Z",
    "end_conference_on_exit": True,
    "soft_end_conference_on_exit": False,
    "status": "joined",
    "muted": False,
    "on_hold": False,
}
CONFERENCE = {
    "record_type": "conference",
    "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "name": "All hands meeting",
    "created_at": "2019-01-23T18:10:02.574Z",
    "expires_at": "2019-01-23T18:10:02.574Z",
    "updated_at": "2019-01-23T18:10:02.574Z",
    "region": "sv1",
    "status": "in_progress",
    "connection_id": "3fa85f64-9191-4567-b3fc-2c963f66afa6",
}
META = {"page_number": 1, "page_size": 250, "total_pages": 1, "total_results": 250}
ONE = json.dumps({"data": CONFERENCE}).encode()
PAGE = json.dumps({"data": [PARTICIPANT] * 250, "meta": META}).encode()


def answer(request: httpx.Request) -> httpx.Response:
    """Answer at once."""
    content = PAGE if request.url.path.endswith("/participants") else ONE
    return httpx.Response(200, content=content, headers={"content-type": "application/json"})


def sides() -> dict[str, dict[str, Callable[[], object]]]:
    """Return what is measured, by what it does and who does it."""
    transport = httpx.MockTransport(answer)
    ours = Client("KEY", base_url=URL, transport=transport)
    official = telnyx.Telnyx(api_key="KEY", base_url=URL, http_client=httpx.Client(transport=transport))
    bare = httpx.Client(transport=transport, headers={"authorization": "Bearer KEY"})
    fields = [name for name in PARTICIPANT if name != "record_type"]

    def read_all(items: object) -> int:
        return sum(getattr(item, field) is not None for item in items for field in fields)  # type: ignore[attr-defined]

    return {
        "a command": {
            "texml": lambda: ours.conferences.create(**CREATE).data.id,
            "official": lambda: official.conferences.create(**CREATE).data.id,
            "httpx": lambda: bare.post(f"{URL}/conferences", json=CREATE).json()["data"]["id"],
        },
        "a page of 250": {
            "texml": lambda: len(ours.conferences.list_participants("c").data),
            "official": lambda: len(official.conferences.list_participants("c").data),
            "httpx": lambda: len(bare.get(f"{URL}/conferences/c/participants").json()["data"]),
            "json.loads": lambda: json.loads(PAGE),
        },
        "and every field read": {
            "texml": lambda: read_all(ours.conferences.list_participants("c").data),
            "official": lambda: read_all(official.conferences.list_participants("c").data),
        },
    }


def compare(side: dict[str, Callable[[], object]], rounds: int, loops: int) -> str:
    """Return medians, and the ratios of ours to the others, run in turn."""
    times: dict[str, list[float]] = {name: [] for name in side}
    for run in side.values():
        run()
    for _ in range(rounds):
        for name, run in side.items():
            gc.collect()
            times[name].append(timeit.timeit(run, number=loops) / loops * 1e6)
    return lines({name: statistics.median(values) for name, values in times.items()}, "us", times)


def lines(medians: dict[str, float], unit: str, times: dict[str, list[float]]) -> str:
    """Return figures and ratios on one line."""
    figures = "  ".join(f"{name} {value:9.1f} {unit}" for name, value in medians.items())
    ratios = "  ".join(
        f"/{name} {statistics.median(own / other for own, other in zip(times['texml'], values, strict=True)):.3f}"
        for name, values in times.items()
        if name != "texml"
    )
    return f"{figures}   texml{ratios}"


IMPORTS = {"texml": "import texml.client", "official": "import telnyx", "httpx": "import httpx"}
MAKING = {
    "texml": "import texml.client; client = texml.client.Client('KEY'); client.conferences.actions",
    "official": "import telnyx; client = telnyx.Telnyx(api_key='KEY'); client.conferences.actions",
    "httpx": "import httpx; client = httpx.Client()",
}


def imports(rounds: int) -> str:
    """Return what ``python -X importtime`` says of the whole import, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(rounds):
        for name, code in IMPORTS.items():
            result = subprocess.run(
                [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
            )
            times[name].append(_total_us(result.stderr, code.split()[1]) / 1e3)
    return lines({name: statistics.median(values) for name, values in times.items()}, "ms", times)


def _total_us(report: str, module: str) -> float:
    """Return the cumulative time of *module* and of the packages that it is in."""
    wanted = {module, module.partition(".")[0]}
    rows = [line.removeprefix("import time:").split("|") for line in report.splitlines() if "|" in line]
    return sum(float(row[1]) for row in rows if row[2].removeprefix(" ") in wanted)


def memory(rounds: int) -> str:
    """Return the resident memory of a process with a client, in MB."""
    program = "\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    sizes: dict[str, list[float]] = {name: [] for name in MAKING}
    for _ in range(rounds):
        for name, code in MAKING.items():
            result = subprocess.run(
                [sys.executable, "-c", code + program], capture_output=True, text=True, check=True, env=dict(os.environ)
            )
            sizes[name].append(float(result.stdout) / 1024)
    return lines({name: statistics.median(values) for name, values in sizes.items()}, "MB", sizes)


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    is_short = parser.parse_args().short
    rounds, loops = (3, 20) if is_short else (15, 100)
    for name, side in sides().items():
        print(f"{name:22}", compare(side, rounds, loops))
    print(f"{'import':22}", imports(2 if is_short else 7))
    print(f"{'memory':22}", memory(1 if is_short else 3))


if __name__ == "__main__":
    main()
