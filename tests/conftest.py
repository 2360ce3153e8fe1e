"""How `make test` spreads the tests over two processes, and how hypothesis searches."""

import os

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

# No test is timed: two cores are shared with brokers and workers. What decides whether a change
# lands searches the same examples each time; a developer's run looks for new ones.
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.register_profile("repeat", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("repeat" if os.environ.get("CI") else "search")


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
