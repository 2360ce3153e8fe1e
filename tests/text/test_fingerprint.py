from hypothesis import given
from hypothesis import strategies as st

from streams.text.fingerprint import (
    Denial,
    Fingerprint,
    adds_a_fact,
    containment,
    from_base64,
    leaves_a_denial_out,
    sampled,
    to_base64,
)

SHORT, LONG = st.integers(0, 2**16 - 1), st.integers(0, 2**32 - 1)


def a_print(*, figures=(), heading=(), denials=(), places=(), words=(), runs=()):
    return Fingerprint(
        minhash=bytes(512),
        scale=0,
        runs=frozenset(runs),
        words=frozenset(words),
        heading=tuple(heading),
        figures=tuple(figures),
        denials=tuple(denials),
        speakers=(),
        places=tuple(places),
    )


@given(
    st.builds(
        Fingerprint,
        minhash=st.binary(min_size=512, max_size=512),
        scale=st.integers(0, 31),
        runs=st.frozensets(LONG, max_size=128),
        words=st.frozensets(SHORT, max_size=30),
        heading=st.lists(LONG, max_size=4).map(tuple),
        figures=st.lists(LONG, max_size=9).map(tuple),
        denials=st.lists(st.builds(Denial, SHORT, LONG), max_size=5).map(tuple),
        speakers=st.lists(SHORT, max_size=5).map(tuple),
        places=st.lists(SHORT, max_size=5).map(tuple),
    )
)
def test_what_is_written_is_read_back(found):
    assert from_base64(to_base64(found)) == found


def test_a_minhash_alone_is_nothing_to_compare():
    assert from_base64(to_base64(a_print())[:680]) is None


def test_the_sample_of_a_long_text_is_bounded_and_still_tells_what_is_contained():
    runs = [f"run {n}" for n in range(3000)]
    part, whole = sampled(runs[:600]), sampled(runs)
    one = a_print(runs=part[1])
    other = a_print(runs=whole[1])

    found = containment(
        Fingerprint(**{**fields(one), "scale": part[0]}),
        whole=Fingerprint(**{**fields(other), "scale": whole[0]}),
    )

    assert len(whole[1]) <= 128
    assert found == 1.0


def test_figures_in_another_order_are_other_figures():
    source = a_print(figures=(14, 5))

    assert not adds_a_fact(a_print(figures=(14,)), source=source)
    assert adds_a_fact(a_print(figures=(5, 14)), source=source)


def test_a_title_may_say_any_figure_of_the_text_and_no_other():
    source = a_print(figures=(14, 5))

    assert not adds_a_fact(a_print(heading=(5,)), source=source)
    assert adds_a_fact(a_print(heading=(6,)), source=source)


def test_a_denial_at_the_end_may_be_cut_and_one_in_the_middle_was_added():
    source = a_print(denials=[Denial(7, 70)])

    assert not leaves_a_denial_out(a_print(runs=[60]), source=source)
    assert leaves_a_denial_out(a_print(runs=[60, 70]), source=source)


def test_another_place_is_another_report_and_one_more_is_none():
    source = a_print(places=(3,), words=(1, 2, 3))

    assert adds_a_fact(a_print(places=(4,), words=(1, 2, 4)), source=source)
    assert not adds_a_fact(a_print(places=(3, 4), words=(1, 2, 3, 4)), source=source)


def fields(found):
    return {name: getattr(found, name) for name in found.__struct_fields__}
