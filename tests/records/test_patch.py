import orjson
from hypothesis import given
from hypothesis import strategies as st

from streams.records.patch import apply, diff

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([0.0, 1.0, 2.5]) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def written(value):
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


@given(JSON, JSON)
def test_a_patch_makes_the_one_out_of_the_other_byte_for_byte(before, after):
    kept = written(before)

    assert written(apply(before, diff(before, after))) == written(after)
    assert written(before) == kept


@given(JSON)
def test_nothing_changed_needs_no_operation(value):
    assert diff(value, value) == ()


def test_one_more_element_in_the_middle_is_one_operation():
    assert diff({"claims": [1, 2, 4]}, {"claims": [1, 2, 3, 4]}) == (
        {"op": "add", "path": "/claims/2", "value": 3},
    )
