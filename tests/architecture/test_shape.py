"""The shape of the house: sizes, names, and a test module for each module."""

import ast
import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for package in ("texml", "server") for path in sorted((ROOT / package).rglob("*.py"))]
MAX_MODULE_LINES = 500
MAX_FUNCTION_LINES = 40


def is_page(path: Path) -> bool:
    """Return whether a module is about a page of the platform's manual, as its test module in tests/platform is."""
    return "vocabulary" in path.parts and "verbs" in path.parts


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_module_is_not_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_fit_a_screen(path: Path) -> None:
    long = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            # A function that holds others (a blueprint and its views) is measured without them.
            inner = [child for child in node.body if isinstance(child, ast.FunctionDef)]
            lines = (node.end_lineno or 0) - node.lineno + 1
            own = lines - sum((child.end_lineno or 0) - child.lineno + 1 for child in inner)
            if own > MAX_FUNCTION_LINES + _signature_lines(node):
                long.append(node.name)

    assert long == []


def _signature_lines(node: ast.FunctionDef) -> int:
    return node.body[0].lineno - node.lineno


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_module_is_named_after_what_it_is_about(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


@pytest.mark.parametrize("path", [path for path in SOURCES if not is_page(path)], ids=name)
def test_module_has_a_test_module_of_its_own(path: Path) -> None:
    if path.name == "__init__.py":
        return
    mirror = ROOT / "tests" / path.parent.relative_to(ROOT) / f"test_{path.stem}.py"

    assert mirror.exists()


@pytest.mark.parametrize("path", [path for path in SOURCES if is_page(path)], ids=name)
def test_page_of_the_manual_has_a_test_module_of_its_own(path: Path) -> None:
    if path.name == "__init__.py":
        return

    assert (ROOT / "tests/platform" / f"test_{path.stem}.py").exists()


def test_every_package_is_in_the_wheel() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    declared = set(setup["options"]["packages"].split())

    there = {".".join(path.parent.relative_to(ROOT).parts) for path in SOURCES if path.name == "__init__.py"}

    assert there | {"server.templates"} == declared
