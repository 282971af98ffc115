"""The public face of the emulator for tests."""

import subprocess
import sys

import pytest

from texml import testing


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(testing, name).__doc__ or name == "PROFILES"


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Wrold'"):
        testing.Wrold  # noqa: B018


def test_importing_it_loads_neither_the_emulator_nor_a_third_party_module() -> None:
    code = (
        "import sys; before = set(sys.modules); import texml.testing; after = set(sys.modules) - before; "
        "print(*{name.partition('.')[0] for name in after} - sys.stdlib_module_names, "
        "*(name for name in after if name.startswith('texml.emulator')))"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ["texml"] == result.stdout.split()


def test_what_is_not_installed_is_told_with_how_to_install_it() -> None:
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from texml import testing\n"
        "try: testing.World\n"
        "except ModuleNotFoundError as err: print(err)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "the emulator needs httpx, which is not installed; run: pip install 'texml[emulator]'\n" == result.stdout
