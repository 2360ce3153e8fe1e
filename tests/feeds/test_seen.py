"""The state file of the poller."""

from pathlib import Path

import pytest

from streams.feeds.seen import KEPT_ITEMS, SourceState, StateError, load_seen, save_seen


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    seen = {"a": SourceState(polled_at="2026-03-02T10:00:00+00:00", etag='"1"', items={"k": "d"})}

    save_seen(tmp_path / "deep" / "seen.json", seen)

    assert load_seen(tmp_path / "deep" / "seen.json") == seen
    assert [file.name for file in (tmp_path / "deep").iterdir()] == ["seen.json"]


def test_no_file_is_a_first_start_and_a_broken_one_an_error(tmp_path: Path) -> None:
    assert load_seen(tmp_path / "seen.json") == {}

    (tmp_path / "seen.json").write_text("{", encoding="utf-8")
    with pytest.raises(StateError, match="remove it to read every source from the start"):
        load_seen(tmp_path / "seen.json")


def test_the_items_seen_longest_ago_are_forgotten() -> None:
    state = SourceState()

    for number in range(KEPT_ITEMS + 1):
        state.note(str(number), "d")
        state.note("0", "d")

    assert len(state.items) == KEPT_ITEMS
    assert "0" in state.items
    assert "1" not in state.items
