"""Which charset the bytes of a page are in, whatever it says of itself."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder, lookup

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

HEAD = 4096  # bytes in which a page must name its charset; the standard asks for 1024
# A page may hold this share of broken characters (a cut comment, a pasted advertisement) and still
# be in the charset it names.
BROKEN_SHARE = 0.002
# Bytes above 127 among the letters of a text: in a Latin charset accents are rare, in an Arabic,
# Cyrillic or Greek one nearly every letter is such a byte.
FOREIGN_SHARE = 0.3

_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
# <meta charset="windows-1256"> and <meta content="text/html; charset=windows-1256">
_META = re.compile(
    rb"<meta[^>]{0,512}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_TAG = re.compile(rb"<[^<>]*>")
_LATIN = {"cp1252", "cp1250", "cp1254", "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-15"}


def decode_page(data: bytes, *, charset: str | None) -> str:
    """Return the text of *data*; *charset* is what the server named, if it did.

    A byte order mark decides, then bytes that can only be UTF-8, then the server's word, then the
    page's own, then the look of the bytes; a name that the bytes belie is passed over. What no
    charset explains becomes U+FFFD.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    text = _strict_utf8(data)
    if text is not None and not _is_other_unicode(charset):
        return text
    for named in (charset, _named_in(data)):
        codec = _codec(named)
        if codec and not _is_belied(codec, data):
            text = data.decode(codec, "replace")
            if text.count("\N{REPLACEMENT CHARACTER}") <= BROKEN_SHARE * len(text):
                return text
    guessed = _codec(detect_encoding(data)) or "utf-8"
    return data.decode(guessed, "replace")


def _strict_utf8(data: bytes) -> str | None:
    """Return *data* as UTF-8 if it is nothing else; a character cut off at the end is dropped."""
    try:
        return getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None


def _is_other_unicode(charset: str | None) -> bool:
    """Tell the charsets whose bytes may all be below 128 without being ASCII."""
    return bool(charset) and (_codec(charset) or "").startswith(("utf-16", "iso2022"))


def _named_in(data: bytes) -> str | None:
    found = _META.search(data[:HEAD])
    return found.group(1).decode("ascii") if found else None


def _codec(name: str | None) -> str | None:
    """Return the codec browsers take for *name*: "latin1" is windows-1252, "gb2312" is gbk.

    Python knows more codecs, none of them a charset of the web ("idna", "hex", "utf-7").
    """
    known = map_encoding_to_html5(name.strip().strip("\"'"), fallback_utf8=False) if name else None
    try:
        return lookup(known).name if known else None
    except LookupError:
        return None


def _is_belied(codec: str, data: bytes) -> bool:
    """Tell a Latin charset named for a text that is mostly of letters above 127."""
    if codec not in _LATIN:
        return False
    text = _TAG.sub(b" ", data)
    high = sum(1 for byte in text if byte >= 0xC0)
    low = sum(1 for byte in text if 0x61 <= byte | 0x20 <= 0x7A)
    return high > FOREIGN_SHARE * (high + low)
