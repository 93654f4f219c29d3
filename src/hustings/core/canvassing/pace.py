"""How far it is to having spoken with more than half the electorate, and when that will be at the present pace.

The pace is what was reached in the last days, divided by those days; nothing cleverer, so that anybody can do the sum
again on paper. It is no forecast: rain, holidays and the easy streets being done first are not in it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`spoken` of `electorate` people reached, `gained` of them in the last `days` days, today among these."""

    electorate: int
    spoken: int
    gained: int
    days: int
    today: date
    polling_day: date

    @property
    def goal(self) -> int:
        """The fewest people that are more than half; of an empty register 0."""
        return self.electorate // 2 + 1 if self.electorate else 0

    @property
    def missing(self) -> int:
        return max(self.goal - self.spoken, 0)

    @property
    def share(self) -> int:
        """How many in a hundred of the electorate were spoken to, rounded down."""
        return 100 * self.spoken // self.electorate if self.electorate else 0

    @property
    def per_day(self) -> Fraction:
        """People reached on a day, exactly."""
        return Fraction(self.gained, self.days) if self.days else Fraction(0)

    @property
    def days_needed(self) -> int | None:
        """Whole days from today at this pace; None where nobody was reached of late."""
        if not self.missing:
            return 0
        return ceil(self.missing / self.per_day) if self.per_day else None

    @property
    def there_on(self) -> date | None:
        """The day on which more than half will have been reached at this pace; None where that is never."""
        needed = self.days_needed
        if needed is None or needed > (date.max - self.today).days:
            return None
        return self.today + timedelta(days=needed)

    @property
    def days_left(self) -> int:
        """Days after today and before polling day, on which people can still be called on."""
        return max((self.polling_day - self.today).days - 1, 0)

    @property
    def per_day_needed(self) -> int | None:
        """People to be reached on each of the days left; None where no day is left."""
        return ceil(Fraction(self.missing, self.days_left)) if self.days_left else None

    @property
    def on_the_eve(self) -> int:
        """How many will have been spoken to when polling day begins, at this pace and rounded down."""
        reached = self.spoken + int(self.per_day * self.days_left)
        return min(reached, self.electorate)

    @property
    def in_time(self) -> bool:
        """Whether more than half will have been reached before polling day at this pace."""
        return not self.missing or self.on_the_eve >= self.goal
