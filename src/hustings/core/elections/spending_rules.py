"""The sums of the spending limits as dated rows: a fixed amount, and so many pence for each elector.

Each row holds for polls in a span of days and says where the sums stand. `checked` is False where an order that we have not read may have changed
them. Kept out: police and crime commissioners (one sum for each police area, in a table that changes) and the Northern Ireland Assembly.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hustings.core.elections.kinds import (
    COMMONS,
    EVERYWHERE,
    HOLYROOD,
    LOCAL,
    LONDON,
    MAYOR,
    ONLY_ENGLAND,
    ONLY_NORTHERN_IRELAND,
    ONLY_SCOTLAND,
    ONLY_WALES,
    SENEDD,
    ElectionKind,
    Nation,
)


class AreaKind(StrEnum):
    """Whether a constituency is a borough (burgh in Scotland) or a county: the pence for each elector differ."""

    BOROUGH = "borough"
    COUNTY = "county"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRule:
    """A fixed sum and an amount for each elector, both in pence; `area` is None where all areas are alike.

    `note` says to whom the sums do not apply, and what does.
    """

    elections: frozenset[ElectionKind]
    nations: frozenset[Nation]
    fixed: int
    valid_from: date
    source: str
    per_elector: int = 0
    area: AreaKind | None = None
    valid_until: date | None = None
    by_election: bool = False
    note: str = ""
    checked: bool = True


ORDER_2014 = date(2014, 8, 4)
ORDER_2023 = date(2023, 11, 23)
BEFORE_2023 = date(2023, 11, 22)
REGULATIONS_2024 = date(2024, 5, 2)
NOW = "RPA 1983 s.76, as varied by SI 2023/1235"
THEN = "RPA 1983 s.76, as varied by SI 2014/1870"
ORDER_OF_HOLYROOD = "Scottish Parliament (Elections etc.) Order 2015 art 42"
COMBINED = (
    "This is the limit of a single council's mayor. For the mayor of a combined authority the fixed sum is £3,040 for each "
    "constituent council; the Mayor of London is under “London Assembly or Mayor of London”."
)
ASSEMBLY = (
    "This is the limit in a constituency of the Assembly. London-wide, as an individual or for a list, it was £597,460 in 2024, and for "
    "the Mayor of London £760,410."
)
REGION = (
    "This is the limit in a constituency. An individual candidate for a region has the limits of its constituencies added up; a list spends "
    "under its party's limit."
)
LIST = "This is the limit of an individual candidate; those on a list spend under their party's limit."

BOROUGH = SpendingRule(
    elections=COMMONS,
    nations=EVERYWHERE,
    area=AreaKind.BOROUGH,
    fixed=11_390_00,
    per_elector=8,
    valid_from=ORDER_2023,
    source=NOW + "; Hounslow, general election 2024",
)
BOROUGH_THEN = replace(
    BOROUGH,
    fixed=8_700_00,
    per_elector=6,
    valid_from=ORDER_2014,
    valid_until=BEFORE_2023,
    source=THEN + " art 4",
)
BURGH = SpendingRule(
    elections=HOLYROOD,
    nations=ONLY_SCOTLAND,
    area=AreaKind.BOROUGH,
    fixed=8_700_00,
    per_elector=6,
    valid_from=date(2016, 5, 5),
    source=ORDER_OF_HOLYROOD,
    note=REGION,
    checked=False,
)
PARLIAMENTS = (
    BOROUGH,
    replace(
        BOROUGH,
        area=AreaKind.COUNTY,
        per_elector=12,
        source=NOW + "; Mole Valley, general election 2024",
    ),
    BOROUGH_THEN,
    replace(BOROUGH_THEN, area=AreaKind.COUNTY, per_elector=9),
    SpendingRule(
        elections=COMMONS,
        nations=EVERYWHERE,
        fixed=180_050_00,
        valid_from=ORDER_2023,
        by_election=True,
        source=NOW,
    ),
    BURGH,
    replace(BURGH, area=AreaKind.COUNTY, per_elector=9),
    replace(
        BURGH,
        area=None,
        fixed=100_000_00,
        per_elector=0,
        by_election=True,
        source=ORDER_OF_HOLYROOD + "(3)",
        note="",
    ),
    SpendingRule(
        elections=SENEDD,
        nations=ONLY_WALES,
        fixed=52_500_00,
        valid_from=date(2026, 4, 7),
        source="Senedd Cymru (Representation of the People) Order 2025; Welsh Government, written statement of 17 April 2025",
        note=LIST,
        checked=False,
    ),
)

ENGLISH_WARD = SpendingRule(
    elections=LOCAL,
    nations=ONLY_ENGLAND,
    fixed=960_00,
    per_elector=8,
    valid_from=ORDER_2023,
    source=NOW + "; Hounslow, May 2026; Electoral Commission guidance for England",
)
SCOTTISH_WARD = replace(
    ENGLISH_WARD,
    nations=ONLY_SCOTLAND,
    fixed=806_00,
    per_elector=7,
    valid_from=date(2022, 1, 1),
    source="RPA 1983 s.76 as it extends to Scotland; West Lothian Council, May 2022",
)
COUNCILS = (
    ENGLISH_WARD,
    replace(
        ENGLISH_WARD,
        fixed=806_00,
        per_elector=7,
        valid_from=date(2021, 5, 6),
        valid_until=BEFORE_2023,
        source="RPA 1983 s.76, as varied by SI 2020/1634; Richmond upon Thames, May 2022",
    ),
    SCOTTISH_WARD,
    replace(
        SCOTTISH_WARD,
        fixed=740_00,
        per_elector=6,
        valid_from=date(2017, 5, 4),
        valid_until=date(2021, 12, 31),
        source="RPA 1983 s.76, as varied by SSI 2012/16 and SSI 2016/263",
    ),
    replace(
        ENGLISH_WARD,
        nations=ONLY_WALES,
        fixed=740_00,
        per_elector=6,
        valid_from=ORDER_2014,
        source=THEN + " art 5; the later orders of 2020 and 2023 are for England alone",
        checked=False,
    ),
    replace(
        ENGLISH_WARD,
        nations=ONLY_NORTHERN_IRELAND,
        fixed=600_00,
        per_elector=5,
        valid_from=date(2011, 5, 5),
        source="Electoral Law Act (Northern Ireland) 1962 s.42(1ZB)",
    ),
)

ENGLISH_MAYORS_AND_LONDON = (
    SpendingRule(
        elections=MAYOR,
        nations=ONLY_ENGLAND,
        fixed=3_040_00,
        per_elector=8,
        valid_from=REGULATIONS_2024,
        source="Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 Sch 2, as amended by SI 2024/428 reg 3",
        note=COMBINED,
    ),
    SpendingRule(
        elections=LONDON,
        nations=ONLY_ENGLAND,
        fixed=63_360_00,
        valid_from=REGULATIONS_2024,
        source="SI 2024/428; London Elects, 2024",
        note=ASSEMBLY,
    ),
)

SPENDING = PARLIAMENTS + COUNCILS + ENGLISH_MAYORS_AND_LONDON
