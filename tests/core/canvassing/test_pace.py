"""How far it is to more than half the electorate: the arithmetic done by hand beside each case."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canvassing.pace import Pace

TODAY, POLL = date(2026, 4, 7), date(2026, 5, 7)


def pace(**values: int | date) -> Pace:
    given_ = {"electorate": 100, "spoken": 20, "gained": 7, "days": 7}
    return Pace(**{**given_, "today": TODAY, "polling_day": POLL, **values})  # type: ignore[arg-type]  # each by its own name


def test_more_than_half_of_a_hundred_is_fifty_one_and_at_one_a_day_takes_thirty_one_days() -> (
    None
):
    """51 - 20 = 31 to go; 7 in 7 days is one a day; the 7th of April and 31 days is the 8th of May: too late."""
    found = pace()
    assert (found.goal, found.missing, found.days_needed) == (51, 31, 31)
    assert found.there_on == date(2026, 5, 8)
    # From the 8th of April to the 6th of May are 29 days: 20 + 29 = 49, and 31 / 29 is two a day.
    assert (found.days_left, found.on_the_eve, found.in_time) == (29, 49, False)
    assert found.per_day_needed == 2


def test_an_odd_electorate_needs_the_person_in_the_middle() -> None:
    assert pace(electorate=101).goal == 51
    assert pace(electorate=102).goal == 52


def test_a_pace_of_thirds_is_not_rounded_before_it_is_used() -> None:
    """10 people in 3 days; 31 to go: 9.3 days, so ten."""
    found = pace(gained=10, days=3)
    assert found.per_day == Fraction(10, 3)
    assert found.days_needed == 10


def test_nobody_of_late_gives_no_day_and_no_division_by_nothing() -> None:
    for found in (pace(gained=0), pace(gained=0, days=0)):
        assert found.days_needed is None and found.there_on is None
        assert not found.in_time


def test_whoever_is_past_half_is_there_today() -> None:
    found = pace(spoken=51, gained=0)
    assert (found.missing, found.days_needed, found.in_time) == (0, 0, True)


def test_on_the_eve_no_day_is_left() -> None:
    assert pace(polling_day=date(2026, 4, 8)).days_left == 0
    assert pace(polling_day=date(2026, 4, 8)).per_day_needed is None
    assert pace(polling_day=date(2026, 4, 1)).days_left == 0


def test_an_empty_register_has_no_half() -> None:
    found = pace(electorate=0, spoken=0, gained=0)
    assert (found.goal, found.missing, found.share) == (0, 0, 0)


@given(
    st.integers(1, 90_000),
    st.integers(0, 90_000),
    st.integers(1, 5_000),
    st.integers(1, 7),
)
def test_after_the_days_needed_it_is_reached_and_a_day_before_it_is_not(
    electorate: int, spoken: int, gained: int, days: int
) -> None:
    found = pace(electorate=electorate, spoken=spoken, gained=gained, days=days)
    needed = found.days_needed
    assert needed is not None
    if needed:
        assert spoken + needed * found.per_day >= found.goal
        assert spoken + (needed - 1) * found.per_day < found.goal
