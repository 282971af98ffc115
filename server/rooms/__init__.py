"""The rooms: what rooms.toml says of rooms, roles, PINs and numbers, checked before a call meets it."""
