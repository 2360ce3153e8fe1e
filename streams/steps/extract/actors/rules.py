"""Names of the rules that found an act word, where roles go by them."""

KILLING = frozenset({"hitting_killing", "verb_killed"})
GUNFIRE = "event_gunfire"
BURSTS = frozenset({GUNFIRE, "event_bombing", "event_suicide_bombing", "event_car_bombing"})
"""Nouns of acts of which "in" tells what was struck: "a bombing in a mosque"."""
DEED = "verb_deed"
SLAYING = "verb_slaying"
SUBJECTED = "verb_subjected"
WRECKING = "verb_wrecking"
DOWNED = "verb_intercepted"
ABDUCTION, ABDUCTED = "event_abduction", "verb_abducted"
TARGETING = "hitting_targeting"
