"""The durable log of what the platform said, and the state that is folded from it.

`inbox` appends and returns once the disk has it, `store` reads, `fold` makes state of events. The log is the truth:
every delivery is kept as it came, and nothing else is stored.
"""
