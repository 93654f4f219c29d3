"""The franchise as dated rows: from which day which letter, and which age, gives a vote in which election.

Each row says what it covers, since when, and where that is written. A new law is a new row: close the old one with
`valid_until` and add the next. `checked` is False where we rely on general knowledge and the council must be asked.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hustings.core.elections.kinds import (
    ALL,
    COMMONS,
    ENGLAND,
    EVERYWHERE,
    HOLYROOD,
    LOCAL,
    NORTHERN_IRELAND,
    ONLY_SCOTLAND,
    ONLY_WALES,
    POLICE,
    SCOTLAND,
    SENEDD,
    WALES,
    ElectionKind,
    Nation,
)


class MayVote(StrEnum):
    """The three answers; "ask" means check with the council, and is never treated as no."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


LONG_AGO = date(1985, 1, 1)
EU_CHANGE = date(2024, 5, 7)
"""The day on which EU citizens' voting rights changed in England and Northern Ireland."""

OTHERS = ALL - COMMONS
LOCAL_AND_DEVOLVED = OTHERS - POLICE


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRule:
    """The voting age in some elections of some nations, for polls in a span of days.

    A proposal that is not yet law has no day: `valid_from` is None.
    """

    age: int
    elections: frozenset[ElectionKind]
    nations: frozenset[Nation]
    valid_from: date | None
    valid_until: date | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerRule:
    """What one letter means for some elections of some nations, for polls in a span of days."""

    letter: str
    answer: MayVote
    elections: frozenset[ElectionKind]
    reason: str
    source: str
    nations: frozenset[Nation] = EVERYWHERE
    valid_from: date = LONG_AGO
    valid_until: date | None = None
    checked: bool = True


# The first row that covers an election is taken, so the narrow ones stand before the wide one.
VOTING_AGES = (
    AgeRule(
        age=16,
        elections=LOCAL | HOLYROOD,
        nations=ONLY_SCOTLAND,
        valid_from=date(2016, 5, 5),
        source="Scottish Elections (Reduction of Voting Age) Act 2015",
    ),
    AgeRule(
        age=16,
        elections=SENEDD,
        nations=ONLY_WALES,
        valid_from=date(2021, 4, 5),
        source="Senedd and Elections (Wales) Act 2020 s.10",
    ),
    AgeRule(
        age=16,
        elections=LOCAL,
        nations=ONLY_WALES,
        valid_from=date(2022, 5, 5),
        source="Local Government and Elections (Wales) Act 2021 s.2",
    ),
    AgeRule(
        age=16,
        elections=ALL,
        nations=EVERYWHERE,
        valid_from=None,
        source="Representation of the People Bill (before the Commons in 2026): not law; a campaign may set the age itself",
    ),
    AgeRule(
        age=18,
        elections=ALL,
        nations=EVERYWHERE,
        valid_from=LONG_AGO,
        source="Representation of the People Act 1983 ss.1(1)(d) and 2(1)(d)",
    ),
)

ELECTORAL_COMMISSION = "Electoral Commission, guidance for electoral registration officers: franchise markers"
ELECTIONS_ACT = "Elections Act 2022 s.15 and Sch 8, in force for polls from 7 May 2024"

MARKERS = (
    MarkerRule(
        letter="N",
        answer=MayVote.YES,
        elections=ALL,
        reason="Anonymous entry: may vote, and must appear on no list.",
        source="RPR 2001 reg 41A",
    ),
    MarkerRule(
        letter="F",
        answer=MayVote.YES,
        elections=COMMONS,
        reason="Overseas elector: may vote for the UK Parliament.",
        source=ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="F",
        answer=MayVote.NO,
        elections=OTHERS,
        reason="Overseas elector: votes for the UK Parliament only.",
        source=ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="L",
        answer=MayVote.NO,
        elections=COMMONS,
        reason="Member of the House of Lords: does not vote for the UK Parliament.",
        source=ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="L",
        answer=MayVote.YES,
        elections=OTHERS,
        reason="Member of the House of Lords: may vote in local and devolved elections.",
        source=ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="G",
        answer=MayVote.NO,
        elections=COMMONS,
        reason="Citizen of the European Union: does not vote for the UK Parliament.",
        source="RPA 1983 s.1; " + ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="B",
        answer=MayVote.NO,
        elections=COMMONS,
        reason="Citizen of the European Union: does not vote for the UK Parliament.",
        source="RPA 1983 s.1; " + ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="G",
        answer=MayVote.YES,
        elections=LOCAL_AND_DEVOLVED,
        nations=frozenset({SCOTLAND, WALES}),
        reason="Citizen of the European Union: may vote in local and devolved elections.",
        source="RPA 1983 s.2; not changed by the Elections Act 2022 in Scotland and Wales",
    ),
    MarkerRule(
        letter="G",
        answer=MayVote.YES,
        elections=OTHERS,
        valid_until=date(2024, 5, 6),
        reason="Citizen of the European Union: may vote in local and devolved elections.",
        source="RPA 1983 s.2, as it stood before 7 May 2024",
    ),
    MarkerRule(
        letter="G",
        answer=MayVote.ASK,
        elections=OTHERS,
        valid_from=EU_CHANGE,
        reason="Citizen of the European Union: since 7 May 2024 those who keep the vote here are marked B. "
        "G may be a mark not yet changed: check with the council.",
        source=ELECTIONS_ACT,
    ),
    MarkerRule(
        letter="B",
        answer=MayVote.YES,
        elections=OTHERS,
        nations=frozenset({ENGLAND, NORTHERN_IRELAND, WALES}),
        valid_from=EU_CHANGE,
        reason="Citizen of the European Union who keeps the vote: may vote in local and devolved elections.",
        source=ELECTIONS_ACT,
    ),
    MarkerRule(
        letter="M",
        answer=MayVote.NO,
        elections=COMMONS,
        nations=ONLY_SCOTLAND,
        reason="Registered for Scottish elections only: does not vote for the UK Parliament.",
        source="Scottish Elections (Franchise and Representation) Act 2020; "
        + ELECTORAL_COMMISSION,
    ),
    MarkerRule(
        letter="M",
        answer=MayVote.YES,
        elections=LOCAL_AND_DEVOLVED,
        nations=ONLY_SCOTLAND,
        reason="Registered for Scottish elections: may vote for the council and the Scottish Parliament.",
        source="Scottish Elections (Franchise and Representation) Act 2020; "
        + ELECTORAL_COMMISSION,
    ),
)
