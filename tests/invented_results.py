"""Two general elections and a by-election that never were, in the publishers' layouts: places, people and parties are invented.

Between the two the boundaries changed: codes that begin with Y became codes that begin with X. An estimate of the first in
the seats of the second, and where these lie on the map of hexagons, belong to it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

FIRST, SECOND, BETWEEN = "2019-12-12", "2024-07-04", "2025-03-06"
STEMS = (
    *("Ambry", "Bellow", "Cobble", "Dapple", "Elder", "Fennel", "Gorse"),
    *("Hazel", "Ivory", "Juniper", "Kestrel", "Linnet", "Marlow Green", "Nettle"),
    *("Otter", "Plover", "Quill", "Rowan", "Sedge", "Thistle", "Umber"),
    *("Vetch", "Willow", "Yarrow", "Zephyr", "Holm & Sallow"),
)
ENDS = ("North", "South", "East", "West")
PLACES = [f"{stem} {end}" for end in ENDS for stem in STEMS]
NAMES = ("Ada", "Ben", "Cleo", "Dev", "Esme", "Finn", "Gita", "Hugh")
SURNAMES = ("Sampleton", "Specimen", "Mockford", "Testwick", "Dummett", "O’Proof")
PARTIES = {"Orc": "Orchard Party", "Har": "Harbour Party", "Mea": "Meadow Party"}
CANDIDATES = (
    "election_date,ons_id,constituency,region,country,constituency_type,party,party_abbr,ec_adjunct_party_id,first_name,"
    "surname,gender,sitting_mp,former_mp,member_mnis_id,votes,dc_person_id"
)
SEATS = (
    "election_date,ons_id,constituency,electorate,valid_votes,invalid_votes,majority"
)
ESTIMATES = (
    "ons_id,constituency,nation_code,country,constituency_type,turnout_pct,electorate,valid_votes,majority,party_code,votes,"
    "party_abbr,party,mnis_party_id"
)


def votes_in(nth: int, day: str) -> dict[str, int]:
    """Votes by party of the nth seat; every third has an independent, who comes last, second or first."""
    turn = {FIRST: 0, SECOND: 1, BETWEEN: 2}[day]
    votes = {
        "Orc": 9000 + (nth * 977 + turn * 2111) % 6000,
        "Har": 8000 + (nth * 1429 + turn * 977) % 7000,
        "Mea": 700 + (nth * 373) % 2500,
    }
    if nth % 3 == 0:
        votes["Ind"] = 300 + (nth * 811) % 16000
    return votes


def results(place: Path, few: int = 0) -> list[Path]:
    """The files of candidates and of constituencies, in the folder; with `few`, so many seats only."""
    lines, seats = [CANDIDATES], [SEATS]
    count = few or len(PLACES)
    held = [*((FIRST, n, "Y") for n in range(count)), *((SECOND, n, "X") for n in range(count)), (BETWEEN, 1, "X")]  # fmt: skip
    for day, nth, codes in held:
        votes = votes_in(nth, day)
        first, second = sorted(votes.values(), reverse=True)[:2]
        valid = sum(votes.values())
        code = f"{codes}99000{nth:03d}"
        seats.append(f"{day},{code},{PLACES[nth]},{2 * valid - 40 * (nth % 90)},{valid},{30 + nth},{first - second}")  # fmt: skip
        lines += _lines(day, code, nth, votes)
    return [_written(place / "candidates.csv", lines), _written(place / "constituencies.csv", seats)]  # fmt: skip


def _lines(day: str, code: str, nth: int, votes: dict[str, int]) -> Iterator[str]:
    region = ("Northfold", "Southfold")[nth % 2]
    for place, (short, cast) in enumerate(votes.items()):
        name, surname = NAMES[(nth + place) % 8], SURNAMES[(nth // 8 + place) % 6]
        party = PARTIES.get(short, "Independent")
        yield f"{day},{code},{PLACES[nth]},{region},England,County,{party},{short},,{name},{surname},Female,No,No,,{cast},"


def estimates(place: Path, few: int = 0) -> Path:
    """The first election in the seats of the second: what the old seat of the name had, a tenth moved."""
    lines = [ESTIMATES]
    for nth in range(few or len(PLACES)):
        votes = votes_in(nth, FIRST)
        votes = {"Orc": votes["Orc"] - 900, "Har": votes["Har"] + 900, "Mea": votes["Mea"]}  # fmt: skip
        first, second = sorted(votes.values(), reverse=True)[:2]
        valid = sum(votes.values())
        lines += [
            f"X99000{nth:03d},{PLACES[nth]},EN,England,County,60.0,{2 * valid},{valid},{first - second},{short.upper()}V,{cast},{short},{PARTIES[short]},"
            for short, cast in votes.items()
        ]
    return _written(place / "estimates.csv", lines)


def hexes(place: Path, few: int = 0) -> Path:
    """Where the seats of the second election lie, ten in a row."""
    found = {
        f"X99000{nth:03d}": {"n": PLACES[nth], "q": nth % 10, "r": -(nth // 10)}
        for nth in range(few or len(PLACES))
    }
    file = place / "seats.hexjson"
    file.write_text(json.dumps({"layout": "odd-r", "hexes": found}), encoding="utf-8")
    return file


def _written(file: Path, lines: list[str]) -> Path:
    file.write_text("\n".join(lines), encoding="utf-8")
    return file
