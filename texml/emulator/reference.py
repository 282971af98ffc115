"""Make the reference pages of the emulator: Markdown of its states, its switches, and what it does and does not."""

from collections.abc import Iterator

from texml.emulator.claims import CLAIMS, REQUESTS
from texml.emulator.engine.transitions import MACHINES, Machine
from texml.emulator.profiles import DOCUMENTED, PROFILES, switches
from texml.emulator.rest.table import ANSWERED, UNANSWERED
from texml.vocabulary import reachable, rows
from texml.vocabulary.control.declaration import arguments
from texml.vocabulary.verbs import Response

__all__ = ["coverage_page", "profiles_page", "states_page"]

_GENERATED = "<!-- Generated from the emulator by `make docs`; do not edit. -->"


def states_page() -> str:
    """Return the page on the states of calls, participants, conferences, queued calls and recordings."""
    lines = [_GENERATED, "", "# States of the emulated platform", ""]
    lines += ["Drawn from the tables that the engine itself uses; nothing changes its state in another way.", ""]
    for machine in MACHINES:
        lines += _diagram(machine)
    return "\n".join(lines)


def _diagram(machine: Machine) -> Iterator[str]:
    yield from (f"## {machine.name.capitalize()}", "", machine.doc, "", "```mermaid", "stateDiagram-v2")
    named = {state: state.replace("-", "_") for state in machine.table}
    for state, name in named.items():
        if state != name:
            yield f"    {name}: {state}"
    for state in machine.initial:
        yield f"    [*] --> {named[state]}"
    for state, ways in machine.table.items():
        for happening, following in ways.items():
            yield f"    {named[state]} --> {named[following]}: {happening}"
        if not ways:
            yield f"    {named[state]} --> [*]"
    yield from ("```", "")


def profiles_page() -> str:
    """Return the page on the switches of a profile and the profiles that there are."""
    lines = [_GENERATED, "", "# Profiles of the emulated platform", ""]
    lines += [
        "Where the documentation is silent or contradicts itself, a switch decides. Its grade says how sure the",
        "default is: documented by the platform, disputed between its pages, observed, or assumed. Change one with",
        "`dataclasses.replace`; a column is empty where a profile keeps the default.",
        "",
    ]
    others = [profile for profile in PROFILES.values() if profile is not DOCUMENTED]
    names = " | ".join(profile.name for profile in others)
    lines += [f"| switch | decides | documented | {names} | grade | source |", "|---" * (5 + len(others)) + "|"]
    for name, default, switch, values in switches():
        allowed = f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""
        changed = [_value(getattr(profile, name)) if getattr(profile, name) != default else "" for profile in others]
        cells = (f"`{name}`", f"{switch.doc}{allowed}", _value(default), *changed, switch.grade, switch.source)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _value(value: object) -> str:
    return f"`{value:,}`" if isinstance(value, int | float) and not isinstance(value, bool) else f"`{value}`"


def coverage_page() -> str:
    """Return the page on what the emulator does of each element, attribute and request."""
    lines = [_GENERATED, "", "# What the emulator does", ""]
    lines += [
        "What *runs* does what the platform's pages say, in virtual time. What is *scripted* is waited for, and a",
        "script tells its result, or it is assumed. What is *recorded* is noted and has no effect. Attributes that are",
        "left out are read and checked like the others. Variables in double braces are not filled in.",
        "",
        "| element | level | what it does | attributes left out | shown by |",
        "|---|---|---|---|---|",
    ]
    for element in reachable(Response):
        claim = CLAIMS[element.__name__]
        wires = {row.name: row.wire for row in rows(element)}
        left_out = ", ".join(f"`{wires[name]}`" for name in claim.left_out)
        shown = f"`{claim.shown_by}.py`"
        lines.append(f"| `{claim.element}` | {claim.level} | {claim.doc} | {left_out} | {shown} |")
    lines += ["", "Tests are those below tests/texml/emulator/engine.", "", "## Requests", ""]
    lines += ["Each kind of the reference of callbacks.", "", "| request | level | |", "|---|---|---|"]
    lines += [f"| `{claim.kind}` | {claim.level or 'never'} | {claim.doc} |" for claim in REQUESTS.values()]
    lines += _rest_lines()
    return "\n".join([*lines, ""])


def _rest_lines() -> list[str]:
    """Return the chapter on the REST API: every command of the TeXML side, answered or not."""
    lines = [
        "", "## REST commands of the TeXML side", "",
        "By the names of the client. Arguments that are left out are read and checked like the others. What is not",
        "answered gets status 501, and so does nothing else.",
        "", "| command | level | what it does | arguments left out |", "|---|---|---|---|",
    ]  # fmt: skip
    for command, answered in ANSWERED.items():
        wires = {name: argument.wire for name, argument in arguments(command).items()}
        left_out = ", ".join(f"`{wires[name]}`" for name in answered.left_out)
        lines.append(f"| `{command.name_of_command}` | runs | {answered.doc} | {left_out} |")
    lines += [f"| `{command.name_of_command}` | never | | |" for command in UNANSWERED]
    return lines
