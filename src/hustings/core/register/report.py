"""The account of a reading: as data, as a table of electors, and as files of rows to mend.

Whatever we write for a spreadsheet is made harmless: a cell that the spreadsheet would run gets an apostrophe before it,
which our own reading takes away again.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TextIO

from hustings.core.register.cells import neutralised
from hustings.core.register.eligibility import Franchise
from hustings.core.register.files import TO_MEND
from hustings.core.register.outcome import FATES, Counts, FileReport, Outcome
from hustings.core.register.register import Elector, Register
from hustings.core.register.rows import Refusal
from hustings.core.register.tables import UnreadableFile

ELECTOR_COLUMNS = (
    "authority", "district", "number", "suffix", "raw_number", "surname", "forenames", "address", "postcode", "franchise",
    "attains_on", "may_vote", "why", "anonymous", "absent", "opted_out", "uprn",
)  # fmt: skip


def as_json(outcome: Outcome) -> dict[str, object]:
    """The account as plain values for JSON: files, the six fates and their sum, electors on the register, refusals."""
    return {
        "files": [_file(report) for report in outcome.files],
        "rows_in": outcome.counts.rows_in,
        **fates(outcome.counts),
        "electors": sum(1 for _ in outcome.register.open()),
        "closed_by_absence": len(outcome.absences),
        "new_numbers": len(outcome.followed.moves),
        "left_absent_lists": len(outcome.left_lists),
        "refusals": [_refusal(refusal) for refusal in outcome.refusals],
        "warnings": list(outcome.warnings),
    }


def nothing_read(problem: Exception) -> dict[str, object]:
    """The account, with the same keys, of a reading that came to nothing; line 0 of a file is the file as a whole."""
    told = Refusal(_file_at_fault(problem), 0, "", "", str(problem))
    nobody = Outcome(Register(), (), Counts(), (told,), (), (), ())
    return as_json(nobody)


def _file_at_fault(problem: Exception) -> str:
    if isinstance(problem, UnreadableFile):
        return problem.name
    return str(getattr(problem, "filename", None) or "")


def fates(counts: Counts) -> dict[str, int]:
    """The six fates by name."""
    return {fate: getattr(counts, fate) for fate in FATES}


def _file(report: FileReport) -> dict[str, object]:
    return {
        "name": report.name,
        "file": report.name,
        "family": report.family.value,
        "kind": report.kind.value,
        "layout": report.layout,
        "rows": report.rows,
        **fates(report.counts),
        "month": report.month,
        "held_back": report.held_back,
        "repeated": report.repeated,
    }


def _refusal(refusal: Refusal) -> dict[str, object]:
    return {
        "file": refusal.file,
        "line": refusal.line,
        "column": refusal.column,
        "value": refusal.value,
        "expected": refusal.expected,
    }


def write_electors(
    text: TextIO, electors: Iterable[Elector], franchise: Franchise
) -> None:
    """The electors as CSV, one line each, under `ELECTOR_COLUMNS`; an anonymous entry by number and marker alone."""
    writer = csv.writer(text)
    writer.writerow(ELECTOR_COLUMNS)
    writer.writerows(
        map(neutralised, _elector(elector, franchise)) for elector in electors
    )


def _elector(elector: Elector, franchise: Franchise) -> list[str]:
    row, number = elector.row, elector.row.number
    answer = franchise.of(row)
    if row.anonymous:
        row = replace(row, surname="", forenames="", address=(), postcode="", uprn="")
    return [
        elector.authority, number.district, str(number.number), number.suffix, number.raw, row.surname, row.forenames,
        ", ".join(row.address), row.postcode, row.marker, answer.attains_on.isoformat() if answer.attains_on else "",
        answer.verdict.answer.value, answer.verdict.reason, "yes" if row.anonymous else "no",
        " ".join(sorted(elector.absent)), "yes" if row.opted_out else "no", row.uprn,
    ]  # fmt: skip


def rows_to_mend(outcome: Outcome) -> dict[str, str]:
    """For each file with rows not read, those rows as CSV in the file's own layout, to mend and send again."""
    headings = {report.name: report.headings for report in outcome.files}
    by_file: dict[str, list[Refusal]] = {}
    for refusal in outcome.refusals:
        by_file.setdefault(refusal.file, []).append(refusal)
    return {
        name: _to_mend(headings, name, refusals) for name, refusals in by_file.items()
    }


def _to_mend(
    headings: Mapping[str, tuple[str, ...]], name: str, refusals: Iterable[Refusal]
) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([TO_MEND])
    if headings[name]:
        writer.writerow(map(neutralised, headings[name]))
    writer.writerows(map(neutralised, refusal.cells) for refusal in refusals)
    return text.getvalue()
