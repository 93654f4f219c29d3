"""The result sheet as CSV: a row for each candidate, two columns for each stage, every figure in full."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain

from hustings.core.counting.record import Count, Exact, Stage
from hustings.core.counting.shown.figures import decimal
from hustings.core.counting.shown.grid import Row, grid
from hustings.core.counting.shown.sections import section_sheets
from hustings.core.register.cells import neutralised


def csv_table(count: Count) -> str:
    """The sheet; changes are signed, and a name that a spreadsheet would run as a formula is made harmless."""
    sheet = grid(count)
    text = StringIO()
    writer = csv.writer(text)
    heads = (f"{each.number} {each.title}" for each in sheet.columns)
    writer.writerow(
        ["candidate", "slate", *_paired(map(neutralised, heads)), "outcome"]
    )
    for row in sheet.candidates:
        writer.writerow(_line(count, row))
    for name, held in _sums(count.stages):
        writer.writerow([name, "", *_pairs(count, held), ""])
    quotas = (("", "" if q is None else _shown(count, q)) for q in _quotas(count))
    writer.writerow(["quota", "", *chain.from_iterable(quotas), ""])
    for section in section_sheets(count):
        for row in section.rows:
            votes = (cell.votes.replace(",", "") for cell in row.cells)
            named = neutralised(f"{section.title}: {row.name}")
            paired = chain.from_iterable(("", each) for each in votes)
            writer.writerow([named, "", *paired, ""])
    return text.getvalue()


def _paired(heads: Iterator[str]) -> Iterator[str]:
    for head in heads:
        yield f"{head}: change"
        yield f"{head}: votes"


def _line(count: Count, row: Row) -> list[str]:
    held = [
        stage.votes.get(row.name) if cell.votes or cell.change else None
        for stage, cell in zip(count.stages, row.cells, strict=True)
    ]
    return [
        neutralised(row.name),
        neutralised(row.slate),
        *_pairs(count, held),
        row.outcome,
    ]


def _pairs(count: Count, held: Sequence[Exact | None]) -> Iterator[str]:
    """Change and votes at each stage; no change at the first, and neither for somebody who is out."""
    before: Exact | None = None
    for now in held:
        known = now is not None and before is not None
        yield _shown(count, (now or 0) - (before or 0), "+") if known else ""
        yield "" if now is None else _shown(count, now)
        before = now


def _shown(count: Count, votes: Exact, sign: str = "") -> str:
    shown = decimal(votes, count.unit, count.places)
    return shown if votes <= 0 else f"{sign}{shown}"


def _sums(stages: Sequence[Stage]) -> Iterator[tuple[str, Sequence[Exact]]]:
    yield "not transferable", [stage.non_transferable for stage in stages]
    yield "lost by rounding", [stage.lost for stage in stages]


def _quotas(count: Count) -> Iterator[Exact | None]:
    return (stage.quota for stage in count.stages)
