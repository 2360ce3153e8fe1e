"""Bytes of pages, rightly and wrongly labelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.steps.normalise.charset import decode_page

ARABIC = (
    "<p>قتل سبعة مدنيين في قصف مدفعي استهدف سوق البلدة صباح الخميس، بحسب الدفاع المدني.</p>" * 4
)
CYRILLIC = "<p>В результате обстрела рынка погибли семь человек, сообщили спасатели.</p>" * 4
FRENCH = "<p>Sept civils ont été tués près du marché, a déclaré la défense civile à l'été.</p>" * 4


@pytest.mark.parametrize("text", [ARABIC, CYRILLIC, FRENCH])
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1252", "windows-1256", "nonsense"])
def test_utf_8_is_told_whatever_the_server_says(text: str, declared: str | None) -> None:
    assert decode_page(text.encode(), charset=declared) == text


@pytest.mark.parametrize("declared", [None, "windows-1256", "cp1256", "utf-8", "iso-8859-1", "hex"])
def test_windows_1256_is_told_whatever_the_server_says(declared: str | None) -> None:
    assert decode_page(ARABIC.encode("windows-1256"), charset=declared) == ARABIC


def test_the_page_names_its_charset_where_the_server_does_not() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + CYRILLIC

    assert decode_page(page.encode("windows-1251"), charset=None) == page


def test_a_latin_charset_is_believed_of_a_latin_text() -> None:
    assert decode_page(FRENCH.encode("latin-1"), charset="ISO-8859-1") == FRENCH


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode_page(ARABIC.encode(codec), charset="windows-1252") == ARABIC


def test_a_page_cut_within_a_character_is_still_utf_8() -> None:
    data = ARABIC.encode() + "ق".encode()[:1]

    assert decode_page(data, charset="windows-1256") == ARABIC


def test_one_broken_byte_does_not_change_the_charset() -> None:
    data = (ARABIC * 10).encode() + b"\xff" + ARABIC.encode()

    assert (
        decode_page(data, charset="utf-8").replace("\N{REPLACEMENT CHARACTER}", "") == ARABIC * 11
    )


@given(
    st.binary(),
    st.one_of(st.none(), st.text(), st.sampled_from(["utf-16", "utf-7", "idna", "rot13"])),
)
def test_any_bytes_become_text(data: bytes, charset: str | None) -> None:
    assert isinstance(decode_page(data, charset=charset), str)
