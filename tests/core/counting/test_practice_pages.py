"""The examples on the pages about constraints, vacant seats, withdrawals and bodies, counted anew from the pages."""

import re
from dataclasses import replace
from pathlib import Path

from hustings.core.counting.countback import fill_by_countback, fill_by_recount
from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.recount import recounted
from hustings.core.counting.stv.entries import RULE_SETS
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ACT, ERS97, SCOTLAND
from tests.core.counting.polls import polled
from tests.core.counting.test_bodies import executive

PAGES = Path(__file__).parents[3] / "docs" / "rules"
PAPERS = re.compile(r"Papers: `([^`]+)`\. Seats: `(\d+)`\.")


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def polls_on(name: str) -> list[Poll]:
    """The polls of a page, in order."""
    found = PAPERS.findall(page(name))
    return [
        polled(int(seats), papers, "".join(sorted({c for c in papers if c.isalpha()})))
        for papers, seats in found
    ]


def tabled(count: Count, names: str) -> str:
    """The count as the page shows it."""

    def row(head: str, cells: list[str]) -> str:
        return f"| {head}{' ' if head else ''}| {' | '.join(cells)} |"

    lines = [row("", [stage.title for stage in count.stages])]
    lines.append(f"|---|{'---:|' * len(count.stages)}")
    for name in names:
        votes = [float(stage.votes[name]) / count.unit for stage in count.stages]
        lines.append(row(name, [f"{each:.2f}" for each in votes]))
    return "\n".join(lines)


def test_constraints() -> None:
    (poll,) = polls_on("constraints")
    women = tuple(
        replace(each, groups=frozenset({"women"} if each.name in "CD" else ()))
        for each in poll.candidates
    )
    poll = replace(poll, candidates=women)
    free = count_gregory(poll, SCOTLAND)
    bound = count_gregory(poll, SCOTLAND, constraints=[Constraint("women", 1)])
    for count in (free, bound):
        table = tabled(count, "ABCD")
        elected = f"Elected: {', '.join(count.elected)}."
        assert f"{table}\n\n{elected}" in page("constraints")
    assert (free.elected, bound.elected) == (("A", "C"), ("A", "D"))


def test_vacant_seats() -> None:
    first, second = polls_on("vacant-seats")
    assert count_gregory(first, ERS97).elected == ("A", "B")
    recount = fill_by_recount(first, ERS97, "A")
    assert tabled(recount, "BCD") in page("vacant-seats")
    assert (recount.elected, recount.stages[-1].elected[0].reason) == (
        ("B", "C"),
        "5.3.13(b)",
    )
    left = [float(s.non_transferable) / recount.unit for s in recount.stages]
    assert left == [0, 37.66]
    assert count_gregory(second, ACT).elected == ("A", "C")
    countback = fill_by_countback(second, ACT, "A", "BDE")
    assert tabled(countback, "BDE") in page("vacant-seats")
    assert countback.elected == ("D",)


def test_withdrawals() -> None:
    (poll,) = polls_on("withdrawals")
    scotland = next(rules for rules in RULE_SETS if rules.name == "scotland")
    recount = recounted(poll, ["B"], scotland)
    assert recount.said in page("withdrawals")
    assert recount.after.stages[0].votes["C"] == 60 * recount.after.unit


def test_bodies() -> None:
    body = executive()
    for part in body.parts:
        slates = [member.slate for member in part.members]
        numbers = [
            *(slates.count(slate) for slate in ("Left", "Middle", "")),
            body.vacant.get(part.name, 0),
        ]
        row = rf"\| {part.name} \| {part.seats} \| [^|]+ \| "
        assert re.search(row + r" \| ".join(map(str, numbers)), page("bodies"))
    assert body.said[-1] in page("bodies")
