"""Who may import whom: an allow-list over the AST. A new room starts with no rights.

The table is that of docs/explanation/architecture.md.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("texml", "server")


class Room(NamedTuple):
    first_party: tuple[str, ...] = ()
    third_party: tuple[str, ...] = ()
    is_pure: bool = False


LIBRARY = ("texml",)
BASE = ("texml.errors", "texml.writer", "texml.vocabulary")
SERVER = ("texml", "server")
EMULATED = ("texml.emulator.audio", "texml.emulator.journal", "texml.emulator.profiles")

DATABASES = ("alembic", "psycopg", "pysqlite3", "sqlalchemy", "structlog")

# Of the log, what says what an event is and what events add up to.
PURE_LOG_MODULES = ("arrival", "chain", "event", "fact", "fold", "moment", "reading", "tally", "webhook")
PURE_LOG = tuple(f"server.log.{name}" for name in PURE_LOG_MODULES)

# The longest name that a module's own name begins with is its room.
ROOMS = {
    "texml": Room((*BASE, "texml.reader", "texml.template"), is_pure=True),
    "texml.errors": Room(("texml.errors",), is_pure=True),
    "texml.writer": Room(is_pure=True),
    "texml.vocabulary": Room(("texml.errors", "texml.writer", "texml.vocabulary"), is_pure=True),
    "texml.places": Room(is_pure=True),
    "texml.tree": Room(("texml.errors", "texml.writer", "texml.places"), is_pure=True),
    "texml.usage": Room(BASE, is_pure=True),
    "texml.grammar": Room((*BASE, "texml.tree", "texml.usage"), is_pure=True),
    "texml.reader": Room((*BASE, "texml.tree", "texml.usage", "texml.grammar"), is_pure=True),
    "texml.problem": Room(is_pure=True),
    "texml.rules": Room(
        (
            "texml.vocabulary",
            "texml.writer",
            "texml.tree",
            "texml.usage",
            "texml.grammar",
            "texml.problem",
            "texml.rules",
        ),
        is_pure=True,
    ),
    "texml.validation": Room(
        (*BASE, "texml.tree", "texml.grammar", "texml.problem", "texml.rules"),
        is_pure=True,
    ),
    "texml.template": Room(BASE, is_pure=True),
    "texml.formatting": Room(("texml.vocabulary", "texml.writer", "texml.tree"), is_pure=True),
    "texml.schema": Room(("texml.errors", "texml.writer", "texml.vocabulary"), is_pure=True),
    "texml.reference": Room(("texml.vocabulary", "texml.rules", "texml.reader", "texml.formatting"), is_pure=True),
    "texml.lint": Room(("texml.problem", "texml.rules", "texml.validation", "texml.vocabulary", "texml.lint")),
    "texml.forms": Room(is_pure=True),
    "texml.callbacks": Room(("texml.errors", "texml.vocabulary", "texml.forms"), is_pure=True),
    "texml.message_pages": Room(("texml.vocabulary",), is_pure=True),
    "texml.webhooks": Room(
        ("texml.errors", "texml.vocabulary", "texml.forms", "texml.webhooks"), ("nacl",), is_pure=True
    ),
    "texml.emulator.engine": Room(
        (*BASE, "texml.tree", "texml.grammar", "texml.emulator.engine", *EMULATED), is_pure=True
    ),
    "texml.emulator.rest": Room((*BASE, "texml.emulator.engine", "texml.emulator.rest"), is_pure=True),
    "texml.emulator.rest.side": Room(("texml.emulator.rest",), ("httpx",)),
    "texml.emulator.rest.serving": Room(("texml.emulator.rest",)),
    "texml.emulator.journal": Room(is_pure=True),
    "texml.emulator.claims": Room(is_pure=True),
    "texml.emulator.reference": Room(
        (*BASE, "texml.emulator.claims", "texml.emulator.engine", "texml.emulator.profiles", "texml.emulator.rest"),
        is_pure=True,
    ),
    "texml.emulator.profiles": Room(("texml.vocabulary",), is_pure=True),
    "texml.emulator.audio": Room(is_pure=True),
    "texml.emulator": Room(
        (*BASE, "texml.emulator", "texml.validation", "texml.problem", "texml.tree", "texml.webhooks"),
        ("httpx", "rich"),
    ),
    "texml.testing": Room(("texml.errors", "texml.emulator")),
    "texml._pytest_plugin": Room(("texml.testing",), ("pytest",)),
    "texml.control_pages": Room(("texml.vocabulary",), is_pure=True),
    "texml.client": Room(("texml.errors", "texml.vocabulary", "texml.client"), is_pure=True),
    "texml.client.settings": Room(("texml.errors",)),
    "texml.client.transport": Room(("texml.client",), ("httpx",)),
    "texml.client.sync": Room(("texml.errors", "texml.vocabulary", "texml.client"), ("httpx",)),
    "texml.client.aio": Room(("texml.errors", "texml.vocabulary", "texml.client"), ("httpx",)),
    "texml.cli": Room(LIBRARY, ("click", "rich")),
    "server": Room(
        SERVER, ("click", "flask", "gunicorn", "jinja2", "markupsafe", "rich", "sqlalchemy", "structlog", "werkzeug")
    ),
    "server.metrics": Room(("server.config",), ("prometheus_client",)),
    "server.routes": Room(is_pure=True),
    "server.signatures": Room((*LIBRARY, "server.config", "server.errors", "server.log.arrival"), is_pure=True),
    "server.streams": Room(),
    "server.worker": Room(("server.worker",), ("gunicorn",)),
    "server.errors": Room(is_pure=True),
    "server.urls": Room(is_pure=True),
    "server.rooms": Room((*LIBRARY, "server.errors", "server.urls", "server.rooms"), is_pure=True),
    "server.rooms.directory": Room(
        (*LIBRARY, "server.config", "server.errors", "server.urls", "server.rooms")  # reads a file
    ),
    "server.rooms.book": Room(("server.errors", "server.rooms"), ("structlog",)),
    "server.dialin": Room((*LIBRARY, "server.dialin", "server.rooms"), is_pure=True),
    "server.dialin.words": Room((*LIBRARY, "server.errors", "server.rooms"), ("babel",)),
    "server.dialin.tables": Room(("server.log.schema",), ("sqlalchemy",)),
    "server.dialin.ledger": Room(("server.errors", "server.log", "server.dialin", "server.rooms")),
    "server.dialin.glance": Room(("server.log", "server.dialin", "server.rooms"), is_pure=True),
    "server.dialin.receptionist": Room(
        (*LIBRARY, "server.errors", "server.hold", "server.urls", "server.dialin", "server.rooms"), ("structlog",)
    ),
    "server.dialin.opening": Room(SERVER),
    "server.moderation.action": Room(LIBRARY, is_pure=True),
    "server.moderation.gaps": Room(is_pure=True),
    "server.moderation.plans": Room(("server.log.fold", "server.log.moment", "server.moderation.action"), is_pure=True),
    "server.moderation.attendant": Room(
        ("server.log", "server.moderation", "server.rooms"),
        ("structlog",),
    ),
    "server.moderation.worker": Room(("server.errors",), ("structlog",)),
    "server.moderation": Room(
        (*LIBRARY, "server.dialin.tables", "server.errors", "server.log", "server.moderation"),
        ("sqlalchemy", "structlog"),
    ),
    "server.log": Room((*LIBRARY, "server.errors", "server.log"), DATABASES),
    **{f"server.log.{name}": Room((*LIBRARY, *PURE_LOG), is_pure=True) for name in PURE_LOG_MODULES},
}

# What the outside world comes in through: time, randomness, environment, files, network, threads.
IMPURE = {
    "asyncio", "http", "logging", "os", "pathlib", "random", "secrets", "select", "shutil", "signal", "socket",
    "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "uuid",
}  # fmt: skip

# Inside the library, not for its users: the server uses public names only.
PRIVATE_TO_LIBRARY = ("texml.emulator", "texml.writer", "texml.vocabulary.constructor", "texml.vocabulary.kinds")


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of everything that a module imports, names out of modules included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> Room:
    names = [name for name in ROOMS if is_below(module, name)]
    return ROOMS[max(names, key=len)]


def is_below(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


MODULES = [pytest.param(module, path, id=module) for module, path in modules()]


@pytest.mark.parametrize(("module", "path"), MODULES)
def test_module_imports_only_what_its_room_may(module: str, path: Path) -> None:
    room = room_of(module)

    refused = [
        name
        for name in imports(path)
        if not (
            name.partition(".")[0] in sys.stdlib_module_names
            or any(is_below(name, allowed) for allowed in (*room.first_party, *room.third_party))
            or (module in ("texml", "server") and is_below(name, module))
        )
    ]

    assert refused == []


@pytest.mark.parametrize(("module", "path"), [item for item in MODULES if room_of(item.values[0]).is_pure])
def test_pure_module_imports_nothing_of_the_outside_world(module: str, path: Path) -> None:
    impure = [name for name in imports(path) if name.partition(".")[0] in IMPURE]

    assert impure == []


@pytest.mark.parametrize(("module", "path"), [item for item in MODULES if item.values[0].startswith("server")])
def test_server_uses_only_public_names_of_the_library(module: str, path: Path) -> None:
    private = [
        name
        for name in imports(path)
        if is_below(name, "texml")
        and (
            any(is_below(name, room) for room in PRIVATE_TO_LIBRARY) or any(part[0] == "_" for part in name.split("."))
        )
    ]

    assert private == []


# The settings of the server, and those of the client.
MAY_READ_THE_ENVIRONMENT = {"server.config", "texml.client.settings"}


@pytest.mark.parametrize(
    ("module", "path"), [item for item in MODULES if item.values[0] not in MAY_READ_THE_ENVIRONMENT]
)
def test_environment_is_read_by_the_settings_only(module: str, path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    readers = [
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name) and node.value.id == "os"
    ]  # fmt: skip

    assert readers == []


def test_importing_the_library_loads_no_third_party_module() -> None:
    code = (
        "import sys; before = set(sys.modules); import texml; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["texml"]
