"""The laws on lists, each an entry."""

from fractions import Fraction

from hustings.core.counting.lists.additional import GrowingRules
from hustings.core.counting.lists.divisors import (
    MORE_VOTES,
    ONE_MORE_SEAT,
    DivisorRules,
    dhondt,
    sainte_lague,
    sainte_lague_modified,
)
from hustings.core.counting.lists.remainders import RemainderRules, droop, hare

DHONDT = DivisorRules(
    name="dhondt",
    title="Lists by D'Hondt",
    law="European Parliamentary Elections Act 2002, section 2 (Great Britain to 2020), as an example",
    divisor=dhondt,
    reason="the highest figure (section 2(5) and (6))",
    ties="the body's own rules",
)
SAINTE_LAGUE = DivisorRules(
    name="sainte-lague",
    title="Lists by Sainte-Laguë",
    law="Electoral Act 1993 (New Zealand), section 191, as an example",
    divisor=sainte_lague,
    reason="the highest quotient",
    ties="the body's own rules",
)
SAINTE_LAGUE_MODIFIED = DivisorRules(
    name="sainte-lague-modified",
    title="Lists by Sainte-Laguë, first divisor 1.4",
    law="Election Act (Norway), section 11-4, as an example",
    divisor=sainte_lague_modified,
    reason="the highest quotient",
    ties="section 11-4(3)",
    among_equals=MORE_VOTES,
)
WALES_2026 = DivisorRules(
    name="wales-2026",
    title="Senedd from 2026 (closed lists by D'Hondt)",
    law="Government of Wales Act 2006, sections 6 to 9 as substituted by the Senedd Cymru (Members and Elections) Act 2024, section 8",
    divisor=dhondt,
    reason="the highest seat allocation figure (section 9)",
    ties="section 9",
)
AMS_SCOTLAND = DivisorRules(
    name="ams-scotland",
    title="Scottish Parliament, regional members",
    law="Scotland Act 1998, sections 7 and 8",
    divisor=dhondt,
    reason="the highest regional figure (section 8(1) and (2))",
    ties="section 8(7)",
    beside_constituencies=True,
)
AMS_WALES = DivisorRules(
    name="ams-wales",
    title="Senedd to 2021, regional members",
    law="Government of Wales Act 2006, sections 8 and 9 as enacted",
    divisor=dhondt,
    reason="the highest electoral region figure (section 9(1) and (2))",
    ties="section 9(7) and (8)",
    beside_constituencies=True,
)
AMS_LONDON = DivisorRules(
    name="ams-london",
    title="London Assembly, London members",
    law="Greater London Authority Act 1999, schedule 2, part II",
    divisor=dhondt,
    reason="the highest London figure (schedule 2, paragraph 8)",
    ties="Explanatory Notes, 53",
    threshold=Fraction(1, 20),
    among_equals=ONE_MORE_SEAT,
    beside_constituencies=True,
)
DIVISOR_LAWS = (
    DHONDT,
    SAINTE_LAGUE,
    SAINTE_LAGUE_MODIFIED,
    WALES_2026,
    AMS_SCOTLAND,
    AMS_WALES,
    AMS_LONDON,
)

HARE = RemainderRules(
    name="hare",
    title="Lists by largest remainders (Hare's quota)",
    law="no British law; the body's own rules (votes over seats)",
    quota=hare,
)
DROOP = RemainderRules(
    name="droop",
    title="Lists by largest remainders (Droop's quota)",
    law="no British law; the body's own rules (votes over seats and one, and one)",
    quota=droop,
)
REMAINDER_LAWS = (HARE, DROOP)

AMS_OVERHANG = GrowingRules(
    share=DivisorRules(
        name="ams-overhang",
        title="Additional members with overhang (New Zealand)",
        law="Electoral Act 1993 (New Zealand), sections 191 to 193",
        divisor=sainte_lague,
        reason="one of the highest quotients (section 191(6))",
        ties="section 191",
        threshold=Fraction(1, 20),
    ),
    levelling=False,
    a_seat_is_enough=True,
)
AMS_LEVELLING = GrowingRules(
    share=DivisorRules(
        name="ams-levelling",
        title="Additional members with levelling seats",
        law="no British law; the body's own rules (German federal elections of 2013 to 2017 levelled in several tiers; here in one)",
        divisor=sainte_lague,
        reason="one of the highest quotients",
        ties="the body's own rules",
    ),
    levelling=True,
)
GROWING_LAWS = (AMS_OVERHANG, AMS_LEVELLING)
