"""Build the bundled recording: one line of JSON for each file in `articles`, in the order of names.

A file is a head in TOML, a line `+++`, and the body: `.html` files become `html`, or
`html_base64` where the head names the encoding of the page in `bytes`; `.txt` files become `text`.
The head holds the fields of a RawArticle, and may instead say `copy_of` (title and text of another
file) or `again` (the very line of another file). A `.line` file is sent as it stands.
`python tools/recording/build.py` writes `streams/feeds/recordings/khasham.jsonl`.
"""

import base64
import json
import tomllib
from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"
RECORDING = Path(__file__).parents[2] / "streams" / "feeds" / "recordings" / "khasham.jsonl"


def build() -> str:
    """Return the recording as it is sent: one message a line."""
    return "".join(line(path) + "\n" for path in sorted(ARTICLES.iterdir()))


def line(path: Path) -> str:
    """Return the message that the file at *path* stands for."""
    if path.suffix == ".line":
        return path.read_text(encoding="utf-8").removesuffix("\n")
    head, body = read(path)
    if again := head.pop("again", None):
        return line(ARTICLES / again)
    if original := head.pop("copy_of", None):
        copied, body = read(ARTICLES / original)
        head["title"] = copied["title"]
    encoding = head.pop("bytes", None)
    if encoding:
        head["html_base64"] = base64.b64encode(body.encode(encoding)).decode("ascii")
    elif body:
        head["html" if path.suffix == ".html" else "text"] = body
    return json.dumps(head, ensure_ascii=False)


def read(path: Path) -> tuple[dict[str, str], str]:
    """Return the head and the body of the file at *path*, the body without its last line end."""
    head, _, body = path.read_text(encoding="utf-8").partition("+++\n")
    return tomllib.loads(head), body.removesuffix("\n")


if __name__ == "__main__":
    RECORDING.write_text(build(), encoding="utf-8")
    print(f"{RECORDING.name}: {build().count(chr(10))} lines")
