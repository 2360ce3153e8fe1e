"""Article to StrikeReport: who was killed or hurt, by whom, where, when, and who says so."""
