"""The statutory timetable as rows: what must be done, how many working days before polling day, and by which rule.

A row covers some elections in some nations. `back` counts working days before polling day (0 is polling day); `after` counts
ordinary days after the result. `checked` is False where we rely on general knowledge: such a date is shown with "check this".
"""

from dataclasses import dataclass, replace
from datetime import time

from hustings.core.elections.kinds import (
    ALL,
    COMMONS,
    ENGLAND_AND_WALES,
    EVERYWHERE,
    GREAT_BRITAIN,
    HOLYROOD,
    LOCAL,
    LONDON,
    MAYOR,
    ONLY_ENGLAND,
    ONLY_NORTHERN_IRELAND,
    ONLY_SCOTLAND,
    POLICE,
    SENEDD,
    STORMONT,
    ElectionKind,
    Nation,
)

ONE, FOUR, FIVE, SIX = time(13), time(16), time(17), time(18)
SEVEN, TEN = time(7), time(22)

COUNCILS = (
    "timetables published by the Electoral Commission and councils for 2024 and 2026"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableRule:
    """One line of the timetable: `back` working days before polling day, or `after` days after the result.

    `own_nation` counts the bank holidays of the nation alone even at a general election (registration law does).
    """

    key: str
    name: str
    rule: str
    what_to_do: str
    source: str
    back: int | None = None
    after: int | None = None
    hour: time | None = None
    elections: frozenset[ElectionKind] = ALL
    nations: frozenset[Nation] = EVERYWHERE
    general_only: bool = False
    own_nation: bool = False
    checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations:
    """How the days up to the close of nominations fall for one kind of election.

    `notice`, `close` and `statement` are working days before polling day; `easter_monday` leaves that day out even where it is no
    bank holiday (Scottish rules).
    """

    elections: frozenset[ElectionKind]
    nations: frozenset[Nation]
    notice: int
    close: int
    statement: int
    law: str
    notice_hour: time | None = None
    close_hour: time = FOUR
    statement_hour: time = FOUR
    easter_monday: bool = False
    checked: bool = True


IN_ENGLAND_AND_WALES = Nominations(
    elections=LOCAL,
    nations=ENGLAND_AND_WALES,
    notice=25,
    close=19,
    statement=18,
    law="Local Elections (Principal Areas) (England and Wales) Rules 2006 Sch 2 rule 1; in Wales the Rules of 2021",
)
IN_SCOTLAND = Nominations(
    elections=LOCAL,
    nations=ONLY_SCOTLAND,
    notice=28,
    close=23,
    statement=22,
    easter_monday=True,
    law="Scottish Local Government Elections Order 2011 Sch 1 rule 1",
)
IN_NORTHERN_IRELAND = Nominations(
    elections=LOCAL,
    nations=ONLY_NORTHERN_IRELAND,
    notice=25,
    close=16,
    close_hour=ONE,
    statement=16,
    statement_hour=SIX,
    law="Electoral Law Act (Northern Ireland) 1962 Sch 5 rule 1, as amended by SI 2010/2977",
)

NOMINATIONS = (
    Nominations(
        elections=COMMONS,
        nations=EVERYWHERE,
        notice=22,
        notice_hour=FOUR,
        close=19,
        statement=19,
        statement_hour=FIVE,
        law="RPA 1983 Sch 1 rule 1",
    ),
    IN_ENGLAND_AND_WALES,
    IN_SCOTLAND,
    IN_NORTHERN_IRELAND,
    replace(
        IN_ENGLAND_AND_WALES,
        elections=MAYOR,
        law="Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 Sch 1 rule 1; "
        "Combined Authorities (Mayoral Elections) Order 2017 Sch 1",
    ),
    replace(
        IN_ENGLAND_AND_WALES,
        elections=POLICE,
        law="Police and Crime Commissioner Elections Order 2012 Sch 3 para 1",
    ),
    replace(
        IN_ENGLAND_AND_WALES,
        elections=SENEDD,
        law="Senedd Cymru (Representation of the People) Order 2025 Sch 5",
    ),
    Nominations(
        elections=LONDON,
        nations=EVERYWHERE,
        notice=30,
        close=24,
        statement=22,
        law="Greater London Authority Elections Rules 2007, as amended by SI 2016/24",
    ),
    replace(
        IN_SCOTLAND,
        elections=HOLYROOD,
        law="Scottish Parliament (Elections etc.) Order 2015 Sch 2 rule 1",
    ),
    replace(
        IN_NORTHERN_IRELAND,
        elections=STORMONT,
        law="Northern Ireland Assembly (Elections) Order 2001, as amended by SI 2009/256",
    ),
)

CERTIFICATE = TimetableRule(
    key="voter-certificate",
    name="Last hour to apply for a Voter Authority Certificate",
    back=6,
    hour=FIVE,
    nations=GREAT_BRITAIN,
    elections=COMMONS | MAYOR | POLICE | LONDON,
    rule="5 pm on the 6th working day before polling day (Voter Identification Regulations 2022).",
    what_to_do="Ask supporters whether they have photo identification for the polling station.",
    source=COUNCILS,
)

BEFORE = (
    TimetableRule(
        key="dissolution",
        name="Parliament is dissolved; the register may be asked for",
        back=25,
        elections=COMMONS,
        general_only=True,
        rule="25 working days before polling day. Someone who has already declared becomes a candidate that day "
        "(RPA 1983 s.118A(2)) and may ask for the register (RPR 2001 reg 108).",
        what_to_do="Send each council the letter that asks for the register, the notices of alteration and the absent lists.",
        source="RPA 1983 Sch 1 rule 1 and s.118A; " + COUNCILS,
    ),
    TimetableRule(
        key="registration",
        name="Last day to apply to register to vote",
        back=12,
        own_nation=True,
        rule="Midnight at the end of the 12th working day before polling day (RPA 1983 s.13B).",
        what_to_do="Remind supporters who are not registered; they apply themselves at gov.uk/register-to-vote.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="postal-vote",
        name="Last hour to apply for a postal vote",
        back=11,
        hour=FIVE,
        nations=GREAT_BRITAIN,
        rule="5 pm on the 11th working day before polling day (RPR 2001 reg 56).",
        what_to_do="Tell supporters before this day. They send their own form: never collect or handle one.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="postal-vote",
        name="Last hour to apply for a postal or proxy vote",
        back=14,
        hour=FIVE,
        nations=ONLY_NORTHERN_IRELAND,
        rule="5 pm on the 14th working day before polling day "
        "(Representation of the People (Northern Ireland) Regulations 2008 reg 57).",
        what_to_do="Tell supporters before this day; the Electoral Office asks them for a reason.",
        source="Electoral Commission and Electoral Office timetable for 5 May 2022",
    ),
    TimetableRule(
        key="proxy-vote",
        name="Last hour to apply for a proxy vote",
        back=6,
        hour=FIVE,
        nations=GREAT_BRITAIN,
        rule="5 pm on the 6th working day before polling day (RPR 2001 reg 56).",
        what_to_do="Tell supporters who will be away; afterwards only an emergency proxy is possible.",
        source=COUNCILS,
    ),
    CERTIFICATE,
    replace(CERTIFICATE, elections=LOCAL, nations=ONLY_ENGLAND),
    TimetableRule(
        key="final-absent-lists",
        name="Final lists of absent voters",
        back=6,
        hour=FIVE,
        nations=GREAT_BRITAIN,
        rule="As soon as practicable after 5 pm on the 6th working day before polling day, to those who asked for the final "
        "lists (RPR 2001 reg 61); late emergency proxies follow.",
        what_to_do="Read the final lists in. If nothing has come by the next morning, ring the council.",
        source="RPR 2001 reg 61; Electoral Commission, using the register and the absent lists",
    ),
    TimetableRule(
        key="second-alteration",
        name="Second interim notice of alteration, at the latest",
        back=6,
        rule="A day that the council chooses between the first and the last interim notice (RPA 1983 s.13AB).",
        what_to_do="Read the file in when it comes; it holds those added and taken off since nominations closed.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="final-alteration",
        name="Final notice of alteration to the register",
        back=5,
        rule="The 5th working day before polling day (RPA 1983 s.13B): the last change that counts.",
        what_to_do="Read the file in before the polling-day lists are printed.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="polling-agents",
        name="Last day to appoint polling and counting agents",
        back=5,
        rule="Notice to the returning officer by the 5th working day before polling day.",
        what_to_do="Send the names and addresses of polling and counting agents. Those who watch the opening of postal votes are named "
        "earlier, before the first opening: ask when that is.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="polls-open",
        name="Polls open",
        back=0,
        hour=SEVEN,
        rule="7 am on polling day.",
        what_to_do="Tellers outside each polling station from the first minute.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="emergency-proxy",
        name="Last hour for an emergency proxy or a replacement postal vote",
        back=0,
        hour=FIVE,
        nations=GREAT_BRITAIN,
        rule="5 pm on polling day (RPR 2001 regs 56, 77 and 78).",
        what_to_do="Tell anyone suddenly ill or called away to ring the council at once.",
        source=COUNCILS,
    ),
    TimetableRule(
        key="polls-close",
        name="Polls close",
        back=0,
        hour=TEN,
        rule="10 pm on polling day. Anyone in the queue by then may vote.",
        what_to_do="Until then publish nothing based on how people say they voted (RPA 1983 s.66A).",
        source=COUNCILS,
    ),
)

RETURN = TimetableRule(
    key="return",
    name="Return of election spending is due",
    after=35,
    elections=ALL - POLICE - LONDON,
    rule="35 days after the day on which the result is declared (RPA 1983 s.81(1)).",
    what_to_do="The agent delivers the return and declaration; the candidate's declaration follows within 7 days.",
    source="Electoral Commission; Mole Valley 2024, Nuneaton and Bedworth 2026",
)

AFTER = (
    TimetableRule(
        key="claims",
        name="Last day for bills to reach the agent",
        after=21,
        rule="21 days after the day on which the result is declared (RPA 1983 s.78(1)).",
        what_to_do="Ask every supplier for the bill now; a late one may be paid only with a court's leave.",
        source="Electoral Commission, dates after the declaration of a result",
    ),
    TimetableRule(
        key="petition",
        name="Last day for an election petition",
        after=21,
        rule="21 days after the return was made (RPA 1983 s.122(1)), at a local election after the day of the election (s.129(1)); "
        "where money paid since or an illegal practice is alleged it can be later (ss.122(2) and (3), 129(2) and (3)).",
        what_to_do="Keep every record until then at least. Anyone thinking of a petition needs a solicitor now.",
        source="RPA 1983 ss.122 and 129",
    ),
    TimetableRule(
        key="payments",
        name="Last day to pay bills",
        after=28,
        rule="28 days after the day on which the result is declared (RPA 1983 s.78(2)).",
        what_to_do="Pay every bill and keep the receipts of £20 and over.",
        source="Electoral Commission, dates after the declaration of a result",
    ),
    RETURN,
    replace(
        RETURN,
        elections=LONDON,
        rule="35 days after the day on which the result is declared (RPA 1983 s.81(1)) for a constituency of the Assembly; "
        "70 days for the Mayor of London and London-wide.",
        source="London Elects, campaign spending and expenses, 2024",
    ),
    replace(
        RETURN,
        elections=POLICE,
        after=70,
        rule="70 days after the day on which the result is declared.",
        source="Police and Crime Commissioner Elections Order 2012; returning officers' briefing of 2016",
    ),
)
