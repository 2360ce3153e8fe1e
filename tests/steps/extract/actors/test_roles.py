"""Roles are read from any words, and each has its exact place."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import an_article
from tests.steps.extract.actors.found import found


@given(st.text(alphabet='قصف من على يد جيش داعش، "-().أوبل نفى تبنى 35', max_size=80))
def test_no_words_make_it_raise_and_every_span_is_exact(text):
    for actor in found(f"قصف {text}", language="ar"):
        start, end = actor.span
        assert an_article(text=f"قصف {text}", language="ar").text[start:end] == actor.quote
