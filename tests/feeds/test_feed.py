"""The catalogue of sources."""

from importlib.resources import files
from pathlib import Path

import pytest

from streams.feeds.feed import CatalogueError, read_catalogue

GOOD = """
name = "far-horizon"
url = "https://far-horizon.example/feed.xml"
publisher = "far-horizon.example"
language = "en"
country = "GB"
"""


def catalogue(folder: Path, text: str, *, name: str = "far-horizon.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_source_has_a_pace_and_a_bound_of_its_own_or_the_usual(tmp_path: Path) -> None:
    (source,) = read_catalogue(catalogue(tmp_path, GOOD + "pace = 3\n"))

    assert (source.name, source.pace, source.max_items, source.full_text) == (
        "far-horizon",
        3,
        100,
        "feed",
    )


def test_the_bundled_catalogue_holds_samples_that_ask_nobody() -> None:
    assert read_catalogue(files("streams.feeds") / "catalogue") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "tempo = 3\n", "unknown field `tempo`"),
        (GOOD + "pace = 0\n", ">= 1"),
        (GOOD.replace("https:", "file:"), r"\$.url"),
        (GOOD.replace("language", "# language"), "language"),
        ("name = ", "wanted the fields of a source"),
        (GOOD.replace('"far-horizon"', '"near-horizon"'), "wanted that of the file"),
    ],
)
def test_a_source_that_cannot_be_read_is_named_with_what_was_wanted(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(CatalogueError, match=told) as caught:
        read_catalogue(catalogue(tmp_path, text))

    assert "far-horizon.toml" in str(caught.value)


def test_a_folder_without_sources_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"no file ends in \.toml"):
        read_catalogue(tmp_path)
    with pytest.raises(CatalogueError, match="wanted a folder"):
        read_catalogue(tmp_path / "nowhere")
