"""Two elections compared: the same seats by their codes, new ones by an estimate, and nobody else's."""

from datetime import date

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.psephology.changes import Basis
from hustings.core.psephology.compared import Same, party_changes, seat_changes
from hustings.core.psephology.grouping import TOGETHER
from hustings.core.psephology.notional import Estimate, Notional
from hustings.core.psephology.parties import standings
from hustings.core.psephology.past import Election
from tests.core.psephology.tables import line, loaded, seat

THEN = "2027-05-06"


def elections(before: dict[str, str], after: dict[str, str]) -> list[Election]:
    """Who won which seat at two elections: a party, or "Ind Name" for an independent; Con always has 10 votes."""

    def lines(won: dict[str, str]) -> list[str]:
        found = []
        for place, said in won.items():
            party, _, name = said.partition(" ")
            found.append(line(place, party, f"{name or 'Ann'} Example", 90))
            found.append(line(place, "Green", "Bo Example", 10))
        return found

    def seats(won: dict[str, str]) -> list[str]:
        return [seat(place, 100, 80) for place in won]

    (early,) = loaded(lines(before), seats(before)).elections
    (late,) = loaded(lines(after), seats(after)).elections
    return [Election(date.fromisoformat(THEN), early.seats), late]


def estimate(code: str, short: str, day: str = THEN) -> Notional:
    line = Candidacy(name="", party=short, votes=5, short=short)
    result = DeclaredResult(contest=f"{code} Example", candidacies=(line,))
    found = Estimate(f"X{code}", result)
    return Notional(date.fromisoformat(day), date(2031, 5, 1), {found.code: found})


def same(
    before: dict[str, str], after: dict[str, str], estimated: Notional | None = None
) -> dict[str, tuple[Same, Basis | None]]:
    early, late = elections(before, after)
    found = seat_changes(early, late, estimated)
    return {each.seat.code[1:]: (each.same, each.basis) for each in found}


def test_a_seat_of_the_same_code_is_compared_as_it_was() -> None:
    found = same({"A": "Lab", "B": "BRX"}, {"A": "Con", "B": "RUK"})
    assert found == {
        "A": (Same.CHANGED, Basis.ACTUAL),
        "B": (Same.HELD, Basis.ACTUAL),
    }


def test_another_independent_is_a_change_and_the_same_one_is_none() -> None:
    found = same({"A": "Ind Di", "B": "Ind Ed"}, {"A": "Ind Di", "B": "Ind Flo"})
    assert [each for each, _ in found.values()] == [Same.HELD, Same.CHANGED]


def test_a_new_seat_is_compared_with_the_estimate_of_that_election_alone() -> None:
    after = {"C": "Con"}
    before = {"A": "Lab"}
    assert same(before, after, estimate("C", "Lab")) == {
        "C": (Same.CHANGED, Basis.NOTIONAL)
    }
    unknown = {"C": (Same.UNKNOWN, None)}
    assert same(before, after) == unknown
    assert same(before, after, estimate("C", "Lab", "2020-01-01")) == unknown
    assert same(before, after, estimate("C", "Ind")) == unknown


def test_the_speaker_is_one_under_the_name_that_estimates_have() -> None:
    found = same({"A": "Lab"}, {"C": "Spk"}, estimate("C", "Commons Speaker"))
    assert found["C"] == (Same.HELD, Basis.NOTIONAL)


def test_parties_at_both_and_at_one() -> None:
    both = elections({"A": "BRX", "B": "Whig"}, {"A": "RUK", "B": "Con"})
    rows = party_changes(*(standings(each, TOGETHER) for each in both))
    by_name = {each["party"]: each for each in rows}
    assert list(by_name) == ["Con", "RUK", "Green", "Whig"]
    renamed = by_name["RUK"]
    assert (renamed["votes_before"], renamed["votes"], renamed["change"]) == (90, 90, 0)
    assert (renamed["seats_before"], renamed["seats_change"]) == (1, 0)
    gone = by_name["Whig"]
    assert (gone["votes"], gone["share"], gone["change"]) == (0, None, None)
    assert by_name["Green"]["lost"] == 0
    assert by_name["Con"]["seats_change"] == 1
