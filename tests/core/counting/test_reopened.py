"""Re-open nominations: how the line is known, and what its winning a seat means."""

from dataclasses import replace

import pytest

from hustings.core.counting.approval import count_approval
from hustings.core.counting.bodies import Body, Electorate
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import CATALOGUE, rules_named
from hustings.core.counting.plurality import count_block, count_plurality
from hustings.core.counting.poll import Candidate, Poll, PollError, Section
from hustings.core.counting.preferential import AV, count_one_seat
from hustings.core.counting.reopened import RON, is_reopening, reopened, with_line
from hustings.core.counting.rules import Family, Given, RulesError, RuleSet
from hustings.core.counting.shown.as_json import dumps
from hustings.core.counting.shown.following import follow
from hustings.core.counting.shown.formats import written
from hustings.core.counting.shown.from_json import loads
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import SCOTLAND
from hustings.core.counting.supplementary import count_supplementary


@pytest.mark.parametrize(
    "name",
    [
        "Re-open nominations",
        "Reopen Nominations",
        "RE-OPEN NOMINATIONS (RON)"[:19],
        "RON",
        "R.O.N.",
    ],
)
def test_the_line_is_known_by_its_name(name: str) -> None:
    assert is_reopening(Candidate(name))


@pytest.mark.parametrize("name", ["Ron", "Ron Weasley", "Byron", "Nominations"])
def test_people_are_not_taken_for_the_line(name: str) -> None:
    assert not is_reopening(Candidate(name))


def test_the_line_may_be_marked_as_such() -> None:
    assert is_reopening(Candidate("Neb o'r uchod", groups=frozenset({RON})))


def poll(seats: int, **papers: int) -> Poll:
    """Ann, Bob and Cy, and R for the line: `poll(1, A=5, RA=3)`."""
    candidates = (*map(Candidate, ("Ann", "Bob", "Cy")), Candidate("RON"))
    place = {letter: index for index, letter in enumerate("ABCR", start=1)}
    marks = {bytes(place[each] for each in p): n for p, n in papers.items()}
    return Poll("", seats, candidates, marks)


def test_one_seat_stays_empty_where_the_line_has_most_votes() -> None:
    for count in (
        count_plurality(poll(1, A=3, R=4), Given()),
        count_approval(poll(1, A=3, R=4), Given()),
        count_one_seat(poll(1, A=3, R=4), Given(), AV),
        count_supplementary(poll(1, A=3, R=4), Given()),
    ):
        assert count.elected == ()
        assert count.notes == ("Nominations re-open, seats unfilled: 1 of 1.",)
        assert "nobody is elected to it" in count.stages[-1].why


def test_who_is_behind_the_line_is_not_elected_either() -> None:
    count = count_block(poll(3, A=9, R=5, B=4, C=1), Given())
    assert count.elected == ("Ann",)
    assert count.notes == (
        "Nominations re-open, seats unfilled: 2 of 3; behind the line: Bob.",
    )


def test_a_line_that_wins_nothing_changes_nothing() -> None:
    count = count_block(poll(2, A=9, B=5, R=4), Given())
    assert count.elected == ("Ann", "Bob")
    assert count.notes == ()
    assert reopened(count) is count


STV = [rules for rules in CATALOGUE.values() if rules.family is Family.STV]


def three_seats() -> Poll:
    """The example of the page, its papers also in order."""
    papers = poll(3, A=40, RC=30, B=22, C=10)
    in_order = tuple(
        marks for marks, many in papers.papers.items() for _ in range(many)
    )
    return replace(papers, in_order=in_order)


@pytest.mark.parametrize("rules", STV, ids=lambda rules: rules.name)
def test_by_transferable_votes_only_the_seats_that_it_wins_stay_empty(
    rules: RuleSet,
) -> None:
    """Ann and the line have the quota of 26 (or of 25 and a little) at once, Bob comes later and keeps his seat."""
    count = count_by(rules, three_seats())
    assert count.elected == ("Ann", "Bob")
    assert [e.name for s in count.stages for e in s.elected if e.unfilled] == ["RON"]
    assert count.notes[-1] == "Nominations re-open, seats unfilled: 1 of 3."


def test_the_example_of_the_page() -> None:
    count = count_by(rules_named("scotland"), three_seats())
    assert (count.quota, count.elected) == (26 * count.unit, ("Ann", "Bob"))
    assert count.stages[-1].excluded == ("Cy",)
    assert reopened(
        count_gregory(three_seats(), SCOTLAND), with_all_below=True
    ).elected == ("Ann",)


@pytest.mark.parametrize("rules", STV, ids=lambda rules: rules.name)
def test_the_record_with_an_empty_seat_is_read_back_as_it_was(rules: RuleSet) -> None:
    count = count_by(rules, three_seats())
    assert loads(dumps(count)) == count
    assert '"unfilled": true' in dumps(count)


def test_a_paper_is_followed_through_the_line_that_won_a_seat() -> None:
    """A paper for the line and then Cy keeps the quota's part there: 26 of 30."""
    count = count_by(rules_named("scotland"), three_seats())
    held = dict(follow(count, ["RON", "Cy"])[2].held)
    assert held == {"RON": count.unit - 13333, "Cy": 13333}


def test_every_rendering_tells_of_the_empty_seat() -> None:
    count = count_by(rules_named("scotland"), three_seats())
    shown = {
        form: written(count, form) for form in ("table", "narrative", "csv", "html")
    }
    assert "Elected: Ann, Bob\n" in shown["table"]
    assert "U a seat left unfilled" in shown["table"]
    assert "nominations re-open for it" in shown["narrative"]
    assert "Nominations re-open for the seat of RON" in shown["narrative"]
    assert "RON was elected" not in shown["narrative"]
    assert '<span class="mark">unfilled</span>' in shown["html"]
    assert "RON,,,30.00000" in shown["csv"]
    assert "Seat unfilled, stage 1" in shown["csv"]


def test_a_college_of_sections_may_leave_its_place_empty() -> None:
    papers = {b"\x04": 6, b"\x01": 3, b"\x02": 1}
    sections = tuple(
        Section(name, (papers,), 1) for name in ("Members", "Unions", "MPs")
    )
    college = replace(
        poll(1), papers={m: 3 * many for m, many in papers.items()}, sections=sections
    )
    count = count_by(rules_named("labour-1993"), college)
    assert count.elected == ()
    assert count.notes[-1] == "Nominations re-open, seats unfilled: 1 of 1."


def test_any_line_may_be_named_as_the_one() -> None:
    named = replace(
        poll(1, A=3, R=4),
        candidates=tuple(map(Candidate, ("Ann", "Bob", "Cy", "Ailagor enwebiadau"))),
    )
    av = rules_named("av")
    assert count_by(av, named).elected == ("Ailagor enwebiadau",)
    assert count_by(av, with_line(named, ["Ailagor enwebiadau"])).elected == ()
    with pytest.raises(PollError, match="“Ron” is to stand .* Ann, Bob, Cy, Ailagor"):
        with_line(named, ["Ron"])


def test_lists_know_no_such_line() -> None:
    with pytest.raises(RulesError, match="gives seats to lists.*“RON”"):
        count_by(rules_named("dhondt"), poll(3, A=4, R=3))


def test_a_seat_of_a_body_that_stays_empty_is_vacant() -> None:
    part = Electorate("Branches", count_by(rules_named("scotland"), three_seats()))
    assert [member.name for member in part.members] == ["Ann", "Bob"]
    assert Body("The executive", (part,)).vacant == {"Branches": 1}
