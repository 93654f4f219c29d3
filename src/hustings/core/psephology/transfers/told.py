"""What is told of where the votes went, as plain values under documented names, for JSON, CSV, papers and pages alike."""

from collections.abc import Sequence

from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.country import Country, FittedBy
from hustings.core.psephology.transfers.doubts import CANNOT_TELL
from hustings.core.psephology.transfers.flows import Flow
from hustings.core.psephology.transfers.margins import Change

FITTED = {
    FittedBy.NATION: "each nation by itself",
    FittedBy.REGION: "each region by itself",
    FittedBy.WHOLE: "all areas together",
}


def told(found: Country, area: str = "") -> Answer:
    """One table: `earlier, later, area, areas` (how many), `flows` (each `from, to, people, low, high, share`), `before, after`.

    With it always stand `converged`, `warnings`, `cannot_tell`, and what was assumed: `fitted`, `electorate_change`, `turnover`
    (0 to 1), `left_out`. `share` is of those who chose `from`; nine in ten times the truth should lie between `low` and `high`.
    """
    return of_areas(found, found.paired.chosen(area), area or "all areas")


def of_areas(found: Country, areas: Sequence[int], name: str) -> Answer:
    """As `told`, for areas by their numbers."""
    flows, pair = found.flows(areas), found.paired
    return {
        "earlier": pair.earlier,
        "later": pair.later,
        "area": name,
        "areas": len(areas),
        "converged": found.converged(areas),
        "flows": [line(each) for each in flows.lines],
        "before": flows.before,
        "after": flows.after,
        "fitted": FITTED[found.fitted_by],
        "electorate_change": _change(pair.margins.change, pair.margins.turnover),
        "turnover": round(pair.margins.turnover, 6),
        "warnings": [
            {"group": group, "doubt": doubt, "says": words}
            for group, doubt, words in found.warnings(areas)
        ],
        "left_out": [str(each) for each in pair.left_out],
        "cannot_tell": list(CANNOT_TELL),
    }


def line(flow: Flow) -> Answer:
    """One cell of the table."""
    return {
        "from": flow.source,
        "to": flow.target,
        "people": flow.people,
        "low": flow.low,
        "high": flow.high,
        "share": round(flow.share, 6),
    }


def _change(change: Change, turnover: float) -> str:
    if not turnover:
        return "every area had as many electors at both elections"
    return change.value
