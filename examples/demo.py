"""The first whole path: a room is fetched as the platform would, a conference happens, and the log tells of it.

Starts `texml-server` on a free port of this machine with a database in a temporary folder, and stops it at the end.
`make demo` runs this; so does

    python examples/demo.py
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOMS = Path(__file__).with_name("rooms.toml")
SERVER = [sys.executable, "-c", "from server.cli import main; main()"]

CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
ANNA, BEN = "v3:anna", "v3:ben"

# What the platform sends, in the order in which it happened: event, call, seconds after ten.
HAPPENED = [
    ("conference-start", ANNA, 0),
    ("participant-join", ANNA, 0),
    ("participant-join", BEN, 8),
    ("participant-speech-start", BEN, 15),
    ("participant-leave", BEN, 52),
    ("participant-leave", ANNA, 55),
    ("conference-end", ANNA, 55),
]
# The order in which it arrives: the joins swapped, and the speaker told twice.
ARRIVES = [0, 2, 1, 3, 3, 4, 5, 6]


def callback(number: int) -> dict[str, str]:
    """Return the fields of one conference status callback."""
    event, call, seconds = HAPPENED[number]
    return {
        "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
        "CallSid": call,
        "CallSidLegacy": call,
        "ConferenceSid": CONFERENCE,
        "FriendlyName": "Weekly standup",
        "From": "+13125550100" if call == ANNA else "+13125550101",
        "SequenceNumber": str(number),
        "StatusCallbackEvent": event,
        "Timestamp": f"2026-11-20 10:00:{seconds:02d}.000000Z",
        "To": "+13125550199",
    }


@contextmanager
def running_server(database: str) -> Iterator[str]:
    """Run the server on a free port and give its URL; it is stopped on the way out."""
    command = [*SERVER, "run", "--bind", "127.0.0.1:0", "--database", database, "--rooms", str(ROOMS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            ready = process.stdout.readline() if process.stdout else ""
            if not ready:
                raise SystemExit(process.stderr.read() if process.stderr else "the server did not start")
            print(ready.strip())
            yield f"http://{ready.split()[-1]}"
        finally:
            process.terminate()
            process.communicate()


def show(title: str) -> None:
    """Print a heading."""
    print(f"\n== {title}\n", flush=True)


def main() -> None:
    """Run the demo."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/demo.db"
        with running_server(database) as url, httpx.Client(base_url=url) as platform:
            show("The platform fetches the room's document: POST /rooms/standup")
            print(platform.post("/rooms/standup").raise_for_status().text)

            show("... and, while the caller waits, the hold script: POST /rooms/standup/wait")
            print(platform.post("/rooms/standup/wait").raise_for_status().text)

            show("It tells of a conference of two, out of order and one event twice: POST /callbacks/conference")
            for number in ARRIVES:
                answer = platform.post("/callbacks/conference", data=callback(number))
                print(f"{number} {HAPPENED[number][0]:<26}{answer.status_code}")
                answer.raise_for_status()

            show("texml-server events")
            subprocess.run([*SERVER, "events", "--database", database], check=True)

            show(f"GET /api/conferences/{CONFERENCE}")
            state = platform.get(f"/api/conferences/{CONFERENCE}").raise_for_status().json()
            print(json.dumps(state, indent=2))
    print("\nThe server is stopped.")


if __name__ == "__main__":
    main()
