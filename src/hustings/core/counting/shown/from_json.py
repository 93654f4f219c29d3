"""A record read back from its JSON. Whatever is not one is refused, with the member that is wrong."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

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
from hustings.core.errors import HustingsError

_NUMBER = re.compile(r"-?[0-9]{1,4000}(?:\.[0-9]{1,40}|/[1-9][0-9]{0,3999})?", re.ASCII)
_MOST_PLACES = 40
T = TypeVar("T")


class RecordError(HustingsError):
    """This is no record of a count; the message names the member that is wrong and what was expected."""


def loads(text: str | bytes) -> Count:
    """The record that `dumps` wrote."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError(
            f"The record of a count is JSON; this is none: {error}."
        ) from error
    count = _count(_Members(said, "the record"))
    try:
        for stage in count.stages:
            conserved(stage, count.valid, count.unit)
    except NotConserved as error:
        raise RecordError(f"The votes do not add up: {error}.") from error
    _check_names(count)
    _check_repeated(count, said)
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


class _Members:
    """The members of one JSON object; each is asked for by name and kind."""

    def __init__(self, said: object, where: str) -> None:
        if not isinstance(said, dict):
            raise RecordError(f"Expected an object for {where}.")
        self.said, self.where = said, where

    def get(self, name: str, kind: type[T]) -> T:
        value = self.said.get(name)
        if type(value) is not kind:
            raise RecordError(
                f"Expected {_KINDS[kind]} for “{name}” in {self.where}; there is {_short(value)}."
            )
        return value

    def has(self, name: str) -> bool:
        return self.said.get(name) is not None

    def whole(self, name: str, least: int = 0) -> int:
        value = self.get(name, int)
        if value < least:
            raise RecordError(
                f"“{name}” in {self.where} is {_short(value)}; it must be at least {least}."
            )
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self.each(name, str))

    def each(self, name: str, kind: type[T]) -> Sequence[T]:
        values = self.get(name, list)
        for value in values:
            if type(value) is not kind:
                raise RecordError(
                    f"Expected {_KINDS[kind]} in “{name}” of {self.where}; there is {_short(value)}."
                )
        return values

    def objects(self, name: str) -> list["_Members"]:
        return [
            _Members(each, f"{name} {number}")
            for number, each in enumerate(self.get(name, list), start=1)
        ]

    def objects_if_any(self, name: str) -> list["_Members"]:
        return self.objects(name) if self.has(name) else []

    def numbers_if_any(self, name: str, unit: int) -> dict[str, Exact]:
        return self.numbers(name, unit) if self.has(name) else {}

    def number(self, name: str, unit: int) -> Exact:
        return _number(self.get(name, str), unit, f"“{name}” in {self.where}")

    def numbers(self, name: str, unit: int) -> dict[str, Exact]:
        return {
            key: _number(value, unit, f"“{name}” of {key} in {self.where}")
            for key, value in self.get(name, dict).items()
        }


_KINDS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


def _short(value: object) -> str:
    shown = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"


def _number(said: object, unit: int, where: str) -> Exact:
    """Units from a decimal or a fraction of votes."""
    if not isinstance(said, str) or not _NUMBER.fullmatch(said):
        raise RecordError(
            f"Expected a number of votes such as “12.50” or “7/3” for {where}; there is {_short(said)}."
        )
    units = Fraction(said) * unit
    return units.numerator if units.denominator == 1 else units


def _count(said: _Members) -> Count:
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


def _candidate(said: _Members) -> Candidate:
    return Candidate(
        said.get("name", str),
        said.get("slate", str) if said.has("slate") else "",
        _day(said) if said.has("born") else None,
        frozenset(said.texts("groups")) if said.has("groups") else frozenset(),
    )


def _day(said: _Members) -> date:
    try:
        return date.fromisoformat(said.get("born", str))
    except ValueError as error:
        raise RecordError(
            f"Expected a day such as 1961-03-14 for “born” in {said.where}."
        ) from error


def _stage(said: _Members, unit: int) -> Stage:
    exact = _Members(said.said.get("exact", {}), f"exact of {said.where}")

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


def _elected(said: _Members) -> Elected:
    return Elected(
        said.get("name", str),
        said.get("reason", str),
        said.whole("batch"),
        said.get("slate", str) if said.has("slate") else "",
        said.get("unfilled", bool) if said.has("unfilled") else False,
    )


def _step(said: _Members) -> Step:
    try:
        return Step(said.get("step", str))
    except ValueError as error:
        raise RecordError(
            f"Expected one of {', '.join(Step)} for “step” in {said.where}."
        ) from error


def _transfer(said: _Members, unit: int) -> Transfer:
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


def _part(said: _Members, unit: int) -> Part:
    return Part(
        section=said.get("section", str),
        weight=said.number("weight", unit) if said.has("weight") else None,
        votes=said.numbers("votes", 1),
        exhausted=said.whole("exhausted"),
        abstained=said.whole("abstained"),
    )
