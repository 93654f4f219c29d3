"""The subscribers of a nomination paper: one wrong line among the first ten and the paper is invalid."""

from collections.abc import Sequence
from datetime import date

import pytest

from hustings.core.elections.franchise_rules import MayVote
from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.elections.nomination import (
    Standing,
    Subscriber,
    check_paper,
    subscribers_needed,
)
from hustings.core.errors import HustingsError

ENGLAND, SCOTLAND, WALES, NI = Nation
COMMONS = subscribers_needed(ElectionKind.UK_PARLIAMENT, ENGLAND, date(2024, 7, 4))
REGISTER = {
    **{
        f"FA-{number}": [Subscriber(f"FA-{number}", f"FA-{number}", True, MayVote.YES)]
        for number in range(1, 13)
    },
    "FA-7/0": [Subscriber("FA-7", "FA-7", True, MayVote.YES)],
    "fa 7": [Subscriber("FA-7", "FA-7", True, MayVote.YES)],
    "FA-20": [Subscriber("FA-20", "FA-20", True, MayVote.NO)],
    "FA-21": [Subscriber("FA-21", "FA-21", True, MayVote.ASK)],
    "FA-22": [Subscriber("FA-22", "FA-22", True, MayVote.YES, anonymous=True)],
    "ZZ-1": [Subscriber("ZZ-1", "ZZ-1", False, MayVote.YES)],
    "FA-30": [
        Subscriber("FA-30/1", "FA-30/1", True, MayVote.YES),
        Subscriber("FA-30/2", "FA-30/2", True, MayVote.YES),
    ],
    "FA-30/1": [Subscriber("FA-30/1", "FA-30/1", True, MayVote.YES)],
}


REGISTER["AA-14"] = [
    Subscriber("1", "AA-14", True, MayVote.YES, council="Marrowby"),
    Subscriber("2", "AA-14", True, MayVote.YES, council="Ashenholt"),
]


def find(written: str) -> Sequence[Subscriber]:
    return REGISTER.get(written, [])


def ten(last: str) -> list[str]:
    return [f"FA-{number}" for number in range(1, 10)] + [last]


def test_ten_good_numbers_make_the_paper_ready() -> None:
    paper = check_paper(ten("FA-30/1"), COMMONS, find)
    assert paper.ready
    assert (paper.needed, paper.good, paper.missing) == (10, 10, 0)
    assert "RPA 1983 Sch 1 rule 7" in paper.rule


@pytest.mark.parametrize(
    ("last", "standing", "reason"),
    [
        ("FA-999", Standing.WRONG, "No elector has this number"),
        ("999", Standing.WRONG, "polling district's letters"),
        ("", Standing.WRONG, "Give the elector number"),
        ("FA-3", Standing.WRONG, "same elector as line 3"),
        ("fa  7", Standing.WRONG, "same elector as line 7"),
        ("ZZ-1", Standing.WRONG, "outside the area"),
        ("FA-20", Standing.WRONG, "May not vote"),
        ("FA-22", Standing.WRONG, "anonymous elector may not"),
        ("FA-21", Standing.CHECK, "Ask the council"),
        ("FA-30", Standing.CHECK, "FA-30/1, FA-30/2"),
        ("AA-14", Standing.CHECK, "AA-14 of Marrowby or AA-14 of Ashenholt"),
        ("AA-14", Standing.CHECK, "after a comma: AA-14, Marrowby"),
    ],
)
def test_one_bad_line_and_the_paper_is_not_ready(
    last: str, standing: Standing, reason: str
) -> None:
    paper = check_paper(ten(last), COMMONS, find)
    assert not paper.ready
    assert paper.lines[-1].standing is standing
    assert reason in paper.lines[-1].reason
    assert paper.missing == 1


def test_a_suffix_of_zero_is_left_out() -> None:
    """Only a suffix other than zero is given on the paper."""
    paper = check_paper(["FA-7/0"], COMMONS, find)
    assert paper.lines[0].standing is Standing.CHECK
    assert paper.lines[0].reason == "Leave out the suffix 0: write FA-7."


def test_only_the_first_ten_count_even_when_a_good_eleventh_follows_a_bad_one() -> None:
    paper = check_paper([*ten("FA-999"), "FA-10", "FA-11"], COMMONS, find)
    assert [line.standing for line in paper.lines[10:]] == [Standing.NOT_COUNTED] * 2
    assert not paper.ready


def test_too_few_says_how_many_are_missing() -> None:
    assert check_paper(["FA-1", "FA-2"], COMMONS, find).missing == 8


@pytest.mark.parametrize(
    ("election", "nation", "on", "number"),
    [
        (ElectionKind.UK_PARLIAMENT, NI, date(2024, 7, 4), 10),
        (ElectionKind.LOCAL, ENGLAND, date(2026, 5, 7), 2),
        (ElectionKind.LOCAL, WALES, date(2022, 5, 5), 0),
        (ElectionKind.LOCAL, SCOTLAND, date(2027, 5, 6), 0),
        (ElectionKind.POLICE_COMMISSIONER, ENGLAND, date(2024, 5, 2), 100),
        (ElectionKind.MAYOR, ENGLAND, date(2026, 5, 7), 30),
    ],
)
def test_how_many_must_sign(
    election: ElectionKind, nation: Nation, on: date, number: int
) -> None:
    assert subscribers_needed(election, nation, on).number == number


def test_where_nobody_signs_the_paper_is_ready_and_says_why() -> None:
    wales = subscribers_needed(ElectionKind.LOCAL, WALES, date(2027, 5, 6))
    paper = check_paper([], wales, find)
    assert paper.ready
    assert "before a witness" in paper.rule


def test_an_unknown_case_says_whom_to_ask() -> None:
    with pytest.raises(HustingsError, match="Ask the returning officer how many"):
        subscribers_needed(ElectionKind.LOCAL, WALES, date(2017, 5, 4))
