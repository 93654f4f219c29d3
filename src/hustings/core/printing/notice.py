"""A count for the notice board: who is elected, the result sheet over as many pages as it needs, and the count in words.

A4 across. Stages stand side by side as many as fit; the candidates' names are repeated at the left of every page.
"""

from collections.abc import Sequence
from dataclasses import asdict

from hustings.core.counting.record import Count
from hustings.core.counting.shown.chart import chart_svg
from hustings.core.counting.shown.figures import Figures
from hustings.core.counting.shown.grid import Grid, Row, grid
from hustings.core.counting.shown.narrative import narrative
from hustings.core.printing.document import Document, Json, Paper, clean, long_date

_ACROSS = 190.0
"""Millimetres for stages, beside the names."""
_A_FIGURE = 1.85
"""Millimetres that one figure of 9 points takes."""
_PADDING = 3.0
_MOST_LANES, _MOST_STAGES = 24, 14
"""Beyond these a chart would be too small to read on paper."""


def count_notice(count: Count, *, paper: Paper, chart: bool = True) -> Document:
    """The notice, tagged for screen readers (PDF/UA-1); `chart` asks for a page with the way of the votes."""
    sheet = grid(count)
    title = clean(count.title) or "Result of the count"
    return Document(
        name="count",
        title=title,
        description="notice",
        made_on=paper.printed_on,
        words={
            "campaign": clean(paper.campaign),
            "made": _made(paper),
            "facts": _facts(count),
            "elected": list(map(clean, count.elected)),
            "notes": list(map(clean, count.notes)),
            "tables": [_table(sheet, block) for block in _blocks(sheet)],
            "told": [
                {
                    "heading": _capital(clean(told.heading)),
                    "said": clean(" ".join(told.sentences)),
                }
                for told in narrative(count)
            ],
            "chart": chart_svg(count) if chart and _fits(count) else "",
        },
        on_screen=True,
    )


def _made(paper: Paper) -> str:
    said = f"{clean(paper.imprint)} Printed {long_date(paper.printed_on)} by {clean(paper.printed_by)}."
    return said.strip()


def _fits(count: Count) -> bool:
    return len(count.candidates) <= _MOST_LANES and len(count.stages) <= _MOST_STAGES


def _facts(count: Count) -> list[list[str]]:
    figures = Figures(count)
    facts = [
        ["Rules", clean(f"{count.rules}: {count.law}" if count.law else count.rules)],
        ["Seats", f"{count.seats:,}"],
    ]
    if count.counts_in == "votes":
        facts.append(["Valid papers", f"{count.valid:,}"])
    else:
        facts.append(["Figures", f"in {count.counts_in}"])
    if count.quota is not None:
        facts.append(["Quota", figures.said(count.quota)])
    return facts


def _blocks(sheet: Grid) -> list[list[int]]:
    """Which stages stand side by side on a page."""
    blocks: list[list[int]] = [[]]
    used = 0.0
    for place in range(len(sheet.columns)):
        needs = sum(_widths(sheet, place))
        if blocks[-1] and used + needs > _ACROSS:
            blocks.append([])
            used = 0.0
        blocks[-1].append(place)
        used += needs
    return blocks


def _widths(sheet: Grid, place: int) -> list[float]:
    """Millimetres of a stage's columns: changes, where anything moved, and votes."""
    cells = [row.cells[place] for row in (*sheet.candidates, *sheet.sums)]
    votes = max(8, *(len(cell.votes) for cell in cells)) * _A_FIGURE + _PADDING
    changes = max(7, *(len(cell.change) for cell in cells)) * _A_FIGURE + _PADDING
    if sheet.columns[place].moves:
        return [changes, votes]
    words = sheet.columns[place].title.split()
    return [max(votes, max(map(len, words)) * _A_FIGURE + _PADDING)]


def _table(sheet: Grid, block: Sequence[int]) -> Json:
    """The stages of one page; who was out before them is left away, but for the last page, which has each outcome."""
    last = block[-1] == len(sheet.columns) - 1
    rows = [
        row
        for row in sheet.candidates
        if last or any(row.cells[place].votes for place in block)
    ]
    return {
        "stages": [
            asdict(sheet.columns[place]) | {"widths": _widths(sheet, place)}
            for place in block
        ],
        "candidates": [_line(row, block) for row in rows],
        "sums": [_line(row, block) for row in sheet.sums],
        "last": last,
    }


def _line(row: Row, block: Sequence[int]) -> Json:
    cells = [row.cells[place] for place in block]
    return {
        "name": clean(row.name),
        "slate": clean(row.slate),
        "outcome": row.outcome,
        "elected": row.mark == "elected",
        "cells": [asdict(cell) for cell in cells],
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
