"""A timeline in color."""

import io
import re

from rich.console import Console

from texml.emulator.rendering import Printer
from texml.emulator.world import World


def printed(world: World, *, color: bool = False, **options: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=color, width=60, highlight=False)
    printer = Printer(console, world.timeline, **options)
    for entry in world.timeline.entries:
        printer.show(entry)
    return out.getvalue()


def test_time_is_shown_where_it_changes(world: World) -> None:
    world.call("+13125550100", name="anna").expect_say("heard nothing")

    times = [line[:9].strip() for line in printed(world, documents=False).splitlines()]

    assert "0.00" == times[0]
    assert ["", ""] == times[1:3]
    assert 2 == len([time for time in times if time])


def test_long_lines_are_left_for_the_terminal_to_wrap(world: World) -> None:
    world.call("+13125550100", name="anna")

    assert any(len(line) > 60 for line in printed(world).splitlines())


def test_documents_are_shown_or_not(world: World) -> None:
    world.call("+13125550100")

    assert (True, False) == ("<Gather" in printed(world), "<Gather" in printed(world, documents=False))


def test_what_callers_say_is_no_markup(world: World) -> None:
    world.call("+13125550100").speak("[bold]x[/bold]", at_once=True)

    assert 'says "[bold]x[/bold]"' in printed(world)


def test_terminal_gets_colors(world: World) -> None:
    world.call("+13125550100")

    assert re.search("\x1b\\[", printed(world, color=True))
