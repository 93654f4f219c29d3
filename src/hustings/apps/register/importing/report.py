"""The report of an import, as it is shown before applying and kept afterwards."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.importing.held import Held
from hustings.apps.register.importing.plan import Plan
from hustings.apps.register.importing.samples import named, samples_of, who
from hustings.apps.register.standing import is_abroad, standing_of, voting_of
from hustings.core.elections.franchise import Voting
from hustings.core.register.doors import Address, read_door
from hustings.core.register.layouts.mapped import DESCRIBED
from hustings.core.register.outcome import Outcome
from hustings.core.register.register import Elector as CoreElector
from hustings.core.register.report import as_json
from hustings.core.register.rows import SUPPLIERS

SHOWN = 200
"""Rows not read, and missing electors, that the report lists; files have all of them."""
SAMPLE, ATTAINERS = 12, 8


def report_of(
    outcome: Outcome, plan: Plan, campaign: Campaign, held: Held
) -> dict[str, Any]:
    """The account as plain values: part 10's JSON, and a sample of electors as they will look."""
    voting = voting_of(campaign)
    report: dict[str, Any] = as_json(outcome)
    for told, file in zip(report["files"], outcome.files, strict=True):
        told["supplier"] = SUPPLIERS[file.family]
    refused = report["refusals"]
    report |= {
        "refusals": refused[:SHOWN],
        "not_read": len(refused),
        "missing": len(plan.lines["missing"]),
        "left_lists": len(plan.lines["left_lists"]),
        "digests": [f.digest for f in outcome.files if not f.held_back],
        "held_back": len(outcome.held_back),
        "questions": len({line.split("\t")[3] for line in plan.lines["questions"]}),
        "writes": {name: len(lines) for name, lines in plan.lines.items()},
        "unsure_doors": plan.unsure[:20],
        "unsure": len(plan.unsure),
        "sample": [_shown(elector, voting) for elector in _sample(outcome)],
        "missing_shown": named(outcome.absences),
        "new_numbers_shown": [
            f"{move.before.number} is now {who(move.now)}"
            for move in outcome.followed.moves[:20]
        ],
        "attainers": _attainers(outcome.added, voting),
        "voting": for_election(campaign),
        "headings": _described(outcome),
        **samples_of(outcome, held.electors),
    }
    return report


def _described(outcome: Outcome) -> list[str]:
    """The headings of the first file that was read by what a person said of its columns; none where none was."""
    files = (file for file in outcome.files if file.layout == DESCRIBED)
    return next((list(file.headings) for file in files), [])


def for_election(campaign: Campaign) -> list[str]:
    """The election for which who may vote was worked out, to see later whether it is still the one."""
    return [campaign.election, campaign.nation, str(campaign.polling_day)]


def _sample(outcome: Outcome) -> list[CoreElector]:
    """A dozen of those added or amended, evenly from the whole, and some attainers, whose date is worth a look."""
    listed = [
        elector
        for elector in [*outcome.added, *outcome.amended]
        if not elector.row.anonymous and elector.changed != {"absent"}
    ]
    dated = [e for e in listed if e.row.attainer_date or e.row.attainer_text]
    step = max(1, len(listed) // SAMPLE)
    chosen = {
        elector.key: elector
        for elector in [*listed[::step][:SAMPLE], *dated[:ATTAINERS]]
    }
    return list(chosen.values())


def _shown(elector: CoreElector, voting: Voting) -> dict[str, str]:
    row = elector.row
    says = standing_of(voting, row)
    door = None
    if row.address and not is_abroad(row.marker):
        door = read_door(Address(row.address, row.postcode, row.hints))
    return {
        "number": str(row.number),
        "name": f"{row.forenames} {row.surname}".strip(),
        "address": ", ".join([*row.address, row.postcode]).strip(", "),
        "door": door.address if door else "",
        "unsure": "yes" if door and door.unsure else "",
        "marker": row.marker,
        "may_vote": says.may_vote,
        "why": says.reason,
        "date": _day(row.attainer_date) or row.attainer_text,
        "date_is": says.attainer_kind,
        "attains_on": _day(says.attains_on),
        "changed": ", ".join(sorted(elector.changed)),
    }


def _attainers(electors: Iterable[CoreElector], voting: Voting) -> dict[str, int]:
    """How many dates in the attainers' column were taken for what."""
    kinds = (standing_of(voting, elector.row).attainer_kind for elector in electors)
    return dict(Counter(filter(None, kinds)))


def _day(when: date | None) -> str:
    return f"{when.day} {when:%B %Y}" if when else ""
