from streams.feeds.recording import key_of, read_recording


def test_lines_come_as_they_stand_broken_ones_too(tmp_path):
    file = tmp_path / "recording.jsonl"
    file.write_bytes(b'{"id": "a"}\n\nnot json\r\n{"id": "b"}')

    assert list(read_recording(file)) == [b'{"id": "a"}', b"not json", b'{"id": "b"}']


def test_the_bundled_recording_has_one_broken_line():
    lines = list(read_recording(None))

    assert len(lines) > 50
    assert [key_of(line) for line in lines].count(None) == 1


def test_the_key_is_the_article_id():
    assert key_of(b'{"id": "a", "text": "t"}') == b"a"
