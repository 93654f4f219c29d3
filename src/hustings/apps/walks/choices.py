"""How walks are cut, as a job's arguments and a walk's row carry it."""

from collections.abc import Mapping
from typing import Any

from hustings.core.walks import Choices, Length, Pace, Sides


def chosen(given: Mapping[str, Any]) -> Choices:
    """The choices that `as_written` wrote. HustingsError where they cannot be met."""
    return Choices(
        length=Length(
            doors=int(given.get("doors") or 0), minutes=float(given.get("minutes") or 0)
        ),
        sides=Sides(given.get("sides", Sides.BOTH)),
        reversed=bool(given.get("reversed", False)),
        downwards=bool(given.get("downwards", False)),
        gentle=int(given.get("gentle") or 0),
        pace=Pace(at_door=float(given.get("at_door") or Pace().at_door)),
    )


def as_written(choices: Choices) -> dict[str, object]:
    """The choices as JSON."""
    return {
        "doors": choices.length.doors,
        "minutes": choices.length.minutes,
        "sides": choices.sides.value,
        "reversed": choices.reversed,
        "downwards": choices.downwards,
        "gentle": choices.gentle,
        "at_door": choices.pace.at_door,
    }
