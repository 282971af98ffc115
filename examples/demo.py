"""The main job, whole: people call a conference number, meet, and the log tells of it. No account, no phone.

Starts `texml-server` on a free port of this machine with a database in a temporary folder, places three calls with
the emulated platform, and prints what each caller heard, what the log holds and what it adds up to, and stops it.
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
from rich.console import Console

from texml.testing import World

ROOMS = Path(__file__).with_name("rooms.toml")
SERVER = [sys.executable, "-c", "from server.cli import main; main()"]
NUMBER = "+13125550100"
HOST, ANNA, BEN = "+13125550112", "+13125550111", "+13125550113"


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


def play(world: World) -> None:
    """Let three people meet in the standup, one of whom mistypes the PIN first."""
    anna = world.call(NUMBER, from_=ANNA, name="Anna").press("1234#").press("114477#")
    anna.expect_say("You are the first.")
    ben = world.call(NUMBER, from_=BEN, name="Ben").press("1234#").press("114478#")
    ben.expect_say("The room number or the PIN is not right.").press("1234#").press("114477#")
    world.settle()
    host = world.call(NUMBER, from_=HOST, name="Host").press("1234#").press("993311#")
    world.settle()
    host.speak("Good morning. Shall we begin?")
    world.advance(minutes=2)
    host.hang_up()
    for caller in (anna, ben):
        caller.expect_say("The conference has ended.")
    world.advance(minutes=1)


def heard(world: World) -> None:
    """Print what each caller heard and did, with the time."""
    console = Console(width=None if Console().is_terminal else 120, highlight=False)
    for line in world.report().splitlines():
        # The whole report has each request and document, too; this is what a person would notice.
        if any(
            f" {word} " in f"{line} "
            for word in ("calls", "hears", "presses", "says", "joined", "waits", "left", "hangs")
        ):
            console.print(line, markup=False)


def main() -> None:
    """Run the demo."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/demo.db"
        with running_server(database) as url, World() as world:
            world.serve(NUMBER, url, voice_url="/voice")
            play(world)
            show("What three callers heard, in virtual time")
            heard(world)

            show("texml-server events")
            subprocess.run([*SERVER, "events", "--database", database, "--limit", "20"], check=True)

            sid = world.conference("Weekly standup").sid
            show(f"GET /api/conferences/{sid}")
            state = httpx.get(f"{url}/api/conferences/{sid}").raise_for_status().json()
            print(json.dumps(state, indent=2))
    print("\nThe server is stopped.")


if __name__ == "__main__":
    main()
