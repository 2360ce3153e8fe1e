"""Where records leave."""
