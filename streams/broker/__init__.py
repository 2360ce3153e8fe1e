"""An Apache Kafka of our own: one node, on this machine, for `make run` and the tests."""
