"""The Faust application that a worker runs."""
