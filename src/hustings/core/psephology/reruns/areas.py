"""Where the seats of a re-run are filled: regions, nations, the whole, or seats put together into larger ones.

How seats are put together decides much of what comes out, so it is never guessed from a map: it is by the order of the
official codes within a region, which any reader can follow, or by a file that whoever asks gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election


class Area(StrEnum):
    """Where the lists of a re-run stand."""

    REGION = "region"
    NATION = "nation"
    WHOLE = "whole"


@dataclass(frozen=True)
class Areas:
    """Parts of an election by name, each seat in one of them, and in words how they were made."""

    said: str
    parts: Mapping[str, Election]


def areas_by(election: Election, area: Area) -> Areas:
    """Regions, nations or the whole, as the publisher names them."""
    if area is Area.WHOLE:
        return Areas("all seats together", {"all seats": election})
    names = {seat.region if area is Area.REGION else seat.nation for seat in election}
    parts = {name: election.within(name) for name in sorted(names)}
    return Areas(f"by {area}", parts)


def put_together(election: Election, members: int) -> Areas:
    """Seats of a region put together in the order of their codes, as near to `members` each as goes evenly."""
    if members < 1:
        raise HustingsError(
            f"An area must have at least one member; {members} were asked for."
        )
    parts = {}
    for region in sorted({seat.region for seat in election}):
        seats = sorted(election.within(region), key=lambda seat: seat.code)
        many = max(1, round(len(seats) / members))
        for place in range(many):
            some = seats[len(seats) * place // many : len(seats) * (place + 1) // many]
            parts[f"{region} {place + 1}"] = election.only(some)
    return Areas(
        f"seats of a region put together in the order of their official codes, about {members} to an area: who stands "
        "together in that order need not be neighbours",
        parts,
    )


def read_areas(table: Table, election: Election) -> Areas:
    """Areas as a file with the columns code and area puts seats together. Refuses a seat left out, unknown, or twice."""
    lacking = sorted({"code", "area"} - table.columns)
    if lacking:
        raise HustingsError(
            f"{table.file}: the columns {', '.join(lacking)} are missing; code (the seat's official code) and area are needed."
        )
    area_of: dict[str, str] = {}
    for row in table.rows:
        code = row.text("code").upper()
        _check(row, code, area_of, election)
        area_of[code] = row.text("area")
    without = [seat.name for seat in election if seat.code not in area_of]
    if without:
        raise HustingsError(
            f"{table.file}: {len(without)} seats are in no area: {', '.join(without[:5])}{' …' if without[5:] else ''}."
        )
    codes: dict[str, list[str]] = {}
    for code, area in area_of.items():
        codes.setdefault(area, []).append(code)
    parts = {
        area: election.only(election.seats[code] for code in found)
        for area, found in sorted(codes.items())
    }
    return Areas(f"seats put together as {table.file} says", parts)


def _check(row: Row, code: str, known: Mapping[str, str], election: Election) -> None:
    where = f"{row.file}, line {row.line}"
    if code not in election.seats:
        raise HustingsError(
            f"{where}, column code: no seat had the code {row.text('code')[:20]!r} at the election of {election.day}; "
            "a code of other boundaries is another seat."
        )
    if code in known:
        raise HustingsError(f"{where}: {code} stands there twice.")
    if not row.text("area"):
        raise HustingsError(f"{where}, column area: nothing stands there.")
