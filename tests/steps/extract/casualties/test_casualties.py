"""Claims of whole texts: their links, their sources, their words; and texts made to break them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.languages.load import load_packs
from streams.records.article import Article
from streams.records.report import Source
from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.findings import CasualtyFinding, SourceFinding
from streams.steps.extract.reading import Reading, read

PACKS = load_packs()


def a_reading(text: str, language: str = "en", published: str | None = "2024-05-06") -> Reading:
    article = Article(
        id="a1", url="https://news.example/1", feed="feed", publisher="news.example", title=None,
        language=language, published_at=published and f"{published}T08:00:00Z",
        published_basis="feed", fetched_at="2024-05-06T09:00:00Z", status="usable", text=text,
        text_sha256="0" * 64,
    )  # fmt: skip
    return read(article, pack=PACKS[language])


def claims_of(text: str, language: str = "en") -> tuple[CasualtyFinding, ...]:
    return find_casualties(a_reading(text, language))


def test_a_claim_carries_its_shortest_words_its_bounds_and_its_rule():
    text = "Officials said the blast killed at least 14 soldiers near the gate."
    (claim,) = claims_of(text)
    assert (claim.kind, claim.min, claim.max, claim.hedge) == ("killed", 14, None, "at_least")
    assert text[slice(*claim.span)] == "killed at least 14 soldiers"
    assert (claim.victims.status, claim.victims.include) == ("combatant", ("combatant",))
    assert claim.victims.text == "at least 14 soldiers"
    assert claim.rule == "participle_after"


def test_an_arabic_claim_keeps_the_marks_of_its_words():
    text = "قالت الوزارة: قُتِلَ ثلاثةُ مدنيّين في الغارة."
    (claim,) = claims_of(text, "ar")
    assert text[slice(*claim.span)] == "قُتِلَ ثلاثةُ مدنيّين"


def test_a_claim_has_the_narrowest_source_that_holds_it_and_its_doubt():
    reading = a_reading("Police said five people were killed.")
    wide, narrow = (
        SourceFinding(
            source=Source(name=name, quote=name, kind="police", named=False),
            start=0, end=1, sentence=0, covers=covers, certainty=certainty, rule="said",
        )
        for name, covers, certainty in (("wide", (0, 99), "stated"), ("Police", (0, 7), "unconfirmed"))
    )  # fmt: skip
    (claim,) = find_casualties(reading, sources=(wide, narrow))
    assert claim.source is not None
    assert (claim.source.name, claim.certainty) == ("Police", "unconfirmed")


def test_a_headline_figure_with_other_bounds_is_a_claim_of_its_own_about_the_same_people():
    headline, body = claims_of(
        "At least 12 dead in market blast\n\nThirteen people were killed on Monday, police said."
    )
    assert (headline.min, headline.max, body.min, body.max) == (12, None, 13, 13)
    assert body.same_people_as == 0


def test_a_vague_headline_plural_beside_a_figure_is_no_claim():
    (claim,) = claims_of("قتلى في قصف على السوق\n\nقتل خمسة مدنيين يوم الاثنين.", "ar")
    assert (claim.kind, claim.min) == ("killed", 5)


def test_an_earlier_toll_is_superseded_by_the_new_one():
    new, old = claims_of("قتل 20 شخصا في الانفجار. وكانت حصيلة سابقة أشارت إلى مقتل 12 شخصا.", "ar")
    assert (new.min, new.supersedes) == (20, 1)
    assert (old.min, old.same_people_as) == (12, 0)


def test_parts_of_parts_point_to_their_own_whole():
    claims = claims_of("قتل 20 شخصا. ومن بين القتلى 9 مدنيين بينهم 3 أطفال.", "ar")
    assert [(claim.min, claim.subset_of) for claim in claims] == [(20, None), (9, 0), (3, 1)]


def test_figures_of_another_year_are_background():
    text = "Two people were killed on Monday. A blast there killed 30 people in 2019."
    assert [claim.background for claim in claims_of(text)] == [False, True]


def test_unconfirmed_and_denied_figures_say_so():
    (denied,) = claims_of("نفت الوزارة مقتل جنديين.", "ar")
    (doubted,) = claims_of("لم تتأكد أنباء مقتل جنديين.", "ar")
    assert (denied.certainty, doubted.certainty) == ("denied", "unconfirmed")


FIGURES = st.integers(2, 900)


@given(killed=FIGURES, injured=FIGURES)
def test_planted_figures_come_back_among_numbers_that_count_nobody(killed, injured):
    text = (
        f"Blast hits bus station\n\nA bomb exploded at 8 am on 12 March, 20 km from the border, killing"
        f" {killed} people and wounding {injured} others. It destroyed 14 houses. Some 3,000 people fled."
    )
    found = {(claim.kind, claim.min, claim.max) for claim in claims_of(text)}
    assert found == {("killed", killed, killed), ("injured", injured, injured)}


@given(killed=FIGURES, injured=FIGURES)
def test_planted_arabic_figures_come_back_among_numbers_that_count_nobody(killed, injured):
    text = (
        f"انفجار في محطة\n\nانفجرت عبوة عند الساعة 8 صباح 12 آذار، على بعد 20 كيلومترا من الحدود."
        f" وأسفر الانفجار عن مقتل {killed} شخصا وإصابة {injured} آخرين، ودمر 14 منزلا."
    )
    found = {(claim.kind, claim.min, claim.max) for claim in claims_of(text, "ar")}
    assert found == {("killed", killed, killed), ("injured", injured, injured)}


WORDS = {
    "ar": ["قتل", "أصيب", "مقتل", "إصابة", "5", "خمسة", "عشرات", "شخصا", "جنود", "و", "بينهم", "من", "القتلى", "دون", "،", ".", ":", "بين", "وجريح", "لقي", "حتفهم", "آخرون", "منهم", "إلى", "\n"],
    "en": ["killed", "were", "wounded", "5", "five", "dozens", "of", "people", "soldiers", "and", "among", "them", "the", "dead", "no", ",", ".", ":", "-", "including", "others", "at", "least", "one", "a", "man", "died", "toll", "to", "\n"],
}  # fmt: skip


@settings(max_examples=300)
@given(st.data(), st.sampled_from(["ar", "en"]))
def test_no_order_of_casualty_words_makes_it_raise_and_every_span_is_exact(data, language):
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=40)))
    claims = claims_of(text, language)
    for index, claim in enumerate(claims):
        start, end = claim.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert claim.max is None or claim.min <= claim.max
        for link in (claim.subset_of, claim.same_people_as, claim.supersedes):
            assert link is None or (0 <= link < len(claims) and link != index)


@given(st.text(max_size=300), st.sampled_from(["ar", "en"]))
def test_no_text_makes_it_raise(text, language):
    for claim in claims_of(text, language):
        assert text[slice(*claim.span)]


def test_doubt_holds_for_what_its_sentence_told_and_not_for_the_figure_before():
    stated, doubted = claims_of(
        "Strikes killed 45 fighters. Russians were among the dead, but this could not be confirmed."
    )
    assert (stated.certainty, doubted.certainty, doubted.subset_of) == ("stated", "unconfirmed", 0)
    text = "قتل 45 مقاتلا.\n\nوقال إن بين القتلى مقاتلين روسا، غير أنه لم يتسن التأكد من ذلك."
    stated, doubted = claims_of(text, "ar")
    assert (stated.certainty, doubted.certainty, doubted.subset_of) == ("stated", "unconfirmed", 0)
    assert text[slice(*doubted.span)] == "بين القتلى مقاتلين روسا"


def test_a_part_of_the_dead_is_quoted_with_the_words_that_say_so():
    text = "Eight people were killed. Two of the dead were children."
    assert text[slice(*claims_of(text)[1].span)] == "Two of the dead were children"


def test_the_newer_toll_of_one_sentence_supersedes_the_earlier():
    for text in (
        "قتل 34 شخصا، وكانت حصيلة سابقة أفادت بمقتل 27.",
        "أسفر التفجير عن 34 قتيلا مقابل 27 في حصيلة سابقة.",
    ):
        new, old = claims_of(text, "ar")
        assert (new.min, new.supersedes) == (34, 1)
        assert (old.min, old.same_people_as) == (27, 0)


def test_a_toll_that_rose_tells_both_figures_and_the_newer_supersedes():
    for text, language in (
        ("ارتفعت حصيلة القتلى من 12 إلى 20 قتيلا.", "ar"),
        ("The death toll has risen from 12 to 20, officials said.", "en"),
    ):
        new, old = claims_of(text, language)
        assert (new.min, new.supersedes) == (20, 1)
        assert (old.min, old.same_people_as, text[slice(*old.span)]) == (12, 0, "12")


def test_doubt_holds_for_its_own_figure_of_a_sentence():
    stated, doubted = claims_of("قتل خمسة جنود وهناك أنباء غير مؤكدة عن مقتل ثلاثة آخرين.", "ar")
    assert (stated.certainty, doubted.certainty) == ("stated", "unconfirmed")
    first, second = claims_of("لم يتأكد مقتل خمسة جنود وإصابة ستة.", "ar")
    assert (first.certainty, second.certainty) == ("unconfirmed", "unconfirmed")


def test_as_many_gunmen_as_soldiers_are_not_the_same_people():
    claims = claims_of("قتل ثلاثة جنود في الهجوم. وقالت الوزارة إن ثلاثة مسلحين قتلوا.", "ar")
    assert [(claim.min, claim.same_people_as) for claim in claims] == [(3, None), (3, None)]


def test_a_part_told_in_the_next_sentence_is_of_the_figure_before():
    whole, part = claims_of("قتل تسعة أشخاص في الغارة. وقال المصدر إن من بينهم ثلاث نساء.", "ar")
    assert (whole.min, part.min, part.subset_of) == (9, 3, 0)


def test_a_large_figure_is_background_only_where_words_make_it_a_wars():
    (day,) = claims_of("قتل 2300 شخص في القصف الذي استهدف المدينة أمس.", "ar")
    (war,) = claims_of("خلفت الحرب أكثر من 300 ألف قتيل.", "ar")
    assert (day.background, war.background) == (False, True)


def test_lines_that_point_to_other_stories_tell_no_news():
    text = "انفجار في العاصمة\n\nقتل خمسة جنود أمس.\n\nللمزيد: مقتل 14 جنديا في هجوم على معسكر"
    assert [(one.min, one.background) for one in claims_of(text, "ar")] == [(5, False), (14, True)]


def test_verbs_that_look_to_either_side_keep_their_own_people():
    text = "قالت الوكالة إن شابين قتلا وأصيب ثالث بجروح."
    killed, hurt = claims_of(text, "ar")
    assert [(one.kind, one.min, one.max) for one in (killed, hurt)] == [
        ("killed", 2, 2),
        ("injured", 1, 1),
    ]


def test_at_least_behind_a_joined_pair_bounds_the_last():
    killed, hurt = claims_of("الحصيلة الأولية قتيل ومصابان اثنان على الأقل.", "ar")
    assert [(one.min, one.max) for one in (killed, hurt)] == [(1, 1), (2, None)]
