"""Nothing of a partition that was never committed is passed over when its flow is resumed anew."""

from streams.records.article import RawArticle
from tests.broker.resumed_run import TOPICS
from tests.broker.tally import IN, OUT
from tests.broker.workers import Cluster, an_environment


async def test_a_partition_that_was_never_committed_is_read_from_its_beginning(
    brokers, prefix, tmp_path
):
    environment = an_environment(brokers, prefix, partitions=1, batch_size=5)
    module = ["tests.broker.resumed_run"]
    sent = [f"key/{number}" for number in range(60)]
    async with Cluster(environment, TOPICS, module=module, folder=tmp_path) as cluster:
        await cluster.send(IN, [RawArticle(id=url, url=url) for url in sent])
        cluster.start()

        await cluster.until_read(IN)

        passed = {article.url for article in await cluster.read(OUT, RawArticle)}
        assert passed == set(sent)
