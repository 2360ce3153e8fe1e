"""Each topic: its name, record, key, partitions and retention."""
