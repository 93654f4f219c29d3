"""Files as people send them, turned into tables.

One name may hold many tables: a ZIP of 52 district files, a workbook of several sheets. What a file is, is told by its
first bytes, not by its name's ending.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from hustings.core.register.archives import PAPERS, check_size, is_workbook, members
from hustings.core.register.delimited import delimited_text
from hustings.core.register.tables import Table, UnreadableFile
from hustings.core.register.workbooks import sheets

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
NOTES = (*PAPERS, ".txt", ".text", ".log")
"""Endings of files that are as likely a letter as a register."""
MAX_FILE = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One file as sent: its name and a way to open its bytes from the start, as often as needed."""

    name: str
    opened: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables found in a source, in their order; names of papers passed over; and why others are no register.

    The last may be passed over too, if any register is found.
    """

    tables: list[Table] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    strange: list[UnreadableFile] = field(default_factory=list)


def path_sources(paths: Iterable[Path]) -> list[Source]:
    """The files at `paths`, each called by its last name, or by its whole path where two share the last."""
    given = list(paths)
    names = [path.name for path in given]
    return [
        Source(
            path.name if names.count(path.name) == 1 else str(path),
            partial(_open, path),
        )
        for path in given
    ]


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def stream_source(name: str, stream: BinaryIO) -> Source:
    """A file from an open stream (an upload, standard input), read to its end now."""
    content = stream.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise UnreadableFile(
            name, f"it is larger than {MAX_FILE >> 20} MB, more than any register."
        )
    return bytes_source(name, content)


def bytes_source(name: str, content: bytes) -> Source:
    """A file whose bytes are at hand."""
    return Source(name, lambda: io.BytesIO(content))


def find_tables(source: Source) -> Tables:
    """Every table in the source; `UnreadableFile` for the first file in it that should be a table and is none."""
    found = Tables()
    for each in _expanded(source, found.passed_over):
        try:
            found.tables.extend(_tables(each))
        except UnreadableFile as problem:
            if not is_stray(problem, source):
                raise
            found.strange.append(problem)
    return found


def is_stray(problem: UnreadableFile, source: Source) -> bool:
    """Whether a file of a source is a letter or a note that came along, or an empty one in an archive."""
    if problem.empty and problem.name != source.name:
        return True
    return problem.name.lower().endswith(NOTES) and not problem.tabular


def _expanded(source: Source, passed_over: list[str]) -> Iterator[Source]:
    """The source itself, or its members if it is an archive."""
    if not _is_zip(source) or is_workbook(source.opened):
        yield source
        return
    inside, papers = members(source.name, source.opened)
    passed_over.extend(papers)
    for name, opened in inside:
        yield Source(name, opened)


def _tables(source: Source) -> Iterable[Table]:
    if not _is_zip(source):
        return [delimited_text(source.name, source.opened)]
    check_size(source.name, source.opened)
    if not is_workbook(source.opened):
        raise UnreadableFile(
            source.name,
            "this is neither a workbook nor text. Send CSV, XLSX or a ZIP of them.",
        )
    return sheets(source.name, source.opened)


def _is_zip(source: Source) -> bool:
    try:
        with source.opened() as binary:
            return binary.read(4) in ZIP_STARTS
    except OSError as problem:
        raise UnreadableFile(
            source.name,
            f"it cannot be opened ({problem.strerror}). Check the name and the rights.",
        ) from problem
