"""The step is part of one line that leads from the first layout to today's."""

from server.log.migration import scripts
from server.log.migrations.versions import v7_lookups


def test_step_follows_the_one_that_it_names() -> None:
    line = [script.revision for script in scripts().walk_revisions()][::-1]

    place = line.index(v7_lookups.revision)
    assert v7_lookups.down_revision == (line[place - 1] if place else None)
