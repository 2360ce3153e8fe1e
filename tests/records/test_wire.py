import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.records.article import Article, Duplicate, RawArticle
from streams.records.report import Occurred, Weapon
from streams.records.wire import Unreadable, decode, encode, headers, version_id

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
MAYBE = st.none() | TEXT
RAW = st.builds(
    RawArticle,
    id=MAYBE,
    url=MAYBE,
    text=MAYBE,
    title=MAYBE,
    headers=st.none() | st.dictionaries(TEXT, TEXT),
)


@given(RAW)
def test_bytes_to_record_to_bytes_is_the_identity(raw):
    assert decode(encode(raw), RawArticle) == raw
    assert encode(decode(encode(raw), RawArticle)) == encode(raw)


@given(st.binary())
def test_bytes_that_are_no_article_are_unreadable_and_nothing_else_is_raised(data):
    with pytest.raises(Unreadable) as caught:
        decode(data, Article)

    assert caught.value.reason in {"not_json", "wrong_shape"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "null"),
        (b"{", "not_json"),
        (b'{"text": "\\ud800"}', "not_json"),
        (b'{"text": 5}', "wrong_shape"),
        (b"[]", "wrong_shape"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(Unreadable) as caught:
        decode(data, RawArticle)

    assert caught.value.reason == reason


def test_contract_names_that_python_reserves_stand_on_the_wire():
    occurred = Occurred(start="2018-02-07", end="2018-02-08", precision="night", basis="stated")
    weapon = Weapon(weapon_class="aircraft", quote="طائرة", span=(3, 8))

    assert b'"from":"2018-02-07"' in encode(occurred)
    assert b'"class":"aircraft"' in encode(weapon)


def a_duplicate(**changed):
    values = {
        "article": "b", "of": "a", "kind": "exact", "similarity": 1.0, "url": None, "publisher": None,
        "feed": "f", "language": "ar", "fetched_at": "2018-02-08T10:00:00Z", "seen_at": "2018-02-08T10:00:00Z",
    }  # fmt: skip
    return Duplicate(**{**values, **changed})


def test_the_same_version_sent_twice_is_recognised_whatever_the_instants():
    later = a_duplicate(fetched_at="2018-02-09T10:00:00Z", seen_at="2018-02-09T10:00:00Z")

    assert version_id(a_duplicate(), key="a") == version_id(later, key="a")
    assert version_id(a_duplicate(), key="a") != version_id(a_duplicate(kind="near"), key="a")
    assert version_id(a_duplicate(), key="a") != version_id(a_duplicate(), key="b")


def test_headers_follow_the_cloudevents_kafka_binding():
    found = dict(headers(a_duplicate(), key="a", time="2018-02-08T10:00:00Z", trace=b"00-1-2-01"))

    assert found["ce_type"] == b"strikewire.duplicate.v1"
    assert found["ce_specversion"] == b"1.0"
    assert found["content-type"] == b"application/json"
    assert found["traceparent"] == b"00-1-2-01"
    assert len(found["ce_id"]) == 32
