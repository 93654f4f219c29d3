"""What is told of where the votes went, as plain values under documented names, for JSON, CSV, papers and pages alike."""

from collections.abc import Iterator, Sequence

from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.country import Country, FittedBy
from hustings.core.psephology.transfers.doubts import CANNOT_TELL
from hustings.core.psephology.transfers.flows import Flow, Flows
from hustings.core.psephology.transfers.margins import Change
from hustings.core.psephology.transfers.polls import Polled

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
    areas = found.paired.chosen(area)
    name = found.paired.areas[areas[0]].name if len(areas) == 1 else area
    return _told(found, areas, name or "all areas", found.flows(areas))


def told_by_area(found: Country) -> Iterator[tuple[Polled, Answer]]:
    """As `told`, for every area by itself."""
    for number, flows in found.flows_by_area():
        area = found.paired.areas[number]
        yield area, _told(found, [number], area.name, flows)


def _told(found: Country, areas: Sequence[int], name: str, flows: Flows) -> Answer:
    pair = found.paired
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


def flows_in(answer: Answer) -> Flows:
    """The lines of an answer again, to be drawn."""
    lines = tuple(
        Flow(e["from"], e["to"], e["people"], e["low"], e["high"], e["share"])
        for e in answer["flows"]
    )
    return Flows(lines, answer["before"], answer["after"])


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
