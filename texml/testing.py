"""Test an application that answers calls with TexML, with no phone, no account and no network.

A `World` is the platform with everything around it: serve an application in it, call it, and ask what the callers
heard, who is in which conference and which callbacks were sent. Virtual time passes when something is waited for;
nothing sleeps.

    from texml.testing import World

    with World() as world:
        world.serve("+13125550100", app, voice_url="/voice")
        guest = world.call("+13125550100")
        guest.expect_say("enter your PIN").press("1111#")
        assert guest.waiting_in("standup")

In pytest the fixture ``texml_emulator`` is a new world for each test, and a test that fails shows its timeline. The
mark ``@pytest.mark.texml(seed=1, contract="strict", faults=["duplicate callbacks"])`` says how that world is made.

Install ``texml[emulator]``. What is here is loaded when it is asked for.
"""

from typing import TYPE_CHECKING

from texml.errors import EmulatorError, ExpectationFailed

if TYPE_CHECKING:
    from texml.emulator.caller import Caller
    from texml.emulator.faults import Fault, Faults, fault
    from texml.emulator.outside import Phone
    from texml.emulator.profiles import PROFILES, Profile
    from texml.emulator.script import read_script
    from texml.emulator.torture import Verdict, torture
    from texml.emulator.watching import Callback, Callbacks, Conference
    from texml.emulator.world import World

__all__ = [
    "PROFILES",
    "Callback",
    "Callbacks",
    "Caller",
    "Conference",
    "EmulatorError",
    "ExpectationFailed",
    "Fault",
    "Faults",
    "Phone",
    "Profile",
    "Verdict",
    "World",
    "fault",
    "read_script",
    "torture",
]

_HOMES = {
    "PROFILES": "profiles",
    "Callback": "watching",
    "Callbacks": "watching",
    "Caller": "caller",
    "Conference": "watching",
    "Fault": "faults",
    "Faults": "faults",
    "Phone": "outside",
    "Profile": "profiles",
    "Verdict": "torture",
    "World": "world",
    "fault": "faults",
    "read_script": "script",
    "torture": "torture",
}


def __getattr__(name: str) -> object:
    """Load a part of the emulator when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    try:
        return getattr(import_module(f"texml.emulator.{_HOMES[name]}"), name)
    except ModuleNotFoundError as err:
        if err.name and err.name.partition(".")[0] == "texml":
            raise
        reason = f"the emulator needs {err.name}, which is not installed; run: pip install 'texml[emulator]'"
        raise ModuleNotFoundError(reason, name=err.name) from err
