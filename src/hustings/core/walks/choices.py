"""What a campaign chooses when it cuts walks: how long, which side, at what pace."""

from dataclasses import dataclass, field
from enum import StrEnum

from hustings.core.errors import HustingsError
from hustings.core.register.doors import Side

GENTLE_DOORS = 20
GENTLE_MINUTES = 45.0
FEWEST, MOST = 5, 150
"""Doors of a walk: a phone holds 150 at most."""


class Sides(StrEnum):
    """Which doors are wanted. Houses without a number go with the odd side, so that the two make up the street."""

    BOTH = "both"
    ODD = "odd"
    EVEN = "even"

    def has(self, side: Side) -> bool:
        """Whether a door on this side is wanted."""
        if self is Sides.BOTH:
            return True
        return (side is Side.EVEN) == (self is Sides.EVEN)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take. With 2½ minutes a door and half a minute to the next, forty doors are two hours.

    `between` is used where nobody knows how far the next door is; where that is known, `speed` in metres a minute
    (70 is 4.2 km an hour, an easy walk).
    """

    at_door: float = 2.5
    between: float = 0.5
    speed: float = 70.0

    def minutes(self, doors: int, metres: float | None) -> float:
        """For so many doors and, where known, so many metres."""
        on_foot = self.between * doors if metres is None else metres / self.speed
        return self.at_door * doors + on_foot


@dataclass(frozen=True, slots=True)
class Length:
    """How long a walk is to be: so many doors, or so many minutes; one of the two."""

    doors: int = 0
    minutes: float = 0.0

    def __post_init__(self) -> None:
        if bool(self.doors) == bool(self.minutes):
            raise HustingsError("Say how many doors a walk has, or how many minutes.")
        if self.doors and not FEWEST <= self.doors <= MOST:
            raise HustingsError(f"A walk has {FEWEST} to {MOST} doors.")
        if self.minutes and not 15 <= self.minutes <= 300:
            raise HustingsError("A walk takes 15 to 300 minutes.")


@dataclass(frozen=True, slots=True)
class Choices:
    """How to cut. `reversed` walks each walk from its other end; `downwards` takes flats from the top floor.

    `gentle` is how many short walks without stairs are set aside first; `seed` makes the search repeatable.
    """

    length: Length = field(default_factory=lambda: Length(doors=40))
    sides: Sides = Sides.BOTH
    reversed: bool = False
    downwards: bool = False
    gentle: int = 0
    pace: Pace = field(default_factory=Pace)
    seed: int = 1

    def weight(self, doors: int, metres: float | None) -> float:
        """How much of a walk's length something is, in the unit of `target`."""
        if self.length.doors:
            return float(doors)
        return self.pace.minutes(doors, metres)

    @property
    def target(self) -> float:
        """The length of a walk, in doors or minutes."""
        return float(self.length.doors or self.length.minutes)

    @property
    def gentle_target(self) -> float:
        """The length of a gentle walk: half of the others', and never long."""
        most = GENTLE_DOORS if self.length.doors else GENTLE_MINUTES
        return min(most, self.target / 2)

    @property
    def piece(self) -> int:
        """The most doors of the pieces that streets are taken apart into."""
        doors = self.length.doors or self.length.minutes / (
            self.pace.at_door + self.pace.between
        )
        return max(4, int(doors / 4))
