"""What sets a clause before the news."""

import pytest

from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.segments import cut
from tests.steps.extract.test_segments import found

LEAD = "A car bomb killed nine people in Kirkuk on Thursday."


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("then", "held"),
    [
        ("The attack came days after a bombing that killed seventy people.", True),
        ("The attack killed seventy people days after a bombing.", False),
    ],
)
def test_what_happened_days_before_the_known_act_is_recalled(then, held, knowledge):
    reading, findings = found(f"News\n\n{LEAD}\n\n{then}", knowledge)
    assert cut(reading, findings)[-1].recalled is held


@pytest.mark.parametrize(
    ("then", "language"),
    [
        ("كانت الطائرات قد قصفت الموصل وقتلت خمسة أشخاص.", "ar"),
        ("وكان هجوم مماثل استهدف الموصل وقتل خمسة أشخاص.", "ar"),
        ("On Monday a bomber had driven a truck into a camp.", "en"),
    ],
)
def test_a_verb_of_having_done_opens_what_was_before(then, language, knowledge):
    lead = LEAD if language == "en" else "قتل تسعة أشخاص في تفجير في كركوك الخميس."
    reading, findings = found(f"News\n\n{lead}\n\n{then}", knowledge, language=language)
    *_, first, last = cut(reading, findings)
    assert (first.had, last.had) == (False, True)


def test_that_attack_points_back_to_the_sentence_before(knowledge):
    reading, findings = found(f"News\n\n{LEAD}\n\nThat attack hurt ninety.", knowledge)
    assert cut(reading, findings)[-1].demonstrative
