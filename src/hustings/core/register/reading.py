"""From files to the account of them in one step."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from hustings.core.register.files import RegisterFile, open_file
from hustings.core.register.layouts import ColumnMapping
from hustings.core.register.outcome import NO_CHOICES, Choices, Outcome
from hustings.core.register.reconcile import reconcile
from hustings.core.register.register import Elector
from hustings.core.register.rows import AbsentRow, Kind, Refusal, RegisterRow
from hustings.core.register.sources import Source, bytes_source, find_tables, is_stray
from hustings.core.register.tables import Table, UnreadableFile


@dataclass(frozen=True, slots=True)
class Opened:
    """Files whose layout is known, and what was passed over: papers in an archive, sheets that are no register."""

    files: list[RegisterFile] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def read_register(
    sources: Iterable[Source],
    existing: Iterable[Elector] = (),
    choices: Choices = NO_CHOICES,
    mappings: Iterable[ColumnMapping] = (),
) -> Outcome:
    """Read the files and apply them to the electors there are; `HustingsError` if a file cannot be read at all."""
    opened = open_files(sources, mappings)
    outcome = reconcile(opened.files, existing, choices)
    told = tuple(
        f"{name} was passed over: it holds no register." for name in opened.passed_over
    )
    return replace(outcome, warnings=told + outcome.warnings)


def open_files(
    sources: Iterable[Source], mappings: Iterable[ColumnMapping] = ()
) -> Opened:
    """The files in the sources, in the order given, each with its layout; `UnreadableFile` for one of none.

    A letter or note beside them is passed over; where nothing else is there, it is the one that cannot be read.
    """
    opened = Opened()
    mappings = tuple(mappings)
    strange: list[UnreadableFile] = []
    for source in sources:
        found = find_tables(source)
        opened.passed_over.extend(found.passed_over)
        strange.extend(found.strange)
        files: list[RegisterFile] = []
        for _, tables in groupby(found.tables, key=lambda table: table.of):
            try:
                files.extend(_of_one_file(list(tables), opened.passed_over, mappings))
            except UnreadableFile as problem:
                if not is_stray(problem, source):
                    raise
                strange.append(problem)
        opened.files.extend(_in_order(files))
    if strange and not opened.files:
        raise strange[0]
    opened.passed_over.extend(problem.name for problem in strange)
    return opened


def _of_one_file(
    tables: list[Table], passed_over: list[str], mappings: tuple[ColumnMapping, ...]
) -> list[RegisterFile]:
    """The tables of one file (sheets of a workbook); those that are no register are passed over if any is one."""
    files: list[RegisterFile] = []
    strange: list[UnreadableFile] = []
    for table in tables:
        try:
            files.append(open_file(table, mappings))
        except UnreadableFile as problem:
            strange.append(problem)
    if strange and not files:
        raise strange[0]
    passed_over.extend(problem.name for problem in strange)
    return files


def _in_order(files: list[RegisterFile]) -> list[RegisterFile]:
    """The files of one archive: updates by their month, in the register's year from December, where all tell theirs."""
    updates = [file for file in files if file.kind is Kind.UPDATE]
    months = [file.month for file in updates if file.month]
    if len(months) < len(updates):
        return files
    ordered = sorted(updates, key=lambda file: (file.month or 0) % 12)
    return [file for file in files if file.kind is not Kind.UPDATE] + ordered


def loads(
    text: str | bytes, name: str = "text", districts: Iterable[str] = ()
) -> tuple[RegisterRow | AbsentRow, ...]:
    """The rows of one file's text; `UnreadableFile` if any is not read. The way back is `Layout.dumps`."""
    content = text.encode(errors="replace") if isinstance(text, str) else text
    (file,) = open_files([bytes_source(name, content)]).files
    rows = list(file.rows(tuple(districts)))
    for row in rows:
        if isinstance(row, Refusal):
            raise UnreadableFile(name, str(row))
    return tuple(row for row in rows if not isinstance(row, Refusal))
