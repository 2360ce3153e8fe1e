"""Language packs: data first, rules where data cannot say it."""
