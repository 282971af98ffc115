"""How fast the library is: each row as a ratio to a peer, all in one run.

    python bench/speed.py [--short]

A ratio is the median over rounds of our time by the peer's time in the same round; times are those of the processor,
so that what else the machine does cancels out. Imports are measured in fresh interpreters that take turns.
"""

import argparse
import compileall
import gc
import itertools
import os
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import timeit
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import texml_builders as ours
from lxml import etree
from peers import FSTRING, TWILIO, fstring_d1

from texml import Conference, Response, Slot, Template, parse
from texml.validation import is_valid, iter_problems

ROOT = Path(__file__).parents[1]
DOCUMENTS = ours.PEERS["texml"]
Task = Callable[[], object]


class Scale(NamedTuple):
    """How long to measure."""

    rounds: int
    seconds: float
    """Of one sample."""
    starts: int
    """Of fresh interpreters."""
    documents: int
    """In a folder."""


FULL = Scale(rounds=41, seconds=0.02, starts=21, documents=1_000)
SHORT = Scale(rounds=3, seconds=0.002, starts=3, documents=50)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it still works")
    scale = SHORT if parser.parse_args().short else FULL
    gc.freeze()
    print(f"{'':<62}{'D1':>8}{'D2':>8}{'D3':>8}   wanted")
    build(scale)
    first_time(scale)
    check(scale)
    template(scale)
    imports(scale)
    folder(scale)
    size()


def row(what: str, figures: list[str], wanted: str) -> None:
    """Print one line of the table."""
    print(f"{what:<62}{''.join(f'{figure:>8}' for figure in figures):<24}   {wanted}", flush=True)


def ratio(mine: Task, theirs: Task, scale: Scale) -> float:
    """Return how much longer *mine* takes than *theirs*, called in turn."""
    loops = [max(1, int(scale.seconds / min(timeit.repeat(task, number=1, repeat=5)))) for task in (mine, theirs)]
    pairs = [
        [_taken(task, number) for task, number in zip((mine, theirs), loops, strict=True)] for _ in range(scale.rounds)
    ]
    return statistics.median(own / other for own, other in pairs)


def _taken(task: Task, number: int) -> float:
    return timeit.timeit(task, timer=time.process_time, number=number) / number


def build(scale: Scale) -> None:
    """Compare the validated build with those that check nothing."""
    peers = (("twilio, which checks nothing", TWILIO), ("an f-string that escapes", FSTRING))
    for (peer, theirs), wanted in zip(peers, ("0.13 / 0.17 / 0.18", "1.4 / 1.7 / 2.2"), strict=True):
        for name, document in DOCUMENTS.items():
            if ET.canonicalize(document()) != ET.canonicalize(theirs[name]()):
                raise SystemExit(f"{name}: the two documents differ")
        figures = [f"{ratio(document, theirs[name], scale):.3g}" for name, document in DOCUMENTS.items()]
        row(f"validated build / {peer}", figures, wanted)


_CHANGING = ("ROOM", "WAIT_URL", "RECORDING_CALLBACK", "STATUS_CALLBACK", "LABEL")


def first_time(scale: Scale) -> None:
    """Compare builds of D1 whose texts nobody has seen before: nothing that we remember helps."""
    usual = {name: getattr(ours, name) for name in _CHANGING}
    numbers = itertools.count()

    def renewed(build: Callable[[], str]) -> Task:
        def task() -> str:
            number = next(numbers)
            for name, text in usual.items():
                setattr(ours, name, f"{text}-{number}")
            return build()

        return task

    # Not `fstring_d1`, whose default was taken when it was defined.
    peers = {"twilio": TWILIO["D1"], "an f-string that escapes": lambda: fstring_d1(ours.ROOM)}
    for peer, theirs in peers.items():
        figure = ratio(renewed(DOCUMENTS["D1"]), renewed(theirs), scale)
        row(f"D1 with five texts that are new each time / {peer}", [f"{figure:.3g}"], "")
    for name, text in usual.items():
        setattr(ours, name, text)


def check(scale: Scale) -> None:
    """Compare reading and checking a text with lxml's parser and our schema."""
    schema = etree.XMLSchema(etree.parse(ROOT / "schemas/texml.xsd"))
    tasks: dict[str, tuple[Callable[[str], object], str]] = {
        "iter_problems: grammar and rules": (lambda text: list(iter_problems(text)), "3 / 3 / 3"),
        "is_valid: grammar, as a schema": (is_valid, ""),
        "parse: into values": (parse, ""),
    }
    for what, (task, wanted) in tasks.items():
        figures = []
        for document in DOCUMENTS.values():
            text, raw = document(), document().encode()
            if not schema.validate(etree.fromstring(raw)):
                raise SystemExit(f"lxml refuses it: {schema.error_log}")
            figures.append(f"{_check_ratio(task, text, raw, schema, scale):.3g}")
        row(f"{what} / lxml + XSD", figures, wanted)


