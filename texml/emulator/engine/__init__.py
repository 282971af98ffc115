"""The engine: pure, events in and effects out; time, randomness and network are its driver's."""
