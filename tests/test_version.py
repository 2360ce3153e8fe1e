import streams


def test_the_package_states_its_version():
    assert streams.__version__.count(".") == 2