def _check_ratio(task: Callable[[str], object], text: str, raw: bytes, schema: etree.XMLSchema, scale: Scale) -> float:
    return ratio(lambda: task(text), lambda: schema.validate(etree.fromstring(raw)), scale)


def template(scale: Scale) -> None:
    """Compare filling in one value of a prepared D1 with an f-string, for rooms that take turns."""
    prepared = Template(Response().dial(Conference(Slot("room"), wait_url=ours.WAIT_URL)))
    names = [f"Room {number}" for number in range(100)]
    if "Room 7<" not in prepared.fill(room="Room 7"):
        raise SystemExit("the template lacks its value")
    figure = ratio(
        lambda: [prepared.fill(room=name) for name in names], lambda: [fstring_d1(name) for name in names], scale
    )
    row("a template of D1, one value filled in / an f-string", [f"{figure:.3g}"], "0.2")


IMPORTS = {
    "nothing": "pass",
    "texml": "import texml",
    "twilio": "import twilio.twiml.voice_response",
    "a document of texml": "from texml import Response; str(Response().say('Hello'))",
    "a document of twilio": (
        "from twilio.twiml.voice_response import VoiceResponse as R; r = R(); r.say('Hello'); str(r)"
    ),
}


def imports(scale: Scale) -> None:
    """Compare fresh interpreters, without what path files load; the time of one that does nothing is taken off."""
    paths = [str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))]
    head = f"import sys; sys.path[:0] = {paths!r}; "
    taken: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(scale.starts):
        for name, code in IMPORTS.items():
            start = _of_children()
            subprocess.run([sys.executable, "-I", "-S", "-c", head + code], check=True)
            taken[name].append(_of_children() - start)
    nothing = statistics.median(taken["nothing"])
    net = {name: statistics.median(times) - nothing for name, times in taken.items()}
    row("import texml / import twilio.twiml.voice_response", [f"{max(net['texml'], 0) / net['twilio']:.3g}"], "1.0")
    figure = net["a document of texml"] / net["a document of twilio"]
    row("import, and a first document / the same with twilio", [f"{figure:.3g}"], "")


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_LINT = "import sys; from texml.cli import main; sys.argv[0] = 'texml'; main()"


def folder(scale: Scale) -> None:
    """Print what `texml lint` takes for folders of documents that all differ; more of them need no more memory."""
    small, large = scale.documents // 10, scale.documents
    peak = {}
    for number in (small, large):
        with tempfile.TemporaryDirectory() as place:
            for index in range(number):
                text = DOCUMENTS[("D1", "D2")[index % 2]]().replace("https://ivr.", f"https://ivr{index}.")
                (Path(place) / f"{index}.xml").write_text(text.replace("PIN", f"PIN {index}"), encoding="utf-8")
            command = [sys.executable, "-c", _LINT, "lint", "--format", "json", place]
            start = time.monotonic()
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as linter:
                _, status, used = os.wait4(linter.pid, 0)
                linter.returncode = os.waitstatus_to_exitcode(status)
            wall = time.monotonic() - start
        if linter.returncode:
            raise SystemExit(f"texml lint ended with {linter.returncode}")
        peak[number] = used.ru_maxrss / 1024
    row(f"`texml lint` on {large} documents: seconds of the processor", [f"{used.ru_utime + used.ru_stime:.2g}"], "2")
    row(f"`texml lint` on {large} documents: seconds by the clock", [f"{wall:.2g}"], "2")
    row(f"`texml lint` on {large} documents: MiB, and on {small}", [f"{peak[large]:.0f}", f"{peak[small]:.0f}"], "even")


BESIDE = ("emulator", "client", "webhooks", "vocabulary/control")
"""What does not write, read or check documents."""


def size() -> None:
    """Print how large the library is on the disk, without what Python adds, and all that comes with it."""
    with tempfile.TemporaryDirectory() as place:
        parts = {"texml": Path(place) / "texml", "server": Path(place) / "server", "templates": Path(place) / "words"}
        for name, copy in parts.items():
            shutil.copytree(ROOT / name, copy, ignore=shutil.ignore_patterns("__pycache__"))
        library = parts["texml"]
        everything = _kibibytes(library)
        language = everything - sum(_kibibytes(library / part) for part in BESIDE)
        lone = everything - _kibibytes(library / "emulator")
        installed = sum(map(_kibibytes, parts.values()))
        compileall.compile_dir(library, quiet=2)
        bytecode = _kibibytes(library) - everything
    row("size in KiB: what writes, reads and checks documents", [f"{language:.0f}"], "1024")
    row("size in KiB: texml but for its emulator", [f"{lone:.0f}"], "1024")
    row("size in KiB: all of texml", [f"{everything:.0f}"], "1024")
    row("size in KiB: all that the wheel installs, the server too", [f"{installed:.0f}"], "")
    row(f"size in KiB: bytecode of Python {sysconfig.get_python_version()} beside texml", [f"{bytecode:.0f}"], "")


def _kibibytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024


if __name__ == "__main__":
    main()
