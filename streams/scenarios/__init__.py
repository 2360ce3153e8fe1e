"""Invented news with its answer: who tells the same incident, and who merely copies whom."""

from streams.scenarios.scenario import generate

__all__ = ["generate"]
