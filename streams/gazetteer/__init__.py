"""Names in the world: places and actors."""
