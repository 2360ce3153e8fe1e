from streams.console.worker import worker_commands
from streams.settings import Settings


def ports(settings):
    return [command.argv[-1] for command in worker_commands(settings, workers=3)]


def test_each_worker_has_a_port_of_its_own():
    assert ports(Settings(web_port=6066)) == ["6066", "6067", "6068"]


def test_free_ports_are_left_to_the_workers():
    assert ports(Settings(web_port=0)) == ["0", "0", "0"]


def test_workers_have_names():
    names = [command.name for command in worker_commands(Settings(), workers=2)]

    assert names == ["worker-1", "worker-2"]
