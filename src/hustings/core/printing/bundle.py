"""Many PDFs in one ZIP: a district each, to be printed on its own colour of paper."""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo


def bundle(pdfs: Iterable[tuple[str, bytes]], to: BinaryIO, *, made_on: date) -> int:
    """Writes each (name, PDF) to `to` as it comes, so that one at a time is in memory; returns how many."""
    count = 0
    with ZipFile(to, "w", ZIP_STORED) as archive:
        for name, pdf in pdfs:
            entry = ZipInfo(
                f"{name}.pdf", (made_on.year, made_on.month, made_on.day, 0, 0, 0)
            )
            archive.writestr(entry, pdf)
            count += 1
    return count
