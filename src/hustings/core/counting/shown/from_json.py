"""A record read back from its JSON. Whatever is not one is refused, with the member that is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hustings.core.counting.poll import Candidate
from hustings.core.counting.record import (
    Count,
    Elected,
    Exact,
    NotConserved,
    Part,
    Stage,
    Step,
    Transfer,
    conserved,
)
from hustings.core.counting.shown.as_json import FORMAT, as_json
from hustings.core.counting.shown.members import Members, RecordError, values

_MOST_PLACES = 40


def loads(text: str | bytes) -> Count:
    """The record that `dumps` wrote."""
    return count_said(values(text, "The record of a count"), "the record")


def count_said(said: object, where: str) -> Count:
    """The record from its values."""
    members = Members(said, where)
    count = _count(members)
    try:
        for stage in count.stages:
            conserved(stage, count.valid, count.unit)
    except NotConserved as error:
        raise RecordError(f"The votes do not add up: {error}.") from error
    _check_names(count)
    _check_repeated(count, members.said)
    return count


def _check_names(count: Count) -> None:
    names = set(count.names)
    if len(names) < len(count.names) or not count.stages:
        raise RecordError("A record has stages, and candidates with a name each.")
    for stage in count.stages:
        said = {*stage.votes, *stage.of, *stage.excluded, *stage.keep}
        said |= {name for move in stage.transfers for name in (move.giver, move.to)}
        if strangers := said - names - {""}:
            raise RecordError(f"{min(strangers)} is in a stage and is no candidate.")


def _check_repeated(count: Count, said: Mapping[str, Any]) -> None:
    """What the record says twice must be the same both times."""
    again = as_json(count)
    for member in ("quota", "elected", "stages"):
        if said.get(member) != again[member]:
            raise RecordError(f"The record's {member} is not what its stages say.")


def _count(said: Members) -> Count:
    if said.get("format", str) != FORMAT:
        raise RecordError(f"Expected “{FORMAT}” for “format”.")
    unit, places = said.whole("unit", 1), said.whole("places")
    if places > _MOST_PLACES:
        raise RecordError(
            f"At most {_MOST_PLACES} places can be shown; there are {places}."
        )
    return Count(
        rules=said.get("rules", str),
        title=said.get("title", str),
        seats=said.whole("seats"),
        candidates=tuple(_candidate(each) for each in said.objects("candidates")),
        valid=said.whole("valid"),
        unit=unit,
        places=places,
        stages=tuple(_stage(each, unit) for each in said.objects("stages")),
        counts_in=said.get("counts_in", str),
        law=said.get("law", str),
        per_paper=said.get("per_paper", bool),
        particular=said.get("particular", bool),
        notes=said.texts("notes"),
    )


def _candidate(said: Members) -> Candidate:
    return Candidate(
        said.get("name", str),
        said.get("slate", str) if said.has("slate") else "",
        _day(said) if said.has("born") else None,
        frozenset(said.texts("groups")) if said.has("groups") else frozenset(),
    )


def _day(said: Members) -> date:
    try:
        return date.fromisoformat(said.get("born", str))
    except ValueError as error:
        raise RecordError(
            f"Expected a day such as 1961-03-14 for “born” in {said.where}."
        ) from error


def _stage(said: Members, unit: int) -> Stage:
    exact = Members(said.said.get("exact", {}), f"exact of {said.where}")

    def one(name: str) -> Exact:
        return (exact if exact.has(name) else said).number(name, unit)

    votes = said.numbers("votes", unit) | exact.numbers_if_any("votes", unit)
    return Stage(
        step=_step(said),
        of=said.texts("of"),
        votes=votes,
        non_transferable=one("non_transferable"),
        lost=one("lost"),
        quota=one("quota") if said.has("quota") else None,
        elected=tuple(_elected(each) for each in said.objects("elected")),
        excluded=said.texts("excluded"),
        transfers=tuple(_transfer(each, unit) for each in said.objects("transfers")),
        why=said.get("why", str),
        parts=tuple(_part(each, unit) for each in said.objects_if_any("parts")),
        figures=said.numbers_if_any("figures", unit),
        divisors=said.numbers_if_any("divisors", 1),
        cast=said.whole("cast") if said.has("cast") else None,
        keep=said.numbers_if_any("keep", unit),
    )


def _elected(said: Members) -> Elected:
    return Elected(
        said.get("name", str),
        said.get("reason", str),
        said.whole("batch"),
        said.get("slate", str) if said.has("slate") else "",
        said.get("unfilled", bool) if said.has("unfilled") else False,
    )


def _step(said: Members) -> Step:
    try:
        return Step(said.get("step", str))
    except ValueError as error:
        raise RecordError(
            f"Expected one of {', '.join(Step)} for “step” in {said.where}."
        ) from error


def _transfer(said: Members, unit: int) -> Transfer:
    return Transfer(
        giver=said.get("from", str),
        to=said.get("to", str) if said.has("to") else "",
        papers=said.whole("papers"),
        value=said.number("value", unit),
        votes=said.number("votes", unit),
        was=said.number("was", unit) if said.has("was") else None,
        batch=said.whole("batch"),
        came=said.whole("came") if said.has("came") else None,
    )


def _part(said: Members, unit: int) -> Part:
    return Part(
        section=said.get("section", str),
        weight=said.number("weight", unit) if said.has("weight") else None,
        votes=said.numbers("votes", 1),
        exhausted=said.whole("exhausted"),
        abstained=said.whole("abstained"),
    )
