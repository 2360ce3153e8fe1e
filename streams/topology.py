"""Which agent reads and writes which topic, in the order of the flow."""
