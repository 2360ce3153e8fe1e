"""The steps chained over plain iterables: the whole system without Kafka."""
