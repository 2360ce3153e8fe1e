"""Descriptions of incidents in one paragraph give the number of dead and hurt that they tell.

Written for this project in the manner of incident databases; what they tell is made up.
"""

import pytest

from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.findings import CasualtyFinding
from streams.steps.extract.reading import read

PACKS = load_packs()

# What is told, how many were killed, how many hurt: separate groups added, parts not, the least of open bounds.
ROWS = [
    (
        "02/28/2016: An assailant detonated an explosives-laden vehicle targeting a restaurant in Baidoa, Somalia. At least 12 people, including the assailant, were killed and 20 others were wounded in the blast. Al-Shabaab claimed responsibility for the attack.",
        12,
        20,
    ),
    (
        "11/03/2014: Assailants attacked a military checkpoint in Rada, Yemen. Three soldiers and two assailants were killed in the ensuing clash. No group claimed responsibility.",
        5,
        0,
    ),
    (
        "06/14/2011: An explosive device detonated near a bank in Athens, Greece. There were no reported casualties in the blast. The building was damaged.",
        0,
        0,
    ),
    (
        "01/09/2015: Assailants opened fire on a vehicle carrying a police officer in Quetta, Pakistan. The police officer was killed and his wife and daughter were injured in the attack.",
        1,
        2,
    ),
    (
        "05/05/2013: Assailants fired rockets at a village near Kirkuk, Iraq. An unknown number of casualties resulted from the attack.",
        0,
        0,
    ),
    (
        "03/12/2012: Assailants threw a grenade into a church in Mombasa, Kenya, killing one and injuring four.",
        1,
        4,
    ),
    (
        "07/21/2014: A roadside bomb targeted a convoy in Kandahar province, Afghanistan. 15 civilians and 3 police were killed; 22 others were injured.",
        18,
        22,
    ),
    (
        "08/08/2010: An explosive device was discovered outside a school in Yala, Thailand. The bomb was defused and no casualties resulted.",
        0,
        0,
    ),
    (
        "09/17/2016: Unidentified assailants abducted a farmer in Nangarhar province, Afghanistan. The victim was later found dead.",
        1,
        0,
    ),
    (
        "10/10/2013: Gunmen kidnapped six aid workers in Idlib, Syria. The hostages were released two days later.",
        0,
        0,
    ),
    (
        "04/01/2015: A suicide bomber struck a bus in Kabul, leaving six dead, two of them children, and 31 wounded.",
        6,
        31,
    ),
    (
        "12/25/2011: An explosives-laden vehicle detonated outside a church in Madalla, Nigeria. At least 37 people were killed and 57 people were wounded in the explosion. Boko Haram claimed responsibility for the incident.",
        37,
        57,
    ),
    (
        "02/14/2014: A suicide bomber detonated explosives on a tourist bus in Taba, Egypt. In addition to the bomber, four people were killed and 17 people were injured in the blast.",
        5,
        17,
    ),
    (
        "02/15/2014: Assailants armed with firearms attacked a village in Borno state, Nigeria. At least 105 people were killed in the attack. Boko Haram was suspected.",
        105,
        0,
    ),
    (
        "03/03/2016: A landmine detonated under a civilian vehicle in Marib governorate, Yemen. Four people, including a woman and two children, were killed in the explosion.",
        4,
        0,
    ),
    (
        "03/22/2016: Two suicide bombers detonated explosives in the departures hall of the airport. Including the perpetrators, 16 people were killed and 92 were injured.",
        16,
        92,
    ),
    (
        "05/11/2012: Assailants opened fire on an army patrol in Mosul. One soldier was killed and two others were wounded. One assailant was also killed.",
        2,
        2,
    ),
    (
        "06/02/2012: A sticky bomb attached to a vehicle detonated in Baghdad, killing the driver and wounding a passenger.",
        1,
        1,
    ),
    (
        "01/01/2013: Gunmen on a motorcycle shot and killed a traffic policeman in Karachi. A bystander was also injured in the shooting.",
        1,
        1,
    ),
    (
        "07/07/2015: Assailants set fire to 12 vehicles in Diyarbakir. No one was injured in the attack.",
        0,
        0,
    ),
    (
        "08/19/2014: Mortar shells landed in a residential area in Aleppo. Eleven people were killed and an unspecified number of others were injured.",
        11,
        2,
    ),
    (
        "09/09/2009: A roadside bomb exploded near a patrol, but caused no damage or casualties.",
        0,
        0,
    ),
    (
        "10/01/2015: Three bombs exploded at a mosque in Maiduguri. Ten people, including three suicide bombers, died and 39 people sustained injuries.",
        10,
        39,
    ),
    (
        "11/20/2015: Gunmen stormed a hotel in Bamako, Mali, taking 170 guests and employees hostage. At least 22 people, including two assailants, were killed and nine people were wounded before security forces ended the siege.",
        22,
        9,
    ),
    (
        "12/16/2014: Militants attacked a school in Peshawar, Pakistan. At least 150 people, including 134 students and the nine assailants, were killed and 131 people were injured.",
        150,
        131,
    ),
    (
        "01/15/2016: Armed men attacked a police post near the border. Two policemen were killed, one was wounded, and three were taken hostage.",
        2,
        1,
    ),
    (
        "02/02/2014: A suicide bomber detonated an explosive vest at a checkpoint in Homs, killing himself and three soldiers.",
        4,
        0,
    ),
    ("02/20/2015: Assailants shot dead a judge and his bodyguard in Benghazi.", 2, 0),
    (
        "03/01/2013: An explosive device planted on a motorcycle detonated in Hyderabad. Sixteen people died and at least 119 others were injured.",
        16,
        119,
    ),
    (
        "04/18/2014: Assailants attacked a bus on a highway, killing seven passengers and wounding at least a dozen more.",
        7,
        12,
    ),
    ("05/30/2015: Police found the bodies of five men who had been shot in the head.", 5, 0),
    (
        "06/26/2015: A gunman opened fire on tourists at a beach resort near Sousse, Tunisia. Thirty-eight people were killed, most of them British, and 39 were injured. The gunman was shot dead by police.",
        39,
        39,
    ),
    (
        "07/04/2013: Assailants fired on a polio vaccination team. One health worker died instantly and another died in hospital; two guards were hurt.",
        2,
        2,
    ),
    (
        "08/02/2014: A bomb blast at a vegetable market left 23 people dead and more than 50 others injured.",
        23,
        51,
    ),
    (
        "09/30/2012: An attack on a wedding convoy resulted in the deaths of eight people and injuries to 14.",
        8,
        14,
    ),
    (
        "10/06/2013: Rebels attacked a gold mine. Nine soldiers, four rebels and one civilian were killed, while six soldiers were injured.",
        14,
        6,
    ),
    (
        "11/11/2011: A car bomb exploded outside a governor's office. The governor escaped unhurt but four of his guards were killed.",
        4,
        0,
    ),
    (
        "12/05/2013: Assailants attacked the defence ministry in Sanaa. Fifty-six people were killed, among them seven foreign doctors and nurses, and 215 others were wounded. All 12 assailants were also killed.",
        68,
        215,
    ),
    (
        "01/20/2014: An improvised explosive device (IED) targeted a military convoy in Bannu. 26 soldiers were killed and 38 others were wounded.",
        26,
        38,
    ),
    ("02/11/2015: A drone strike on a house in Shabwa killed three suspected militants.", 3, 0),
    (
        "03/10/2015: Security forces repelled an attack on a barracks. Seven attackers were killed. There were no casualties among the soldiers.",
        7,
        0,
    ),
    ("04/04/2016: Gunmen shot dead two off-duty policemen and injured a third in Cairo.", 2, 1),
    ("05/14/2014: Assailants killed a tribal elder and two of his sons in Kunar.", 3, 0),
    (
        "06/08/2014: Ten attackers stormed the airport in Karachi. At least 36 people were killed, including all 10 attackers, and 18 were wounded.",
        36,
        18,
    ),
    ("07/15/2013: A teacher was shot and killed on his way to school in Narathiwat.", 1, 0),
    (
        "08/27/2015: Assailants threw a hand grenade at the home of a politician. No one was hurt.",
        0,
        0,
    ),
    (
        "09/14/2012: Fifteen Taliban fighters attacked a base in Helmand. Two US marines were killed and nine people were wounded; fourteen of the attackers were killed and one was captured.",
        16,
        9,
    ),
    (
        "10/28/2010: A letter bomb exploded at a post office. A postal worker suffered minor injuries.",
        0,
        1,
    ),
    (
        "11/02/2014: A suicide bomber targeted spectators at a border ceremony. At least 60 people were killed and over 110 were injured.",
        60,
        111,
    ),
    ("12/30/2013: A suicide bombing on a trolleybus killed 16 people and wounded 41.", 16, 41),
    (
        "01/07/2015: Two gunmen attacked the offices of a magazine, killing 12 people and wounding 11.",
        12,
        11,
    ),
    (
        "02/03/2016: An explosive device detonated aboard a plane. The suspected bomber was killed and two passengers were injured.",
        1,
        2,
    ),
    (
        "03/19/2011: Unidentified gunmen killed 11 farm workers, wounded 3 others and burned two tractors.",
        11,
        3,
    ),
    (
        "04/22/2012: Attackers ambushed a convoy; 4 guards died on the spot while 3 more were critically wounded.",
        4,
        3,
    ),
    (
        "05/03/2013: A suicide car bomb rammed a checkpoint. The bomber and 6 police officers died. 10 people, among them 4 children, were hurt.",
        7,
        10,
    ),
    (
        "06/18/2014: The attack on a viewing centre killed at least 14 people and injured 26 more.",
        14,
        26,
    ),
    ("07/29/2015: A bomb exploded in a market, wounding 8 people, three of them seriously.", 0, 8),
    ("08/13/2011: Assailants abducted a contractor. His body was found the next day.", 1, 0),
    ("09/06/2014: Suspected militants beheaded two men accused of spying.", 2, 0),
    (
        "10/19/2013: Seventeen people, 12 of them soldiers, were killed and an additional 40 people were wounded.",
        17,
        40,
    ),
    ("11/25/2012: Two car bombs at a military church killed 11 and wounded 30.", 11, 30),
    (
        "12/12/2015: A blast in a clothing market in Parachinar left at least 23 dead and 30 injured.",
        23,
        30,
    ),
    (
        "01/30/2015: A bombing at a mosque in Shikarpur killed at least 61 people, including children, and wounded another 50.",
        61,
        50,
    ),
    (
        "02/26/2014: Assailants attacked a vehicle carrying election workers. No deaths were reported, but three workers were injured.",
        0,
        3,
    ),
    (
        "03/08/2016: A man stabbed a tourist to death and wounded 10 others in Jaffa. The attacker was shot dead by police.",
        2,
        10,
    ),
    (
        "04/26/2013: Five people were killed and 15 injured when a bomb hidden in a cart exploded. It was one of three blasts that day.",
        5,
        15,
    ),
    (
        "05/16/2015: Assailants attacked two villages, killing 9 people in the first and 6 in the second.",
        15,
        0,
    ),
    (
        "06/01/2014: Between 40 and 50 gunmen attacked a prison. Six guards and one inmate were killed and 200 prisoners escaped.",
        7,
        0,
    ),
    (
        "07/11/2012: A suicide bomber killed a member of parliament and 22 wedding guests; 43 were wounded.",
        23,
        43,
    ),
    (
        "08/20/2015: A car bomb exploded outside a state security building; 29 people were injured, including six policemen.",
        0,
        29,
    ),
    (
        "09/25/2013: One civilian was killed and eight wounded, two critically, in a grenade attack on a bar.",
        1,
        8,
    ),
    ("10/31/2014: Rebels shelled a kindergarten. Casualties were not reported.", 0, 0),
    (
        "11/13/2015: Twin suicide bombings killed at least 43 people and wounded more than 200. A third bomber was killed before he could detonate his vest.",
        44,
        201,
    ),
    (
        "11/14/2014: Assailants attacked a checkpoint in Sheikh Zuweid. Five soldiers were killed and eight others, including two civilians, were injured.",
        5,
        8,
    ),
    (
        "03/05/2012: Gunmen wearing military uniforms went from checkpoint to checkpoint in Haditha and killed 27 police, including two officers. Three attackers also died.",
        30,
        0,
    ),
    (
        "A suicide bomber blew himself up near a mosque. The attack killed four worshippers plus the bomber; another six were hurt.",
        5,
        6,
    ),
    (
        "On 04/07/2013, unknown gunmen assassinated a local council member and his brother in Diyala.",
        2,
        0,
    ),
    ("On the night of May 2, 2013, militants kidnapped and killed two truck drivers.", 2, 0),
    (
        "08/11/2012: An Afghan police officer turned his weapon on his colleagues, killing 10 of them before being shot dead.",
        10,
        0,
    ),
    (
        "Seventeen villagers, among whom were nine children, were massacred by rebels; dozens more were injured.",
        17,
        20,
    ),
    ("A grenade blast injured at least 15 people, two of whom later died.", 2, 15),
    (
        "Four people were initially reported killed; the toll later rose to 7. A further 12 were wounded.",
        7,
        12,
    ),
    (
        "Two mortar shells hit a school. A teacher and four pupils died and eleven pupils were hurt.",
        5,
        11,
    ),
    ("The bomb went off prematurely, killing the two bombers who were carrying it.", 2, 0),
    ("Rebels shot down a helicopter. All nine crew members and passengers died.", 9, 0),
    (
        "Two people were slightly injured by flying glass when a bomb exploded outside an office of the electricity company.",
        0,
        2,
    ),
    ("An explosion at a marketplace killed between 10 and 15 people.", 10, 0),
    (
        "At least seven people, most of them women, were killed and more than twenty injured when a rocket struck a bus.",
        7,
        21,
    ),
    ("A sniper killed one peacekeeper. Another peacekeeper was wounded in the same attack.", 1, 1),
    (
        "The attack left 8 dead and 14 wounded, according to police. A separate source put the number of dead at 9.",
        9,
        14,
    ),
    ("Gunmen killed a man, his wife and their three children in their home.", 5, 0),
    (
        "Assailants detonated a bomb under a bridge. There were no fatalities but five passengers were injured.",
        0,
        5,
    ),
    (
        "Security forces killed all five attackers; one guard was also killed and three were injured.",
        6,
        3,
    ),
    (
        "Two attackers blew themselves up and a third was shot by police. Nine bystanders were wounded.",
        2,
        9,
    ),
    (
        "03/11/2010: An arson attack destroyed a church. No one was in the building at the time and no injuries were reported.",
        0,
        0,
    ),
    ("Police said 12 were killed and 45 wounded in the twin blasts.", 12, 45),
    ("The attackers beheaded three of the seven hostages they had taken.", 3, 0),
    ("A landmine killed three members of a family and injured a fourth.", 3, 1),
    (
        "10/01/2014: Two assailants riding a motorcycle shot at a rickshaw, injuring the driver and killing both passengers.",
        2,
        1,
    ),
    (
        "Two policemen, a soldier and eleven militants were killed in the clash, in which seven people were wounded.",
        14,
        7,
    ),
    (
        "The explosion wounded 13, four of them critically. One of the wounded died in hospital.",
        1,
        13,
    ),
    (
        "One protester died after being shot in the chest; 30 were treated for tear gas inhalation.",
        1,
        30,
    ),
    ("A bus carrying pilgrims hit a mine, resulting in 14 deaths and 22 injuries.", 14, 22),
    ("The blast claimed 18 lives and left over 60 injured.", 18, 61),
    ("At least 20 people were dead and 30 hurt after a truck bomb exploded.", 20, 30),
    ("Eleven miners were abducted and later found dead.", 11, 0),
    ("The kidnapped engineer was killed after a ransom was not paid.", 1, 0),
    ("Two sons of a tribal chief were shot to death; the chief himself was unharmed.", 2, 0),
    ("An IED exploded next to a police van, martyring two cops and injuring seven others.", 2, 7),
    ("Casualties: 5 killed, 12 injured.", 5, 12),
    ("Fatalities: 3. Injured: 10.", 3, 10),
    ("Killed: 4; wounded: 9", 4, 9),
    ("12 killed, 30 injured in Quetta blast", 12, 30),
    ("Gunfire was exchanged for two hours; nine rebels and two troops lay dead.", 11, 0),
    (
        "A total of 16 people, including 4 assailants, were killed while 21 people sustained injuries in the attack.",
        16,
        21,
    ),
    (
        "The minister survived an assassination attempt, but two of his bodyguards were killed and a driver wounded.",
        2,
        1,
    ),
    (
        "Assailants fired at a convoy of the party leader. The leader was not harmed. One guard was killed.",
        1,
        0,
    ),
    ("Five decapitated bodies were discovered in a ditch.", 5, 0),
    ("The bodies of the two abducted teachers were found by the roadside.", 2, 0),
    ("Nobody was killed but six houses were burnt.", 0, 0),
    (
        "A soldier was killed and several others were injured when their vehicle struck a mine.",
        1,
        2,
    ),
]


