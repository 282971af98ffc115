"""How a log of an older layout becomes one of today's; alembic finds the steps in `versions`."""
