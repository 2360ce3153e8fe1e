import pytest

from streams.console.terminal import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("bell\a, back\b, delete\x7f, C1\x9b2J", "bell, back, delete, C12J"),
        ("two\nlines\r\nand\ta tab", "two lines  and a tab"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}41 killed\N{POP DIRECTIONAL FORMATTING}", "41 killed"),
        ("\N{LEFT-TO-RIGHT ISOLATE}x\N{POP DIRECTIONAL ISOLATE}", "x"),
        ("\N{LINE SEPARATOR}a\N{PARAGRAPH SEPARATOR}\ud800", "a"),
    ],
)
def test_what_could_steer_a_terminal_is_taken_out(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text", ["مقتل 14 شخصا في قصف", "“quoted”, [bold]not markup[/bold]", "میں\u200cها"]
)
def test_words_in_any_script_and_markup_stay_as_they_are(text):
    assert plain(text) == text
