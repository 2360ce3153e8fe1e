import base64

from streams.console.lines import read_articles


def test_a_line_with_short_field_names_is_an_article(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text(
        '{"id":"a","text":"قتل شخصان","published":"2018-02-08","lang":"ar"}\n\n', "utf-8"
    )

    (line,) = read_articles([file])

    assert line.article.id == "a"
    assert line.article.text == "قتل شخصان"
    assert line.article.published_at == "2018-02-08"
    assert line.article.language == "ar"


def test_a_bad_line_says_where_and_what_and_the_next_one_goes_on(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": \n[1]\n{"id": 5, "text": "x"}\n{"id": "b", "text": "x"}\n', "utf-8")

    lines = list(read_articles([file]))

    assert [line.where for line in lines] == [f"{file}:{n}" for n in (1, 2, 3, 4)]
    assert lines[0].problem.startswith("not JSON")
    assert "wanted an object" in lines[1].problem
    assert "$.id" in lines[2].problem
    assert lines[3].article.id == "b"


def test_text_and_html_files_are_one_article_each(tmp_path):
    (tmp_path / "one.txt").write_text("Two killed\n\nTwo people died.", "utf-8")
    page = "<html><body>قتل</body></html>".encode("windows-1256")
    (tmp_path / "two.html").write_bytes(page)

    one, two = read_articles([tmp_path / "one.txt", tmp_path / "two.html"])

    assert one.article.id == "one"
    assert one.article.text.startswith("Two killed")
    assert base64.b64decode(two.article.html_base64) == page


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path):
    (line,) = read_articles([tmp_path / "none.jsonl"])

    assert line.problem == "cannot be read: No such file or directory"
