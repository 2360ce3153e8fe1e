"""Strikewire: news of strikes, read as claims, from raw article to alert."""

__version__ = "0.1.0"
