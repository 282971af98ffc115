"""Every module says what is public: `__all__` is sorted, complete, and holds nothing that is not there."""

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = [
    pytest.param(path, id=module_name(path))
    for package in ("texml", "server")
    for path in sorted((ROOT / package).rglob("*.py"))
]


def defined(tree: ast.Module) -> set[str]:
    """Return the public names that a module makes itself."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            targets = [target for target in node.targets if isinstance(target, ast.Name)]
            names |= {target.id for target in targets}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def imported(tree: ast.Module) -> set[str]:
    """Return the names that a package takes from its modules, those that it loads when they are asked for included."""
    later = [node for block in tree.body if isinstance(block, ast.If) for node in block.body]
    return {
        alias.asname or alias.name
        for node in (*tree.body, *later)
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
    }


@pytest.mark.parametrize("path", MODULES)
def test_all_is_sorted_and_every_name_in_it_exists(path: Path) -> None:
    module = importlib.import_module(module_name(path))
    names = getattr(module, "__all__", [])

    assert sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name)) == list(names)
    assert [name for name in names if not hasattr(module, name)] == []


@pytest.mark.parametrize("path", MODULES)
def test_public_definitions_are_exported(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = importlib.import_module(module_name(path))

    assert defined(tree) - {"TYPE_CHECKING"} - set(getattr(module, "__all__", [])) == set()


@pytest.mark.parametrize("path", [item for item in MODULES if item.values[0].name == "__init__.py"])
def test_all_of_a_package_equals_its_names(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = importlib.import_module(module_name(path))

    assert (defined(tree) | imported(tree)) - {"TYPE_CHECKING"} == set(getattr(module, "__all__", []))
