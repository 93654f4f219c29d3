"""Which re-run is meant by what somebody asked for: rules by name and what goes with them, refused where it does not fit."""

from dataclasses import dataclass
from fractions import Fraction

from hustings.core.counting.catalogue import CATALOGUE, rules_named
from hustings.core.counting.rules import Family, RulesError, RuleSet
from hustings.core.elections.results_table import Table
from hustings.core.psephology.assumed import OWN_PARTY, Assumed
from hustings.core.psephology.grouping import APART, Grouping
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import (
    Area,
    Areas,
    areas_by,
    put_together,
    read_areas,
)
from hustings.core.psephology.reruns.lists import (
    ListSeats,
    rerun_by_lists,
    rerun_with_additional,
)
from hustings.core.psephology.reruns.outcome import Rerun
from hustings.core.psephology.reruns.preferences import rerun_by_preferences
from hustings.core.psephology.reruns.stv import rerun_by_stv

MEMBERS = 5
"""An area's members under the single transferable vote, unless others are asked for."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for; None is nothing, and whatever the rules do not use is refused, not passed over."""

    rules: str
    grouping: Grouping = APART
    area: Area | None = None
    areas: Table | None = None
    """A table that puts seats together: code, area."""
    members: int | None = None
    """About so many seats are put together to an area."""
    list_seats: int | None = None
    list_part: Fraction | None = None
    """Additional members: so many list seats in each area, or such a part of its constituencies."""
    threshold: Fraction | None = None
    assumed: Assumed | None = None


_SAID = {
    "area": "an area for lists",
    "areas": "areas put together",
    "members": "a number of members",
    "list_seats": "a number of list seats",
    "list_part": "a part of list seats",
    "threshold": "a threshold",
    "assumed": "a table of transfers",
}
_WHERE = {"areas", "members"}
_USED: dict[str, set[str]] = {
    "lists": {"area", *_WHERE, "threshold"},
    "additional": {"area", *_WHERE, "list_seats", "list_part", "threshold"},
    "stv": {*_WHERE, "assumed"},
    "one seat": {"assumed"},
}


def rerun_asked(election: Election, asked: Asked) -> Rerun:
    """The re-run that was asked for; RulesError where what was given is too much or too little for the rules."""
    rules = rules_named(asked.rules)
    kind = _kind(rules)
    _refuse_unused(asked, rules, kind)
    grouping, threshold, assumed = asked.grouping, asked.threshold, asked.assumed
    if kind == "one seat":
        if assumed is None:
            raise RulesError(
                f"{rules.title} needs to know where votes go next: give a table of transfers (from, to, percent)."
            )
        return rerun_by_preferences(election, rules, assumed, grouping=grouping)
    areas = _areas(election, asked, kind)
    if kind == "stv":
        found = assumed or OWN_PARTY
        return rerun_by_stv(election, rules, areas, found, grouping=grouping)
    if kind == "additional":
        return rerun_with_additional(
            election,
            rules,
            ListSeats(asked.list_seats, asked.list_part),
            areas=areas,
            threshold=threshold,
            grouping=grouping,
        )
    return rerun_by_lists(
        election, rules, areas=areas, threshold=threshold, grouping=grouping
    )


def used_by(rules: RuleSet) -> frozenset[str]:
    """The fields of `Asked` that the rules have a use for, beside rules and grouping."""
    kind = _kind(rules)
    law = {"threshold"} - rules.uses if kind == "additional" else set()
    return frozenset(_USED[kind] - law)


def rules_for_reruns() -> tuple[RuleSet, ...]:
    """All rules that a past election can be counted again under."""
    return tuple(rules for rules in CATALOGUE.values() if _known(rules))


def _known(rules: RuleSet) -> str:
    if rules.family is Family.LISTS:
        return "additional" if "held" in rules.uses else "lists"
    if rules.family is Family.STV and not rules.order_counts:
        return "stv"
    if rules.family in (Family.PREFERENCES, Family.ROUNDS) and rules.one_seat:
        return "one seat"
    return ""


def _kind(rules: RuleSet) -> str:
    found = _known(rules)
    if not found:
        names = ", ".join(each.name for each in rules_for_reruns())
        raise RulesError(
            f"{rules.title}: a past election cannot be counted again under these rules; it can under {names}."
        )
    return found


def _refuse_unused(asked: Asked, rules: RuleSet, kind: str) -> None:
    for name, said in _SAID.items():
        if getattr(asked, name) is not None and name not in _USED[kind]:
            raise RulesError(f"{rules.title} has no use for {said}: leave it out.")
    where = [
        _SAID[n] for n in ("area", *sorted(_WHERE)) if getattr(asked, n) is not None
    ]
    if len(where) > 1:
        raise RulesError(f"Say one of these, not both: {' and '.join(where)}.")


def _areas(election: Election, asked: Asked, kind: str) -> Areas:
    if asked.areas is not None:
        return read_areas(asked.areas, election)
    if asked.members is not None or kind == "stv":
        return put_together(election, asked.members or MEMBERS)
    return areas_by(election, asked.area or Area.REGION)
