"""Ballot files for the bench: real wards where they are on this machine, and an invented million."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
WARDS = ROOT.parent / "shared" / "data" / "stv" / "scotland_2017.tar.xz"
PAPERS, CANDIDATES, SEATS = 1_000_000, 25, 9
SEED = 2026
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 11, 16)
_HOW_OFTEN = (10, 11, 11, 11, 11, 11, 13, 12, 12)


def wards(folder: Path, most: int) -> list[Path]:
    """Every seventh of the real wards of 2017, unpacked; none where the archive is missing."""
    if not WARDS.is_file():
        return []
    with tarfile.open(WARDS) as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".blt"))
        chosen = names[::7][:most]
        archive.extractall(folder, [archive.getmember(name) for name in chosen], filter="data")  # fmt: skip
    return [folder / name for name in chosen]


def million(path: Path) -> int:
    """Write a BLT of a million papers, about half of them unlike all others; gives how many kinds there are."""
    kinds = set(lines := list(_lines()))
    with path.open("w", encoding="ascii") as file:
        file.write(f"{CANDIDATES} {SEATS}\n")
        file.writelines(lines)
        file.write("0\n")
        file.writelines(f'"Candidate {n}"\n' for n in range(1, CANDIDATES + 1))
        file.write('"A million papers"\n')
    return len(kinds)


def _lines() -> Iterator[str]:
    """Papers cut from one long row of candidates, the popular ones more often in it, each named once on a paper."""
    chance = Random(SEED)
    weights = [1 / place**0.85 for place in range(1, CANDIDATES + 1)]
    numbers = list(map(str, range(1, CANDIDATES + 1)))
    row = chance.choices(numbers, weights, k=5 * PAPERS)
    lengths = chance.choices(_LENGTHS, _HOW_OFTEN, k=PAPERS)
    starts = chance.choices(range(len(row) - max(_LENGTHS)), k=PAPERS)
    for start, length in zip(starts, lengths, strict=True):
        yield f"1 {' '.join(dict.fromkeys(row[start : start + length]))} 0\n"
