"""The record as parts of a page: the result sheet, the account, the chart; and as a page of its own.

The parts have classes and no style of their own, for pages that have a style sheet; `html_page` brings its own. What a
stage decided is said in words, never by colour alone.
"""

from collections.abc import Iterator
from html import escape

from hustings.core.counting.record import Count
from hustings.core.counting.shown.chart import chart_svg
from hustings.core.counting.shown.comparison import Comparison
from hustings.core.counting.shown.figures import Figures, is_motion
from hustings.core.counting.shown.flows import flows
from hustings.core.counting.shown.grid import Cell, Grid, Mark, Row, grid
from hustings.core.counting.shown.narrative import narrative
from hustings.core.counting.shown.side_by_side import html_comparison

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; font: 1rem/1.5 "Noto Sans", system-ui, sans-serif; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
.wide + .wide { margin-top: 1rem; }
.wide { overflow-x: auto; border: 1px solid #767676; }
.wide:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .5rem; font-weight: 700; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #c4c4c4; text-align: right; vertical-align: top; white-space: nowrap; }
thead th { white-space: normal; vertical-align: bottom; border-bottom: 2px solid #1b1b1b; min-width: 5rem; }
thead tr:first-child th:first-child, thead tr:first-child th:last-child { text-align: left; }
th[scope=row] { font-weight: 400; text-align: left; white-space: normal; min-width: 8rem; position: sticky; left: 0; background: #fff; }
td.outcome { text-align: left; }
td.change { color: #4a4a4a; border-left: 1px solid #c4c4c4; } td.only { border-left: 1px solid #c4c4c4; }
.mark { display: block; font-weight: 700; font-size: .8rem; }
td.elected { font-weight: 700; background: #e3f1e3; } td.excluded, td.unfilled { background: #f1f1f1; }
tr.elected th { font-weight: 700; } tr.sum th { font-weight: 400; } tr.sum.first > * { border-top: 2px solid #1b1b1b; }
.slate { display: block; font-weight: 400; font-size: .85rem; color: #4a4a4a; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { font-weight: 700; } dd { margin: 0; }
@media print { .wide { overflow: visible; border: 0; } }
@media (max-width: 40rem) { th[scope=row] { min-width: 6.5rem; max-width: 8rem; overflow-wrap: anywhere; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
"""


def html_page(count: Count, against: Comparison | None = None) -> str:
    """A whole page, with its style inside and nothing to fetch."""
    title = escape(count.title or "Record of a count")
    beside = "" if against is None else html_comparison(against)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{html_summary(count)}\n{beside}<h2>Every stage</h2>\n{html_table(count)}\n"
        f"<h2>Where the votes went</h2>\n{html_chart(count)}\n"
        f"<h2>The count in words</h2>\n{html_narrative(count)}\n</main>\n</body>\n</html>\n"
    )


def html_summary(count: Count) -> str:
    """Rules, seats, quota, who is elected."""
    figures = Figures(count)
    pairs = [
        (
            "The answer" if is_motion(count) else "Elected",
            ", ".join(count.elected) or "nobody",
        ),
        ("Rules", f"{count.rules}: {count.law}" if count.law else count.rules),
        ("Seats", f"{count.seats:,}"),
        ("Valid papers", f"{count.valid:,}"),
    ]
    if count.counts_in != "votes":
        pairs[-1] = ("Figures", f"in {count.counts_in}")
    if count.quota is not None:
        pairs.append((figures.quota_word, figures.said(count.quota)))
    pairs += [("Note", note) for note in count.notes]
    said = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs
    )
    return f'<dl class="count-summary">{said}</dl>'


def html_table(count: Count) -> str:
    """The result sheet; it scrolls sideways within its frame, also by keyboard."""
    sheet = grid(count)
    rows = "".join(
        f'<tr class="{row.mark}">{_head(row)}{_cells(sheet, row)}<td class="outcome">{escape(row.outcome)}</td></tr>'
        for row in sheet.candidates
    )
    sums = "".join(
        f'<tr class="sum{"" if place else " first"}">{_head(row)}{_cells(sheet, row)}<td></td></tr>'
        for place, row in enumerate(sheet.sums)
    )
    places = (
        f" Figures are shown to 5 decimal places of {count.places}."
        if sheet.shortened
        else ""
    )
    return (
        '<div class="wide" role="region" aria-label="Result sheet" tabindex="0"><table class="count-sheet">'
        f"<caption>Votes after each stage, with what the stage changed before them.{places}</caption>"
        f"<thead>{''.join(_heads(sheet))}</thead><tbody>{rows}{sums}</tbody></table></div>"
    )


def _heads(sheet: Grid) -> Iterator[str]:
    across = [
        f'<th scope="colgroup" colspan="{2 if column.moves else 1}">{column.number}. {escape(column.title)}</th>'
        for column in sheet.columns
    ]
    yield f'<tr><th scope="col" rowspan="2">Candidate</th>{"".join(across)}<th scope="col" rowspan="2">Outcome</th></tr>'
    under = [
        ('<th scope="col">Change</th>' if column.moves else "")
        + '<th scope="col">Votes</th>'
        for column in sheet.columns
    ]
    yield f"<tr>{''.join(under)}</tr>"


def _head(row: Row) -> str:
    slate = f'<span class="slate">{escape(row.slate)}</span>' if row.slate else ""
    return f'<th scope="row">{escape(row.name)}{slate}</th>'


def _cells(sheet: Grid, row: Row) -> str:
    return "".join(
        (f'<td class="change">{cell.change}</td>' if column.moves else "")
        + _votes(cell, "" if column.moves else " only")
        for column, cell in zip(sheet.columns, row.cells, strict=True)
    )


def _votes(cell: Cell, only: str) -> str:
    mark = (
        f'<span class="mark">{cell.mark}</span>' if cell.mark is not Mark.NONE else ""
    )
    return f'<td class="votes {cell.mark}{only}">{cell.votes}{mark}</td>'


def html_narrative(count: Count) -> str:
    """The account, a heading for each part."""
    return "\n".join(
        f"<h3>{escape(told.heading[:1].upper() + told.heading[1:])}</h3>"
        f"<p>{escape(' '.join(told.sentences))}</p>"
        for told in narrative(count)
    )


def html_chart(count: Count) -> str:
    """The chart in a frame that scrolls; the result sheet beside it holds the same figures."""
    return (
        '<div class="wide" role="region" aria-label="Chart of the transfers" tabindex="0">'
        f"{chart_svg(count)}</div>{_transfers(count)}"
    )


def _transfers(count: Count) -> str:
    """What the chart shows, as a table."""
    figures, moved = Figures(count), flows(count)
    if not moved:
        return ""
    heads = "".join(
        f'<th scope="col">{word}</th>'
        for word in ("Stage", "From", "To", "Papers", "Votes")
    )
    rows = "".join(
        f"<tr><td>{flow.stage}</td><td>{escape(flow.giver)}</td><td>{escape(flow.to or 'not transferable')}</td>"
        f"<td>{'' if flow.papers is None else f'{flow.papers:,}'}</td><td>{figures.said(flow.votes)}</td></tr>"
        for flow in moved
    )
    return (
        "<details><summary>The same as a table</summary>"
        '<div class="wide" role="region" aria-label="Table of transfers" tabindex="0"><table class="count-transfers">'
        f"<caption>Transfers of votes</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )
