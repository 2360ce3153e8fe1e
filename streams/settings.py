"""All that can be set from outside: typed, read once."""
