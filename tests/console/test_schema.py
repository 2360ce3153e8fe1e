from pathlib import Path

import msgspec
import pytest

from streams.console.schema import PUBLIC, schemas

CHECKED_IN = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("name", [f"{record.__name__}.json" for record in PUBLIC])
def test_the_schema_checked_in_is_the_one_the_code_gives(name):
    assert (CHECKED_IN / name).read_bytes() == schemas()[name], "run: make schemas"


def test_every_schema_is_a_json_object_with_a_title():
    titles = [msgspec.json.decode(data)["title"] for data in schemas().values()]

    assert titles == [
        "RawArticle",
        "Article",
        "Duplicate",
        "StrikeReport",
        "Incident",
        "Alert",
        "Rejection",
    ]
