"""How `make test` spreads the tests over two processes."""

import pytest
from xdist.scheduler import LoadScopeScheduling


class BrokerTestsTogether(LoadScopeScheduling):
    """Spreads the tests one by one, but gives all that need a broker to one process, last.

    They share two cores with the broker and its clients; in two processes, or beside other tests,
    they take twice as long. (Marks of --dist loadgroup do nothing in pytest-xdist 3.8 on pytest 9.)
    """

    def _split_scope(self, nodeid):
        return "broker" if nodeid.startswith("tests/broker/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    # Else the largest group would come first.
    config.option.loadscopereorder = False
    return BrokerTestsTogether(config, log)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.nodeid.startswith("tests/broker/"))
