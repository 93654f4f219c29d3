"""The members of a record's JSON: each is asked for by name and kind, and whatever is not that is refused."""

import json
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from hustings.core.counting.record import Exact
from hustings.core.errors import HustingsError

_NUMBER = re.compile(r"-?[0-9]{1,4000}(?:\.[0-9]{1,40}|/[1-9][0-9]{0,3999})?", re.ASCII)
T = TypeVar("T")


class RecordError(HustingsError):
    """This is no record of a count; the message names the member that is wrong and what was expected."""


def values(text: str | bytes, what: str) -> object:
    """The values of a JSON text, or RecordError saying that `what` is JSON."""
    try:
        said: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{what} is JSON; this is none: {error}.") from error
    return said


class Members:
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

    def objects(self, name: str) -> list["Members"]:
        return [
            Members(each, f"{name} {number}")
            for number, each in enumerate(self.get(name, list), start=1)
        ]

    def objects_if_any(self, name: str) -> list["Members"]:
        return self.objects(name) if self.has(name) else []

    def numbers_if_any(self, name: str, unit: int) -> dict[str, Exact]:
        return self.numbers(name, unit) if self.has(name) else {}

    def number(self, name: str, unit: int) -> Exact:
        return number_said(self.get(name, str), unit, f"“{name}” in {self.where}")

    def numbers(self, name: str, unit: int) -> dict[str, Exact]:
        return {
            key: number_said(value, unit, f"“{name}” of {key} in {self.where}")
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


def number_said(said: object, unit: int, where: str) -> Exact:
    """Units from a decimal or a fraction of votes."""
    if not isinstance(said, str) or not _NUMBER.fullmatch(said):
        raise RecordError(
            f"Expected a number of votes such as “12.50” or “7/3” for {where}; there is {_short(said)}."
        )
    units = Fraction(said) * unit
    return units.numerator if units.denominator == 1 else units
