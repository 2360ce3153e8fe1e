"""How far a speaker's words reach, who relays them, and what is left in doubt."""

import pytest

from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.sources import find_sources
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def speakers(text, knowledge, *, language="ar"):
    reading = read(an_article(text=text, language=language), pack=knowledge.packs[language])
    found = find_sources(reading, actors=knowledge.actors[language])
    return [(one, reading.quote(reading.span(*one.covers))) for one in found]


def test_a_verb_without_a_subject_goes_on_with_the_last_speaker(knowledge):
    text = "قال الدفاع المدني إن شخصين قتلا.\n\nوأضاف أن خمسة أصيبوا."
    (first, _), (second, covered) = speakers(text, knowledge)
    assert second.source == first.source
    assert covered == "وأضاف أن خمسة أصيبوا."


def test_each_of_two_speakers_governs_its_own_clause(knowledge):
    text = "قال مصدر طبي إن ثلاثة قتلوا، فيما أكدت الشرطة مقتل خمسة."
    (medical, his), (police, theirs) = speakers(text, knowledge)
    assert (medical.source.kind, police.source.kind) == ("medical", "police")
    assert "ثلاثة" in his
    assert "خمسة" not in his
    assert "خمسة" in theirs


def test_a_speaker_at_the_end_governs_what_stands_before(knowledge):
    ((_, covered),) = speakers(
        "Three people died and five were hurt, police said.", knowledge, language="en"
    )
    assert covered.startswith("Three people died")


def test_an_agency_that_quotes_another_is_no_source_but_relays(knowledge):
    ((one, _),) = speakers("ونقلت وكالة سانا عن مصدر عسكري أن جنديا قتل.", knowledge)
    assert (one.source.kind, one.source.via) == ("military", ("sana",))


def test_the_agency_of_a_dispatch_relays_every_speaker(knowledge):
    text = "KABUL (Reuters) - A bomb killed two people, police said."
    ((one, _),) = speakers(text, knowledge, language="en")
    assert one.source.via == ("reuters",)


def test_figures_that_could_not_be_verified_are_unconfirmed_everywhere(knowledge):
    text = (
        "قال ناشطون إن سبعة قتلوا.\n\nوأضاف ناشطون أن عشرين أصيبوا.\n\n"
        "ولم يتسن التحقق من صحة هذه الأرقام من مصدر مستقل."
    )
    assert {one.certainty for one, _ in speakers(text, knowledge)} == {"unconfirmed"}


def test_a_person_s_name_stands_in_the_quote_alone(knowledge):
    ((one, _),) = speakers("قال المتحدث باسم الشرطة سالم الهادي إن ضابطا قتل.", knowledge)
    assert "سالم الهادي" in one.source.quote
    assert one.source.name.isascii()


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "Two security sources said four soldiers were killed.", False),
        ("en", "A doctor, who asked not to be named, said 12 people were hurt.", False),
        ("en", "The Health Ministry said 12 people were hurt.", True),
        ("ar", "قال مصدر أمني طلب عدم الكشف عن اسمه إن خمسة قتلوا.", False),
        ("ar", "قال مسؤول محلي إن خمسة قتلوا.", False),
        ("ar", "قالت وزارة الدفاع إن خمسة قتلوا.", True),
    ],
)
def test_a_source_without_a_name_is_told_as_such(language, text, named):
    knowledge = load_knowledge()
    reading = read(an_article(text=text, language=language), pack=knowledge.packs[language])
    (found,) = find_sources(reading, actors=knowledge.actors[language])
    assert found.source.named is named


def test_a_quotation_over_two_lines_is_its_speakers_from_where_it_opens(knowledge):
    text = 'Toll\n\n"Ten people have been brought out of\nthe rubble," said doctor Salim Hadi.'
    ((one, covered),) = speakers(text, knowledge, language="en")
    assert one.source.kind == "medical"
    assert covered.startswith('"Ten people')


def test_people_counted_further_are_told_by_the_speaker_before(knowledge):
    text = "Police said two people died. Five others were hurt. A shop burned."
    (first, _), (second, covered) = speakers(text, knowledge, language="en")
    assert second.source == first.source
    assert covered == "Five others were hurt."
