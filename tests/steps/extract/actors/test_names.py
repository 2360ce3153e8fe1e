"""Whom a bare name means, by country and day."""

import pytest

from tests.steps.extract.actors.found import found


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("هجوم شنته المقاومة في اليمن.", "2016-06-01", "yemen-popular-resistance"),
        ("هجوم شنته المقاومة في لبنان.", "2024-06-01", "hezbollah"),
        ("هجوم شنته المقاومة في غزة بفلسطين.", "2024-06-01", "palestinian-resistance"),
        ("غارات شنها التحالف في العراق.", "2006-06-01", "us-led-coalition-iraq-2003"),
        ("غارات شنها التحالف في العراق.", "2016-06-01", "us-led-coalition"),
        ("هجوم شنه الجيش الوطني في اليمن.", "2019-06-01", "yemen-government-forces"),
        ("هجوم شنه الجيش الوطني الليبي.", "2019-06-01", "lna"),
        ("هجوم شنه تحالف محلي في سوريا.", "2019-06-01", None),
    ],
)
def test_a_bare_name_means_another_actor_in_each_country_and_year(text, day, actor):
    ids = [one.id for one in found(text, language="ar", day=day)]
    assert ids == ([actor] if actor else [])
