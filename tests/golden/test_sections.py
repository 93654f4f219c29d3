"""Party elections by section against what was published of them."""

import csv
from collections.abc import Iterator
from fractions import Fraction

import pytest

from hustings.core.counting.poll import Candidate, Marks, Poll, Section
from hustings.core.counting.record import Count, Stage
from hustings.core.counting.sections.college import count_college
from hustings.core.counting.sections.rules import (
    LABOUR_1981,
    LABOUR_1993,
    OMOV_2015,
    by_sections,
)
from tests.published import published

THOUSAND = 1000
"""Where only per cent of the whole are given, to three places, a thousandth stands for a vote."""


def rows(election: str) -> list[dict[str, str]]:
    path = published("sections", "labour_section_results.csv")
    with path.open(newline="", encoding="utf-8") as text:
        return [row for row in csv.DictReader(text) if row["election"] == election]


def poll_from(election: str) -> Poll:
    """The sections' votes (or, without them, their thousandths of a per cent) at each ballot, as totals."""
    table = rows(election)
    names = list(dict.fromkeys(row["candidate"] for row in table))
    sections = []
    for section in dict.fromkeys(row["section"] for row in table):
        own = [row for row in table if row["section"] == section]
        ballots = sorted({row["ballot"] for row in own})
        weight = own[0]["section_weight_pct"]
        sections.append(
            Section(
                section,
                tuple(dict(_totals(own, ballot, names)) for ballot in ballots),
                int(weight) if weight else None,
            )
        )
    return by_sections(election, [Candidate(name) for name in names], sections)


def _totals(
    own: list[dict[str, str]], ballot: str, names: list[str]
) -> Iterator[tuple[Marks, int]]:
    for row in own:
        if row["ballot"] == ballot:
            votes = row["votes"] or Fraction(row["contribution_pct"]) * THOUSAND
            yield bytes([names.index(row["candidate"]) + 1]), int(votes)


def rounded(stage: Stage, places: int) -> dict[str, str]:
    return {
        name: f"{float(votes):.{places}f}"
        for name, votes in stage.votes.items()
        if votes
    }


def test_1988_each_section_s_shares_are_those_published() -> None:
    count = count_college(poll_from("1988 deputy"), LABOUR_1981)
    (stage,) = count.stages
    parts = {part.section: part for part in stage.parts}
    for row in rows("1988 deputy"):
        share = 100 * parts[row["section"]].share(row["candidate"])
        assert abs(share - Fraction(row["pct_of_section"])) <= Fraction(6, 100), row
    assert count.elected == ("Hattersley",)
    assert rounded(stage, 3) == {
        "Hattersley": "66.823",
        "Prescott": "23.694",
        "Heffer": "9.483",
    }
    assert sum(stage.votes.values()) == 100


def test_1981_comes_to_its_published_totals() -> None:
    """Only the totals were published where we can see them; the sections in the file are somebody's memory."""
    count = count_college(poll_from("1981 deputy"), LABOUR_1981)
    first, second = count.stages
    assert rounded(first, 1) == {"Healey": "45.4", "Benn": "36.6", "Silkin": "18.0"}
    assert second.excluded == ("Silkin",)
    assert rounded(second, 1) == {"Healey": "50.4", "Benn": "49.6"}
    assert count.elected == ("Healey",)


@pytest.mark.parametrize(
    ("election", "votes", "of"),
    [
        (
            "2015 leader",
            {"Corbyn": 251_417, "Burnham": 80_462, "Cooper": 71_928, "Kendall": 18_857},
            422_664,
        ),
        ("2016 leader", {"Corbyn": 313_209, "Smith": 193_229}, 506_438),
    ],
    ids=["2015", "2016"],
)
def test_pooled_elections_add_up_and_report_their_sections(
    election: str, votes: dict[str, int], of: int
) -> None:
    count = count_college(poll_from(election), OMOV_2015)
    (stage,) = count.stages
    assert (dict(stage.votes), count.valid) == (votes, of)
    assert count.elected == ("Corbyn",)
    members = stage.parts[0]
    assert members.section == "members"
    assert members.votes["Corbyn"] in (121_751, 168_216)


