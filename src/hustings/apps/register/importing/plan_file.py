"""A plan on disk: one ZIP, one member a table, each a block of COPY's lines."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from hustings.apps.register.importing.plan import MEMBERS, Plan

BLOCK = 1 << 20
LINES_AT_ONCE = 2_000


def save(plan: Plan, path: Path) -> None:
    """Write the plan, uncompressed, for it is read back once within the day."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in MEMBERS:
            lines = plan.lines[name]
            with archive.open(name, "w", force_zip64=True) as member:
                for start in range(0, len(lines), LINES_AT_ONCE):
                    member.write("".join(lines[start : start + LINES_AT_ONCE]).encode())


def blocks(path: Path, name: str) -> Iterator[bytes]:
    """The lines of one table, in blocks that a COPY takes as they are."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as member:
        while block := member.read(BLOCK):
            yield block
