"""The wheel, built, installed into an empty environment away from the checkout, and used.

Nothing is fetched: the wheel is built with the setuptools of the test environment and installed without its
dependencies; where a command needs those, they come from the test environment behind everything else.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_SOURCE = shutil.ignore_patterns(".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", "*.db*")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout, so that nothing is left in it."""
    source = tmp_path_factory.mktemp("source") / "texml"
    out = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, source, ignore=NOT_SOURCE)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(out)]
    subprocess.run([*command, str(source)], check=True, cwd=source)
    return next(out.glob("texml-*.whl"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, and nothing else, into an empty environment; return its folder of commands."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    return folder / "bin"


@pytest.fixture(scope="session")
def dependencies(environment: Path) -> Path:
    """Let the environment find what the wheel depends on, after its own packages."""
    site = next((environment.parent / "lib").glob("python*/site-packages"))
    # A path file is read without following the path files behind it: the checkout stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    result = subprocess.run(
        list(map(str, command)),
        check=False,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **(env or {})},
        capture_output=True,
        text=True,
    )
    assert (0, "") == (result.returncode, result.stderr)
    return result.stdout


def test_wheel_holds_templates_and_type_marker(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {"server/templates/voice/wait.xml", "texml/py.typed"} <= set(names)


def test_wheel_holds_no_tests_and_nothing_of_the_checkout(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {"texml", "server"} == {top for top in tops if not top.endswith(".dist-info")}


def test_builder_works_with_nothing_else_installed(environment: Path, tmp_path: Path) -> None:
    code = "from texml import Response; print(Response().say('hi'))"

    out = run(environment / "python", "-I", "-c", code, cwd=tmp_path)

    assert '<?xml version="1.0" encoding="UTF-8"?><Response><Say>hi</Say></Response>\n' == out


def test_library_comes_from_the_wheel_and_not_from_the_checkout(dependencies: Path, tmp_path: Path) -> None:
    code = "import texml, server; print(texml.__file__, server.__file__)"

    out = run(dependencies / "python", "-I", "-c", code, cwd=tmp_path)

    assert all(path.startswith(str(dependencies.parent)) for path in out.split())


@pytest.mark.parametrize(("version", "name"), [("1.0", "texml.xsd"), ("1.1", "texml-1.1.xsd")])
def test_schema_command_prints_the_schema_of_the_checkout(
    version: str, name: str, dependencies: Path, tmp_path: Path
) -> None:
    printed = run(dependencies / "texml", "schema", "--xsd", version, cwd=tmp_path)

    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == printed


def test_wheel_ships_no_schema_as_it_can_make_them(wheel: Path) -> None:
    assert [] == [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".xsd")]


def test_server_of_the_wheel_serves_its_hold_programme_and_music(dependencies: Path, tmp_path: Path) -> None:
    code = (
        "from server import create_app\n"
        "app = create_app({'database': 'sqlite:///log.db'})\n"
        "client = app.test_client()\n"
        "from xml.etree.ElementTree import fromstring\n"
        "url = fromstring(client.get('/rooms/demo').data).find('.//Conference').get('waitUrl')\n"
        "print(client.get(url).status, client.get('/media/hold.wav').content_type)\n"
        "app.extensions['texml'].close()"
    )

    out = run(dependencies / "python", "-I", "-c", code, cwd=tmp_path)

    assert "200 OK audio/wav\n" == out


def test_server_command_of_the_wheel_tells_its_settings(dependencies: Path, tmp_path: Path) -> None:
    out = run(dependencies / "texml-server", "settings", cwd=tmp_path)

    assert "TEXML_DATABASE" in out


def test_fixture_of_the_wheel_tests_an_application_in_a_project_of_its_own(dependencies: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "test-without-a-phone.md").read_text(encoding="utf-8")
    (tmp_path / "test_rooms.py").write_text(page.partition("```python\n")[2].partition("```")[0])
    (tmp_path / "test_where.py").write_text(
        "import texml\n\ndef test_library_is_that_of_the_wheel():\n"
        f"    assert texml.__file__.startswith({str(dependencies.parent)!r})\n"
    )

    out = run(dependencies / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path)

    assert "2 passed" in out
