"""One thin shell for each step: read state, run the step, send, then remember."""