def mps_of_2010() -> Poll:
    """The 266 members of parliament of the first third of 2010."""
    text = published("sections", "labour_leadership_2010_mp_mep_ballots.soi").read_text(
        encoding="utf-8"
    )
    lines = text.splitlines()
    names = [
        line.split(": ")[1] for line in lines if line.startswith("# ALTERNATIVE NAME")
    ]
    papers: dict[bytes, int] = {}
    for line in lines:
        if not line.startswith("#"):
            many, marks = line.split(":")
            papers[bytes(map(int, marks.split(",")))] = int(many)
    section = Section("Members of parliament", (papers,))
    return by_sections("2010 leader", [Candidate(name) for name in names], [section])


def test_2010_members_of_parliament_first_and_last() -> None:
    count = count_college(mps_of_2010(), OMOV_2015)
    first, *_, last = count.stages
    assert sorted(first.votes.values(), reverse=True) == [111, 84, 40, 24, 7]
    assert (last.votes["D.Milbnd"], last.votes["E.Milbnd"]) == (140, 122)
    assert len(count.stages) == 4
    assert last.non_transferable == 266 - 262


def test_2010_first_round_of_all_three_thirds() -> None:
    """The two Milibands' votes in each third, as the Guardian printed them on 25 September 2010.

    The sections' totals are what their printed shares (44.064 and 41.463 per cent) make them. Its 29.983 per cent for
    Ed Miliband among members is a misprint: 37,980 votes beside 55,905 at 44.064 are 29.94, which the whole confirms.
    """
    mps = mps_of_2010().sections[0].ballots[0]
    members = _third(55_905, 37_980, round(55_905 / Fraction("0.44064")))
    affiliates = _third(58_189, 87_585, round(87_585 / Fraction("0.41463")))
    thirds = {"MPs and MEPs": mps, "members": members, "affiliates": affiliates}
    sections = [Section(name, (papers,)) for name, papers in thirds.items()]
    poll = by_sections("2010", mps_of_2010().candidates, sections)
    stage = count_college(poll, LABOUR_1993).stages[0]
    assert rounded(stage, 2)["D.Milbnd"] == "37.78"
    assert rounded(stage, 2)["E.Milbnd"] == "34.33"
    shares = [f"{float(100 * part.share('D.Milbnd')):.2f}" for part in stage.parts]
    assert shares == ["41.73", "44.06", "27.55"]


def _third(david: int, ed: int, total: int) -> dict[bytes, int]:
    """A section's papers; the three candidates without a printed vote are put together under the first."""
    return {bytes([4]): david, bytes([5]): ed, bytes([1]): total - david - ed}


ROUND_OF_2007 = {
    "Cruddas": ("9.09", "5.67", "4.63"),
    "Harman": ("4.35", "8.04", "6.54"),
    "Johnson": ("4.55", "5.53", "8.08"),
    "Benn": ("4.93", "7.21", "4.27"),
    "Hain": ("6.64", "3.87", "4.81"),
    "Blears": ("3.77", "3.00", "4.99"),
}
"""The deputy leader's first round, per cent of the whole by affiliates, members and MPs (ministryoftruth.me.uk, 25 June 2007)."""
TOTALS_OF_2007 = {
    "Cruddas": "19.39",
    "Harman": "18.93",
    "Johnson": "18.16",
    "Benn": "16.40",
    "Hain": "15.32",
    "Blears": "11.77",
}


def test_2007_sections_come_to_the_published_totals() -> None:
    names = list(ROUND_OF_2007)
    sections = [
        Section(
            name,
            (
                {
                    bytes([place]): int(Fraction(ROUND_OF_2007[who][at]) * 100)
                    for place, who in enumerate(names, start=1)
                },
            ),
        )
        for at, name in enumerate(("affiliates", "members", "MPs and MEPs"))
    ]
    poll = by_sections("2007", [Candidate(name) for name in names], sections)
    first, second = _first_two(count_college(poll, LABOUR_1993, names))
    for name, total in TOTALS_OF_2007.items():
        assert abs(first.votes[name] - Fraction(total)) < Fraction(2, 100), name
    assert second.excluded == ("Blears",)


def _first_two(count: Count) -> tuple[Stage, Stage]:
    first, second, *_ = count.stages
    return first, second
