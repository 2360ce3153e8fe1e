"""Pack of French."""
