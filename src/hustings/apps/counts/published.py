"""A result out of a published file, as the form was filled."""

from typing import Any

from hustings.core.elections.result import DeclaredResult
from hustings.core.elections.results_file import (
    Wanted,
    add_seat,
    read_result,
    read_seat,
)


def read(filled: dict[str, Any]) -> DeclaredResult:
    """The contest that was asked for, with its electorate where a second file gives it; refuses as core does."""
    wanted = Wanted(filled["constituency"], filled["held_on"])
    file, seats = filled["file"], filled["seats"]
    result = read_result(file.read(), file=file.name, wanted=wanted)
    if seats:
        result = add_seat(
            result, read_seat(seats.read(), file=seats.name, wanted=wanted)
        )
    return result