def claims_of(text: str) -> tuple[CasualtyFinding, ...]:
    article = Article(
        id="a1", url="https://news.example/1", feed="feed", publisher="news.example", title=None,
        language="en", published_at="2018-02-09T08:00:00Z", published_basis="feed",
        fetched_at="2018-02-09T09:00:00Z", status="usable", text=text, text_sha256="0" * 64,
    )  # fmt: skip
    return find_casualties(read(article, pack=PACKS["en"]))


def total(claims: tuple[CasualtyFinding, ...], kind: str) -> int:
    """Add the figures of separate groups; of figures for the same people the highest counts."""
    groups: dict[int, int] = {}
    first: dict[int, int] = {}
    for index, claim in enumerate(claims):
        same = claim.same_people_as
        first[index] = index if same is None else first.get(same, same)
        if claim.kind == kind and claim.subset_of is None and not claim.background:
            groups[first[index]] = max(groups.get(first[index], 0), claim.min)
    return sum(groups.values())


@pytest.mark.parametrize(("text", "killed", "injured"), ROWS, ids=[row[0][:70] for row in ROWS])
def test_an_incident_row_gives_its_dead_and_its_hurt(text, killed, injured):
    claims = claims_of(text)
    assert (total(claims, "killed"), total(claims, "injured")) == (killed, injured)
